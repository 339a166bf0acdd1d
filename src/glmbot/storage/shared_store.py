"""What several processes of one bot share in PostgreSQL, beside what outlives a restart.

Turns of conversations are sealed before they come here, and stand under keyed hashes; they are of use for ten minutes
and then deleted. When a person asked is kept for a minute.
"""

import datetime as dt
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Final

from glmbot.config import DatabaseAddress
from glmbot.storage.database import Forgotten, Store, StoreError, hash_of, key_of
from glmbot.storage.migrations import POSTGRES_MIGRATIONS

_EXTEND: Final = (
    "INSERT INTO leases (name, until) VALUES (?, seconds() + ?) ON CONFLICT (name) DO UPDATE SET until = excluded.until"
)
_LEASE: Final = f"{_EXTEND} WHERE leases.until <= seconds() RETURNING name"
_FORGET: Final = (
    "INSERT INTO forgotten (person, at) VALUES (?, seconds()) ON CONFLICT (person) DO UPDATE SET at = excluded.at"
)
_KEEP_TURN: Final = (
    "INSERT INTO turns (place, person, sealed, at) VALUES (?, ?, ?, seconds())"
    " ON CONFLICT (place) DO UPDATE SET sealed = excluded.sealed, at = excluded.at"
)


class SharedStore(Store):
    """The database that processes share; each method may raise StoreError where the server is away."""

    def __init__(self, address: DatabaseAddress, *, patiently: bool = False) -> None:
        """Connect to a server; `patiently` waits half a minute for one that is away.

        Raises:
            StoreError: it can't be reached or refuses; or the package that speaks to it is missing.
        """
        try:
            from glmbot.storage.postgres import PostgresDatabase  # noqa: PLC0415 - an extra brings its package
        except ModuleNotFoundError:
            raise StoreError(
                "GLMBOT_DATABASE names a PostgreSQL server, but psycopg is missing; pip install 'glmbot[postgres]'"
            ) from None
        self._postgres = PostgresDatabase(address, POSTGRES_MIGRATIONS, patiently=patiently)
        self._database = self._postgres

    def hold(self, shards: Iterable[int]) -> None:
        """Hold some shards until the store is closed or the process is gone.

        Raises:
            StoreError: another process holds one.
        """
        for shard in shards:
            if not self._postgres.hold(shard):
                raise StoreError(
                    f"shard {shard} is held by another glmbot run on this database; stop that one, or give this one"
                    " other numbers in GLMBOT_SHARD_IDS"
                )

    def lease(self, name: str, seconds: float) -> bool:
        """Whether this process gets what is leased under a name, and nobody else for so long."""
        with self._database.changes() as connection:
            return connection.execute(_LEASE, (name, seconds)).fetchone() is not None

    def extend(self, name: str, seconds: float) -> None:
        """Let what this process has leased be its own for so long from now."""
        with self._database.changes() as connection:
            connection.execute(_EXTEND, (name, seconds))

    def ask(self, person: int, limit: int, window: float) -> float:
        """Seconds to wait where a person has asked so often in so many seconds; else 0, and the question is counted."""
        with self._database.changes() as connection:
            hashed = hash_of(key_of(connection), person)
            connection.execute("SELECT pg_advisory_xact_lock(hashtext(?))", (hashed,))
            connection.execute("DELETE FROM asked WHERE person = ? AND at <= seconds() - ?", (hashed, window))
            find = "SELECT at + ? - seconds() FROM asked WHERE person = ? ORDER BY at DESC LIMIT 1 OFFSET ?"
            if row := connection.execute(find, (window, hashed, limit - 1)).fetchone():
                return float(row[0])
            connection.execute("INSERT INTO asked (person, at) VALUES (?, seconds())", (hashed,))
        return 0.0

    def note_gaps(self, used: Iterable[tuple[str, int]], day: dt.date) -> None:
        """Count words, but those of people who were forgotten of late: another process may not have heard of it."""
        noted = list(used)
        gone = self.forgotten({person for _, person in noted})
        super().note_gaps(((word, person) for word, person in noted if person not in gone), day)

    def keep_turn(self, person: int, channel: int, sealed: bytes) -> None:
        """Keep the last turn of a person in a place."""
        with self._database.changes() as connection:
            key = key_of(connection)
            connection.execute(_KEEP_TURN, (hash_of(key, person, channel), hash_of(key, person), sealed))

    def turn(self, person: int, channel: int, seconds: float) -> bytes | None:
        """The last turn of a person in a place, where it is no older."""
        with self._database.changes() as connection:
            place = hash_of(key_of(connection), person, channel)
            find = "SELECT sealed FROM turns WHERE place = ? AND at > seconds() - ?"
            row = connection.execute(find, (place, seconds)).fetchone()
        return bytes(row[0]) if row else None

    def forget(self, person: int) -> Forgotten:
        """Delete all that is kept of a person, and say how much there was."""
        with self._database.changes() as connection:
            hashed = hash_of(key_of(connection), person)
            connection.execute("DELETE FROM turns WHERE person = ?", (hashed,))
            connection.execute("DELETE FROM asked WHERE person = ?", (hashed,))
            connection.execute(_FORGET, (hashed,))
        return super().forget(person)

    def forgotten(self, people: Collection[int]) -> dict[int, float]:
        """Which of some people were forgotten of late, and how many seconds ago: their turns may be in memory yet."""
        with self._database.changes() as connection:
            key = key_of(connection)
            found = connection.execute("SELECT person, seconds() - at FROM forgotten").fetchall()
        ago = {str(person): float(seconds) for person, seconds in found}
        return {person: ago[hashed] for person in people if (hashed := hash_of(key, person)) in ago}

    def expire(self, turns: float, asked: float) -> None:
        """Delete turns that are so many seconds old, what is known of when people asked, and leases that are over."""
        with self._database.changes() as connection:
            connection.execute("DELETE FROM turns WHERE at <= seconds() - ?", (turns,))
            connection.execute("DELETE FROM forgotten WHERE at <= seconds() - ?", (turns,))
            connection.execute("DELETE FROM asked WHERE at <= seconds() - ?", (asked,))
            connection.execute("DELETE FROM leases WHERE until <= seconds()")


def open_store(database: Path | DatabaseAddress, *, exclusive: bool = False) -> Store:
    """The database of the settings: a file, or one that processes share.

    `exclusive` is for a bot: it keeps others out of a file, and waits for a server that is away; of a shared database,
    each bot holds its shards (`SharedStore.hold`).

    Raises:
        StoreError: it can't be opened.
    """
    if isinstance(database, Path):
        return Store(database, exclusive=exclusive)
    return SharedStore(database, patiently=exclusive)
