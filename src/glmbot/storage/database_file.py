"""An SQLite file that is waited for, and made again where it was deleted under its feet.

Theory of operation. One connection, guarded by a lock, for all threads; a change is on disk when it returns. Another
process may hold the file for as long as a backup takes: a change is tried again until it succeeds, `PATIENCE_SECONDS`
have passed, or the file is closed. SQLite itself does not notice that its file was deleted or replaced; so before each
change the file of that name is compared with the one that was opened. Where it is gone, all of it still hangs on the
open connection and is copied to a new file; where another stands there, that one is read from then on.
"""

import errno
import logging
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, Final, TypeVar

from filelock import FileLock, Timeout

from glmbot.core.model import GlmbotError
from glmbot.storage.atomic_file import TEMPORARY

_log = logging.getLogger(__name__)
_T = TypeVar("_T")

PATIENCE_SECONDS: Final = 60.0
_LOOK_SECONDS: Final = 0.05
_JOURNALS: Final = ("-wal", "-shm")
_LOCK_ENDING: Final = ".glmbot-lock"
"""No database, and nothing that another program makes, has such a name: nobody takes it for something else."""


class StoreError(GlmbotError):
    """The database can't be opened, belongs to a newer version, or is in use by another bot."""


class DatabaseFile:
    """An open database; safe to use from several threads."""

    def __init__(self, path: Path | None, migrations: Sequence[str], *, exclusive: bool = False) -> None:
        """Open the file at a path, or one in memory where there is none, and bring its tables up to date.

        `exclusive` holds a lock of the operating system as long as it is open, which is freed when the process ends,
        however it ends.

        Raises:
            StoreError: it can't be opened, is damaged, newer than this version or locked; it is left as it was.
        """
        self._path, self._migrations = path, migrations
        self._guard = threading.Lock()
        self._closing = threading.Event()
        self.replacements = 0
        """How often another file was found in the place of the one that was open."""
        self._lock: FileLock | None = None
        self._lock_place: tuple[int, int] | None = None
        self._connection: sqlite3.Connection | None = None
        self._journals: dict[str, tuple[int, int] | None] = {}
        try:
            if path is not None and exclusive:
                self._hold(path)
            self._open()
        except BaseException:
            self.close()
            raise

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """What a query finds."""
        with self._guard:
            connection = self._opened()
            found: list[tuple[Any, ...]] = self._patiently(lambda: connection.execute(query, values).fetchall())
        return found

    @contextmanager
    def changes(self) -> Iterator[sqlite3.Connection]:
        """A transaction: all of it is on disk at its end, or none.

        Raises:
            sqlite3.Error: it can't be carried out.
            StoreError: the file was replaced by one that can't be used, or another bot uses it.
        """
        with self._guard:
            self._check_place()
            connection = self._opened()
            self._patiently(lambda: connection.execute("BEGIN IMMEDIATE"))
            self._note_journals()
            try:
                yield connection
                self._patiently(lambda: connection.execute("COMMIT"))
            except BaseException:
                with suppress(sqlite3.Error):
                    connection.execute("ROLLBACK")
                raise

    def close(self) -> None:
        """Close the file once no change is under way, and free its lock; later calls raise sqlite3's error.

        A change that waits for another process is given up.
        """
        self._closing.set()
        # SQLite does not survive a connection that is closed under a statement of another thread.
        with self._guard:
            if self._connection is not None:
                self._connection.close()
        if self._lock is not None:
            self._lock.release()

    def _hold(self, path: Path) -> None:
        self._lock = locked(path)
        self._lock_place = _place(Path(self._lock.lock_file))

    def _open(self) -> None:
        path = self._path
        try:
            if path is not None:
                path.parent.mkdir(parents=True, exist_ok=True)
                self._inspect(path)
            self._connection = sqlite3.connect(path or ":memory:", isolation_level=None, check_same_thread=False)
            self._prepare(self._connection)
            self._place = _place(path) if path is not None else None
            self._note_journals()
        except (sqlite3.Error, OSError) as error:
            raise StoreError(
                f"{path}: the database can't be used ({error}); move it away or name another in GLMBOT_DATABASE"
            ) from None

    def _prepare(self, connection: sqlite3.Connection) -> None:
        # The waiting is done here, so that closing need not wait for it.
        connection.execute("PRAGMA busy_timeout = 0")
        self._patiently(lambda: connection.execute("PRAGMA journal_mode = WAL"))
        connection.execute("PRAGMA synchronous = FULL")
        if self._patiently(lambda: _version(connection)) == len(self._migrations):
            return
        self._patiently(lambda: connection.execute("BEGIN IMMEDIATE"))
        # Read inside the transaction, so that of two that open a new database at once only one makes its tables.
        for number, statement in enumerate(self._migrations[_version(connection) :], _version(connection) + 1):
            connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")
        self._patiently(lambda: connection.execute("COMMIT"))

    def _opened(self) -> sqlite3.Connection:
        if self._connection is None:
            raise sqlite3.ProgrammingError("the database is closed")
        return self._connection

    def _patiently(self, work: Callable[[], _T]) -> _T:
        """Do some work, again and again while another process is in its way."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                return work()
            except sqlite3.OperationalError as error:
                # The low byte is the kind of an error, what stands above it the particulars.
                is_busy = (error.sqlite_errorcode & 0xFF) in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
                if not is_busy or self._closing.is_set() or time.monotonic() > deadline:
                    raise
            self._closing.wait(_LOOK_SECONDS)

    def _check_place(self) -> None:
        """Take up what stands in the place of the file, or put all that it held there again."""
        if self._path is None or self._connection is None or self._closing.is_set():
            return
        if self._lock is not None and _place(Path(self._lock.lock_file)) != self._lock_place:
            # A lock on a deleted file keeps nobody out.
            self._lock.release(force=True)
            self._hold(self._path)
            _log.error("%s: the database's lock was deleted; it is held anew", self._path)
        place = _place(self._path)
        if place == self._place:
            return
        if place is None:
            self._put_back(self._connection, self._path)
            _log.error("%s: the database was deleted; it was written again with all that it held", self._path)
            return
        _log.error("%s: another database stands in its place; it is used from now on", self._path)
        self._connection.close()
        for ending, journal in self._journals.items():
            if journal == _place(_beside(self._path, ending)):
                _beside(self._path, ending).unlink(missing_ok=True)
        self._open()
        self.replacements += 1

    def _note_journals(self) -> None:
        """Note which journals are those of the open file: beside another they would be taken for that one's."""
        if self._path is not None:
            self._journals = {ending: _place(_beside(self._path, ending)) for ending in _JOURNALS}

    def _put_back(self, connection: sqlite3.Connection, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f"{TEMPORARY}{path.name}")
        temporary.unlink(missing_ok=True)
        with closing(sqlite3.connect(temporary)) as copy:
            connection.backup(copy)
        connection.close()
        for ending in _JOURNALS:
            _beside(path, ending).unlink(missing_ok=True)
        temporary.replace(path)
        self._open()

    def _inspect(self, path: Path) -> None:
        """Refuse a newer or damaged database before anything is written to it."""
        if not path.exists():
            return
        if not path.is_file():
            raise OSError(errno.EINVAL, "it is no regular file")
        if path.stat().st_size == 0:
            return
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            version = self._patiently(lambda: _version(connection))
            if version > len(self._migrations):
                raise StoreError(
                    f"{path}: the database is of a newer glmbot (version {version}); update glmbot or name another"
                )
            found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
            if found != "ok":
                raise sqlite3.DatabaseError(f"it is damaged: {' '.join(str(found).split())}")


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def is_in_use(path: Path) -> bool:
    """Whether a bot runs on a database, in this process or another."""
    if not _beside(path.resolve(), _LOCK_ENDING).exists():
        return False
    try:
        locked(path).release()
    except StoreError:
        return True
    return False


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)


def _place(path: Path) -> tuple[int, int] | None:
    """What tells a file from another of the same name; None where there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def locked(path: Path) -> FileLock:
    """The lock of a database, which a running bot holds.

    Raises:
        StoreError: it is held already, or can't be made.
    """
    try:
        path.resolve().parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(_beside(path.resolve(), _LOCK_ENDING), thread_local=False)
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
