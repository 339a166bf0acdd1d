"""Measures answers in corpora from 240 to 10,000 passages, and ranking in many tiny ones.

    python tools/measure_sizes.py --xquad FILE [--policyqa FILE] [--with-reader]

XQuAD's articles and those of tests/evaluation are put among generated ones. Asked are 300 questions of each, the
off-topic ones, and our questions where our articles are not there. With --policyqa, 1,000 questions each put to one
privacy policy: how many get the right passage first, by BM25 alone and by all.
"""

import argparse
import datetime as dt
import json
import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import ablate
import fit_coefficients

from glmbot.bench.corpus import GeneratedCorpus
from glmbot.bench.shelved import GeneratedIndexBuilder
from glmbot.bench.words import Pieces
from glmbot.core.answering.answerer import Answerer
from glmbot.core.corpus.article_file import Corpus
from glmbot.core.model import Article
from glmbot.core.ranking.reading import Reader
from glmbot.core.text.glossary import GlossaryBuilder
from glmbot.evaluation.judge import OFF, Case, judge
from glmbot.evaluation.run import SHIPPED_SUITE, Evaluator, read_question_files
from glmbot.storage.load import build_answerer, build_index
from glmbot.storage.reader import open_reader
from glmbot.storage.resources import read_resources

SEED = 20111206
ASKED = 300
GENERATED = (0, 1_000, 10_000)


def generated(passages: int) -> list[Article]:
    """Articles of generated words, about so many passages of them."""
    words = read_resources()
    made: list[Article] = []
    if passages:
        pieces = Pieces(words.analyzer, words.frequencies, words.lexicon, SEED)
        glossary = GlossaryBuilder(words.analyzer, words.lexicon, words.frequencies)
        builder = GeneratedIndexBuilder(words.analyzer, glossary, words.frequencies, words.vectors.rows)
        builder.add_all(GeneratedCorpus(pieces, passages, SEED), made.append)
    return made


def answerer_over(*groups: Sequence[Article], reader: Reader | None) -> Answerer:
    """An answerer over groups of articles."""
    articles = sorted((one for group in groups for one in group), key=lambda a: a.article_id)
    return build_answerer(Corpus(tuple(articles)), reader=reader)


def asked(answerer: Answerer, cases: Sequence[Case]) -> str:
    """The shares of questions: right passage shown, right answer, wrong answer, none."""
    outcomes = [judge(case, answerer.answer(case.question)) for case in cases]
    counts = (
        sum(one.is_right for one in outcomes),
        sum(one.is_right and one.kind == "answer" for one in outcomes),
        sum(one.is_wrong for one in outcomes),
        sum(one.kind == "none" for one in outcomes),
    )
    return " | ".join(f"{count / len(cases):.1%}" for count in counts)


def tiny(path: Path) -> Iterator[tuple[Corpus, str, int]]:
    """The questions of PolicyQA, each with its policy as the corpus and the number of its passage."""
    for place, entry in enumerate(json.loads(path.read_text(encoding="utf-8"))["data"]):
        texts = list(dict.fromkeys(" ".join(one["context"].split()) for one in entry["paragraphs"]))
        day = dt.date(2001, 1, 1)
        article = Article(f"2001-01-01-{place:03}", str(entry["title"]), day, (), (), (), None, "\n\n".join(texts))
        corpus = Corpus((article,))
        for one in entry["paragraphs"]:
            number = texts.index(" ".join(one["context"].split())) + 1
            yield from ((corpus, str(qa["question"]), number) for qa in one["qas"])


def right_first(questions: Sequence[tuple[Corpus, str, int]], make: Callable[[Corpus], Answerer]) -> int:
    """How many questions get the right passage first."""
    built: dict[int, Answerer] = {}
    count = 0
    for corpus, question, number in questions:
        answerer = built.get(id(corpus)) or built.setdefault(id(corpus), make(corpus))
        ranked = answerer.rank(answerer.parser.parse(question))
        count += bool(ranked) and number in ranked[0].hit.passage.paragraphs
    return count


def main() -> None:
    """Print the tables in Markdown."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--xquad", type=Path, required=True)
    parser.add_argument("--policyqa", type=Path)
    parser.add_argument("--with-reader", action="store_true")
    options = parser.parse_args()
    reader = open_reader()[0] if options.with_reader else None
    chance = random.Random(SEED)  # noqa: S311 - a sample, no secret
    articles, questions = fit_coefficients.read_xquad(options.xquad)
    foreign = [Case("", "", text, frozenset({number}), article) for text, article, number in questions]
    evaluator = Evaluator()
    ours: dict[str, Article] = {}
    own: list[Case] = []
    off: list[Case] = []
    for question_file in read_question_files(SHIPPED_SUITE, Path()):
        for case in evaluator.read(question_file).cases:
            ours |= {one.article_id: one for one in evaluator.answerer(case, question_file).corpus.articles}
            own += [case] if case.gold and case.kind not in {"multipart", "source"} else []
            off += [case] if case.kind in OFF else []
    foreign, own = chance.sample(foreign, ASKED), chance.sample(own, ASKED)
    print("| passages | questions | shown first | answered | confidently wrong | none |\n|---|---|---|---|---|---|")
    for count in GENERATED:
        others = generated(count)
        whole = answerer_over(articles, list(ours.values()), others, reader=reader)
        size = len(whole.corpus_index.passages)
        for name, cases in (("XQuAD", foreign), ("ours", own), ("off-topic", off)):
            print(f"| {size:,} | {name} | {asked(whole, cases)} |", flush=True)
        without = answerer_over(articles, others, reader=reader)
        print(
            f"| {len(without.corpus_index.passages):,} | ours, their articles not there | {asked(without, own)} |",
            flush=True,
        )
    if options.policyqa:
        sample = chance.sample(list(tiny(options.policyqa)), 1000)
        words = read_resources()
        bare = right_first(sample, lambda corpus: ablate.assemble(corpus, build_index(corpus), words, frozenset()))
        print(f"\nPolicyQA, right passage first of 1,000: BM25 alone {bare}, all {right_first(sample, build_answerer)}")


if __name__ == "__main__":
    main()
