"""Answers questions and prints the replies; needs no Typer, so that a bare question needs none."""

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from glmbot.cli.load import load_answerer
from glmbot.cli.output import FOUND, NONE, close_output, fail, today
from glmbot.core.answering.answerer import Answerer, Turn
from glmbot.core.corpus.filters import Filters
from glmbot.core.model import NoAnswer, Remark, Reply


@dataclass(frozen=True)
class AnswerPrinter:
    """The corpus and the filters that questions are answered from, and the form in which replies are printed."""

    corpus: Path | None = None
    skip_faulty: bool = False
    filters: Filters | None = None
    as_json: bool = False
    why: bool = False
    no_reader: bool = False

    def answer(self, question: str) -> int:
        """Answer a question; the exit code."""
        answerer, filters = self._load()
        turn = answerer.turn(question, filters=filters)
        self._print(answerer, question, turn, turn.reply)
        return NONE if isinstance(turn.reply, NoAnswer | Remark) else FOUND

    def answer_lines(self, lines: Iterable[bytes], *, dialogue: bool) -> None:
        """Answer a question a line; in a dialogue each may lean on the one before."""
        answerer, filters = self._load()
        for question, turn, reply in self._replies(answerer, filters, lines, dialogue=dialogue):
            self._print(answerer, question, turn, reply)

    def _load(self) -> tuple[Answerer, Filters | None]:
        """The answerer, and the filters as its articles name things."""
        answerer = load_answerer(self.corpus, skip_faulty=self.skip_faulty, no_reader=self.no_reader)
        if not self.filters:
            return answerer, None
        return answerer, answerer.checked(self.filters)

    def _replies(
        self, answerer: Answerer, filters: Filters | None, lines: Iterable[bytes], *, dialogue: bool
    ) -> Iterator[tuple[str | None, Turn | None, Reply]]:
        before: Turn | None = None
        for line in lines:
            try:
                question = line.decode("utf-8")
            except UnicodeDecodeError:
                yield None, None, NoAnswer("unreadable")
                continue
            turn = answerer.turn(question, filters=filters, before=before)
            before = turn if dialogue else None
            yield question, turn, turn.reply

    def _print(self, answerer: Answerer, question: str | None, turn: Turn | None, reply: Reply) -> None:
        from glmbot.cli.render import render_explanation, render_reply
        from glmbot.cli.spoken import spoken
        from glmbot.core.answering.explanation import explain

        reply = spoken(reply)
        explanation = explain(answerer, turn) if self.why and turn else None
        try:
            if self.as_json:
                from glmbot.core.objects.replies import explanation_object, reply_object

                found: dict[str, Any] = reply_object(
                    reply, question, [query.question for query in turn.queries] if turn else ()
                )
                if self.why:
                    found["explain"] = explanation_object(explanation)
                sys.stdout.write(json.dumps(found) + "\n")
            else:
                from glmbot.cli.screen import screen

                console = screen()
                console.print(render_reply(reply, today()), crop=False)
                if explanation:
                    console.print(render_explanation(explanation))
            sys.stdout.flush()
        except BrokenPipeError:
            close_output()
            fail("the output was closed before everything was written")
