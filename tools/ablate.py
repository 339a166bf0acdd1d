"""Measures what each ingredient of the answers is worth: the right passage first, alone and when it is left out.

    python tools/ablate.py [--more FOLDER] [--xquad FILE] [--with-reader]

"BM25 +" adds the ingredient to BM25 over the project's own terms; "all −" takes it from the whole. Figures are counts
of answerable questions (no parts, no questions about sources) whose right passage comes first, and milliseconds a
question. With the reader, the best candidates of each variant are read and ordered as the product does.
"""

import argparse
import json
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import fit_coefficients
import numpy as np

from glmbot.core.answering.answerer import Answerer
from glmbot.core.corpus.article_file import Corpus
from glmbot.core.index.arrays import IndexArrays
from glmbot.core.model import Passage
from glmbot.core.query.parser import QueryParser
from glmbot.core.ranking.features import SIGNALS, Signals
from glmbot.core.ranking.reading import Reader, Reading
from glmbot.core.ranking.rereading import reread
from glmbot.core.text.glossary import Glossary, glossary_as_json
from glmbot.core.text.lexicon import Lexicon, Translation
from glmbot.core.text.spelling import Spelling
from glmbot.core.text.strings import Strings
from glmbot.core.text.vectors import NO_VECTORS
from glmbot.evaluation.run import SHIPPED_SUITE, Evaluator, QuestionFile, read_question_files
from glmbot.storage.load import build_answerer, build_index
from glmbot.storage.reader import open_reader
from glmbot.storage.resources import Resources, read_resources

INGREDIENTS = (
    "synonyms", "abbreviations", "places", "idioms", "chat words", "Spanish and French", "spelling",
    "acronyms and offices", "vectors", "kinds", "titles", "leads told apart", "pairs", "sentences",
)  # fmt: skip
_ORIGINS = {"synonyms": "synonym", "abbreviations": "abbreviation", "places": "place"}
_SIGNALS = {
    "vectors": ("nearness", "rest_nearness"),
    "kinds": ("kind_shown", "kind_missing", "lead"),
    "titles": ("title", "jurisdiction"),
    "leads told apart": ("lead_lacks", "length"),
    "pairs": ("pairs",),
    "sentences": ("sentence",),
    "acronyms and offices": ("gloss", "introduction"),
}


@dataclass(frozen=True)
class Question:
    """A question, the answerer that the whole system has for it, and what is right."""

    text: str
    corpus: Corpus
    article: str | None
    gold: frozenset[int]


def assemble(corpus: Corpus, arrays: IndexArrays, words: Resources, parts: frozenset[str]) -> Answerer:
    """An answerer with some of the ingredients only; with all of them it is the one that glmbot builds."""
    bare = replace(
        words,
        lexicon=_lexicon(words.lexicon, parts),
        vectors=words.vectors if "vectors" in parts else NO_VECTORS,
        ranking=_weights(words.ranking, parts),
    )
    if "acronyms and offices" not in parts:
        arrays = replace(arrays, glossary=np.frombuffer(json.dumps(glossary_as_json(Glossary())).encode(), np.uint8))
    answerer = build_answerer(corpus, arrays, bare)
    if "spelling" in parts:
        return answerer
    no_spelling = Spelling(Strings.of(()), (), frozenset(), words.frequencies)
    return replace(answerer, parser=QueryParser(replace(answerer.parser.terms, spelling=no_spelling)))


def _lexicon(full: Lexicon, parts: frozenset[str]) -> Lexicon:
    kept = {origin for name, origin in _ORIGINS.items() if name in parts}
    found = {key: tuple(one for one in listed if one.origin in kept) for key, listed in full.alternatives.items()}
    translations: dict[str, Translation] = dict(full.translations) if "Spanish and French" in parts else {}
    return replace(
        full,
        alternatives={key: listed for key, listed in found.items() if listed},
        phrases=full.phrases if "idioms" in parts else (),
        slang=full.slang if "chat words" in parts else {},
        translations=translations,
    )


def _weights(full: Signals[float], parts: frozenset[str]) -> Signals[float]:
    absent = {signal for name, signals in _SIGNALS.items() if name not in parts for signal in signals}
    bare = {"bm25", *(signal for name in parts for signal in _SIGNALS.get(name, ()))}
    is_bare = len(parts) <= 1
    without = {name: 0.0 for name in SIGNALS if name in absent or (is_bare and name not in bare)}
    return replace(full, **without)


def questions_of(question_files: Sequence[QuestionFile]) -> Iterator[Question]:
    """The answerable single questions of question_files."""
    evaluator = Evaluator()
    for question_file in question_files:
        for case in evaluator.read(question_file).cases:
            if case.gold and case.kind not in {"multipart", "source"}:
                yield Question(case.question, evaluator.answerer(case, question_file).corpus, case.article, case.gold)


@dataclass
class RememberingReader:
    """A reader that reads each question and passage once over all variants."""

    reader: Reader
    _kept: dict[tuple[str, str], Reading] = field(default_factory=dict)

    def read(self, question: str, passages: Sequence[Passage]) -> list[Reading]:
        """The readings, those of before from memory."""
        fresh = [one for one in passages if (question, one.passage_id) not in self._kept]
        for one, reading in zip(fresh, self.reader.read(question, fresh) if fresh else (), strict=True):
            self._kept[question, one.passage_id] = reading
        return [self._kept[question, one.passage_id] for one in passages]


def first(
    questions: Sequence[Question], indexes: Mapping[int, IndexArrays], parts: frozenset[str], reader: Reader | None
) -> tuple[int, float]:
    """How many have the right passage first, and milliseconds a question; `indexes` are by the corpora's `id`."""
    words = read_resources()
    corpora = {id(one.corpus): one.corpus for one in questions}
    built = {key: assemble(corpus, indexes[key], words, parts) for key, corpus in corpora.items()}
    count, began = 0, time.perf_counter()
    for one in questions:
        answerer = built[id(one.corpus)]
        query = answerer.parser.parse(one.text)
        ranked = answerer.rank(query)
        if reader and words.reading:
            ranked = reread(query, ranked, reader, words.reading)
        if ranked and ranked[0].score > 0:
            passage = ranked[0].hit.passage
            is_article = one.article is None or passage.article.article_id.endswith(one.article)
            count += is_article and bool(one.gold.intersection(passage.paragraphs))
    return count, 1000 * (time.perf_counter() - began) / len(questions)


def main() -> None:
    """Print the table in Markdown."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--more", type=Path)
    parser.add_argument("--xquad", type=Path)
    parser.add_argument("--with-reader", action="store_true")
    options = parser.parse_args()
    opened = open_reader()[0] if options.with_reader else None
    reader = RememberingReader(opened) if opened else None
    question_files = read_question_files(SHIPPED_SUITE, Path())
    question_files += [QuestionFile(options.more / "questions.yaml", options.more)] if options.more else []
    own = list(questions_of(question_files))
    other: list[Question] = []
    if options.xquad:
        articles, asked = fit_coefficients.read_xquad(options.xquad)
        corpus = Corpus(tuple(articles))
        other = [Question(text, corpus, article, frozenset({number})) for text, article, number in asked[::4]]
    corpora = {id(one.corpus): one.corpus for one in (*own, *other)}
    indexes = {key: build_index(corpus) for key, corpus in corpora.items()}
    print(f"| | own questions ({len(own)}) | ms | XQuAD, 240 passages ({len(other)}) | ms |\n|---|---|---|---|---|")
    rows = [("BM25 alone", frozenset[str]()), *((f"BM25 + {name}", frozenset({name})) for name in INGREDIENTS)]
    rows = [] if reader else rows  # the weights beside the reader are those of the whole
    rows += [("**all**", frozenset(INGREDIENTS))]
    rows += [(f"all − {name}", frozenset(INGREDIENTS) - {name}) for name in INGREDIENTS]
    for label, parts in rows:
        cells = []
        for questions in (own, other):
            if questions:
                count, cost = first(questions, indexes, parts, reader)
                cells += [f"{count} ({count / len(questions):.1%})", f"{cost:.1f}"]
        print(f"| {label} | " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    main()
