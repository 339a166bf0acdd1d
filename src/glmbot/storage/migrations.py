"""The tables of the database, as SQL: what changes is added at the end of what both kinds of database have."""

from typing import Final

from glmbot.storage.gaps import TABLES as GAP_TABLES
from glmbot.storage.reading_lists import TABLES as LIST_TABLES
from glmbot.storage.watches import TABLES as WATCH_TABLES

_SQLITE_FIRST: Final = (
    "CREATE TABLE state (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
    """CREATE TABLE votes (
        answer TEXT NOT NULL,
        voter TEXT NOT NULL,
        passage TEXT NOT NULL,
        vote INTEGER NOT NULL CHECK (vote IN (-1, 1)),
        day TEXT NOT NULL,
        PRIMARY KEY (answer, voter)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE guilds (
        guild INTEGER PRIMARY KEY,
        channels TEXT NOT NULL,
        threads INTEGER NOT NULL CHECK (threads IN (0, 1)),
        private INTEGER NOT NULL CHECK (private IN (0, 1)),
        language TEXT
    ) STRICT""",
    "ALTER TABLE guilds ADD COLUMN full_answers INTEGER NOT NULL DEFAULT 0 CHECK (full_answers IN (0, 1))",
    """CREATE TABLE people (
        person TEXT PRIMARY KEY,
        full_answers INTEGER NOT NULL CHECK (full_answers IN (0, 1))
    ) STRICT, WITHOUT ROWID""",
)
_POSTGRES_FIRST: Final = (
    "CREATE TABLE state (key TEXT PRIMARY KEY, value TEXT NOT NULL)",
    """CREATE TABLE votes (
        answer TEXT NOT NULL,
        voter TEXT NOT NULL,
        passage TEXT NOT NULL,
        vote INTEGER NOT NULL CHECK (vote IN (-1, 1)),
        day TEXT NOT NULL,
        PRIMARY KEY (answer, voter)
    )""",
    """CREATE TABLE guilds (
        guild BIGINT PRIMARY KEY,
        channels TEXT NOT NULL,
        threads INTEGER NOT NULL CHECK (threads IN (0, 1)),
        private INTEGER NOT NULL CHECK (private IN (0, 1)),
        language TEXT,
        full_answers INTEGER NOT NULL CHECK (full_answers IN (0, 1))
    )""",
    "CREATE TABLE people (person TEXT PRIMARY KEY, full_answers INTEGER NOT NULL CHECK (full_answers IN (0, 1)))",
    "CREATE TABLE leases (name TEXT PRIMARY KEY, until DOUBLE PRECISION NOT NULL)",
    "CREATE TABLE asked (person TEXT NOT NULL, at DOUBLE PRECISION NOT NULL)",
    "CREATE INDEX asked_by ON asked (person, at)",
    """CREATE TABLE turns (
        place TEXT PRIMARY KEY,
        person TEXT NOT NULL,
        sealed BYTEA NOT NULL,
        at DOUBLE PRECISION NOT NULL
    )""",
    "CREATE INDEX turns_of ON turns (person)",
    "CREATE TABLE forgotten (person TEXT PRIMARY KEY, at DOUBLE PRECISION NOT NULL)",
    # The server's clock: the machines of the processes may differ in theirs.
    """CREATE FUNCTION seconds() RETURNS DOUBLE PRECISION LANGUAGE sql VOLATILE
        AS 'SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) AS DOUBLE PRECISION)'""",
)
_BOTH: Final = (
    *GAP_TABLES,
    "ALTER TABLE guilds ADD COLUMN zone TEXT",
    *WATCH_TABLES,
    *LIST_TABLES,
)
"""What came since the two have the same tables, in words that both understand but for the types of a column."""


def _in_sqlite(statement: str) -> str:
    return f"{statement} STRICT" if statement.startswith("CREATE TABLE") else statement


def _in_postgres(statement: str) -> str:
    return statement.replace(" BLOB ", " BYTEA ")


MIGRATIONS: Final = (*_SQLITE_FIRST, *map(_in_sqlite, _BOTH))
"""Each is applied once, in order; `user_version` counts those that were."""
POSTGRES_MIGRATIONS: Final = (*_POSTGRES_FIRST, *map(_in_postgres, _BOTH))
"""The same for a server."""
