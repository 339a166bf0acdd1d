"""Asks the engines the same questions, and counts the replies that are the same in every field.

    python tools/compare_engines.py [--xquad FILE [--asked 1000] [--not-ours]] [--no-reader] [--only ENGINE]

Asked are all questions and dialogues of tests/evaluation, each of the articles that it is meant for, and so many of
XQuAD's (English), over its articles; with --not-ours the latter alone. The embedded engine is compared with Milvus Lite
in this process, and with Milvus Lite behind a server of its own. A question whose replies differ is printed; the exit
code is 1 then.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

import fit_coefficients
from lite_server import LiteServer

from glmbot.config import EngineAddress
from glmbot.core.answering.answerer import Answerer
from glmbot.core.corpus.article_file import Corpus
from glmbot.core.index.arrays import flatten
from glmbot.core.objects.replies import reply_object
from glmbot.core.ranking.reading import Reader
from glmbot.evaluation.run import SHIPPED_SUITE, Evaluator, read_question_files
from glmbot.storage.lazy_articles import record_arrays, record_of
from glmbot.storage.load import build_answerer, build_index
from glmbot.storage.milvus import Milvus
from glmbot.storage.push import push_arrays
from glmbot.storage.reader import open_reader
from glmbot.storage.remote import open_remote

_TOLD = 100

Conversation: TypeAlias = tuple[Answerer, Sequence[str]]
"""Questions that follow one another, and the embedded answerer over the articles that they are asked of."""


@dataclass
class Engine:
    """Milvus at an address: the articles of each embedded answerer stand there under a name of their own."""

    name: str
    uri: str
    reader: Reader | None
    _opened: dict[int, Answerer] = field(default_factory=dict)

    def over(self, embedded: Answerer) -> Answerer:
        """The answerer over the same articles, which are pushed when they are first asked for."""
        if id(embedded) not in self._opened:
            address = EngineAddress(self.uri, f"set{len(self._opened)}")
            articles = embedded.corpus.articles
            records = record_arrays([record_of(one, Path(f"{one.article_id}.md")) for one in articles])
            milvus = Milvus(address)
            push_arrays(milvus, {**flatten(build_index(embedded.corpus)), **records}, articles)
            milvus.close()
            self._opened[id(embedded)] = open_remote(address, reader=self.reader)
        return self._opened[id(embedded)]


def replies(answerer: Answerer, questions: Sequence[str]) -> Iterator[dict[str, Any]]:
    """The replies to questions that follow one another."""
    before = None
    for question in questions:
        before = answerer.turn(question, before=before)
        yield reply_object(before.reply)


def evaluation(reader: Reader | None) -> Iterator[Conversation]:
    """All questions and dialogues of tests/evaluation."""
    evaluator = Evaluator(reader)
    for question_file in read_question_files(SHIPPED_SUITE, Path()):
        questions = evaluator.read(question_file)
        yield from ((evaluator.answerer(one, question_file), [one.question]) for one in questions.cases)
        for dialogue in questions.dialogues:
            answerer = evaluator.answerer(dialogue.turns[0], question_file)
            yield answerer, [turn.question for turn in dialogue.turns]


def foreign(path: Path, count: int, reader: Reader | None) -> Iterator[Conversation]:
    """The first so many questions of XQuAD."""
    articles, questions = fit_coefficients.read_xquad(path)
    answerer = build_answerer(Corpus(tuple(articles)), reader=reader)
    yield from ((answerer, [question]) for question, _, _ in questions[:count])


def compare(conversations: Iterator[Conversation], engines: Sequence[Engine]) -> Iterator[tuple[str, int, int, float]]:
    """For each engine its name, the questions asked, those with the same reply, and its seconds."""
    told = {engine.name: [0, 0, 0.0] for engine in engines}
    asked = 0
    for embedded, questions in conversations:
        expected = [*replies(embedded, questions)]
        asked += len(questions)
        if asked % _TOLD < len(questions):
            print(f"{asked:,} asked", file=sys.stderr, flush=True)
        for engine in engines:
            answerer, began = engine.over(embedded), time.perf_counter()
            got = [*replies(answerer, questions)]
            told[engine.name][2] += time.perf_counter() - began
            for question, wanted, given in zip(questions, expected, got, strict=True):
                told[engine.name][wanted != given] += 1
                if wanted != given:
                    fields = [name for name in wanted if wanted[name] != given[name]]
                    print(json.dumps({"engine": engine.name, "question": question, "fields": fields}), flush=True)
    for name, (same, _, seconds) in told.items():
        yield name, asked, int(same), seconds


@contextmanager
def engines_in(folder: Path, reader: Reader | None, only: str | None) -> Iterator[list[Engine]]:
    """Milvus Lite in this process, and behind a server."""
    (folder / "server").mkdir()
    makers: dict[str, Callable[[ExitStack], str]] = {
        "in-process": lambda _: str(folder / "articles.db"),
        "by-address": lambda stack: stack.enter_context(LiteServer(folder / "server")).uri,
    }
    with ExitStack() as stack:
        yield [Engine(name, make(stack), reader) for name, make in makers.items() if only in {None, name}]


def main() -> None:
    """Print the table in Markdown."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--xquad", type=Path)
    parser.add_argument("--asked", type=int, default=1000)
    parser.add_argument("--not-ours", action="store_true")
    parser.add_argument("--no-reader", action="store_true")
    parser.add_argument("--only", choices=("in-process", "by-address"))
    options = parser.parse_args()
    reader = None if options.no_reader else open_reader()[0]
    sets: dict[str, Callable[[], Iterator[Conversation]]] = {}
    if not options.not_ours:
        sets["tests/evaluation"] = lambda: evaluation(reader)
    if options.xquad:
        sets["XQuAD"] = lambda: foreign(options.xquad, options.asked, reader)
    all_same = True
    with tempfile.TemporaryDirectory(prefix="compare-engines-") as scratch:
        os.environ["XDG_CACHE_HOME"] = scratch
        print("| questions | Milvus Lite | same, field by field | ms a question |\n|---|---|---|---|", flush=True)
        for name, read in sets.items():
            folder = Path(scratch, name.replace("/", "-"))
            folder.mkdir()
            with engines_in(folder, reader, options.only) as engines:
                for engine, asked, same, seconds in compare(read(), engines):
                    print(f"| {name} | {engine} | {same:,} of {asked:,} | {seconds / asked * 1000:.0f} |", flush=True)
                    all_same &= same == asked
    sys.exit(0 if all_same else 1)


if __name__ == "__main__":
    main()
