"""The tables of the database, as SQL: what changes is added at the end."""

from typing import Final

from glmbot.storage.gaps import TABLES as GAP_TABLES
from glmbot.storage.reading_lists import TABLES as LIST_TABLES
from glmbot.storage.watches import TABLES as WATCH_TABLES

MIGRATIONS: Final = (
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
    *(f"{table} STRICT" for table in GAP_TABLES),
    "ALTER TABLE guilds ADD COLUMN zone TEXT",
    *(f"{table} STRICT" for table in WATCH_TABLES),
    *(f"{table} STRICT" for table in LIST_TABLES),
)
"""Each is applied once, in order; `user_version` counts those that were."""
