"""Collects words that no article has, in memory, and hands them to the database now and then."""

import asyncio
import datetime as dt
import logging
import sqlite3
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress
from typing import Final

from glmbot.bot.records import Records
from glmbot.core.answering.answerer import Turn
from glmbot.core.answering.decision import unmatched_words
from glmbot.core.model import GlmbotError
from glmbot.storage.database import Store
from glmbot.storage.gaps import is_countable

_log = logging.getLogger(__name__)

FLUSH_SECONDS: Final = 30.0
LAST_SECONDS: Final = 2.0
"""The end of the process waits no longer for a database that another one holds."""
_WORDS_OF_A_QUESTION: Final = 5
_WAITING: Final = 2000


class Gaps:
    """Words and who used them, until they are counted; nothing is kept of questions."""

    def __init__(self) -> None:
        self._waiting: set[tuple[str, int]] = set()

    def note(self, person: int, turn: Turn) -> None:
        """Note the words of a question that no article has."""
        words = [word.form for query in turn.queries for word in unmatched_words(query) if is_countable(word.form)]
        if len(self._waiting) < _WAITING:
            self._waiting.update((word, person) for word in words[:_WORDS_OF_A_QUESTION])

    def forget(self, person: int) -> None:
        """Forget what a person used."""
        self._waiting = {(word, one) for word, one in self._waiting if one != person}

    def take(self) -> Iterable[tuple[str, int]]:
        """What was noted since the last time."""
        taken, self._waiting = self._waiting, set()
        return sorted(taken)


async def flush(gaps: Gaps, records: Records) -> None:
    """Count what was noted."""
    if used := gaps.take():
        try:
            await records.do(Store.note_gaps, used, dt.datetime.now(dt.UTC).date())
        except (sqlite3.Error, GlmbotError) as error:
            _log.warning("words that no article has could not be counted (%s)", type(error).__name__)


@asynccontextmanager
async def counted(gaps: Gaps | None, records: Records) -> AsyncIterator[None]:
    """Count now and then while the block runs, and at its end."""

    async def repeat(noted: Gaps) -> None:
        while True:
            await asyncio.sleep(FLUSH_SECONDS)
            await flush(noted, records)

    task = None if gaps is None else asyncio.create_task(repeat(gaps))
    try:
        yield
    finally:
        if task is not None and gaps is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            with suppress(TimeoutError):
                await asyncio.wait_for(flush(gaps, records), LAST_SECONDS)
