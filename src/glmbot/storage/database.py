"""What must outlive a restart, in SQLite: settings of guilds, how people want answers shown, and votes on answers.

No question text, no user id.
"""

import datetime as dt
import hashlib
import hmac
import json
import secrets
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Self, TypeAlias

from filelock import FileLock, Timeout

from glmbot.core.model import GlmbotError
from glmbot.storage.migrations import MIGRATIONS

_HASH_BYTES: Final = 12
_VOTE_KEY: Final = "vote-key"
_GET_SETTINGS: Final = "SELECT channels, threads, private, language, full_answers FROM guilds WHERE guild = ?"
_SET_SETTINGS: Final = (
    "INSERT OR REPLACE INTO guilds (guild, channels, threads, private, language, full_answers)"
    " VALUES (?, ?, ?, ?, ?, ?)"
)

Vote: TypeAlias = int
"""1 for helpful, -1 for not helpful, 0 for no vote."""


class StoreError(GlmbotError):
    """The database can't be opened, belongs to a newer version, or is in use by another bot."""


@dataclass(frozen=True)
class GuildSettings:
    """What a guild has set: `channels` where the bot answers (none: everywhere), `language` of its own words."""

    channels: frozenset[int] = frozenset()
    threads: bool = True
    private: bool = False
    language: str | None = None
    full_answers: bool = False
    """Whether answers are shown with all of their apparatus."""


@dataclass(frozen=True, slots=True)
class PassageVotes:
    """The votes on a passage, over all answers that showed it."""

    passage_id: str
    up: int
    down: int


class Store:
    """The database; every change is on disk when its call returns. Safe to use from several threads."""

    def __init__(self, path: Path | None, *, exclusive: bool = False) -> None:
        """Open the database at a path, or one in memory where there is none.

        `exclusive` holds a lock of the operating system as long as the store is open, which is freed when the process
        ends, however it ends.

        Raises:
            StoreError: it can't be opened, is damaged, newer than this version or locked; it is left as it was.
        """
        self._guard = threading.Lock()
        self._lock = locked(path) if path is not None and exclusive else None
        try:
            if path is not None:
                path.parent.mkdir(parents=True, exist_ok=True)
                _inspect(path)
            self._connection = sqlite3.connect(path or ":memory:", isolation_level=None, check_same_thread=False)
            self._open()
        except (sqlite3.Error, OSError) as error:
            self.close()
            raise StoreError(
                f"{path}: the database can't be used ({error}); move it away or name another in GLMBOT_DATABASE"
            ) from None
        except StoreError:
            self.close()
            raise

    def _open(self) -> None:
        self._connection.execute("PRAGMA busy_timeout = 5000")
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = FULL")
        with self._changes():
            # Read inside the transaction, so that of two that open a new database at once only one makes its tables.
            version = int(self._connection.execute("PRAGMA user_version").fetchone()[0])
            for number, statement in enumerate(MIGRATIONS[version:], version + 1):
                self._connection.execute(statement)
                self._connection.execute(f"PRAGMA user_version = {number}")

    def recall(self, key: str) -> str | None:
        """A value that was remembered."""
        row = self._row("SELECT value FROM state WHERE key = ?", key)
        return str(row[0]) if row else None

    def remember(self, key: str, value: str) -> None:
        """Keep a value."""
        with self._changes():
            self._connection.execute("INSERT OR REPLACE INTO state (key, value) VALUES (?, ?)", (key, value))

    def vote(self, message: int, person: int, passage_id: str, vote: Vote, day: dt.date) -> None:
        """Keep a person's vote on the answer in a message; a later one replaces it, 0 takes it back."""
        answer = self._hash(str(message))
        voter = self._hash(f"{answer}:{person}")
        with self._changes():
            self._connection.execute("DELETE FROM votes WHERE answer = ? AND voter = ?", (answer, voter))
            if vote:
                self._connection.execute(
                    "INSERT INTO votes (answer, voter, passage, vote, day) VALUES (?, ?, ?, ?, ?)",
                    (answer, voter, passage_id, vote, day.isoformat()),
                )

    def vote_of(self, message: int, person: int) -> Vote:
        """A person's vote on the answer in a message."""
        answer = self._hash(str(message))
        row = self._row(
            "SELECT vote FROM votes WHERE answer = ? AND voter = ?", answer, self._hash(f"{answer}:{person}")
        )
        return int(row[0]) if row else 0

    def votes(self) -> list[PassageVotes]:
        """The votes on each passage, most first."""
        with self._guard:
            rows = self._connection.execute(
                "SELECT passage, SUM(vote = 1), SUM(vote = -1) FROM votes"
                " GROUP BY passage ORDER BY COUNT(*) DESC, passage"
            ).fetchall()
        return [PassageVotes(str(passage), int(up), int(down)) for passage, up, down in rows]

    def forget(self, person: int) -> int:
        """Delete the votes of a person, and say how many there were; and how they want answers shown.

        Each vote is kept under another hash, so that the votes of one person can't be told to be theirs without the id.
        """
        with self._guard:
            rows = self._connection.execute("SELECT answer, voter FROM votes").fetchall()
        hashed = self._hash_of(person)
        own = [(answer, voter) for answer, voter in rows if voter == self._hash(f"{answer}:{person}")]
        with self._changes():
            self._connection.executemany("DELETE FROM votes WHERE answer = ? AND voter = ?", own)
            self._connection.execute("DELETE FROM people WHERE person = ?", (hashed,))
        return len(own)

    def purge(self, before: dt.date) -> int:
        """Delete the votes of days before one, and say how many there were."""
        with self._changes():
            return self._connection.execute("DELETE FROM votes WHERE day < ?", (before.isoformat(),)).rowcount

    def wants_full(self, person: int) -> bool | None:
        """Whether a person wants answers in full or compact; None where they have not chosen."""
        row = self._row("SELECT full_answers FROM people WHERE person = ?", self._hash_of(person))
        return bool(row[0]) if row else None

    def set_wants_full(self, person: int, *, wanted: bool | None) -> None:
        """Keep how a person wants answers shown, under a hash of their id; None forgets it."""
        hashed = self._hash_of(person)
        with self._changes():
            self._connection.execute("DELETE FROM people WHERE person = ?", (hashed,))
            if wanted is not None:
                self._connection.execute("INSERT INTO people (person, full_answers) VALUES (?, ?)", (hashed, wanted))

    def guild_settings(self, guild: int | None) -> GuildSettings:
        """What a guild has set; the defaults where it has set nothing, and outside guilds."""
        row = None
        if guild is not None:
            row = self._row(_GET_SETTINGS, guild)
        if row is None:
            return GuildSettings()
        channels, threads, private, language, full_answers = row
        return GuildSettings(
            frozenset(json.loads(channels)), bool(threads), bool(private), language, bool(full_answers)
        )

    def set_guild_settings(self, guild: int, settings: GuildSettings) -> None:
        """Keep what a guild has set."""
        channels = json.dumps(sorted(settings.channels))
        values = (channels, settings.threads, settings.private, settings.language, settings.full_answers)
        with self._changes():
            self._connection.execute(_SET_SETTINGS, (guild, *values))

    def forget_guild(self, guild: int) -> None:
        """Delete what a guild has set."""
        with self._changes():
            self._connection.execute("DELETE FROM guilds WHERE guild = ?", (guild,))

    def close(self) -> None:
        """Close the database once no change is under way, and free its lock; later calls raise sqlite3's error."""
        if hasattr(self, "_connection"):
            # SQLite does not survive a connection that is closed under a statement of another thread.
            with self._guard:
                self._connection.close()
        if self._lock is not None:
            self._lock.release()

    def _hash_of(self, person: int) -> str:
        return self._hash(f"person:{person}")

    def _hash(self, text: str) -> str:
        return hmac.new(self._key(), text.encode(), hashlib.sha256).digest()[:_HASH_BYTES].hex()

    def _key(self) -> bytes:
        """The key of the hashes: random, made when first needed, and nowhere but in this database."""
        if (kept := self.recall(_VOTE_KEY)) is None:
            with self._changes():
                self._connection.execute(
                    "INSERT OR IGNORE INTO state (key, value) VALUES (?, ?)", (_VOTE_KEY, secrets.token_hex(32))
                )
            kept = self.recall(_VOTE_KEY)
        assert kept is not None
        return bytes.fromhex(kept)

    def _row(self, query: str, *values: object) -> tuple[Any, ...] | None:
        with self._guard:
            row: tuple[Any, ...] | None = self._connection.execute(query, values).fetchone()
        return row

    @contextmanager
    def _changes(self) -> Iterator[None]:
        with self._guard:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def locked(path: Path) -> FileLock:
    """The lock of a database, which a running bot holds.

    Raises:
        StoreError: it is held already, or can't be made.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(_lock_path(path), thread_local=False)
        lock.acquire(timeout=0)
    except Timeout:
        raise StoreError(
            f"{path}: another glmbot run uses this database; stop that one, or name another in GLMBOT_DATABASE"
        ) from None
    except OSError as error:
        raise StoreError(
            f"{path}: the database can't be locked ({error.strerror}); name another in GLMBOT_DATABASE"
        ) from None
    return lock


def _lock_path(path: Path) -> Path:
    return path.resolve().with_name(path.resolve().name + ".lock")


def is_in_use(path: Path) -> bool:
    """Whether a bot runs on a database, in this process or another."""
    if not _lock_path(path).exists():
        return False
    try:
        locked(path).release()
    except StoreError:
        return True
    return False


def _inspect(path: Path) -> None:
    """Refuse a newer or damaged database before anything is written to it."""
    if not path.exists() or path.stat().st_size == 0:
        return
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        if version > len(MIGRATIONS):
            raise StoreError(
                f"{path}: the database is of a newer glmbot (version {version}); update glmbot or name another"
            )
        found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if found != "ok":
            raise sqlite3.DatabaseError(f"it is damaged: {' '.join(str(found).split())}")
