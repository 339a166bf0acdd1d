"""What has come of articles, and the digests of it until they are sent and a while longer."""

import datetime as dt
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from glmbot.core.research.watching import MARK
from glmbot.storage.watches import SAME_PLACE, WATCHES, Hash, Watch, locked, watch_of, written

_PART: Final = 4096
"""Articles in a row."""
_LOOKED: Final = (
    "UPDATE watches SET batch = ?, looked = ? WHERE watch = ? AND batch = ? AND state = 'active' RETURNING watch"
)
_DIGESTS: Final = (
    WATCHES.replace("SELECT watch,", "SELECT digest, articles, begun, watches.watch,")
    + " JOIN digests ON digests.watch = watches.watch"
)
"""Digests with their watches, in one statement: between two, another process may make a watch or end one."""
_ACTIVE: Final = " WHERE sent = '' AND state = 'active' ORDER BY digest"
_ARTICLES: Final = "SELECT articles FROM digests JOIN watches USING (watch)"
_TOLD: Final = " AND (sent <> '' OR state = 'active')"
"""Of a watch that is paused, only what was sent before is told."""


@dataclass(frozen=True, slots=True)
class Digest:
    """Articles of a watch that are told, or to be told, by their marks."""

    digest_id: str
    watch: Watch
    marks: Sequence[str]
    begun: dt.datetime | None
    """When it was tried to send it, and was not there from an earlier try."""


def note(connection: Any, _: Hash, present: Iterable[str]) -> int:
    """Keep which articles are there, by their marks, and say which batch is the last then.

    Where none is there of those that were, they are another collection, and nothing of it is new.
    """
    latest = locked(connection)
    known = {mark for _, marks in arrived(connection, _, 0) for mark in marks}
    there = list(present)
    if not (new := [mark for mark in there if mark not in known]):
        return latest
    for part, start in enumerate(range(0, len(new), _PART)):
        marks = "".join(new[start : start + _PART])
        connection.execute("INSERT INTO arrivals (batch, part, articles) VALUES (?, ?, ?)", (latest + 1, part, marks))
    if len(new) == len(there):
        connection.execute("UPDATE watches SET batch = ?", (latest + 1,))
    return latest + 1


def arrived(connection: Any, _: Hash, after: int) -> list[tuple[int, list[str]]]:
    """What came after a batch: each later one's number and marks, a part of a batch each."""
    query = "SELECT batch, articles FROM arrivals WHERE batch > ? ORDER BY batch, part"
    rows = connection.execute(query, (after,)).fetchall()
    return [(int(batch), _marks(articles)) for batch, articles in rows]


def look(connection: Any, _: Hash, watch: Watch, batch: int, marks: Sequence[str], now: dt.datetime) -> bool:
    """Make a digest of a watch where there are articles, and move it on to a batch; False where another did.

    What another watch tells in the same place is left out: nobody is told of an article twice there.
    """
    values = (batch, written(now), watch.watch_id, watch.batch)
    if connection.execute(_LOOKED, values).fetchone() is None:
        return False
    there = _told_there(connection, watch)
    if new := [mark for mark in marks if mark not in there]:
        connection.execute(
            "INSERT INTO digests (digest, watch, articles, begun, sent) VALUES (?, ?, ?, '', '')",
            (secrets.token_hex(8), watch.watch_id, "".join(new)),
        )
    return True


def _told_there(connection: Any, watch: Watch) -> set[str]:
    """The articles in the digests of all watches that tell in the place where a watch does."""
    place = (str(watch.guild or ""), str(watch.channel or ""), watch.person)
    rows = connection.execute(_ARTICLES + SAME_PLACE + _TOLD, place).fetchall()
    return {mark for (articles,) in rows for mark in _marks(articles)}


def unsent(connection: Any, _: Hash) -> list[Digest]:
    """The digests of active watches that are not marked as sent."""
    return [_digest(row) for row in connection.execute(_DIGESTS + _ACTIVE).fetchall()]


def begin(connection: Any, _: Hash, digest_id: str, now: dt.datetime) -> None:
    """Note that a digest is tried to be sent and has not arrived before: from then on it is looked for."""
    connection.execute("UPDATE digests SET begun = ? WHERE digest = ?", (written(now), digest_id))


def mark_sent(connection: Any, _: Hash, digest_id: str, now: dt.datetime) -> None:
    """Note that a digest was sent."""
    connection.execute("UPDATE digests SET sent = ? WHERE digest = ?", (written(now), digest_id))


def find_digest(connection: Any, _: Hash, digest_id: str) -> Digest | None:
    """A digest by its id."""
    row = connection.execute(_DIGESTS + " WHERE digest = ?", (digest_id,)).fetchone()
    return _digest(row) if row else None


def purge(connection: Any, _: Hash, before: dt.datetime) -> None:
    """Delete the digests that were sent before a moment."""
    connection.execute("DELETE FROM digests WHERE sent <> '' AND sent < ?", (written(before),))


def _digest(row: Sequence[Any]) -> Digest:
    digest, articles, begun, *watch = row
    return Digest(digest, watch_of(watch), _marks(articles), dt.datetime.fromisoformat(begun) if begun else None)


def _marks(joined: str) -> list[str]:
    return [joined[start : start + MARK] for start in range(0, len(joined), MARK)]
