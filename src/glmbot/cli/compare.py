"""`glmbot compare`: a topic in several jurisdictions, side by side."""

import json
import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from glmbot.cli.load import load_answerer
from glmbot.cli.options import CorpusOption, NoReaderOption, SkipFaultyOption
from glmbot.cli.output import FOUND, NONE, fail, today

if TYPE_CHECKING:
    from glmbot.core.research.comparison import Column, Comparison

_NARROWEST = 36


class Format(StrEnum):
    """How a comparison is printed."""

    TEXT = "text"
    MARKDOWN = "markdown"
    CSV = "csv"
    JSON = "json"


def compare(
    topic: Annotated[str, typer.Argument(help="The topic, in a few words.")],
    jurisdictions: Annotated[list[str], typer.Argument(metavar="JURISDICTION…", help="Two to four jurisdictions.")],
    *,
    form: Annotated[Format, typer.Option("--format", help="How it is printed.")] = Format.TEXT,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON object.")] = False,
    corpus: CorpusOption = None,
    skip_faulty: SkipFaultyOption = False,
    no_reader: NoReaderOption = False,
) -> None:
    """Compare a topic in two to four jurisdictions: the best passage of each, quoted, cited and dated.

    Example: glmbot compare "data protection fines" Brenland Quenara Tamberwe --corpus demo

    Where titles or topics have all words of the topic, it is the newest such article's first paragraph. Exit code 0
    when a passage was found somewhere, 1 when nowhere, 2 on wrong usage.
    """
    from glmbot.core.objects.research import comparison_object
    from glmbot.core.research import comparison
    from glmbot.core.research.tables import as_csv, as_markdown

    if as_json and form is not Format.TEXT:
        fail("give --json or --format, not both")
    answerer = load_answerer(corpus, skip_faulty=skip_faulty, no_reader=no_reader)
    found = comparison.compare(answerer, topic, jurisdictions)
    if as_json or form is Format.JSON:
        sys.stdout.write(json.dumps(comparison_object(found, today())) + "\n")
    elif form is Format.TEXT:
        _print(found)
    else:
        table = as_markdown if form is Format.MARKDOWN else as_csv
        sys.stdout.write(table(found, today()))
    raise typer.Exit(NONE if found.is_empty else FOUND)


def _print(found: "Comparison") -> None:
    from rich.table import Table
    from rich.text import Text

    from glmbot.cli.screen import screen
    from glmbot.core.text.invisible import shown

    console = screen()
    console.print(Text(shown(found.topic), style="bold"))
    for note in found.notes:
        console.print(Text(shown(note), style="dim"))
    if console.width < _NARROWEST * len(found.columns):
        for column in found.columns:
            console.print()
            console.print(_shown(column), crop=False)
    else:
        table = Table.grid(padding=(1, 2, 0, 0))
        for _ in found.columns:
            table.add_column(ratio=1, overflow="fold")
        table.add_row(*map(_shown, found.columns))
        console.print(table)


def _shown(column: "Column") -> Any:
    from rich.console import Group
    from rich.text import Text

    from glmbot.core.answering.wording import RELATED_LEAD, place_parts, short_footer_lines
    from glmbot.core.research.comparison import citation_of
    from glmbot.core.research.wording import not_found, older_line
    from glmbot.core.text.invisible import shown

    passage = column.passage
    head = Text(shown(column.jurisdiction), style="bold green" if column.is_sure else "bold yellow")
    if passage is None:
        return Group(head, Text(shown(not_found(column)), style="dim"))
    quote = Text(shown(passage.text))
    for span in column.evidence:
        quote.stylize("bold", span.start - passage.span.start, span.end - passage.span.start)
    lead = [] if column.is_sure else [Text(RELATED_LEAD, style="yellow")]
    resting = [Text.assemble(("Rests on  ", "dim"), shown("; ".join(column.rests_on)))] if column.rests_on else []
    older = [Text(shown(line), style="dim") for line in older_line(column)]
    return Group(
        head,
        *lead,
        Text(shown(passage.article.headline), style="bold"),
        Text(" · ".join(place_parts(passage.article, passage)), style="dim"),
        Text(),
        quote,
        Text(),
        Text.assemble(("Cite  ", "dim"), shown(citation_of(column))),
        *resting,
        *older,
        Text(" ".join(short_footer_lines(passage.article, today())), style="dim"),
    )
