"""`glmbot timeline`: the articles on a topic or a jurisdiction by date, with a picture."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from glmbot.cli.load import load_answerer
from glmbot.cli.options import AfterOption, BeforeOption, CorpusOption, JurisdictionOption, SkipFaultyOption
from glmbot.cli.output import FOUND, NONE, save, warn
from glmbot.core.corpus.filters import Filters, read_filters

if TYPE_CHECKING:
    from glmbot.core.answering.answerer import Answerer
    from glmbot.core.research.timeline import Timeline

_BAR = 40


def timeline(
    subject: Annotated[str | None, typer.Argument(help="A jurisdiction, or a topic.", show_default=False)] = None,
    *,
    jurisdiction: JurisdictionOption = None,
    after: AfterOption = None,
    before: BeforeOption = None,
    svg: Annotated[Path | None, typer.Option("--svg", metavar="FILE.svg", help="Draw the articles by year.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON object.")] = False,
    corpus: CorpusOption = None,
    skip_faulty: SkipFaultyOption = False,
) -> None:
    """List the articles on a topic or a jurisdiction, or both, by date, each with its first sentence.

    Example: glmbot timeline fisheries --jurisdiction Brenland --svg fisheries.svg --corpus demo

    A topic is one that articles are filed under, or words that all stand in an article's title, jurisdictions or
    topics; years in it limit the dates: "elections since 2015". Exit code 0, or 1 when no article is on it.
    """
    filters = read_filters(jurisdiction, None, after, before)
    answerer = load_answerer(corpus, skip_faulty=skip_faulty, no_reader=True)
    found = _found(answerer, subject, filters)
    if svg is not None and found.articles:
        from glmbot.core.research.plot import svg as draw
        from glmbot.core.research.timeline import per_year

        save(svg, draw(found.subject, per_year(found.articles)))
    if as_json:
        from glmbot.core.objects.research import timeline_object

        sys.stdout.write(json.dumps(timeline_object(found)) + "\n")
    else:
        _print(found)
    if not found.articles:
        _warn(found)
    raise typer.Exit(FOUND if found.articles else NONE)


def _found(answerer: "Answerer", subject: str | None, filters: Filters) -> "Timeline":
    """The timeline of a subject, which is a jurisdiction if articles are on one of that name, and else a topic."""
    from glmbot.core.research import timeline as research
    from glmbot.core.research.periods import Period

    period = Period(filters.after, filters.before)
    if subject is not None and filters.jurisdiction is None and len(answerer.jurisdictions.meant(subject)) == 1:
        return research.timeline(answerer, None, subject, period)
    return research.timeline(answerer, subject, filters.jurisdiction, period)


def _warn(found: "Timeline") -> None:
    """Say what was looked at in vain, and what looks further."""
    from glmbot.core.research.wording import no_articles_lines

    for line in no_articles_lines(found):
        warn(line)
    if found.topic:
        warn(f"texts were not looked at: 'glmbot ask \"{found.topic}\"' asks them")


def _print(found: "Timeline") -> None:
    from rich.table import Table
    from rich.text import Text

    from glmbot.cli.screen import screen
    from glmbot.core.citation import bluebook_date
    from glmbot.core.research.timeline import PLOTTED_FROM, lead_of, per_year
    from glmbot.core.text.invisible import shown

    console = screen()
    for note in found.notes:
        console.print(Text(shown(note), style="dim"))
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
