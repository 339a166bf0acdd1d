"""`glmbot corpus stats`: how many articles there are by year, jurisdiction, topic and author."""

import json
import shutil
import sys
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Annotated, Final

import typer
from rich.cells import cell_len, set_cell_size

from glmbot.cli.load import load_corpus
from glmbot.cli.options import CorpusOption, SkipFaultyOption
from glmbot.cli.render import on_one_line
from glmbot.core.corpus.listing import Field, counts, values_of
from glmbot.core.model import Article


class By(StrEnum):
    """What articles are counted by."""

    YEAR = "year"
    JURISDICTION = "jurisdiction"
    TOPIC = "topic"
    AUTHOR = "author"


_FIELDS: Final[dict[By, tuple[Field, str]]] = {
    By.YEAR: ("year", "Years"),
    By.JURISDICTION: ("jurisdiction", "Jurisdictions"),
    By.TOPIC: ("topic", "Topics"),
    By.AUTHOR: ("author", "Authors"),
}
_NONE: Final = "(none)"
_NARROWEST: Final = 40
_WIDEST: Final = 160


def stats(
    *,
    by: Annotated[By | None, typer.Option("--by", help="Only this; else all four.")] = None,
    top: Annotated[int | None, typer.Option("--top", min=1, metavar="N", help="The N most frequent of each.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON object.")] = False,
    corpus: CorpusOption = None,
    skip_faulty: SkipFaultyOption = False,
) -> None:
    """Count the articles by year, jurisdiction, topic and author.

    Example: glmbot corpus stats --by jurisdiction --top 20
    """
    articles = load_corpus(corpus, skip_faulty=skip_faulty).articles
    fields = list(_FIELDS.values()) if by is None else [_FIELDS[by]]
    if as_json:
        typer.echo(
            json.dumps({"articles": len(articles), **{field: _object(articles, field, top) for field, _ in fields}})
        )
        return
    width = min(max(shutil.get_terminal_size().columns, _NARROWEST), _WIDEST) - 1
    typer.echo(f"{len(articles)} article{'s' if len(articles) != 1 else ''}")
    for field, head in fields:
        typer.echo(f"\n{head}")
        without = _without(articles, field)
        for line in chart(counts(articles, field), without=without, top=top, width=width, block=_block()):
            typer.echo(line)


def _object(articles: Sequence[Article], field: Field, top: int | None) -> dict[str, object]:
    found = counts(articles, field)
    values = [{"value": value, "articles": count} for value, count in most_frequent(found, top)]
    return {"values": values, "distinct": len(found), "without": _without(articles, field)}


def _without(articles: Sequence[Article], field: Field) -> int:
    return sum(not values_of(article, field) for article in articles)


def most_frequent(found: Sequence[tuple[str, int]], top: int | None) -> list[tuple[str, int]]:
    """The most frequent values, in the order that they are given in."""
    if top is None:
        return list(found)
    kept = {value for value, _ in sorted(found, key=lambda one: -one[1])[:top]}
    return [one for one in found if one[0] in kept]


def chart(
    found: Sequence[tuple[str, int]], *, without: int = 0, top: int | None = None, width: int, block: str = "█"
) -> Iterator[str]:
    """Counts as bars, no line longer than `width`; the longest bar takes what labels and numbers leave."""
    shown = most_frequent(found, top)
    rows = [(on_one_line(value), count) for value, count in shown]
    most = max((count for _, count in rows), default=0)
    if without:
        rows.append((_NONE, without))
    digits = len(str(max(most, without)))
    label_width = min(max((cell_len(label) for label, _ in rows), default=0), (width - digits - 6) // 2)
    room = width - label_width - digits - 6
    for label, count in rows:
        # Those that lack a value are counted but not drawn: they may be so many that all bars would vanish.
        bar = "" if label is _NONE else block * max(1, round(room * count / most))
        yield f"  {_fitted(label, label_width)}  {count:>{digits}}  {bar}".rstrip()
    if len(shown) < len(found):
        yield f"  and {len(found) - len(shown)} more"


def _fitted(label: str, width: int) -> str:
    """The label in so many columns, cut where it is longer."""
    return set_cell_size(label, width) if cell_len(label) <= width else set_cell_size(label, width - 1) + "…"


def _block() -> str:
    """A full block, or what stands for it where the output can't hold one."""
    try:
        "█…".encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return "#"
    return "█"
