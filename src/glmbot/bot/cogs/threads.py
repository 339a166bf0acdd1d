"""A long exchange moved to a thread of its own: the filters and the conversation go along."""

import re
import time
from http import HTTPStatus
from typing import Final

import discord

from glmbot.bot.context import Interaction, context_of, reply_privately
from glmbot.bot.ui.actions import on_press
from glmbot.bot.ui.answer_buttons import question_under
from glmbot.bot.ui.components import PASSAGE_REF
from glmbot.bot.ui.delivery import defer, post, respond
from glmbot.bot.ui.persistence import persistently
from glmbot.bot.ui.render import Rendered
from glmbot.core.translatable import gettext_lazy

THREAD_IS_THERE: Final = gettext_lazy("There is a thread on this answer already.")
NO_THREAD: Final = gettext_lazy("I can't open a thread here. Ask somebody who manages the channels to allow it.")
THREAD_OPENED: Final = gettext_lazy(
    "Go on here: mention me with your next question, or reply to one of my messages; others I can't read."
)
THREAD_READ: Final = gettext_lazy("Go on here: each of your messages is a question to me.")

_NAME: Final = 100
"""Characters of a thread's name, at most."""
_EXISTS: Final = 160004
"""Discord's error code for a message that has a thread."""


@on_press("thread", PASSAGE_REF + "(?::(?P<message>[0-9]{1,20}))?")
async def continue_in_thread(interaction: Interaction, match: re.Match[str]) -> None:
    """Open a thread on an answer; the filters and the conversation go along."""
    context, message = context_of(interaction), _answer_of(interaction, match)
    may, person_may = interaction.app_permissions, interaction.permissions
    allowed = may.create_public_threads and may.send_messages_in_threads and person_may.create_public_threads
    if message is None or not (allowed and context.guild_settings(interaction.guild_id).threads):
        await reply_privately(interaction, NO_THREAD)
        return
    await defer(interaction, private=True, thinking=False)
    try:
        thread = await _opened(interaction, message, (question_under(interaction.message) or "glmbot")[:_NAME])
    except discord.HTTPException as error:
        if error.status >= HTTPStatus.TOO_MANY_REQUESTS:  # nobody could allow it
            raise
        await reply_privately(interaction, NO_THREAD)
        return
    if thread is None:
        await reply_privately(interaction, THREAD_IS_THERE)
        return
    context.answers.keep_filters(thread.id, context.answers.filters(message.id))
    now = time.monotonic()
    if turn := context.conversations.before((interaction.user.id, interaction.channel_id or 0), now):
        context.conversations.remember((interaction.user.id, thread.id), turn, now)
    context.answers.keep_opener(thread.id, interaction.user.id, now)
    opened = THREAD_READ if interaction.client.intents.message_content else THREAD_OPENED
    await post(thread, Rendered(context.target(interaction).say(opened)), nonce=str(thread.id))
    await respond(interaction, Rendered(thread.mention), ephemeral=True)


async def _opened(
    interaction: Interaction, message: discord.Message | discord.PartialMessage, name: str
) -> discord.Thread | None:
    """The thread that is opened on a message; None where there is one already.

    What was carried out and answered by an error is tried again, and there is a thread then: one of the bot's own, in
    which nothing stands yet. It has the id of its message.
    """
    try:
        return await persistently(lambda: message.create_thread(name=name))
    except discord.HTTPException as error:
        if error.code != _EXISTS:
            raise
    if context_of(interaction).answers.opener(message.id) is not None:
        return None
    found = await persistently(lambda: interaction.client.fetch_channel(message.id))
    is_own = isinstance(found, discord.Thread) and found.owner_id == interaction.client.user.id
    return found if is_own and not found.message_count else None


def _answer_of(interaction: Interaction, match: re.Match[str]) -> discord.Message | discord.PartialMessage | None:
    """The message under which the button stands, or the one that the button's menu is about."""
    channel = interaction.channel
    if match["message"] is None:
        return interaction.message
    return channel.get_partial_message(int(match["message"])) if isinstance(channel, discord.TextChannel) else None
