"""What must outlive a restart: settings of guilds, how people want answers, votes, reading lists, watches, gaps.

No question stands here, and no id of a person, but sealed ones of who made watches.

It is kept in an SQLite file, or in PostgreSQL where several processes share it: the SQL is such that both have it.
"""

import datetime as dt
import hashlib
import hmac
import json
import secrets
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Final, Protocol, Self, TypeAlias, TypeVar

from glmbot.storage import gaps, reading_lists, watches
from glmbot.storage.database_file import DatabaseFile, StoreError, is_in_use, locked
from glmbot.storage.migrations import MIGRATIONS

_T = TypeVar("_T")

_HASH_BYTES: Final = 12
_VOTE_KEY: Final = "vote-key"

__all__ = ["Forgotten", "GuildSettings", "PassageVotes", "Store", "StoreError", "Vote", "is_in_use", "locked"]

_GET_SETTINGS: Final = "SELECT guild, channels, threads, private, language, full_answers, zone FROM guilds"
_SET_SETTINGS: Final = (
    "INSERT INTO guilds (guild, channels, threads, private, language, full_answers, zone) VALUES (?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (guild) DO UPDATE SET channels = excluded.channels, threads = excluded.threads,"
    " private = excluded.private, language = excluded.language, full_answers = excluded.full_answers,"
    " zone = excluded.zone"
)
_COUNT_VOTES: Final = (
    "SELECT passage, SUM(CASE vote WHEN 1 THEN 1 ELSE 0 END), SUM(CASE vote WHEN -1 THEN 1 ELSE 0 END)"
    " FROM votes GROUP BY passage ORDER BY COUNT(*) DESC, passage"
)
_REMEMBER: Final = "INSERT INTO state (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"

Vote: TypeAlias = int
"""1 for helpful, -1 for not helpful, 0 for no vote."""


@dataclass(frozen=True)
class GuildSettings:
    """What a guild has set: `channels` where the bot answers (none: everywhere), `language` of its own words.

    `zone` is the name of its time zone (IANA).
    """

    channels: frozenset[int] = frozenset()
    threads: bool = True
    private: bool = False
    language: str | None = None
    full_answers: bool = False
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class PassageVotes:
    """The votes on a passage, over all answers that showed it."""

    passage_id: str
    up: int
    down: int


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How much was kept of a person and is deleted now."""

    votes: int
    passages: int
    """Those of the reading list."""


@dataclass(frozen=True)
class WantsFull:
    """How people want answers shown, under hashes of their ids; there is no key where none has chosen or voted."""

    _key: bytes = field(repr=False)
    _chosen: dict[str, bool]

    def of(self, person: int) -> bool | None:
        """Whether a person wants answers in full or compact; None where they have not chosen."""
        return self._chosen.get(hash_of(self._key, person)) if self._chosen else None

    def choose(self, person: int, *, wanted: bool | None) -> None:
        """Note what a person has chosen; None forgets it."""
        self._chosen.pop(hash_of(self._key, person), None)
        if wanted is not None:
            self._chosen[hash_of(self._key, person)] = wanted


class Connection(Protocol):
    """A transaction under way; `?` stands for a value."""

    def execute(self, query: str, values: Any = ..., /) -> Any:
        """Carry out a statement; gives a cursor."""


class Database(Protocol):
    """Where the tables are; safe to use from several threads."""

    replacements: int
    """How often another database was found in the place of the one that was open."""

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """What a query finds."""

    def changes(self) -> AbstractContextManager[Connection]:
        """A transaction: all of it is on disk at its end, or none."""

    def close(self) -> None:
        """Close it once no change is under way, and free its locks."""


class Store:
    """The database; every change is on disk when its call returns. Safe to use from several threads."""

    def __init__(self, path: Path | None, *, exclusive: bool = False) -> None:
        """Open the database at a path, or one in memory where there is none.

        `exclusive` keeps other bots out as long as it is open.

        Raises:
            StoreError: it can't be opened, is damaged, newer than this version or locked; it is left as it was.
        """
        self._database: Database = DatabaseFile(path, MIGRATIONS, exclusive=exclusive)

    @property
    def replacements(self) -> int:
        """How often another database was found in the place of the one that was open."""
        return self._database.replacements

    def recall(self, key: str) -> str | None:
        """A value that was remembered."""
        rows = self._database.rows("SELECT value FROM state WHERE key = ?", key)
        return str(rows[0][0]) if rows else None

    def state(self) -> dict[str, str]:
        """All that was remembered, but the key of the hashes."""
        found = self._database.rows("SELECT key, value FROM state WHERE key <> ?", _VOTE_KEY)
        return {str(key): str(value) for key, value in found}

    def remember(self, key: str, value: str) -> None:
        """Keep a value."""
        with self._database.changes() as connection:
            connection.execute(_REMEMBER, (key, value))

    def toggle_vote(self, message: int, person: int, passage_id: str, vote: Vote, day: dt.date) -> Vote:
        """Keep a person's vote on a message's answer, or take it back where it is the same; gives what it is then."""
        with self._database.changes() as connection:
            voter = _voter(key_of(connection), message, person)
            vote = 0 if _vote_of(connection, voter) == vote else vote
            _put_vote(connection, voter, passage_id, vote, day)
        return vote

    def votes(self) -> list[PassageVotes]:
        """The votes on each passage, most first."""
        rows = self._database.rows(_COUNT_VOTES)
        return [PassageVotes(str(passage), int(up), int(down)) for passage, up, down in rows]

    def forget(self, person: int) -> Forgotten:
        """Delete what is kept of a person, and say how much there was.

        Each vote is kept under another hash, so that the votes of one person can't be told to be theirs without the id.
        """
        with self._database.changes() as connection:
            key = key_of(connection)
            rows = connection.execute("SELECT answer, voter FROM votes").fetchall()
            own = [(answer, voter) for answer, voter in rows if voter == _hash(key, f"{answer}:{person}")]
            for vote in own:
                connection.execute("DELETE FROM votes WHERE answer = ? AND voter = ?", vote)
            connection.execute("DELETE FROM people WHERE person = ?", (hash_of(key, person),))
            gaps.forget(connection, partial(_hash, key), person)
            watches.forget(connection, partial(_hash, key), person)
            passages = reading_lists.forget(connection, partial(_hash, key), person)
        return Forgotten(len(own), passages)

    def purge(self, before: dt.date) -> int:
        """Delete the votes of days before one, and say how many there were."""
        with self._database.changes() as connection:
            return int(connection.execute("DELETE FROM votes WHERE day < ?", (before.isoformat(),)).rowcount)

    def wants_full(self) -> "WantsFull":
        """Who wants answers in full and who compact, of those who have chosen."""
        chosen = {person: bool(full) for person, full in self._database.rows("SELECT person, full_answers FROM people")}
        return WantsFull(bytes.fromhex(self.recall(_VOTE_KEY) or ""), chosen)

    def set_wants_full(self, person: int, *, wanted: bool | None) -> None:
        """Keep how a person wants answers shown, under a hash of their id; None forgets it."""
        with self._database.changes() as connection:
            hashed = hash_of(key_of(connection), person)
            connection.execute("DELETE FROM people WHERE person = ?", (hashed,))
            if wanted is not None:
                connection.execute("INSERT INTO people (person, full_answers) VALUES (?, ?)", (hashed, int(wanted)))

    def guild_settings(self) -> dict[int, GuildSettings]:
        """What each guild has set that has set something."""
        return {
            guild: GuildSettings(
                frozenset(json.loads(channels)), bool(threads), bool(private), language, bool(full), zone
            )
            for guild, channels, threads, private, language, full, zone in self._database.rows(_GET_SETTINGS)
        }

    def set_guild_settings(self, guild: int, settings: GuildSettings) -> None:
        """Keep what a guild has set."""
        channels = json.dumps(sorted(settings.channels))
        threads, private, full = map(int, (settings.threads, settings.private, settings.full_answers))
        with self._database.changes() as connection:
            values = (guild, channels, threads, private, settings.language, full, settings.zone)
            connection.execute(_SET_SETTINGS, values)

    def within(self, work: Callable[..., _T], *values: Any) -> _T:
        """Do some work in one transaction; it takes that, what hashes a text with this database's key, and values."""
        with self._database.changes() as connection:
            return work(connection, partial(_hash, key_of(connection)), *values)

    def note_gaps(self, used: Iterable[tuple[str, int]], day: dt.date) -> None:
        """Count that people used words that no article has."""
        with self._database.changes() as connection:
            gaps.note(connection, partial(_hash, key_of(connection)), used, day)

    def gaps(self) -> list[gaps.Gap]:
        """The words that no article has and enough people used, most first."""
        return [gaps.Gap(str(word), int(people)) for word, people in self._database.rows(gaps.FIND, gaps.TOLD_FROM)]

    def purge_gaps(self, today: dt.date) -> None:
        """Forget the words that are too old."""
        with self._database.changes() as connection:
            gaps.purge(connection, today)

    def forget_guild(self, guild: int) -> None:
        """Delete what a guild has set."""
        with self._database.changes() as connection:
            connection.execute("DELETE FROM guilds WHERE guild = ?", (guild,))
            watches.forget_guild(connection, guild)

    def close(self) -> None:
        """Close the database once no change is under way, and free its lock; later calls raise an error."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _put_vote(connection: Connection, voter: tuple[str, str], passage_id: str, vote: Vote, day: dt.date) -> None:
    connection.execute("DELETE FROM votes WHERE answer = ? AND voter = ?", voter)
    if vote:
        connection.execute(
            "INSERT INTO votes (answer, voter, passage, vote, day) VALUES (?, ?, ?, ?, ?)",
            (*voter, passage_id, vote, day.isoformat()),
        )


def _vote_of(connection: Connection, voter: tuple[str, str]) -> Vote:
    row = connection.execute("SELECT vote FROM votes WHERE answer = ? AND voter = ?", voter).fetchone()
    return int(row[0]) if row else 0


def _voter(key: bytes, message: int, person: int) -> tuple[str, str]:
    """What stands for the answer in a message, and for a person who votes on it and on no other."""
    answer = _hash(key, str(message))
    return answer, _hash(key, f"{answer}:{person}")


def hash_of(key: bytes, person: int, *places: int) -> str:
    """What stands for a person, or for a person in a place."""
    return _hash(key, ":".join(["person", *map(str, (person, *places))]))


def _hash(key: bytes, text: str) -> str:
    return hmac.new(key, text.encode(), hashlib.sha256).digest()[:_HASH_BYTES].hex()


def key_of(connection: Connection) -> bytes:
    """The key of the hashes: random, made when first needed, and nowhere but in this database."""
    find = "SELECT value FROM state WHERE key = ?"
    if (row := connection.execute(find, (_VOTE_KEY,)).fetchone()) is None:
        made = "INSERT INTO state (key, value) VALUES (?, ?) ON CONFLICT DO NOTHING"
        connection.execute(made, (_VOTE_KEY, secrets.token_hex(32)))
        row = connection.execute(find, (_VOTE_KEY,)).fetchone()
    return bytes.fromhex(row[0])
