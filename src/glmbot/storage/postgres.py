"""A PostgreSQL database that several processes share.

Theory of operation. One connection, guarded by a lock, for all threads of the process; a change is on the server's disk
when it returns. A connection that is lost is made again, for as long as `PATIENCE_SECONDS`; what was under way on it is
given up. Tables stand in a schema of their own. A shard is held by a lock of the session, which the server frees when
the process is gone, however it ends; it needs a connection of its own, not one of a pool that changes hands.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, Final, TypeVar
from urllib.parse import urlsplit

import psycopg

from glmbot.config import DatabaseAddress
from glmbot.storage.database_file import StoreError

_log = logging.getLogger(__name__)
_T = TypeVar("_T")

PATIENCE_SECONDS: Final = 30.0
_PAUSE_SECONDS: Final = 0.5
_CONNECT_SECONDS: Final = 10
_SCHEMA: Final = "glmbot"
_LOCKS: Final = 0x676C6D62
"""The first number of this program's locks; the second is a shard's, or one of the following."""
_MIGRATING: Final = -1


class PostgresDatabase:
    """An open database; safe to use from several threads."""

    replacements = 0

    def __init__(self, address: DatabaseAddress, migrations: Sequence[str], *, patiently: bool = False) -> None:
        """Connect, and bring the tables up to date; `patiently` waits for a server that is away, as later calls do.

        Raises:
            StoreError: the server can't be reached or refuses, or the tables are of a newer version.
        """
        self._address, self._migrations = address, migrations
        self._guard = threading.Lock()
        self._closing = threading.Event()
        self._held: set[int] = set()
        deadline = time.monotonic() + (PATIENCE_SECONDS if patiently else 0.0)
        while True:
            try:
                self._connection = self._connected()
                self._migrate(self._connection)
            except psycopg.Error as error:
                if not isinstance(error, psycopg.OperationalError) or time.monotonic() >= deadline:
                    raise self._explained(error) from None
                _log.warning("%s", self._explained(error))
                time.sleep(_PAUSE_SECONDS)
            else:
                return

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """What a query finds.

        Raises:
            StoreError: it can't be carried out.
        """
        with self._guard:
            return self._patiently(lambda connection: _Statements(connection).execute(query, values).fetchall())

    @contextmanager
    def changes(self) -> Iterator["_Statements"]:
        """A transaction: all of it is on disk at its end, or none.

        Raises:
            StoreError: it can't be carried out.
        """
        with self._guard:
            connection = self._patiently(_begun)
            try:
                yield _Statements(connection)
                connection.execute("COMMIT")
            except BaseException as error:
                with suppress(psycopg.Error):
                    connection.execute("ROLLBACK")
                if isinstance(error, psycopg.Error):
                    raise self._explained(error) from None
                raise

    def hold(self, shard: int) -> bool:
        """Hold a shard, unless another process does; it is held until this one closes the database or is gone."""
        with self._guard:
            if self._patiently(lambda connection: _lock(connection, shard)):
                self._held.add(shard)
            return shard in self._held

    def close(self) -> None:
        """Close the connection once no change is under way; later calls raise an error."""
        self._closing.set()
        with self._guard:
            self._connection.close()

    def _connected(self) -> psycopg.Connection[Any]:
        return psycopg.connect(
            self._address.url.get_secret_value(),
            autocommit=True,
            connect_timeout=_CONNECT_SECONDS,
            application_name="glmbot",
            # A process that is gone without a word, too, so that its shards are free.
            options=f"-c search_path={_SCHEMA} -c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5"
            " -c tcp_keepalives_count=3",
            # A server that is gone without a word is noticed within half a minute.
            keepalives_idle=10,
            keepalives_interval=5,
            keepalives_count=3,
        )

    def _migrate(self, connection: psycopg.Connection[Any]) -> None:
        with connection.transaction():
            connection.execute("SELECT pg_advisory_xact_lock(%s, %s)", (_LOCKS, _MIGRATING))
            connection.execute(f"CREATE SCHEMA IF NOT EXISTS {_SCHEMA}")
            connection.execute("CREATE TABLE IF NOT EXISTS migrations (version INTEGER PRIMARY KEY)")
            (version,) = connection.execute("SELECT COALESCE(MAX(version), 0) FROM migrations").fetchone() or (0,)
            if version > len(self._migrations):
                raise StoreError(
                    f"{self._address}: the database is of a newer glmbot (version {version}); update glmbot"
                )
            for number, statement in enumerate(self._migrations[version:], version + 1):
                connection.execute(statement)
                connection.execute("INSERT INTO migrations (version) VALUES (%s)", (number,))

    def _patiently(self, work: Callable[[psycopg.Connection[Any]], _T]) -> _T:
        """Do some work; connect again where the connection is lost."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                if self._connection.closed and not self._closing.is_set():
                    self._connect_again()
                return work(self._connection)
            except psycopg.Error as error:
                is_lost = isinstance(error, psycopg.OperationalError | psycopg.InterfaceError)
                if not is_lost or self._closing.is_set() or time.monotonic() > deadline:
                    raise self._explained(error) from None
                _log.warning("%s", self._explained(error))
                self._connection.close()
            self._closing.wait(_PAUSE_SECONDS)

    def _connect_again(self) -> None:
        self._connection = self._connected()
        for shard in self._held:
            if not _lock(self._connection, shard):
                _log.error("%s: shard %d was taken by another process meanwhile", self._address, shard)
        _log.info("%s: connected again", self._address)

    def _explained(self, error: psycopg.Error) -> StoreError:
        what = " ".join(str(error).split()) or type(error).__name__
        if password := urlsplit(self._address.url.get_secret_value()).password:
            what = what.replace(password, "…")
        return StoreError(f"{self._address}: the database can't be used ({what}); check GLMBOT_DATABASE and its server")


class _Statements:
    """A connection that takes `?` for a value, as SQLite does."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection

    def execute(self, query: str, values: Sequence[object] = (), /) -> psycopg.Cursor[Any]:
        """Carry out a statement."""
        return self._connection.execute(query.replace("?", "%s"), values)


def _begun(connection: psycopg.Connection[Any]) -> psycopg.Connection[Any]:
    connection.execute("BEGIN")
    return connection


def _lock(connection: psycopg.Connection[Any], number: int) -> bool:
    row = connection.execute("SELECT pg_try_advisory_lock(%s, %s)", (_LOCKS, number)).fetchone()
    return bool(row and row[0])
