"""`glmbot bench`: how fast search and answers are, beside other engines, on generated articles."""

import asyncio
import json
import math
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from glmbot.cli.output import fail, save, warn

_LEAST, _MOST = 100, 2_000_000
_BURSTS: Final = 3
_TITLE: Final = "Search for the 10 best passages, median"


def bench(
    *,
    sizes: Annotated[
        str, typer.Option("--sizes", metavar="N,N,…", help="How many passages; 1,000,000 need 8 GB of memory.")
    ] = "1000,10000,100000",
    questions: Annotated[int, typer.Option("--questions", min=10, max=10_000, help="Asked at each size.")] = 200,
    seed: Annotated[int, typer.Option("--seed", min=0, help="The same seed makes the same articles.")] = 1,
    wire: Annotated[bool, typer.Option("--wire", help="Also load the bot in a local Discord, beside an echo.")] = False,
    wire_seconds: Annotated[
        float, typer.Option("--wire-seconds", min=0.1, max=600, help="How long at each pace.")
    ] = 10.0,
    wire_reader: Annotated[bool, typer.Option("--wire-reader", help="Load the bot with its reader.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print what was measured as JSON.")] = False,
    plot: Annotated[Path | None, typer.Option("--plot", metavar="FILE.svg", help="Draw search times by size.")] = None,
) -> None:
    """Measure build, search and whole answers on generated articles, beside rank_bm25 and what else is installed.

    Example: glmbot bench --sizes 1000,10000 --plot search.svg

    The extra "bench" brings bm25s and tantivy. Times are this machine's; ratios are what counts.
    """
    from glmbot.bench.figures import Results
    from glmbot.bench.plot import plot as draw
    from glmbot.bench.report import as_object, series
    from glmbot.bench.running import machine, measure_processes, measure_size

    wanted = _sizes(sizes)
    if plot is not None and not plot.resolve().parent.is_dir():
        fail(f"{plot}: there is no such folder; name a file in one that is there")
    where = machine()
    measured = [measure_size(size, questions=questions, seed=seed, say=warn) for size in wanted]
    processes = measure_processes(warn)
    results = Results(where, seed, measured, processes, _wire(wire_seconds, reader=wire_reader) if wire else None)
    if plot is not None:
        save(plot, draw(_TITLE, series(results)))
        warn(f"{plot}: drawn")
    if as_json:
        typer.echo(json.dumps(as_object(results), indent=1))
    else:
        _show(results)


def _sizes(text: str) -> list[int]:
    """The sizes that a person wrote, ascending."""
    try:
        found = sorted({int(one) for one in text.split(",")})
    except ValueError:
        fail(f"--sizes {text}: can't be read; write numbers of passages, as 1000,10000")
    if found[0] < _LEAST or found[-1] > _MOST:
        fail(f"--sizes {text}: each is a number of passages from {_LEAST} to {_MOST}")
    return found


def _wire(seconds: float, *, reader: bool) -> Any:
    from glmbot.cli.bench_wire import Load, measure_wire
    from glmbot.sim.errors import SimError

    try:
        load = Load(seconds=seconds, bursts=min(_BURSTS, math.ceil(seconds)))
        return asyncio.run(measure_wire(warn, load, reader=reader))
    except SimError as error:
        fail(str(error))


def _show(results: Any) -> None:
    from rich.table import Table

    from glmbot.bench.report import grids
    from glmbot.cli.screen import screen

    console = screen()
    console.print(", ".join(f"{name} {value}" for name, value in results.machine.items()), style="dim")
    for grid in grids(results):
        table = Table(box=None, header_style="dim")
        for place, head in enumerate(grid.heads):
            table.add_column(head, justify="left" if place < 2 else "right")  # noqa: PLR2004 - names come first
        for row in grid.rows:
            table.add_row(*row)
        console.print()
        console.print(table)
