"""A long exchange moved to a thread of its own: the filters and the conversation go along."""

import time
from typing import Any, Final

import discord

from glmbot.bot.context import context_of
from glmbot.bot.ui.delivery import respond
from glmbot.bot.ui.handlers import on_press
from glmbot.bot.ui.render import Rendered, said
from glmbot.bot.ui.sent_message import question_under
from glmbot.core.translatable import gettext_lazy

THREAD_IS_THERE: Final = gettext_lazy("There is a thread on this answer already.")
NO_THREAD: Final = gettext_lazy("I can't open a thread here. Ask somebody who manages the channels to allow it.")
THREAD_OPENED: Final = gettext_lazy("Go on here: mention me with your next question.")

_NAME: Final = 100
_EXISTS: Final = 160004


@on_press("thread")
async def continue_in_thread(interaction: discord.Interaction[Any], _: str) -> None:
    """Open a thread on an answer; the filters and the conversation go along."""
    context, message = context_of(interaction), interaction.message
    manner, may = context.manner(interaction), interaction.app_permissions
    if message is None or not (may.create_public_threads and may.send_messages_in_threads):
        await respond(interaction, said(NO_THREAD, manner), ephemeral=True)
        return
    await interaction.response.defer(ephemeral=True)
    try:
        thread = await message.create_thread(name=(question_under(message) or "glmbot")[:_NAME])
    except discord.HTTPException as error:
        text = THREAD_IS_THERE if error.code == _EXISTS else NO_THREAD
        await respond(interaction, said(text, manner), ephemeral=True)
        return
    context.answers.keep_filters(thread.id, context.answers.filters(message.id))
    now = time.monotonic()
    if turn := context.conversations.before((interaction.user.id, interaction.channel_id or 0), now):
        context.conversations.remember((interaction.user.id, thread.id), turn, now)
    await thread.send(manner.say(THREAD_OPENED))
    await respond(interaction, Rendered(thread.mention), ephemeral=True)


async def setup(_: Any) -> None:
    """Nothing to add: the press is registered when this module is loaded."""
