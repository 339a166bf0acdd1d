"""`glmbot ask`: one question, or one a line on standard input; `glmbot chat`: a conversation in the terminal."""

import sys
from collections.abc import Iterator
from typing import Annotated, Final

import typer

from glmbot.cli.answers import AnswerPrinter
from glmbot.cli.load import load_answerer
from glmbot.cli.options import (
    AfterOption,
    BeforeOption,
    CorpusOption,
    JurisdictionOption,
    NoReaderOption,
    SkipFaultyOption,
    TopicOption,
)
from glmbot.cli.output import fail, today
from glmbot.cli.render import render_reply
from glmbot.cli.screen import screen
from glmbot.cli.spoken import spoken
from glmbot.core.answering.answerer import Turn
from glmbot.core.answering.wording import USAGE_HINT
from glmbot.core.corpus.filters import read_filters

_GOODBYES: Final = frozenset({"quit", "exit", ":q"})


def ask(
    question: Annotated[
        list[str] | None, typer.Argument(help="The question, in quotes or as it is.", show_default=False)
    ] = None,
    *,
    stdin: Annotated[bool, typer.Option("--stdin", help="Read one question a line from standard input.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON object a question.")] = False,
    dialogue: Annotated[bool, typer.Option("--dialogue", help="The lines are one conversation.")] = False,
    why: Annotated[bool, typer.Option("--explain", "--why", help="Show why, in words and in figures.")] = False,
    jurisdiction: JurisdictionOption = None,
    topic: TopicOption = None,
    after: AfterOption = None,
    before: BeforeOption = None,
    corpus: CorpusOption = None,
    skip_faulty: SkipFaultyOption = False,
    no_reader: NoReaderOption = False,
) -> None:
    """Answer a question with the passage itself and its citation.

    Example: glmbot ask "Which regions does the MOU target?"

    Exit code 0 with an answer or a related passage, 1 with none, 2 on wrong usage. With --stdin, 0 when every line got
    its reply. Dates are written YYYY, YYYY-MM or YYYY-MM-DD.
    """
    if stdin == bool(question):
        fail("give a question, or --stdin with one question a line" + (", not both" if stdin else ""))
    if dialogue and not stdin:
        fail("--dialogue needs --stdin: the lines of standard input are the conversation")
    filters = read_filters(jurisdiction, topic, after, before) or None
    printer = AnswerPrinter(corpus, skip_faulty, filters, as_json, why, no_reader)
    if question:
        raise typer.Exit(printer.answer(" ".join(question)))
    printer.answer_lines(_lines(), dialogue=dialogue)


def _lines() -> Iterator[bytes]:
    """The lines of standard input as bytes: they end at LF only, whatever the locale."""
    for line in sys.stdin.buffer:
        yield line.removesuffix(b"\n")


def chat(
    *, corpus: CorpusOption = None, skip_faulty: SkipFaultyOption = False, no_reader: NoReaderOption = False
) -> None:
    """Talk with the articles; a question may lean on the one before.

    Example: glmbot chat

    Ends with quit, Ctrl-D or Ctrl-C.
    """
    answerer = load_answerer(corpus, skip_faulty=skip_faulty, no_reader=no_reader)
    console = screen()
    count = len(answerer.corpus.articles)
    console.print(f"{count} article{'s' if count != 1 else ''}. {USAGE_HINT} (quit to end)", style="dim")
    before: Turn | None = None
    while True:
        try:
            question = console.input("\n[bold]you[/bold] › ")
        except (EOFError, KeyboardInterrupt):
            console.print()
            return
        except UnicodeDecodeError:
            console.print("That could not be read: it is not UTF-8 text.")
            continue
        if question.strip().lower() in _GOODBYES:
            return
        before = answerer.turn(question, before=before)
        console.print()
        console.print(render_reply(spoken(before.reply), today()), crop=False)
