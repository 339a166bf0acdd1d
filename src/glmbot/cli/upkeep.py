"""`glmbot backup`, `restore`: the database copied while the bot runs, and put back."""

from pathlib import Path
from typing import Annotated

import typer

from glmbot.cli.output import fail, warn
from glmbot.storage.backup import back_up
from glmbot.storage.backup import restore as put_back
from glmbot.storage.environment import read_settings


def backup(
    *, file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to; an older copy there is replaced.")]
) -> None:
    """Copy the database, with votes and settings, into one file; the bot may run meanwhile.

    Example: glmbot backup backups/glmbot-2026-01-31.sqlite3

    The copy holds the key by which voters are hashed: keep it as private as the database.
    """
    size = back_up(_file(), file)
    warn(f"{file}: {size:,} bytes, checked")


def restore(*, file: Annotated[Path, typer.Argument(metavar="FILE", help="A copy that glmbot backup made.")]) -> None:
    """Put a copy in the place of the database; stop the bot before.

    Example: glmbot restore backups/glmbot-2026-01-31.sqlite3

    The database that was there is kept beside it.
    """
    database = _file()
    kept = put_back(file, database)
    warn(f"{database}: restored from {file}" + (f"; what was there is {kept}" if kept else ""))


def _file() -> Path:
    database = read_settings().database
    if not isinstance(database, Path):
        fail(f"{database}: is no file of this machine; copy it by PostgreSQL's own pg_dump --schema=glmbot")
    return database
