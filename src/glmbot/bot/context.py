"""What the cogs work with: the answerer, the store, and what is remembered in memory only."""

import asyncio
import contextvars
import datetime as dt
import logging
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias, TypeVar

import discord

from glmbot.bot.articles import Articles
from glmbot.bot.conversations import ConversationKey, Conversations
from glmbot.bot.gaps import Gaps
from glmbot.bot.i18n import language_of, say_in
from glmbot.bot.memory import freeze_memory
from glmbot.bot.rate_limit import Buckets, RateLimit
from glmbot.bot.records import Records
from glmbot.bot.sent_answers import SentAnswers
from glmbot.bot.sharing import Sharing
from glmbot.bot.ui.answer_buttons import question_under
from glmbot.bot.ui.components import PassageRef
from glmbot.bot.ui.delivery import respond
from glmbot.bot.ui.render import CHANGED, Rendered, RenderTarget, said
from glmbot.bot.ui.shown_under import shown_under
from glmbot.bot.under_way import UnderWay
from glmbot.bot.workers import answering_threads
from glmbot.core.answering.answerer import Answerer, Turn
from glmbot.core.corpus.filters import Filters
from glmbot.core.corpus.listing import Changes, changes
from glmbot.core.corpus.lookup import ArticleLookup, UnknownArticleError, passage_of
from glmbot.core.corpus.stored_article import ArticleChangedError
from glmbot.core.model import Article, GlmbotError, Passage, parts_of
from glmbot.core.translatable import gettext_lazy
from glmbot.health.course import replied, stage
from glmbot.health.events import Observer
from glmbot.storage.database import Forgotten, GuildSettings, Store

_log = logging.getLogger(__name__)
_T = TypeVar("_T")

Interaction: TypeAlias = discord.Interaction[Any]
_PLAIN_SECONDS: Final = 600.0
_PLAIN_CHANNELS: Final = 1024


class ArticleGoneError(GlmbotError):
    """No article has the key that a message holds any more."""


class ReloadError(GlmbotError):
    """The articles can't be read anew."""


def _no_reload() -> Answerer:
    raise ReloadError(gettext_lazy("this bot was started without a folder to read again; restart it"))


@dataclass
class BotContext:
    """A reload swaps the answerer whole; `read_anew` builds another from the same folder, and takes its time."""

    answerer: Answerer
    store: Store
    read_anew: Callable[[], Answerer] = _no_reload
    changed: Callable[[], AsyncIterator[None]] | None = None
    """Tells each time that the articles' files have changed, where they are watched."""
    conversations: Conversations = field(default_factory=Conversations)
    answers: SentAnswers = field(default_factory=SentAnswers)
    replies: Counter[str] = field(default_factory=Counter)
    """How many replies of each kind were given since the start."""
    rate_limit: RateLimit = field(default_factory=lambda: RateLimit(Buckets(10), Buckets(120)))
    sharing: Sharing | None = None
    """What other processes of the bot are told and tell, where there are some."""
    answering: asyncio.Lock = field(default_factory=asyncio.Lock)
    """One question of a conversation after the other, so that each finds the one before remembered."""
    gaps: Gaps | None = None
    """Where words that no article has are noted, if they are."""
    reloading: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Held while the articles are read anew."""
    tell: Observer = field(default=lambda _: None)
    """Whoever observes the bot is told what happens."""
    end_reading: Callable[[], None] = lambda: None  # ends what `read_anew` does in a process of its own
    under_way: UnderWay = field(default_factory=UnderWay)
    started: dt.datetime = field(default_factory=lambda: dt.datetime.now(dt.UTC))

    def __post_init__(self) -> None:
        self.articles = Articles(self.answerer)
        self.records = Records(self.store)
        self._plain: dict[int, float] = {}
        """Until when answers in a channel are text, since Discord took no embed there."""
        self._workers = answering_threads()

    @property
    def lookup(self) -> ArticleLookup:
        """The articles by name."""
        return self.articles.lookup

    async def apart(self, work: Callable[[], _T], *, answers: bool = False, slowly: bool = False) -> _T:
        """Do work over the articles: in a thread where they are many, or `answers` by reading, or goes `slowly`."""
        if not (slowly or (self.articles.answers_slowly if answers else self.articles.is_large)):
            return work()
        within = contextvars.copy_context()
        return await asyncio.get_running_loop().run_in_executor(self._workers, lambda: within.run(work))

    def before(self, conversation: ConversationKey) -> Turn | None:
        """The turn before in a conversation, if it was just now."""
        return self.conversations.before(conversation, time.monotonic())

    async def refuse(self, person: int, guild: int | None) -> float:
        """Seconds to wait where a person or a guild has asked too much; else 0, and the question is counted."""
        wait = self.rate_limit.refuse(person, guild, time.monotonic())
        if not wait and self.sharing is not None:
            wait = await self.sharing.wait(person, self.rate_limit.people.limit)
        return wait

    async def _recall(self, conversation: ConversationKey) -> None:
        """Take up a conversation that another process had."""
        if self.sharing is not None and self.before(conversation) is None:
            turn = await self.sharing.turn(conversation, self.articles.article_of)
            if turn is not None and self.before(conversation) is None:
                self.conversations.remember(conversation, turn, time.monotonic())

    async def forget(self, person: int) -> tuple[int, Forgotten]:
        """Delete what is kept of a person: how many turns in memory, and what the database had.

        Memory comes first: what was on its way from there is in the database by the time that is cleared.
        """
        async with self.answering:  # what is being answered now is remembered by then
            turns = self.conversations.forget(person)
        self.answers.forget(person)
        if self.gaps is not None:
            self.gaps.forget(person)
        return turns, await self.records.forget(person)

    async def share(self) -> None:
        """Take up what other processes tell, and delete what is over."""
        if self.sharing is not None:
            await self.sharing.expire()
            for person, ago in (await self.sharing.forgotten(self.conversations.people())).items():
                before = time.monotonic() - ago
                self.conversations.forget(person, before)
                self.answers.forget(person, before)

    async def reply(
        self,
        question: str,
        conversation: ConversationKey,
        filters: Filters | None,
        before: Callable[[ConversationKey], Turn | None],
        show: Callable[[Turn], list[Rendered]],
    ) -> list[Rendered]:
        """What `show` makes of the next turn in a conversation, which follows the one that `before` gives for it."""
        with stage("wait"):
            await self._recall(conversation)
            await self.answering.acquire()
        try:
            # One answer in each round of the event loop, however many questions came at once: what is being sent
            # takes several rounds, each of which would else wait for the answers to all that came meanwhile.
            await asyncio.sleep(0)
            articles, followed = self.articles, before(conversation)
            turn, shown = await self.apart(lambda: articles.answered(question, filters, followed, show), answers=True)
            self.conversations.remember(conversation, turn, time.monotonic())
            if self.sharing is not None:
                self.sharing.keep(conversation, turn)
            self.replies[parts_of(turn.reply)[0].kind] += 1
            replied(parts_of(turn.reply)[0].kind)
            if self.gaps is not None:
                self.gaps.note(conversation[0], turn)
        finally:
            self.answering.release()
        return shown

    def read_again(self) -> tuple[Articles, Changes]:
        """Another version of the articles, and what differs; takes its time, so it belongs off the event loop.

        Raises:
            GlmbotError: the articles can't be read; all stays as it is.
        """
        answerer = self.read_anew()
        lookup = ArticleLookup(answerer.corpus.articles).prepare()
        return Articles(answerer, lookup), changes(self.answerer.corpus.articles, answerer.corpus.articles)

    def swap(self, articles: Articles) -> None:
        """Answer from another version of the articles from now on."""
        self.answerer, self.articles = articles.answerer, articles
        freeze_memory()

    def article_at(self, ref: PassageRef) -> Article:
        """The article that a message refers to.

        Raises:
            ArticleGoneError: it is gone, or no longer as it was then.
        """
        if (article := self.articles.article_of(ref.key)) is None:
            raise ArticleGoneError(CHANGED)
        return article

    async def passage_at(self, ref: PassageRef) -> Passage:
        """The passage that a message refers to.

        Raises:
            ArticleGoneError, ArticleChangedError: its article is gone, or no longer as it was then.
        """
        article = self.article_at(ref)
        return await self.apart(lambda: passage_of(article, ref.paragraph))

    async def turn_under(self, message: discord.Message) -> Turn | None:
        """The turn that a message of the bot's shows; None where it shows no passage, or one that has changed since."""
        ref, question = shown_under(message), question_under(message)
        if ref is None or not ref.paragraph:
            return None
        try:
            passage = await self.passage_at(ref)
            answerer = self.articles.answerer_of(passage.article)
            return await self.apart(lambda: answerer.showing(passage, question))
        except (ArticleGoneError, ArticleChangedError):
            return None

    async def find_article(self, name: str) -> Article:
        """The article that a person chose from a list (its key) or typed (its id, slug, or a part of its title).

        Raises:
            UnknownArticleError: none or several bear that name.
            ArticleChangedError: its file is gone or faulty.
        """
        articles = self.articles
        try:
            return await self.apart(lambda: articles.current(articles.article_of(name) or articles.lookup.find(name)))
        except UnknownArticleError as error:
            if error.named:
                raise
            raise UnknownArticleError(gettext_lazy("{fault}; /articles lists them all", fault=error.args[0])) from None

    def guild_settings(self, guild: int | None) -> GuildSettings:
        """What a guild has set."""
        return self.records.guild_settings(guild)

    def target(self, interaction: Interaction) -> RenderTarget:
        """How to answer an interaction: in its user's language, else the guild's, else English."""
        setting = self.guild_settings(interaction.guild_id).language
        language = language_of(interaction.locale, setting, interaction.guild_locale)
        is_full = self._is_full(interaction.user.id, interaction.guild_id)
        return RenderTarget(say_in(language), today(), interaction.app_permissions.embed_links, is_full)

    def message_target(self, message: discord.Message) -> RenderTarget:
        """How to answer a message, which does not tell its author's language: in the guild's."""
        guild = message.guild
        setting = self.guild_settings(guild.id if guild else None).language
        language = language_of(setting, guild.preferred_locale if guild else None)
        is_full = self._is_full(message.author.id, guild.id if guild else None)
        return RenderTarget(say_in(language), today(), self._may_embed(message), is_full)

    def embeds_refused(self, channel: int) -> None:
        """Note that Discord took no embed in a channel: for a while answers there are text."""
        self._plain[channel] = time.monotonic() + _PLAIN_SECONDS
        if len(self._plain) > _PLAIN_CHANNELS:
            del self._plain[next(iter(self._plain))]

    def _may_embed(self, message: discord.Message) -> bool:
        """Whether embeds may be sent where a message is, as far as the bot knows."""
        if self._plain.get(message.channel.id, 0.0) > time.monotonic():
            return False
        if message.guild is None or isinstance(message.channel, discord.PartialMessageable | discord.DMChannel):
            return True
        try:
            return message.guild.me is None or message.channel.permissions_for(message.guild.me).embed_links
        except discord.ClientException:
            return True  # a thread whose channel is not known

    def _is_full(self, person: int, guild: int | None) -> bool:
        """Whether answers are shown in full: as the person chose, else as the guild did."""
        chosen = self.records.wants_full(person)
        return self.guild_settings(guild).full_answers if chosen is None else chosen


def context_of(interaction: Interaction) -> BotContext:
    """The context of the bot that an interaction came to."""
    context: BotContext = interaction.client.context
    return context


async def reply_privately(interaction: Interaction, text: str) -> None:
    """Say something of the bot's own, in the person's language, to them alone."""
    await respond(interaction, said(text, context_of(interaction).target(interaction)), ephemeral=True)


def today() -> dt.date:
    """The day in UTC, by which an article is old."""
    return dt.datetime.now(dt.UTC).date()


def is_private(interaction: Interaction, *, wanted: bool) -> bool:
    """Whether a reply is for the user alone: as wanted, and always where the bot is installed by the user only."""
    is_own = interaction.context.dm_channel
    only_user = interaction.is_user_integration() and not interaction.is_guild_integration() and not is_own
    return wanted or only_user
