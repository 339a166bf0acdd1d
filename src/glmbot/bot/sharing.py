"""What the processes of one bot tell each other through a shared database: last turns, and who asked how often.

A person's turns are mostly asked for where they were made, and are in memory there; the database serves the process
that comes after one that has ended, and another that has got its shards. A turn is pickled without its articles, which
stand in it by their keys, then packed and sealed. What a database does not do within a second is done without.
"""

import asyncio
import io
import logging
import pickle  # of sealed turns only, and of nothing but their classes # nosec B403
import time
import zlib
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, Final, TypeVar

from pydantic import SecretStr

from glmbot.bot.conversations import EXPIRY_SECONDS, ConversationKey, kept
from glmbot.bot.rate_limit import WINDOW_SECONDS
from glmbot.bot.records import Records
from glmbot.core.answering.answerer import Turn
from glmbot.core.model import Article, GlmbotError
from glmbot.storage.seal import Seal
from glmbot.storage.shared_store import SharedStore

_log = logging.getLogger(__name__)
_T = TypeVar("_T")

PATIENCE_SECONDS: Final = 1.0
AWAY_SECONDS: Final = 5.0
_ALLOWED: Final = ("glmbot.core.", "datetime")
"""Modules whose classes a turn has values of, beside Python's own sets."""

FindArticle = Callable[[str], Article | None]
"""The article of a key, if it is here."""


class Sharing:
    """What a process shares with the others of its bot."""

    def __init__(self, records: Records, keys: Sequence[SecretStr]) -> None:
        """Take the database, and the operator's keys, by which turns are sealed."""
        self._records = records
        self._seal = Seal(keys, "turns")
        self._away_until = 0.0
        self.keeping: set[asyncio.Task[None]] = set()
        """What is being written."""

    async def wait(self, person: int, limit: int) -> float:
        """Seconds until a person may ask again, wherever they asked; else 0, and the question is counted."""
        return await self._in_time(SharedStore.ask, person, limit, WINDOW_SECONDS) or 0.0

    async def turn(self, conversation: ConversationKey, find: FindArticle) -> Turn | None:
        """The last turn of a conversation, wherever it was answered."""
        sealed = await self._in_time(SharedStore.turn, *conversation, EXPIRY_SECONDS)
        packed = self._seal.opened(sealed, _place(conversation)) if sealed else None
        return _unpacked(packed, find) if packed else None

    def keep(self, conversation: ConversationKey, turn: Turn) -> None:
        """Keep the last turn of a conversation; nobody waits for it."""
        sealed = self._seal.sealed(_packed(turn), _place(conversation))
        task = asyncio.create_task(self._in_time(SharedStore.keep_turn, *conversation, sealed))
        self.keeping.add(task)
        task.add_done_callback(self.keeping.discard)

    async def forgotten(self, people: Collection[int]) -> Mapping[int, float]:
        """Which of some people were forgotten in another process, and how many seconds ago."""
        return await self._records.do(SharedStore.forgotten, people) if people else {}

    async def expire(self) -> None:
        """Delete what is over, in whichever process comes first."""
        if await self._records.do(SharedStore.lease, "expire", WINDOW_SECONDS / 2):
            await self._records.do(SharedStore.expire, EXPIRY_SECONDS, WINDOW_SECONDS)

    async def _in_time(self, work: Callable[..., _T], *values: Any) -> _T | None:
        """What the database does, if it does so at once; one that was away is left alone for some seconds."""
        if time.monotonic() < self._away_until:
            return None
        try:
            return await asyncio.wait_for(self._records.do(work, *values), PATIENCE_SECONDS)
        except (GlmbotError, TimeoutError) as error:
            self._away_until = time.monotonic() + AWAY_SECONDS
            what = str(error) or "the database takes too long"
            _log.warning("%s: conversations and limits are this process's own for now", what)
            return None


def _place(conversation: ConversationKey) -> str:
    return ":".join(map(str, conversation))


class _Pickler(pickle.Pickler):
    def persistent_id(self, obj: Any) -> str | None:
        return obj.key if isinstance(obj, Article) else None


class _Unpickler(pickle.Unpickler):
    def __init__(self, content: bytes, find: FindArticle) -> None:
        super().__init__(io.BytesIO(content))
        self._find = find

    def persistent_load(self, pid: Any) -> Article:
        if (article := self._find(str(pid))) is None:
            raise pickle.UnpicklingError("an article of the turn is not here any more")
        return article

    def find_class(self, module: str, name: str, /) -> Any:
        if module.startswith(_ALLOWED) or (module, name) in {("builtins", "frozenset"), ("builtins", "set")}:
            # Making a value of a class of the core does nothing else; a function, or what a module imports, might.
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name} belongs to no turn")


def _packed(turn: Turn) -> bytes:
    stream = io.BytesIO()
    _Pickler(stream, protocol=5).dump(kept(turn))
    return zlib.compress(stream.getvalue(), 1)


def _unpacked(packed: bytes, find: FindArticle) -> Turn | None:
    """A turn of this version, all of whose articles are here; else None."""
    try:
        turn = _Unpickler(zlib.decompress(packed), find).load()
    except Exception as error:  # noqa: BLE001 - another version may have packed it in any way
        _log.info("a turn of another process can't be read (%s)", type(error).__name__)
        return None
    return turn if isinstance(turn, Turn) else None
