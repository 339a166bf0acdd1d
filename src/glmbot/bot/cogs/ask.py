"""Asking: by mention, by direct message, by /ask, by a menu on a message."""

import logging
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from typing import Final

import discord
from discord import app_commands
from discord.ext import commands

from glmbot import limits
from glmbot.bot.admission import is_refused, too_many
from glmbot.bot.client import GlmBot
from glmbot.bot.context import Interaction, is_private, reply_privately
from glmbot.bot.conversations import followed
from glmbot.bot.errors import explain_in
from glmbot.bot.mentions import (
    CAN_NOT_READ,
    Asking,
    answer_replied_to,
    asking_of,
    channel_refusal,
    may_open_thread,
    question_of,
)
from glmbot.bot.revising import find_answer, revise, withdraw
from glmbot.bot.sent_answers import Answered, hash_of
from glmbot.bot.ui.answer_buttons import QUESTION_LIMIT
from glmbot.bot.ui.autocomplete import by_filters
from glmbot.bot.ui.delivery import in_time, reply_to, respond
from glmbot.bot.ui.persistence import FAILURES, is_turned_away, told
from glmbot.bot.ui.render import Asked, Rendered, RenderTarget, said
from glmbot.bot.ui.replies import render
from glmbot.core.answering.answerer import Turn
from glmbot.core.corpus.filters import Filters, read_filters
from glmbot.core.translatable import gettext_lazy
from glmbot.health.course import course
from glmbot.health.events import Acknowledged, Refused

_log = logging.getLogger(__name__)

STALE_AFTER_SECONDS: Final = 120.0
"""A question that arrives later (after an outage) is not answered: nobody waits for it any more."""

QUIET_SECONDS: Final = 300.0
MENU: Final = "Find sources for this message"

NO_TEXT: Final = gettext_lazy("That message has no text that I could search for.")
_REMEMBERED_MESSAGES: Final = 2048


class AskCog(commands.Cog):
    """Answers questions."""

    def __init__(self, bot: GlmBot) -> None:
        self.bot = bot
        self._seen: OrderedDict[int, None] = OrderedDict()
        self._quiet_until = 0.0
        self._menu = app_commands.ContextMenu(name=MENU, callback=self.find_sources)

    async def cog_load(self) -> None:
        """Add the menu command, which discord.py does not find in a cog by itself."""
        self.bot.tree.add_command(self._menu)

    async def cog_unload(self) -> None:
        """Take the menu command away."""
        self.bot.tree.remove_command(self._menu.name, type=self._menu.type)

    @commands.Cog.listener("on_message")
    async def answer_message(self, message: discord.Message) -> None:
        """Answer a mention or a direct message, once."""
        age = self.bot.clock.age(message.id)
        if self.bot.user is None or (question := self._question_of(message, self.bot.user.id)) is None:
            return
        if self._is_repeated(message.id) or not self._is_timely(age) or not self._may_answer(message):
            return
        answered = Answered(message.author.id, time.monotonic(), hash_of(question))
        self.bot.context.answers.add(message.id, answered)
        self.bot.context.under_way.begin(message)
        surface = "direct" if message.guild is None else "mention"
        async with answered.busy:
            if await self._is_refused(message):
                return
            with course(surface, self.bot.context.tell):
                for rendered in await self._rendered(message, question, answered):
                    await self._send(message, rendered, answered)

    @commands.Cog.listener("on_raw_message_edit")
    async def answer_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        """Answer an edited question anew, in the messages that answer it already."""
        message = payload.message
        if self.bot.user is None or message.edited_at is None:
            return
        answered = self.bot.context.answers.get(message.id)
        question = self._question_of(message, self.bot.user.id)
        if answered is None and (question is None or (answered := await self._found(message)) is None):
            return
        async with answered.busy:
            if question is None:
                answered.is_withdrawn = True
                await withdraw(answered)
            elif answered.differs(question) and not await self._is_refused(message):
                with course("edit", self.bot.context.tell):
                    rendered = await self._rendered(message, question, answered)
                    if await revise(answered, rendered, lambda new: self._send(message, new, answered)):
                        answered.question, answered.is_withdrawn = hash_of(question), False

    async def _found(self, message: discord.Message) -> Answered | None:
        """What answers an edited question that this process does not know; a question that nothing answers is asked."""
        answers = self.bot.context.answers
        if self.bot.user is None or message.id in self._seen or not self._is_timely(self.bot.clock.age(message.id)):
            return None
        try:
            found = await find_answer(message, self.bot.user.id)
        except FAILURES as error:
            _log.warning("an edited question is left alone: its answer can't be looked for (%s)", told(error))
            return None
        if found is None:
            await self.answer_message(message)
        elif answers.get(message.id) is None:
            answers.add(message.id, found)
        return answers.get(message.id) if found else None

    @commands.Cog.listener("on_raw_message_delete")
    async def forget_question(self, payload: discord.RawMessageDeleteEvent) -> None:
        """Delete the answer to a question that was deleted."""
        if (answered := self.bot.context.answers.pop(payload.message_id)) is not None:
            async with answered.busy:
                await withdraw(answered)

    @commands.Cog.listener("on_raw_bulk_message_delete")
    async def forget_questions(self, payload: discord.RawBulkMessageDeleteEvent) -> None:
        """Delete the answers to questions that were deleted together."""
        for message_id in payload.message_ids:
            if (answered := self.bot.context.answers.pop(message_id)) is not None:
                async with answered.busy:
                    await withdraw(answered)

    @app_commands.command()
    @app_commands.describe(
        question="Your question, in one sentence",
        jurisdiction="Only articles on this jurisdiction",
        topic="Only articles with this topic",
        after="Only articles of this year, month or day, or later (2011, 2011-12, 2011-12-06)",
        before="Only articles of this year, month or day, or earlier",
        private="Show the reply to you alone",
    )
    @by_filters
    async def ask(  # noqa: PLR0917 - discord.py passes options by position
        self,
        interaction: Interaction,
        question: app_commands.Range[str, 1, limits.QUESTION_OPTION],
        jurisdiction: str | None = None,
        topic: str | None = None,
        after: str | None = None,
        before: str | None = None,
        private: bool | None = None,  # noqa: FBT001 - discord.py passes options by name
    ) -> None:
        """Ask the articles a question; the answer is a passage with its citation."""
        filters = read_filters(jurisdiction, topic, after, before)
        context, answerer = self.bot.context, self.bot.context.answerer
        if filters:
            filters = answerer.checked(filters)
        settings = context.guild_settings(interaction.guild_id)
        wanted = settings.private if private is None else private
        with course("ask", context.tell):
            await self._answer(interaction, question, filters or None, wanted=wanted)

    async def find_sources(self, interaction: Interaction, message: discord.Message) -> None:
        """Take somebody's message as the question; the answer is for the person who used the menu."""
        question = message.content.strip()
        if not question:
            await reply_privately(interaction, NO_TEXT)
            return
        with course("menu", self.bot.context.tell):
            await self._answer(interaction, question, None, wanted=True, leans=False)

    async def _answer(
        self, interaction: Interaction, question: str, filters: Filters | None, *, wanted: bool, leans: bool = True
    ) -> None:
        """Answer an interaction, unless its person or guild has asked too much, or its channel is closed to the bot."""
        context = self.bot.context
        if await is_refused(interaction):
            return
        person = interaction.user.id
        private = is_private(interaction, wanted=wanted)
        before = context.before if leans else lambda _: None
        settings = context.guild_settings(interaction.guild_id)
        can_thread = interaction.is_guild_integration() and may_open_thread(settings, interaction.channel)
        may_thread = can_thread and not private
        show = _shown_for(context.target(interaction), Asked((), person, filters, may_thread=may_thread))
        thinking = context.reply(question, (person, interaction.channel_id or 0), filters, before, show)
        is_slow = context.articles.answers_slowly
        for rendered in await (in_time(interaction, thinking, private=private) if is_slow else thinking):
            sent = await respond(interaction, rendered, ephemeral=private)
            if sent is not None:
                context.answers.keep_filters(sent.id, filters)

    async def _rendered(self, message: discord.Message, question: str, answered: Answered) -> list[Rendered]:
        """The messages that answer a question's message; an apology where the bot fails."""
        context = self.bot.context
        assert self.bot.user is not None
        target = context.message_target(message)
        try:
            asking = asking_of(message, self.bot.user.id, question)
            if isinstance(asking, Asking) and asking in CAN_NOT_READ:
                return [said(CAN_NOT_READ[asking], target)]
            question = asking if isinstance(asking, str) else question
            replied = answer_replied_to(message, self.bot.user.id)
            under = await context.turn_under(replied) if replied else None
            filters = (context.answers.filters(replied.id) if replied else None) or context.answers.filters(
                message.channel.id
            )
            guild = message.guild.id if message.guild else None
            asked = Asked(
                (), message.author.id, filters, may_open_thread(context.guild_settings(guild), message.channel)
            )
            return await context.reply(
                question,
                (message.author.id, message.channel.id),
                filters,
                lambda conversation: answered.follows(lambda key: followed(context.before(key), under), conversation),
                _shown_for(target, asked),
            )
        except Exception as error:  # noqa: BLE001 - the error boundary of messages
            return [said(explain_in(error, target.say), target)]

    async def _send(self, message: discord.Message, rendered: Rendered, answered: Answered) -> bool:
        """Send a message of an answer, and say whether it is there."""
        context = self.bot.context
        try:
            sent = await reply_to(message, rendered)
        except FAILURES as error:
            if is_turned_away(error):
                self._quiet_until = time.monotonic() + QUIET_SECONDS
            _log.warning("an answer could not be sent (%s)", told(error))
            return False
        if sent is not None:
            if not answered.messages:
                context.tell(Acknowledged("message", self.bot.clock.age(message.id)))
            if rendered.embeds and not sent.embeds:
                context.embeds_refused(message.channel.id)
            answered.keep(sent)
            context.under_way.end()
            context.answers.keep_filters(sent.id, context.answers.filters(message.channel.id))
        return sent is not None

    async def _is_refused(self, message: discord.Message) -> bool:
        """Whether a person or a guild has asked too much; said once a minute, then silence."""
        context, now = self.bot.context, time.monotonic()
        wait = await context.refuse(message.author.id, message.guild.id if message.guild else None)
        if wait:
            context.tell(Refused())
        if wait and context.rate_limit.may_tell(message.author.id, now):
            await self._send(
                message, said(too_many(wait), context.message_target(message)), Answered(message.author.id, now)
            )
        return wait > 0

    def _question_of(self, message: discord.Message, bot_id: int) -> str | None:
        return question_of(message, bot_id, self.bot.context.answers.opener(message.channel.id))

    def _is_timely(self, age: float) -> bool:
        """Whether a question is still waited for, and may be answered; one that is dropped is logged."""
        if time.monotonic() < self._quiet_until:
            _log.warning("a question is dropped: Discord turned the bot away at its edge")
            return False
        if age > STALE_AFTER_SECONDS:
            _log.warning("a question is dropped: it came %.0f s late", age)
            return False
        return True

    def _may_answer(self, message: discord.Message) -> bool:
        """Whether a channel is one where the guild wants answers."""
        settings = self.bot.context.guild_settings(message.guild.id if message.guild else None)
        return channel_refusal(settings, message.channel) is None

    def _is_repeated(self, message_id: int) -> bool:
        """Whether a message was seen before: after a resume Discord may deliver it twice."""
        if message_id in self._seen:
            return True
        self._seen[message_id] = None
        if len(self._seen) > _REMEMBERED_MESSAGES:
            self._seen.popitem(last=False)
        return False


def _shown_for(target: RenderTarget, asked: Asked) -> Callable[[Turn], list[Rendered]]:
    """How a turn is shown to who asked, with the question of each part of the reply, short enough for a custom_id."""

    def show(turn: Turn) -> list[Rendered]:
        questions = tuple(query.shortened(QUESTION_LIMIT) for query in turn.queries)
        written = tuple(query.question for query in turn.queries)
        return render(turn.reply, target, replace(asked, questions=questions, written=written))

    return show
