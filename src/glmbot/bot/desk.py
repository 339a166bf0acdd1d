"""What the cogs work with: the answerer, the store, and what is remembered in memory only."""

import asyncio
import datetime as dt
import logging
import re
import sqlite3
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

import discord
import numpy as np

from glmbot.bot.answers import Answers
from glmbot.bot.fairness import Buckets, Fairness
from glmbot.bot.languages import language_of, say_in
from glmbot.bot.rendering import Manner
from glmbot.conversation import Conversations, Place
from glmbot.core.answering import Answerer, Turn
from glmbot.core.browsing import Changes, changes
from glmbot.core.catalogue import Catalogue
from glmbot.core.filters import Filters
from glmbot.core.model import Answer, Article, GlmbotError, NoAnswer, Related
from glmbot.core.ranking import CANDIDATES
from glmbot.core.translatable import gettext_lazy
from glmbot.store import GuildSettings, Store

_log = logging.getLogger(__name__)
_T = TypeVar("_T")

_KINDS: Final = {Answer: "answer", Related: "related", NoAnswer: "none"}
_KEY: Final = re.compile("[0-9a-f]{16}")

_WORKERS: Final = 2
"""One answers while another looks something up; more would only contend for the interpreter."""


class ReloadError(GlmbotError):
    """The articles can't be read anew."""


def _no_reload() -> Answerer:
    raise ReloadError(gettext_lazy("this bot was started without a folder to read again; restart it"))


@dataclass
class Desk:
    """A reload swaps the answerer whole; `read_anew` builds another from the same folder, and takes its time."""

    answerer: Answerer
    store: Store
    read_anew: Callable[[], Answerer] = _no_reload
    conversations: Conversations = field(default_factory=Conversations)
    answers: Answers = field(default_factory=Answers)
    replies: Counter[str] = field(default_factory=Counter)
    """How many replies of each kind were given since the start."""
    fairness: Fairness = field(default_factory=lambda: Fairness(Buckets(10), Buckets(120)))
    answering: asyncio.Lock = field(default_factory=asyncio.Lock)
    """One question of a conversation after the other, so that each finds the one before remembered."""
    started: dt.datetime = field(default_factory=lambda: dt.datetime.now(dt.UTC))

    def __post_init__(self) -> None:
        self.catalogue = Catalogue(self.answerer.corpus.articles)
        self._settings: dict[int, GuildSettings] = {}
        self._workers = ThreadPoolExecutor(_WORKERS, thread_name_prefix="articles")

    @property
    def is_large(self) -> bool:
        """Whether work over the articles takes so long that the event loop must go on meanwhile."""
        # A thread keeps the interpreter for 5 ms (sys.getswitchinterval) before the loop's gets it back. An answer
        # takes less as long as all passages are candidates, so that a thread would only cost; from then on, more.
        return len(self.answerer.holdings.passages) > CANDIDATES

    async def apart(self, work: Callable[[], _T]) -> _T:
        """Do work over the articles: in a thread where they are many."""
        if not self.is_large:
            return work()
        return await asyncio.get_running_loop().run_in_executor(self._workers, work)

    def before(self, place: Place) -> Turn | None:
        """The turn before in a conversation, if it was just now."""
        return self.conversations.before(place, time.monotonic())

    async def turn(
        self, question: str, place: Place, filters: Filters | None, before: Callable[[Place], Turn | None]
    ) -> Turn:
        """The next turn in a conversation, which follows the one that `before` gives for its place."""
        async with self.answering:
            answerer, followed = self.answerer, before(place)
            turn = await self.apart(lambda: answerer.turn(question, filters=filters, before=followed))
            self.conversations.remember(place, turn, time.monotonic())
            self.replies[_KINDS[type(turn.reply)]] += 1
        return turn

    def read_again(self) -> tuple[Answerer, Catalogue, Changes]:
        """Another version of the articles, and what differs; takes its time, so it belongs off the event loop.

        Raises:
            GlmbotError: the articles can't be read; all stays as it is.
        """
        answerer = self.read_anew()
        catalogue = Catalogue(answerer.corpus.articles).prepare()
        return answerer, catalogue, changes(self.answerer.corpus.articles, answerer.corpus.articles)

    def swap(self, answerer: Answerer, catalogue: Catalogue) -> None:
        """Answer from another version of the articles from now on."""
        self.answerer, self.catalogue = answerer, catalogue

    def article_of(self, key: str) -> Article | None:
        """The article of a key, if it is still here and unchanged."""
        # By the array, and not by the catalogue, which would first have to read the record of every article.
        if not _KEY.fullmatch(key):
            return None
        places = np.flatnonzero(self.answerer.holdings.arrays["articles.keys"] == np.uint64(int(key, 16)))
        return self.answerer.corpus.articles[int(places[0])] if len(places) else None

    def guild_settings(self, guild: int | None) -> GuildSettings:
        """What a guild has set; the defaults where the database fails, so that the bot goes on answering."""
        if guild is None:
            return GuildSettings()
        if guild not in self._settings:
            try:
                self._settings[guild] = self.store.guild_settings(guild)
            except sqlite3.Error as error:
                _log.error("the settings of a guild can't be read (%s); the defaults hold", error)
                return GuildSettings()
        return self._settings[guild]

    async def set_guild_settings(self, guild: int, settings: GuildSettings) -> None:
        """Keep what a guild has set; it is on disk when this returns."""
        await asyncio.to_thread(self.store.set_guild_settings, guild, settings)
        self._settings[guild] = settings

    async def forget_guild(self, guild: int) -> None:
        """Delete what a guild has set."""
        self._settings.pop(guild, None)
        await asyncio.to_thread(self.store.forget_guild, guild)

    def manner(self, interaction: discord.Interaction[Any]) -> Manner:
        """How to answer an interaction: in its user's language, else the guild's, else English."""
        setting = self.guild_settings(interaction.guild_id).language
        language = language_of(interaction.locale, setting, interaction.guild_locale)
        return Manner(say_in(language), today(), interaction.app_permissions.embed_links)

    def message_manner(self, message: discord.Message) -> Manner:
        """How to answer a message, which does not tell its author's language: in the guild's."""
        guild = message.guild
        setting = self.guild_settings(guild.id if guild else None).language
        language = language_of(setting, guild.preferred_locale if guild else None)
        return Manner(say_in(language), today(), _may_embed(message))


def desk_of(interaction: discord.Interaction[Any]) -> Desk:
    """The desk of the bot that an interaction came to."""
    desk: Desk = interaction.client.desk
    return desk


def today() -> dt.date:
    """The day in UTC, by which an article is old."""
    return dt.datetime.now(dt.UTC).date()


def is_private(interaction: discord.Interaction[Any], *, wanted: bool) -> bool:
    """Whether a reply is for the user alone: as wanted, and always where the bot is installed by the user only."""
    is_own = interaction.context.dm_channel
    only_user = interaction.is_user_integration() and not interaction.is_guild_integration() and not is_own
    return wanted or only_user


def _may_embed(message: discord.Message) -> bool:
    if message.guild is None or isinstance(message.channel, discord.PartialMessageable | discord.DMChannel):
        return True
    return message.channel.permissions_for(message.guild.me).embed_links
