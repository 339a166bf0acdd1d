"""Asking: by mention, by direct message, by /ask."""

import datetime as dt
import logging
import time
from collections import OrderedDict
from http import HTTPStatus
from typing import Any, Final

import discord
from discord import app_commands
from discord.ext import commands

from glmbot import limits
from glmbot.bot.client import GlmBot
from glmbot.bot.delivery import PASSING, reply_to, respond
from glmbot.bot.errors import APOLOGY
from glmbot.bot.messages import question_of
from glmbot.bot.rendering import Rendered, render
from glmbot.core.answering import Turn

_log = logging.getLogger(__name__)

STALE_AFTER: Final = dt.timedelta(minutes=2)
"""A question that arrives later (after an outage) is not answered: nobody waits for it any more."""

QUIET_SECONDS: Final = 300.0

_REMEMBERED_MESSAGES: Final = 2048


class AskCog(commands.Cog):
    """Answers questions."""

    def __init__(self, bot: GlmBot) -> None:
        self.bot = bot
        self._seen: OrderedDict[int, None] = OrderedDict()
        self._quiet_until = 0.0

    @commands.Cog.listener("on_message")
    async def answer_message(self, message: discord.Message) -> None:
        """Answer a mention or a direct message, once."""
        if self.bot.user is None or (question := question_of(message, self.bot.user.id)) is None:
            return
        if self._is_repeated(message.id) or discord.utils.utcnow() - message.created_at > STALE_AFTER:
            return
        if time.monotonic() < self._quiet_until:
            return
        try:
            turn = self._turn(question, message.author.id, message.channel.id)
            messages = render(turn.reply, embeds=_may_embed(message), question=turn.query.standing_alone)
        except Exception:  # noqa: BLE001 - the error boundary of messages
            _log.exception("a question could not be answered")
            messages = [Rendered(APOLOGY)]
        for rendered in messages:
            await self._send(message, rendered)

    async def _send(self, message: discord.Message, rendered: Rendered) -> None:
        try:
            await reply_to(message, rendered)
        except discord.HTTPException as error:
            # A 429 that discord.py does not wait for comes from Discord's edge: more requests only prolong it.
            if error.status == HTTPStatus.TOO_MANY_REQUESTS:
                self._quiet_until = time.monotonic() + QUIET_SECONDS
            _log.warning("an answer could not be sent (%s, %s)", error.status, error.code)
        except PASSING as error:
            _log.warning("an answer could not be sent (%s)", type(error).__name__)

    @app_commands.command()
    @app_commands.describe(question="Your question, in one sentence", private="Show the reply to you alone")
    async def ask(
        self,
        interaction: discord.Interaction[GlmBot],
        question: app_commands.Range[str, 1, limits.QUESTION_OPTION],
        private: bool = False,  # noqa: FBT001, FBT002 - discord.py passes options by name
    ) -> None:
        """Ask the articles a question; the answer is a passage with its citation."""
        turn = self._turn(question, interaction.user.id, interaction.channel_id or 0)
        embeds = interaction.app_permissions.embed_links
        for rendered in render(turn.reply, embeds=embeds, question=turn.query.standing_alone):
            await respond(interaction, rendered, ephemeral=private)

    def _turn(self, question: str, person: int, place: int) -> Turn:
        """The turn in its conversation: one person in one place."""
        now = time.monotonic()
        desk = self.bot.desk
        turn = desk.answerer.turn(question, before=desk.conversations.before((person, place), now))
        desk.conversations.remember((person, place), turn, now)
        return turn

    def _is_repeated(self, message_id: int) -> bool:
        """Whether a message was seen before: after a resume Discord may deliver it twice."""
        if message_id in self._seen:
            return True
        self._seen[message_id] = None
        if len(self._seen) > _REMEMBERED_MESSAGES:
            self._seen.popitem(last=False)
        return False


def _may_embed(message: discord.Message) -> bool:
    if message.guild is None or isinstance(message.channel, discord.PartialMessageable | discord.DMChannel):
        return True
    return message.channel.permissions_for(message.guild.me).embed_links


async def setup(bot: Any) -> None:
    """Add the cog; discord.py calls this."""
    await bot.add_cog(AskCog(bot))
