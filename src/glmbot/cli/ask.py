"""`glmbot ask`: one question, or one a line on standard input."""

import json
import sys
from collections.abc import Iterable, Iterator
from typing import Annotated

import typer
from rich.console import Console

from glmbot.cli.common import FOUND, NONE, CorpusOption, SkipFaultyOption, close_output, fail
from glmbot.cli.libraries import load_answerer
from glmbot.core.answering import Answerer, Turn
from glmbot.core.model import NoAnswer, Reply
from glmbot.terminal import render_reply, reply_object


def ask(
    question: Annotated[str | None, typer.Argument(help="The question, in quotes.", show_default=False)] = None,
    *,
    stdin: Annotated[bool, typer.Option("--stdin", help="Read one question a line from standard input.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON object a question.")] = False,
    dialogue: Annotated[bool, typer.Option("--dialogue", help="The lines are one conversation.")] = False,
    corpus: CorpusOption = None,
    skip_faulty: SkipFaultyOption = False,
) -> None:
    """Answer a question with the passage itself and its citation.

    Example: glmbot ask "Which regions does the MOU target?"

    Exit code 0 with an answer or a related passage, 1 with none, 2 on wrong usage. With --stdin, 0 when every line got
    its reply.
    """
    if stdin == (question is not None):
        fail("give a question in quotes, or --stdin with one question a line" + (", not both" if stdin else ""))
    if dialogue and not stdin:
        fail("--dialogue needs --stdin: the lines of standard input are the conversation")
    answerer = load_answerer(corpus, skip_faulty=skip_faulty)
    if question is not None:
        reply = answerer.answer(question)
        _print(reply, as_json=as_json)
        raise typer.Exit(NONE if isinstance(reply, NoAnswer) else FOUND)
    for reply in _replies(answerer, _lines(), dialogue=dialogue):
        _print(reply, as_json=as_json)


def _lines() -> Iterator[bytes]:
    """The lines of standard input as bytes: they end at LF only, whatever the locale."""
    for line in sys.stdin.buffer:
        yield line.removesuffix(b"\n")


def _replies(answerer: Answerer, lines: Iterable[bytes], *, dialogue: bool) -> Iterator[Reply]:
    before: Turn | None = None
    for line in lines:
        try:
            question = line.decode("utf-8")
        except UnicodeDecodeError:
            yield NoAnswer("unreadable")
            continue
        turn = answerer.turn(question, before=before)
        before = turn if dialogue else None
        yield turn.reply


def _print(reply: Reply, *, as_json: bool) -> None:
    try:
        if as_json:
            sys.stdout.write(json.dumps(reply_object(reply)) + "\n")
        else:
            Console(highlight=False).print(render_reply(reply), crop=False)
        sys.stdout.flush()
    except BrokenPipeError:
        close_output()
        fail("the output was closed before everything was written")
