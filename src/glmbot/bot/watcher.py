"""Looks through the watches when they are due, and sends their digests.

Theory of operation. A step notes which articles are there, moves each watch that is due on, and sends what is not
marked as sent; all that must outlive the process is in the database (`glmbot.storage.watches`), so that a step may end
anywhere and is taken up by the next one, of this process or another. Of several processes, each serves the watches of
its own shards. The time comes in as a value.
"""

import asyncio
import datetime as dt
import logging
import sqlite3
import weakref
from collections.abc import Awaitable, Callable, Iterable, Sequence
from functools import partial
from typing import Any, Final, Protocol, TypeAlias, TypeVar

from glmbot.bot.articles import Articles
from glmbot.bot.context import BotContext
from glmbot.bot.reloading import reload_or_note
from glmbot.core.model import Article, GlmbotError
from glmbot.core.research.digest import in_order
from glmbot.core.research.watching import Marks, is_due, mark_of, matching
from glmbot.storage import digests, watches
from glmbot.storage.database import Store
from glmbot.storage.digests import Digest
from glmbot.storage.watches import Watch
from glmbot.storage.zones import zone_of

_log = logging.getLogger(__name__)
_T = TypeVar("_T")

LOOK: Final = dt.timedelta(seconds=30)
NOTICE_SECONDS: Final = 1.0
"""Articles that were read anew are noticed so soon."""
FIRST_PAUSE: Final = dt.timedelta(minutes=1)
LONGEST_PAUSE: Final = dt.timedelta(hours=1)
BETWEEN: Final = dt.timedelta(minutes=5)
"""A watch that tells at once does so no sooner again: articles that are fetched one by one come together."""
_AT_ONCE: Final = 4
"""Digests that are sent at the same time."""


ArticlesOf: TypeAlias = Callable[[Iterable[str]], list[Article]]
"""The articles that are still there, by their marks."""


class Post(Protocol):
    """Who brings digests to Discord."""

    def serves(self, watch: Watch) -> bool:
        """Whether a watch is this process's to serve."""

    async def send(self, digest: Digest, articles_of: ArticlesOf, now: dt.datetime) -> bool:
        """Send a digest; False where it is to be tried again later."""

    async def tell(self, watch: Watch) -> bool:
        """Tell the maker of a watch why it tells nothing; False where it is to be tried again later."""


class Watcher:
    """What a process knows of watches between its steps."""

    def __init__(self, context: BotContext, post: Post) -> None:
        self._context, self._post = context, post
        self._noted: Callable[[], Articles | None] = lambda: None
        """The articles that were noted; held weakly, else they would stay in memory after a reload."""
        self._batch = 0
        """The last batch that the articles of this process were compared with."""
        self._later: dict[str, tuple[dt.datetime, dt.timedelta]] = {}
        """When a digest or a notice that failed in passing is tried again, and the pause after that."""
        self._again: dict[str, dt.datetime] = {}
        """When a watch that has just told at once may tell again."""
        self._next = dt.datetime.max.replace(tzinfo=dt.UTC)
        self._is_woken = self._has_failed = False

    @property
    def is_behind(self) -> bool:
        """Whether other articles are there than those that were noted."""
        return self._context.articles is not self._noted()

    def wake(self) -> None:
        """Take the next step soon."""
        self._is_woken = True

    async def turn(self, now: dt.datetime) -> None:
        """Take a step where there is something new, or the last was some time ago; one that fails is logged.

        What it left is taken up by the next one, which comes no sooner for it.
        """
        is_new = self._is_woken or (self.is_behind and not self._has_failed)
        if self._next - LOOK <= now < self._next and not is_new:
            return
        self._next, self._is_woken, self._has_failed = now + LOOK, False, True
        try:
            await self.step(now)
            self._has_failed = False
        except (GlmbotError, sqlite3.Error) as error:
            _log.warning("the watches wait (%s)", error)
        except Exception:  # noqa: BLE001 - the next step may succeed
            _log.exception("the watches wait")

    async def step(self, now: dt.datetime) -> None:
        """Do all that is due at a moment."""
        marks = await self._note()
        own = [one for one in await self._do(watches.active) if self._post.serves(one)]
        self._again = {watch: moment for watch, moment in self._again.items() if now < moment}
        due = [one for one in own if self._is_due(one, now)]
        if due and (parts := await self._do(digests.arrived, min(one.batch for one in due))):
            marks = await self._catch_up(marks, parts)
            for watch in due:
                await self._look(watch, marks, parts, now)
        elif due:
            await self._look_at_nothing(due, now)
        await self._deliver(now)

    def articles_of(self, marks: Iterable[str]) -> list[Article]:
        """The articles that are still there, by their marks; takes its time where articles are many."""
        known = self._context.articles.marks
        return [known.index.corpus.articles[number] for number in known.numbers(marks)]

    async def _note(self) -> Marks:
        """Keep which articles are there, where they have been read anew."""
        articles = self._context.articles
        marks = await self._context.apart(lambda: articles.marks)
        if articles is not self._noted():
            self._batch = await self._do(digests.note, marks)
            self._noted = weakref.ref(articles)
        return marks

    async def _catch_up(self, marks: Marks, parts: Sequence[tuple[int, list[str]]]) -> Marks:
        """Read the articles anew, once a batch, where another process has some that are not here."""
        missing = [batch for batch, part in parts if batch > self._batch and any(one not in marks for one in part)]
        self._batch = max(self._batch, parts[-1][0])
        if missing:
            await reload_or_note(self._context)
            marks = await self._note()
            self._batch = max(self._batch, parts[-1][0])
        return marks

    def _is_due(self, watch: Watch, now: dt.datetime) -> bool:
        if now < self._again.get(watch.watch_id, now):
            return False
        named = self._context.guild_settings(watch.guild).zone if watch.guild else watch.zone
        return is_due(watch.often, zone_of(named), watch.looked, now)

    async def _look(self, watch: Watch, marks: Marks, parts: Sequence[tuple[int, list[str]]], now: dt.datetime) -> None:
        """Make the digest of a watch of what has come since it was looked through."""
        numbers = marks.numbers(mark for batch, part in parts if batch > watch.batch for mark in part)
        if watch.batch == parts[-1][0] and watch.often == "once":
            return
        index = marks.index  # the articles may have been read anew meanwhile
        lexicon = self._context.answerer.ranker.lexicon

        def found() -> list[str]:
            articles = (index.corpus.articles[number] for number in matching(index, lexicon, watch.wanted, numbers))
            return [mark_of(one.article_id) for one in in_order(watch.wanted, articles)]

        try:
            wanted = await self._context.apart(found)
        except GlmbotError as error:
            _log.warning("a watch can't be looked through now (%s)", error)
            return
        if await self._do(digests.look, watch, parts[-1][0], wanted, now) and wanted and watch.often == "once":
            self._again[watch.watch_id] = now + BETWEEN

    async def _look_at_nothing(self, due: Iterable[Watch], now: dt.datetime) -> None:
        """Move watches on whose hour has come, where nothing has."""
        for watch in due:
            if watch.often != "once":
                await self._do(digests.look, watch, watch.batch, [], now)

    async def _deliver(self, now: dt.datetime) -> None:
        """Send what is not marked as sent, and tell who is to be told."""
        unsent = [one for one in await self._do(digests.unsent) if self._post.serves(one.watch)]
        untold = [one for one in await self._do(watches.untold) if self._post.serves(one)]
        waiting = {*(one.digest_id for one in unsent), *(one.watch_id for one in untold)}
        self._later = {key: value for key, value in self._later.items() if key in waiting}
        turn = asyncio.Semaphore(_AT_ONCE)
        works = [(one.digest_id, self._sending(one, now)) for one in unsent]
        works += [(one.watch_id, partial(self._post.tell, one)) for one in untold]
        await asyncio.gather(*(self._try(turn, key, work, now) for key, work in works))

    def _sending(self, digest: Digest, now: dt.datetime) -> Callable[[], Awaitable[bool]]:
        return lambda: self._post.send(digest, self.articles_of, now)

    async def _try(
        self, turn: asyncio.Semaphore, key: str, work: Callable[[], Awaitable[bool]], now: dt.datetime
    ) -> None:
        """Do some work unless it waits for another try; one that fails waits longer each time."""
        at, pause = self._later.get(key, (now, FIRST_PAUSE))
        if at > now:
            return
        async with turn:
            try:
                is_done = await work()
            except (GlmbotError, sqlite3.Error) as error:
                _log.warning("a digest waits (%s)", error)
                is_done = False
            except Exception:  # noqa: BLE001 - whatever it is, the other digests are to be sent
                _log.exception("a digest could not be made")
                is_done = False
        if not is_done:
            self._later[key] = (now + pause, min(2 * pause, LONGEST_PAUSE))

    async def _do(self, work: Callable[..., _T], *values: Any) -> _T:
        return await self._context.records.do(Store.within, work, *values)
