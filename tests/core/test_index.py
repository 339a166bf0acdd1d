"""The compiled index against rank_bm25's model, and against BM25 written from its formula."""

import math
from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glmbot.core.index import K1, B, PassageIndex, model

Documents = Sequence[Sequence[str]]
Words = Sequence[Mapping[str, float]]


def bm25(term: str, document: Sequence[str], documents: Documents) -> float:
    """Robertson and Zaragoza 2009, with Lucene's idf."""
    count = sum(term in one for one in documents)
    idf = math.log(1 + (len(documents) - count + 0.5) / (count + 0.5))
    mean = sum(len(one) for one in documents) / len(documents)
    frequency = document.count(term)
    return idf * frequency * (K1 + 1) / (frequency + K1 * (1 - B + B * len(document) / mean))


def by_formula(words: Words, documents: Documents) -> list[float]:
    """The sum over the words, each by its best alternative; of several terms the least counts."""

    def key(key: str, one: Sequence[str]) -> float:
        return min(bm25(term, one, documents) for term in key.split(" "))

    return [sum(max(key(name, one) * weight for name, weight in word.items()) for word in words) for one in documents]


def by_model(terms: Sequence[str], documents: Documents) -> list[float]:
    return [float(score) for score in model(documents).get_scores(list(terms))]


def found(index: PassageIndex, words: Words, k: int, allowed: Sequence[bool] | None = None) -> list[tuple[int, float]]:
    mask = None if allowed is None else np.array(allowed)
    numbers, scores = index.search(words, k, mask)
    return list(zip(numbers.tolist(), scores.tolist(), strict=True))


def expected(scores: Sequence[float], k: int, allowed: Sequence[bool] | None = None) -> list[tuple[int, float]]:
    there = [(place, score) for place, score in enumerate(scores) if score > 0 and (allowed is None or allowed[place])]
    return sorted(there, key=lambda one: (-one[1], one[0]))[:k]


documents = st.lists(st.lists(st.sampled_from("aaaabbbccdef"), max_size=8), min_size=1, max_size=12).filter(any)
terms = st.lists(st.sampled_from("abcdefz"), max_size=10)
keys = st.sampled_from(["a", "b", "c", "d", "z", "a b", "c d e", "a z"])
words = st.lists(st.dictionaries(keys, st.sampled_from([1.0, 0.9, 0.6, 0.25]), min_size=1, max_size=4), max_size=5)


@given(documents, terms)
def test_scores_are_those_of_rank_bm25_to_the_last_bit(documents: list[list[str]], terms: list[str]) -> None:
    index = PassageIndex.of(documents)
    assert index.scores([{term: 1.0} for term in terms]).tolist() == by_model(terms, documents)


@given(documents, words)
def test_scores_are_those_of_the_formula(documents: list[list[str]], words: Words) -> None:
    assert PassageIndex.of(documents).scores(words).tolist() == pytest.approx(by_formula(words, documents))


@given(documents, terms, st.integers(1, 14), st.data())
def test_the_best_are_exact_whatever_is_left_out_on_the_way(
    documents: list[list[str]], terms: list[str], k: int, data: st.DataObject
) -> None:
    index = PassageIndex.of(documents)
    allowed = data.draw(st.none() | st.lists(st.booleans(), min_size=len(documents), max_size=len(documents)))
    wanted = expected(by_model(terms, documents), k, allowed)
    words = [{term: 1.0} for term in terms]
    assert found(index, words, k, allowed) == wanted
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("glmbot.core.topk.MERGED", 0)
        patch.setattr("glmbot.core.topk.SEEDED", 1)
        patch.setattr("glmbot.core.topk.BLOCK", 2)
        assert found(index, words, k, allowed) == wanted
        patch.setattr("glmbot.core.topk.DENSE", -1)
        assert found(index, words, k, allowed) == wanted


@given(documents, words, st.integers(1, 14))
def test_the_best_of_alternatives_are_those_of_all_scores(documents: list[list[str]], words: Words, k: int) -> None:
    index = PassageIndex.of(documents)
    assert found(index, words, k) == expected(index.scores(words).tolist(), k)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("glmbot.core.topk.BLOCK", 2)
        added = found(index, words, k)
        patch.setattr("glmbot.core.topk.DENSE", -1)
        assert found(index, words, k) == added


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 2**32 - 1), st.sampled_from([3, 50]))
def test_the_best_of_many_passages_are_exact(seed: int, k: int) -> None:
    random = np.random.default_rng(seed)
    terms = [f"t{number}" for number in range(300)]
    shares = 1 / np.arange(1, 301)
    documents = [
        [terms[one] for one in random.choice(300, size=size, p=shares / shares.sum())]
        for size in random.integers(0, 60, size=2_000)
    ]
    index = PassageIndex.of(documents)
    for _ in range(20):
        query = [terms[one] for one in random.choice(300, size=random.integers(1, 9))]
        allowed = (random.random(2_000) < 0.5).tolist() if random.random() < 0.5 else None
        words = [{term: 1.0} for term in query]
        scores = by_model(query, documents) if len(documents) < 500 else index.scores(words).tolist()
        assert found(index, words, k, allowed) == expected(scores, k, allowed)


@settings(max_examples=40, deadline=None)
@given(documents, terms, st.integers(1, 14), st.data())
def test_machine_code_finds_the_same(documents: list[list[str]], terms: list[str], k: int, data: st.DataObject) -> None:
    pytest.importorskip("numba", reason="the extra `fast` is not installed")
    index, other = PassageIndex.of(documents), PassageIndex.of(documents)
    assert other.compile()
    allowed = data.draw(st.none() | st.lists(st.booleans(), min_size=len(documents), max_size=len(documents)))
    words = [{term: weight} for term, weight in zip(terms, [1.0, 0.5, 1.0, 0.25] * 3, strict=False)]
    for pruned in (0, 60_000):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("glmbot.core.fast.PRUNED", pruned)
            assert found(other, words, k, allowed) == found(index, words, k, allowed)


def test_a_term_of_more_than_65536_passages_is_scored_as_by_the_model() -> None:
    documents = [["every"] * (1 + place % 3) + ["other"] * (place % 2) for place in range(2**16 + 5)]
    documents[40_000] = ["every", "rare"]
    index = PassageIndex.of(documents)
    for query in (["every"], ["every", "other"], ["every", "rare"], ["every", "every", "other", "rare"]):
        scores = by_model(query, documents)
        words = [{term: 1.0} for term in query]
        assert found(index, words, 10) == expected(scores, 10)
        assert index.scores(words).tolist() == scores


@pytest.mark.parametrize("documents", [[["a"]], [["a"], ["a"]], [["a"], ["b"]], [["a"], ["a"], ["a"], ["b"]]])
def test_a_matching_passage_scores_above_zero_even_where_every_passage_matches(documents: Documents) -> None:
    hits = found(PassageIndex.of(documents), [{"a": 1.0}], 10)
    assert len(hits) == sum("a" in one for one in documents)
    assert all(score > 0 for _, score in hits)


def test_ties_come_in_the_order_of_the_passages() -> None:
    index = PassageIndex.of([["a"], ["b"], ["a"], ["a"]])
    assert [number for number, _ in found(index, [{"a": 1.0}], 10)] == [0, 2, 3]
    assert [number for number, _ in found(index, [{"a": 1.0}], 2)] == [0, 2]


@pytest.mark.parametrize("documents", [[], [[]], [[], []]])
def test_an_index_without_terms_finds_nothing(documents: Documents) -> None:
    index = PassageIndex.of(documents)
    assert found(index, [{"a": 1.0}], 10) == []
    assert index.scores([{"a": 1.0}]).tolist() == [0.0 for _ in documents]
    assert "a" not in index
    assert list(index.vocabulary) == []


@pytest.mark.parametrize("words", [[], [{}], [{"zzz": 1.0}], [{"a zzz": 1.0}], [{"a": 0.0}]])
def test_words_that_no_passage_has_find_nothing(words: Words) -> None:
    assert found(PassageIndex.of([["a"], ["b"]]), words, 5) == []


def test_an_unknown_term_has_the_greatest_idf() -> None:
    index = PassageIndex.of([["a"], ["a", "b"]])
    assert index.idf("zzz") > index.idf("b") > index.idf("a") > 0
