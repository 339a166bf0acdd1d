"""What must outlive a restart, in SQLite: no question text, no user id."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Self

from glmbot.core.model import GlmbotError

MIGRATIONS: Final = ("CREATE TABLE state (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",)
"""Each is applied once, in order; `user_version` counts those that were."""


class StoreError(GlmbotError):
    """The database can't be opened or belongs to a newer version."""


class Store:
    """The database; every change is on disk when its call returns."""

    def __init__(self, path: Path | None) -> None:
        """Open the database at a path, or one in memory where there is none.

        Raises:
            StoreError: it can't be opened, is damaged or newer than this version; it is left as it was.
        """
        try:
            if path is not None:
                path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(path or ":memory:", isolation_level=None)
            self._open(path)
        except (sqlite3.Error, OSError) as error:
            if hasattr(self, "_connection"):
                self._connection.close()
            raise StoreError(
                f"{path}: the database can't be used ({error}); move it away or name another in GLMBOT_DATABASE"
            ) from None

    def _open(self, path: Path | None) -> None:
        version = int(self._connection.execute("PRAGMA user_version").fetchone()[0])
        if version > len(MIGRATIONS):
            raise StoreError(
                f"{path}: the database is of a newer glmbot (version {version}); update glmbot or name another"
            )
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = FULL")
        with self._changes():
            for number, statement in enumerate(MIGRATIONS[version:], version + 1):
                self._connection.execute(statement)
                self._connection.execute(f"PRAGMA user_version = {number}")

    def recall(self, key: str) -> str | None:
        """A value that was remembered."""
        row = self._connection.execute("SELECT value FROM state WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else None

    def remember(self, key: str, value: str) -> None:
        """Keep a value."""
        with self._changes():
            self._connection.execute("INSERT OR REPLACE INTO state (key, value) VALUES (?, ?)", (key, value))

    def close(self) -> None:
        """Close the database."""
        self._connection.close()

    @contextmanager
    def _changes(self) -> Iterator[None]:
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
