"""`glmbot ask`: one question, or one a line on standard input."""

import json
import sys
from collections.abc import Iterable, Iterator
from typing import Annotated, Any

import typer
from rich.console import Console

from glmbot.cli.common import (
    FOUND,
    NONE,
    AfterOption,
    BeforeOption,
    CorpusOption,
    JurisdictionOption,
    SkipFaultyOption,
    TopicOption,
    close_output,
    fail,
    today,
)
from glmbot.cli.libraries import load_answerer
from glmbot.core.answering import Answerer, Turn
from glmbot.core.explaining import explain
from glmbot.core.filters import Filters, check_filters, read_filters
from glmbot.core.model import NoAnswer, Reply
from glmbot.terminal import explanation_object, render_explanation, render_reply, reply_object


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
    filters = read_filters(jurisdiction, topic, after, before)
    answerer = load_answerer(corpus, skip_faulty=skip_faulty)
    check_filters(filters, answerer.corpus.articles)
    given = filters or None
    if question is not None:
        turn = answerer.turn(question, filters=given)
        _print(answerer, turn, turn.reply, as_json=as_json, why=why)
        raise typer.Exit(NONE if isinstance(turn.reply, NoAnswer) else FOUND)
    for turn_or_none, reply in _replies(answerer, _lines(), given, dialogue=dialogue):
        _print(answerer, turn_or_none, reply, as_json=as_json, why=why)


def _lines() -> Iterator[bytes]:
    """The lines of standard input as bytes: they end at LF only, whatever the locale."""
    for line in sys.stdin.buffer:
        yield line.removesuffix(b"\n")


def _replies(
    answerer: Answerer, lines: Iterable[bytes], filters: Filters | None, *, dialogue: bool
) -> Iterator[tuple[Turn | None, Reply]]:
    before: Turn | None = None
    for line in lines:
        try:
            question = line.decode("utf-8")
        except UnicodeDecodeError:
            yield None, NoAnswer("unreadable")
            continue
        turn = answerer.turn(question, filters=filters, before=before)
        before = turn if dialogue else None
        yield turn, turn.reply


def _print(answerer: Answerer, turn: Turn | None, reply: Reply, *, as_json: bool, why: bool) -> None:
    explanation = explain(answerer, turn) if why and turn else None
    try:
        if as_json:
            found: dict[str, Any] = reply_object(reply)
            if why:
                found["explain"] = explanation_object(explanation)
            sys.stdout.write(json.dumps(found) + "\n")
        else:
            console = Console(highlight=False)
            console.print(render_reply(reply, today()), crop=False)
            if explanation:
                console.print(render_explanation(explanation))
        sys.stdout.flush()
    except BrokenPipeError:
        close_output()
        fail("the output was closed before everything was written")
