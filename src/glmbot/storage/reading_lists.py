"""Reading lists: passages that people keep. A person stands under a keyed hash, all of an entry is sealed.

Beside the seal stand the entry's place in the list and the day on which the list was last used; the list goes
`KEEP_DAYS` after it. What is sealed can be opened at its own place only: for that person, as that entry.
"""

import datetime as dt
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, Final, Literal, TypeAlias

from glmbot.core.research.reading_list import KEEP_DAYS, LIMIT, NOTE_LIMIT, Entry, Way, moved, pack, unpack
from glmbot.storage.seal import Seal

TABLES: Final = (
    "CREATE TABLE reading_lists (person TEXT PRIMARY KEY, day TEXT NOT NULL)",
    """CREATE TABLE reading_list_entries (
        person TEXT NOT NULL,
        entry TEXT NOT NULL,
        place INTEGER NOT NULL,
        sealed BLOB NOT NULL,
        PRIMARY KEY (person, entry)
    )""",
)

_USE: Final = (
    "INSERT INTO reading_lists (person, day) VALUES (?, ?) ON CONFLICT (person) DO UPDATE SET day = excluded.day"
    " WHERE reading_lists.day < excluded.day"  # PostgreSQL holds the row all the same
)
_USE_IF_THERE: Final = "UPDATE reading_lists SET day = ? WHERE person = ? AND day < ?"
_KEEP: Final = (
    "INSERT INTO reading_list_entries (person, entry, place, sealed) VALUES (?, ?, ?, ?)"
    " ON CONFLICT (person, entry) DO UPDATE SET sealed = excluded.sealed"
)
_COUNT: Final = "SELECT COUNT(*), COALESCE(MAX(place), 0) FROM reading_list_entries WHERE person = ?"
_ONE: Final = "SELECT sealed FROM reading_list_entries WHERE person = ? AND entry = ?"
_ALL: Final = "SELECT entry, sealed FROM reading_list_entries WHERE person = ? ORDER BY place, entry"
_PLACES: Final = "SELECT entry, place FROM reading_list_entries WHERE person = ? ORDER BY place, entry"
_PLACE: Final = "UPDATE reading_list_entries SET place = ? WHERE person = ? AND entry = ?"
_REMOVE: Final = "DELETE FROM reading_list_entries WHERE person = ? AND entry = ?"
_REMOVE_ALL: Final = "DELETE FROM reading_list_entries WHERE person = ?"
_FORGET: Final = "DELETE FROM reading_lists WHERE person = ?"
_PURGE_LISTS: Final = "DELETE FROM reading_lists WHERE day < ?"
_PURGE_ENTRIES: Final = "DELETE FROM reading_list_entries WHERE person NOT IN (SELECT person FROM reading_lists)"

Hash: TypeAlias = Callable[[str], str]
Outcome: TypeAlias = Literal["new", "again", "full"]
"""What saving came to: the passage is on the list now, was there before, or the list is full and it is not."""


@dataclass(frozen=True)
class ReadingList:
    """The entries of a person in their order, each with its id, and the ids of those that can't be opened."""

    entries: tuple[tuple[str, Entry], ...] = ()
    unreadable: tuple[str, ...] = ()


@dataclass(frozen=True)
class Shelf:
    """The reading list of one person in a transaction under way; any change waits for the one before."""

    connection: Any
    hashed: Hash
    seal: Seal
    person: int
    today: dt.date

    @property
    def owner(self) -> str:
        """What stands for the person."""
        return self.hashed(f"person:{self.person}")

    def entry_id(self, entry: Entry) -> str:
        """What stands for a passage on the person's list."""
        return self.hashed(f"list:{self.person}:{entry.passage_key}")

    def save(self, entry: Entry) -> Outcome:
        """Keep a passage at the end of the list; one that is there is kept anew, with its note, where it is."""
        self._take()
        name = self.entry_id(entry)
        row = self.connection.execute(_ONE, (self.owner, name)).fetchone()
        before = self._opened(name, row[0]) if row else None
        count, last = self.connection.execute(_COUNT, (self.owner,)).fetchone()
        if row is None and count >= LIMIT:
            return "full"
        self._put(name, before.saved_again(entry) if before else entry, int(last) + 1)
        return "new" if row is None else "again"

    def all(self) -> ReadingList:
        """What is on the list."""
        self.connection.execute(_USE_IF_THERE, (self.today.isoformat(), self.owner, self.today.isoformat()))
        rows = self.connection.execute(_ALL, (self.owner,)).fetchall()
        opened = [(str(name), self._opened(str(name), sealed)) for name, sealed in rows]
        return ReadingList(
            tuple((name, entry) for name, entry in opened if entry is not None),
            tuple(name for name, entry in opened if entry is None),
        )

    def annotate(self, name: str, note: str) -> bool:
        """Put a note to an entry, in place of the one before; False where it is not there or can't be opened."""
        self._take()
        row = self.connection.execute(_ONE, (self.owner, name)).fetchone()
        entry = self._opened(name, row[0]) if row else None
        if entry is not None:
            self._put(name, replace(entry, note=note[:NOTE_LIMIT]), 0)
        self._drop_if_empty()
        return entry is not None

    def move(self, name: str, way: Way) -> None:
        """Move an entry among those that can be opened; the others, which nobody sees, stay where they are."""
        self._take()
        places = dict(self.connection.execute(_PLACES, (self.owner,)).fetchall())
        before = [each for each, _ in self.all().entries]
        for was, now in zip(before, moved(before, name, way), strict=True):
            if was != now:
                self.connection.execute(_PLACE, (places[was], self.owner, now))
        self._drop_if_empty()

    def remove(self, name: str) -> bool:
        """Take an entry off the list; False where it is not there."""
        self._take()
        found = self.connection.execute(_REMOVE, (self.owner, name)).rowcount
        self._drop_if_empty()
        return bool(found)

    def remove_unreadable(self) -> int:
        """Take those off the list that can't be opened, and say how many there were."""
        self._take()
        unreadable = self.all().unreadable
        for name in unreadable:
            self.connection.execute(_REMOVE, (self.owner, name))
        self._drop_if_empty()
        return len(unreadable)

    def _take(self) -> None:
        """Use the list: what another process does to it waits until this transaction ends."""
        self.connection.execute(_USE, (self.owner, self.today.isoformat()))

    def _put(self, name: str, entry: Entry, place: int) -> None:
        sealed = self.seal.sealed(pack(entry), self.owner + name)
        self.connection.execute(_KEEP, (self.owner, name, place, sealed))

    def _opened(self, name: str, sealed: bytes) -> Entry | None:
        content = self.seal.opened(bytes(sealed), self.owner + name)
        with suppress(ValueError, TypeError, KeyError):  # sealed by another version
            return unpack(content) if content is not None else None
        return None

    def _drop_if_empty(self) -> None:
        if not self.connection.execute(_COUNT, (self.owner,)).fetchone()[0]:
            self.connection.execute(_FORGET, (self.owner,))


def forget(connection: Any, hashed: Hash, person: int) -> int:
    """Delete the list of a person, and say how many passages it had."""
    owner = hashed(f"person:{person}")
    connection.execute(_FORGET, (owner,))
    return int(connection.execute(_REMOVE_ALL, (owner,)).rowcount)


def purge(connection: Any, _hashed: Hash, today: dt.date) -> int:
    """Delete the lists that were not used for too long, and say how many passages they had."""
    oldest = today - dt.timedelta(days=KEEP_DAYS)
    connection.execute(_PURGE_LISTS, (oldest.isoformat(),))
    return int(connection.execute(_PURGE_ENTRIES).rowcount)
