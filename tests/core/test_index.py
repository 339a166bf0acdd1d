"""The index against BM25 written from its formula."""

import math
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from glmbot.core.index import K1, B, PassageIndex
from glmbot.core.model import Passage
from glmbot.core.passages import split_passages
from support.articles import make_article

Documents = Sequence[Sequence[str]]


def passages(count: int) -> tuple[Passage, ...]:
    return split_passages(make_article("\n\n".join(f"Paragraph {number}." for number in range(count))))


def index_of(documents: Documents) -> PassageIndex:
    return PassageIndex(passages(len(documents)), documents)


def bm25(term: str, document: Sequence[str], documents: Documents) -> float:
    """Robertson and Zaragoza 2009, with Lucene's idf."""
    count = sum(term in one for one in documents)
    idf = math.log(1 + (len(documents) - count + 0.5) / (count + 0.5))
    mean = sum(len(one) for one in documents) / len(documents)
    frequency = document.count(term)
    return idf * frequency * (K1 + 1) / (frequency + K1 * (1 - B + B * len(document) / mean))


@given(st.lists(st.lists(st.sampled_from("abcdef"), max_size=8), min_size=1, max_size=8))
def test_scores_are_those_of_the_formula(documents: list[list[str]]) -> None:
    index = index_of(documents)
    if not any(documents):
        assert not index.search([{"a": 1.0}], 5)
        return
    words = {"a": 1.0}, {"b": 0.5, "c": 1.0}
    expected = [
        bm25("a", one, documents) + max(0.5 * bm25("b", one, documents), bm25("c", one, documents)) for one in documents
    ]
    assert index.scores(words) == pytest.approx(expected)


@pytest.mark.parametrize("documents", [[["a"]], [["a"], ["a"]], [["a"], ["b"]], [["a"], ["a"], ["a"], ["b"]]])
def test_a_matching_passage_scores_above_zero_even_where_every_passage_matches(documents: Documents) -> None:
    hits = index_of(documents).search([{"a": 1.0}], 10)
    assert len(hits) == sum("a" in one for one in documents)
    assert all(hit.score > 0 for hit in hits)


def test_ties_come_in_the_order_of_the_passages() -> None:
    hits = index_of([["a"], ["b"], ["a"], ["a"]]).search([{"a": 1.0}], 10)
    assert [hit.passage.paragraphs for hit in hits] == [(1,), (3,), (4,)]
    assert [hit.rank for hit in hits] == [0, 1, 2]


def test_filtered_passages_are_not_found() -> None:
    hits = index_of([["a"], ["a"], ["a"]]).search([{"a": 1.0}], 10, np.array([False, True, False]))
    assert [hit.passage.paragraphs for hit in hits] == [(2,)]


@pytest.mark.parametrize("documents", [[], [[]], [[], []]])
def test_an_index_without_terms_finds_nothing(documents: Documents) -> None:
    index = index_of(documents)
    assert index.search([{"a": 1.0}], 10) == []
    assert "a" not in index
    assert list(index.vocabulary) == []


def test_an_unknown_term_has_the_greatest_idf() -> None:
    index = index_of([["a"], ["a", "b"]])
    assert index.idf("zzz") > index.idf("b") > index.idf("a") > 0
