"""What every engine does alike: one suite for all of them."""

import datetime as dt
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace

import numpy as np
import pytest

from glmbot.core.corpus.filters import Filters, Preference
from glmbot.core.corpus.passages import split_passages
from glmbot.core.index.bm25 import PassageIndex
from glmbot.core.index.corpus_index import CorpusIndex
from glmbot.core.index.passage_block import PassageBlock
from glmbot.core.index.passage_terms import read_passage
from glmbot.core.index.scope import Scope
from glmbot.core.model import Article
from glmbot.core.sources import find_sources
from support.articles import FERRY, make_article
from support.engines import ENGINES, embedded, missing
from support.words import ANALYZER

WORDS = "wolf boat toll bridge court fine judge harbour skipper licence minister ferry".split()
PLACES, TOPICS = ("Norland", "Sudmark", "Westland"), ("Tolls", "Wolves")
MANY = 40


def invented() -> list[Article]:
    """Articles of few words, so that many passages score the same."""
    chosen = random.Random(20)  # noqa: S311 - the same articles each time

    def paragraph() -> str:
        sentences = (" ".join(chosen.choices(WORDS, k=chosen.randint(1, 9))) for _ in range(chosen.randint(1, 3)))
        return " ".join(f"{one.capitalize()}." for one in sentences)

    return [
        make_article(
            "\n\n".join(paragraph() for _ in range(chosen.randint(1, 4))),
            title=f"Invented {number}",
            date=f"{2010 + number % 5}-{1 + number % 12:02d}-15",
            jurisdictions=tuple(chosen.sample(PLACES, k=chosen.randint(0, 2))),
            topics=tuple(chosen.sample(TOPICS, k=chosen.randint(0, 1))),
        )
        for number in range(MANY)
    ]


ARTICLES = sorted([make_article(), make_article("The.", title="Stop words"), *invented()], key=lambda a: a.article_id)
PASSAGES = [passage for article in ARTICLES for passage in split_passages(article)]
TERMS = [read_passage(one, find_sources(one.article.body), ANALYZER).terms for one in PASSAGES]
REFERENCE = PassageIndex.of(TERMS)

QUESTIONS: Sequence[Sequence[Mapping[str, float]]] = [
    [{"wolf": 1.0}],
    [{"wolf": 1.0}, {"boat": 1.0}, {"toll": 1.0}, {"ferri": 1.0}],
    [{"wolf": 1.0, "judg": 0.8, "court": 0.8}, {"boat": 0.6, "harbour": 0.9}],
    [{"court fine": 1.0, "judg": 0.3}, {"skipper": 1.0}],
    [{"coffin": 1.0, "unheard of": 1.0}, {"wolf": 0.25}],
    [{"coffin": 1.0}, {"engin": 1.0}],
]


def opened(name: str, articles: Sequence[Article], tmp_path_factory: pytest.TempPathFactory) -> Iterator[CorpusIndex]:
    if name != "embedded" and (reason := missing()):
        pytest.skip(reason)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        with ENGINES[name](articles) as index:
            yield index


@pytest.fixture(scope="module", params=ENGINES)
def index(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[CorpusIndex]:
    yield from opened(request.param, ARTICLES, tmp_path_factory)


@pytest.fixture(scope="module", params=ENGINES)
def empty(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[CorpusIndex]:
    yield from opened(request.param, [], tmp_path_factory)


def found(index: CorpusIndex, words: Sequence[Mapping[str, float]], k: int, scope: Scope | None = None) -> list[object]:
    numbers, scores = index.engine.search(words, k, scope)
    return [*zip(numbers.tolist(), scores.tolist(), strict=True)]


@pytest.mark.parametrize("words", QUESTIONS)
@pytest.mark.parametrize("k", [1, 3, 50, 1000])
def test_the_best_passages_have_the_scores_of_the_model_and_ties_keep_the_order(
    index: CorpusIndex, words: Sequence[Mapping[str, float]], k: int
) -> None:
    scores = REFERENCE.scores(words)
    best = sorted(np.flatnonzero(scores).tolist(), key=lambda number: (-scores[number], number))[:k]
    assert found(index, words, k) == [(number, scores[number]) for number in best]


def test_words_that_no_passage_has_find_nothing(index: CorpusIndex) -> None:
    assert found(index, [], 9) == found(index, [{}], 9) == found(index, [{"unheard": 1.0}, {"wolf": 0.0}], 9) == []


SCOPES = [
    (Filters(jurisdiction="norland"), None),
    (Filters(topic="Wolves", after=dt.date(2012, 1, 1)), None),
    (Filters(before=dt.date(2013, 6, 15), after=dt.date(2011, 4, 15)), None),
    (Filters(jurisdiction="Nowhere"), None),
    (Filters(), Preference(frozenset({"Sudmark", "Westland"}), frozenset({2010, 2013}))),
    (Filters(jurisdiction="Norland"), Preference(frozenset({"Sudmark"}), frozenset())),
]


@pytest.mark.parametrize(("filters", "preference"), SCOPES)
def test_a_scope_leaves_out_all_other_articles(
    index: CorpusIndex, filters: Filters, preference: Preference | None
) -> None:
    scope = index.scope(filters)
    scope = scope.preferring(preference) if preference else scope
    wanted = [filters.allows(one.article) and (not preference or preference.meets(one.article)) for one in PASSAGES]
    scores = REFERENCE.scores(QUESTIONS[1]) * wanted
    best = sorted(np.flatnonzero(scores).tolist(), key=lambda number: (-scores[number], number))
    assert found(index, QUESTIONS[1], 1000, scope) == [(number, scores[number]) for number in best]
    assert index.numbers_in(scope).tolist() == np.flatnonzero(wanted).tolist()


@pytest.mark.parametrize("words", QUESTIONS)
@pytest.mark.parametrize("k", [1, 3, 1000])
def test_several_scopes_at_once_find_what_each_finds(
    index: CorpusIndex, words: Sequence[Mapping[str, float]], k: int
) -> None:
    scopes = [index.scope(filters) for filters, _ in SCOPES] + [Scope()]
    together = [
        [*zip(numbers.tolist(), scores.tolist(), strict=True)]
        for numbers, scores in index.engine.search_apart(words, k, scopes)
    ]
    assert together == [found(index, words, k, scope) for scope in scopes]


def test_articles_that_are_left_out_are_not_found(index: CorpusIndex) -> None:
    everywhere = found(index, QUESTIONS[1], 1000)
    first = index.engine.row(everywhere[0][0]).article  # type: ignore[index]
    rest = found(index, QUESTIONS[1], 1000, replace(Scope(), left_out=frozenset({first})))
    kept = [one for one in everywhere if index.engine.row(one[0]).article != first]  # type: ignore[index]
    assert rest == kept != everywhere


def test_statistics_are_those_of_all_passages(index: CorpusIndex) -> None:
    statistics = index.bm25
    assert (len(statistics), statistics.mean_length) == (len(PASSAGES), REFERENCE.mean_length)
    for term in ("wolf", "ferri", "unheard"):
        assert statistics.idf(term) == REFERENCE.idf(term)
        assert (term in statistics) == (term in REFERENCE)


def test_a_passage_is_what_its_article_has(index: CorpusIndex) -> None:
    for number, passage in enumerate(PASSAGES):
        got = index.passages[number]
        assert (got.span, got.paragraphs, got.text) == (passage.span, passage.paragraphs, passage.text)
        assert index.passage_id(number) == passage.passage_id
        read = index.read(number)
        assert read.terms == TERMS[number]
        for place, sentence in enumerate(read.sentences):
            text = passage.article.body[sentence.span.start : sentence.span.end]
            assert index.sentence_text(number, place) == text


def test_an_article_is_given_whole(index: CorpusIndex) -> None:
    assert [one.body for one in index.corpus.articles] == [one.body for one in ARTICLES]
    ferry = next(one for one in index.corpus.articles if one.body == FERRY)
    assert len(index.sources[ferry.article_id]) == len(find_sources(FERRY))


@pytest.mark.parametrize("numbers", [[], [0], [2, 3, 5, 8], list(range(len(PASSAGES)))])
def test_a_block_holds_the_sentences_and_tokens_of_its_passages(index: CorpusIndex, numbers: list[int]) -> None:
    asked = np.array(numbers, dtype=np.int64)
    with embedded(ARTICLES) as reference:
        block, expected = index.engine.block(asked), reference.engine.block(asked)
    for one in fields(PassageBlock):
        got, wanted = getattr(block, one.name), getattr(expected, one.name)
        assert (got.tolist(), got.dtype) == (wanted.tolist(), wanted.dtype), one.name


def test_no_articles_hold_nothing(empty: CorpusIndex) -> None:
    assert found(empty, QUESTIONS[1], 9) == []
    assert len(empty.bm25) == len(empty.passages) == 0
