"""`glmbot ask`: one question, or one a line on standard input."""

import sys
from collections.abc import Iterator
from typing import Annotated

import typer

from glmbot.cli.asking import Asking
from glmbot.cli.common import fail
from glmbot.cli.options import (
    AfterOption,
    BeforeOption,
    CorpusOption,
    JurisdictionOption,
    SkipFaultyOption,
    TopicOption,
)
from glmbot.core.corpus.filters import read_filters


def ask(
    question: Annotated[str | None, typer.Argument(help="The question, in quotes.", show_default=False)] = None,
    *,
    stdin: Annotated[bool, typer.Option("--stdin", help="Read one question a line from standard input.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON object a question.")] = False,
    dialogue: Annotated[bool, typer.Option("--dialogue", help="The lines are one conversation.")] = False,
    why: Annotated[bool, typer.Option("--explain", help="Show why: each word and what it met.")] = False,
    jurisdiction: JurisdictionOption = None,
    topic: TopicOption = None,
    after: AfterOption = None,
    before: BeforeOption = None,
    corpus: CorpusOption = None,
    skip_faulty: SkipFaultyOption = False,
) -> None:
    """Answer a question with the passage itself and its citation.

    Example: glmbot ask "Which regions does the MOU target?"

    Exit code 0 with an answer or a related passage, 1 with none, 2 on wrong usage. With --stdin, 0 when every line got
    its reply. Dates are written YYYY, YYYY-MM or YYYY-MM-DD.
    """
    if stdin == (question is not None):
        fail("give a question in quotes, or --stdin with one question a line" + (", not both" if stdin else ""))
    if dialogue and not stdin:
        fail("--dialogue needs --stdin: the lines of standard input are the conversation")
    filters = read_filters(jurisdiction, topic, after, before) or None
    asking = Asking(corpus, skip_faulty, filters, as_json, why)
    if question is not None:
        raise typer.Exit(asking.one(question))
    asking.lines(_lines(), dialogue=dialogue)


def _lines() -> Iterator[bytes]:
    """The lines of standard input as bytes: they end at LF only, whatever the locale."""
    for line in sys.stdin.buffer:
        yield line.removesuffix(b"\n")
