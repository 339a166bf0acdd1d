"""A copy of the database that is consistent while a bot runs, and the way back."""

import contextlib
import itertools
import os
import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Final

from glmbot.storage.atomic_file import TEMPORARY
from glmbot.storage.database import StoreError, locked
from glmbot.storage.upkeep import check_whole, read_only

_MAGIC: Final = b"SQLite format 3\0"
_VERSION_START: Final = 60
_VERSION_END: Final = 64
"""Where SQLite's header holds the version that a program gives its database."""
_LOGS: Final = ("-wal", "-shm")
"""What SQLite keeps beside a database while it is in use."""


def back_up(database: Path, to: Path) -> int:
    """Copy a database whole to a file that only its owner can read; gives the file's bytes.

    The copy is that of one moment, whatever is written meanwhile. It is one file, checked before it takes its name.

    Raises:
        StoreError: there is no database, it is damaged, or the file can't be written; what was there stays.
    """
    if not database.exists():
        raise StoreError(f"{database}: there is no database to copy; glmbot run makes it")
    if to.exists() and to.samefile(database):
        raise StoreError(f"{to}: is the database itself; name another file")
    if to.exists() and not _is_database(to):
        raise StoreError(f"{to}: is there and is no database; name another file")
    _copy(database, to)
    return to.stat().st_size


def restore(backup: Path, database: Path) -> Path | None:
    """Put a copy in the place of a database, and give the name under which that is kept from now on.

    Raises:
        StoreError: a bot runs on the database; the copy is none, can't be read, is damaged or of a newer version.
    """
    if not backup.is_file():
        raise StoreError(f"{backup}: there is no such file; name one that glmbot backup made")
    if database.exists() and backup.samefile(database):
        raise StoreError(f"{backup}: is the database itself; name a file that glmbot backup made")
    if not _is_copy(backup):
        raise StoreError(f"{backup}: is no copy that glmbot backup made; name one")
    with locked(database):
        fresh = database.with_name(f"{TEMPORARY}{database.name}")
        try:
            _copy(backup, fresh)
            kept = _kept(database) if database.exists() else None
            fresh.replace(database)
        except OSError as error:
            raise StoreError(f"{database}: can't be replaced ({error.strerror}); it stays as it was") from None
        finally:
            fresh.unlink(missing_ok=True)
    return kept


def _copy(source: Path, to: Path) -> None:
    temporary = None
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=to.parent, prefix=TEMPORARY)
        os.close(descriptor)
        temporary = Path(name)
        with closing(read_only(source)) as origin, closing(sqlite3.connect(temporary)) as copy:
            origin.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
        check_whole(temporary)
        with temporary.open("rb") as stream:
            os.fsync(stream.fileno())
        temporary.replace(to)
    except (sqlite3.Error, OSError) as error:
        raise StoreError(f"{source}: can't be copied to {to} ({error}); what was there stays") from None
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def _kept(database: Path) -> Path:
    """The name that a database has besides its own from now on: whatever ends this, it is there by one of the two."""
    with contextlib.suppress(sqlite3.Error), closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    base = database.with_name(f"{database.name}.before-restore")
    names = itertools.chain([base], (base.with_name(f"{base.name}-{number}") for number in itertools.count(2)))
    kept = next(name for name in names if not name.exists())
    _link(database, kept)
    for log in _LOGS:  # only a database that SQLite can't read has them still; its copy must not be read with them
        beside = database.with_name(database.name + log)
        if beside.exists():
            beside.replace(kept.with_name(kept.name + log))
    return kept


def _link(path: Path, name: Path) -> None:
    """Give a file another name, or a copy where its file system has no second names."""
    try:
        os.link(path, name)
    except OSError:
        shutil.copy2(path, name)


def _is_copy(path: Path) -> bool:
    """Whether a file is a database with a version, as this program's are; a damaged one is told when it is copied."""
    try:
        with path.open("rb") as stream:
            head = stream.read(_VERSION_END)
    except OSError as error:
        raise StoreError(f"{path}: can't be read ({error.strerror}); check its permissions") from None
    return head.startswith(_MAGIC) and any(head[_VERSION_START:_VERSION_END])


def _is_database(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as stream:
        return stream.read(len(_MAGIC)) in (_MAGIC, b"")
