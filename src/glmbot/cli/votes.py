"""`glmbot votes`: how answers were voted on."""

import json
from typing import Annotated

import typer

from glmbot.storage.database import PassageVotes, Store
from glmbot.storage.environment import read_settings


def votes(*, as_json: Annotated[bool, typer.Option("--json", help="Print a JSON list.")] = False) -> None:
    """Show the votes on each passage, most first; the bot may run meanwhile.

    Example: glmbot votes
    """
    from rich.console import Console
    from rich.table import Table

    path = read_settings().database
    found: list[PassageVotes] = []
    if path.exists():
        with Store(path) as store:
            found = store.votes()
    if as_json:
        typer.echo(json.dumps([{"passage_id": one.passage_id, "up": one.up, "down": one.down} for one in found]))
        return
    if not found:
        typer.echo("no votes yet")
        return
    table = Table("Up", "Down", "Passage", box=None, header_style="dim")
    for one in found:
        table.add_row(str(one.up), str(one.down), one.passage_id)
    Console(highlight=False).print(table)
