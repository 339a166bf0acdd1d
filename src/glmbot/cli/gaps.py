"""`glmbot gaps`: what people ask about that no article has."""

import json
from pathlib import Path
from typing import Annotated

import typer

from glmbot.storage.environment import read_settings
from glmbot.storage.gaps import KEEP_DAYS, TOLD_FROM, Gap
from glmbot.storage.shared_store import open_store


def gaps(
    *,
    top: Annotated[int | None, typer.Option("--top", min=1, metavar="N", help="Only the N most used.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON list.")] = False,
) -> None:
    """Show the words in questions that no article has, by how many people used them; the bot may run meanwhile.

    Example: glmbot gaps --top 20

    A word is shown once five different people have used it within 30 days. No question is kept.
    """
    from rich.table import Table

    from glmbot.cli.screen import screen

    database = read_settings().database
    found: list[Gap] = []
    if not isinstance(database, Path) or database.exists():
        with open_store(database) as store:
            found = store.gaps()[:top]
    if as_json:
        typer.echo(json.dumps([{"word": one.word, "people": one.people} for one in found]))
        return
    if not found:
        typer.echo(f"no word that no article has was used by {TOLD_FROM} people in {KEEP_DAYS} days")
        return
    table = Table("People", "Word", box=None, header_style="dim")
    for one in found:
        table.add_row(str(one.people), one.word)
    screen().print(table)
