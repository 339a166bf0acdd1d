"""`glmbot timeline`: the articles on a topic or a jurisdiction by date, with a picture."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from glmbot.cli.load import load_answerer
from glmbot.cli.options import CorpusOption, SkipFaultyOption
from glmbot.cli.output import FOUND, NONE, save, warn

if TYPE_CHECKING:
    from glmbot.core.answering.answerer import Answerer
    from glmbot.core.research.timeline import Timeline

_BAR = 40


def timeline(
    subject: Annotated[str | None, typer.Argument(help="A jurisdiction, or a topic.", show_default=False)] = None,
    *,
    jurisdiction: Annotated[str | None, typer.Option("--jurisdiction", help="Only articles on it.")] = None,
    svg: Annotated[Path | None, typer.Option("--svg", metavar="FILE.svg", help="Draw the articles by year.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON object.")] = False,
    corpus: CorpusOption = None,
    skip_faulty: SkipFaultyOption = False,
) -> None:
    """List the articles on a topic or a jurisdiction, or both, by date, each with its first sentence.

    Example: glmbot timeline fisheries --jurisdiction Brenland --svg fisheries.svg --corpus demo

    A topic is one that articles are filed under, or words that all stand in an article's title or topics. Exit code 0,
    or 1 when no article is on it.
    """
    answerer = load_answerer(corpus, skip_faulty=skip_faulty, no_reader=True)
    found = _found(answerer, subject, jurisdiction)
    if svg is not None and found.articles:
        from glmbot.core.research.plot import svg as draw
        from glmbot.core.research.timeline import per_year

        save(svg, draw(found.subject, per_year(found.articles)))
    if as_json:
        sys.stdout.write(json.dumps(_object(found)) + "\n")
    else:
        _print(found)
    if not found.articles:
        warn(f"no article is on {found.subject}")
    raise typer.Exit(FOUND if found.articles else NONE)


def _found(answerer: "Answerer", subject: str | None, jurisdiction: str | None) -> "Timeline":
    """The timeline of a subject, which is a jurisdiction if articles are on one of that name, and else a topic."""
    from glmbot.core.research import timeline as research
    from glmbot.core.text.tokens import fold

    known = {fold(name) for name in answerer.corpus_index.arrays.jurisdictions.names}
    if subject is not None and jurisdiction is None and fold(subject.strip()) in known:
        return research.timeline(answerer, None, subject)
    return research.timeline(answerer, subject, jurisdiction)


def _object(found: "Timeline") -> dict[str, Any]:
    """The object of a timeline, for machines."""
    from glmbot.core.research.timeline import lead_of, per_year

    return {
        "topic": found.topic,
        "jurisdiction": found.jurisdiction,
        "per_year": dict(per_year(found.articles)),
        "articles": [
            {
                "article_id": one.article_id,
                "date": one.date.isoformat(),
                "title": one.headline,
                "jurisdictions": one.jurisdictions,
                "lead": lead_of(one),
                "url": one.url,
            }
            for one in found.articles
        ],
    }


def _print(found: "Timeline") -> None:
    from rich.table import Table
    from rich.text import Text

    from glmbot.cli.screen import screen
    from glmbot.core.citation import bluebook_date
    from glmbot.core.research.timeline import PLOTTED_FROM, lead_of, per_year
    from glmbot.core.text.invisible import shown

    console = screen()
    if len(found.articles) >= PLOTTED_FROM:
        counts = per_year(found.articles)
        most = max(count for _, count in counts)
        for year, count in counts:
            bar = "█" * -(-_BAR * count // max(most, _BAR)) if most > _BAR else "█" * count
            console.print(Text.assemble((f"{year}  ", "dim"), (bar, "blue"), f" {count}" if count else ""))
        console.print()
    table = Table.grid(padding=(0, 2, 1, 0))
    table.add_column(no_wrap=True, style="dim")
    table.add_column(overflow="fold")
    for one in found.articles:
        told = Text.assemble((shown(one.headline), "bold"), "\n", shown(lead_of(one)))
        table.add_row(bluebook_date(one.date), told)
    if found.articles:
        console.print(table)
