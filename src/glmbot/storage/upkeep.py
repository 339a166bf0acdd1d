"""The database looked at without a change: whether it is sound, and whether a bot uses it."""

import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from glmbot.config import DatabaseAddress
from glmbot.storage.database import StoreError, is_in_use
from glmbot.storage.migrations import MIGRATIONS
from glmbot.storage.shared_store import SharedStore


@dataclass(frozen=True, slots=True)
class DatabaseState:
    """A database as it was found; `size` in bytes, its log left out."""

    exists: bool
    version: int = 0
    size: int = 0
    is_in_use: bool = False


def look_at(path: Path) -> DatabaseState:
    """What state a database is in; nothing is written.

    Raises:
        StoreError: it can't be read, is damaged, or of a newer version.
    """
    try:
        if not path.exists():
            return DatabaseState(exists=False)
        return DatabaseState(
            exists=True, version=check_whole(path), size=path.stat().st_size, is_in_use=is_in_use(path)
        )
    except (sqlite3.Error, OSError) as error:
        raise StoreError(
            f"{path}: the database can't be used ({error}); move it away, or put a backup in its place"
        ) from None


def check_whole(path: Path) -> int:
    """The version of a database, once every page of it was looked at.

    Raises:
        StoreError: it is of a newer version.
        sqlite3.Error: it is damaged or can't be read.
    """
    with closing(read_only(path)) as connection:
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        if version > len(MIGRATIONS):
            raise StoreError(f"{path}: the database is of a newer glmbot (version {version}); update glmbot")
        if (found := connection.execute("PRAGMA integrity_check(1)").fetchone()[0]) != "ok":
            raise sqlite3.DatabaseError(f"it is damaged: {' '.join(str(found).split())}")
    return version


@dataclass(frozen=True, slots=True)
class Kept:
    """What an examination needs of a database: what was remembered, and the channels that each guild has chosen."""

    state: Mapping[str, str]
    channels: Mapping[int, frozenset[int]]


def read_kept(path: Path | DatabaseAddress) -> Kept:
    """What a database keeps; nothing where there is none, or none that can be read."""
    if not isinstance(path, Path):
        return _read_shared(path)
    try:
        if not path.exists():
            return Kept({}, {})
        with closing(read_only(path)) as connection:
            state = {str(key): str(value) for key, value in connection.execute("SELECT key, value FROM state")}
            rows = connection.execute("SELECT guild, channels FROM guilds").fetchall()
    except (sqlite3.Error, OSError):
        return Kept({}, {})
    return Kept(state, {int(guild): frozenset(json.loads(channels)) for guild, channels in rows})


def _read_shared(address: DatabaseAddress) -> Kept:
    try:
        with SharedStore(address) as store:
            chosen = {guild: settings.channels for guild, settings in store.guild_settings().items()}
            return Kept(store.state(), chosen)
    except StoreError:
        return Kept({}, {})


def read_only(path: Path) -> sqlite3.Connection:
    """A connection to a database that writes nothing to it."""
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
