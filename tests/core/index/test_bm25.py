"""The compiled index against rank_bm25's model, and against BM25 written from its formula."""

import math
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glmbot.core.index.bm25 import K1, B, PassageIndex, model

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
    mask = None if allowed is None else np.asarray(allowed)
    numbers, scores = index.search(words, k, mask)
    return list(zip(numbers.tolist(), scores.tolist(), strict=True))


def expected(scores: Sequence[float], k: int, allowed: Sequence[bool] | None = None) -> list[tuple[int, float]]:
    there = [(place, score) for place, score in enumerate(scores) if score > 0 and (allowed is None or allowed[place])]
    return sorted(there, key=lambda one: (-one[1], one[0]))[:k]


@contextmanager
def ways(folds: int, common: int) -> Iterator[None]:
    """Passages in a column of sums, and how common a term with a row of its own is: which ways a search goes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("glmbot.core.index.topk.FOLDS", folds)
        patch.setattr("glmbot.core.index.postings.COMMON", common)
        yield


documents = st.lists(st.lists(st.sampled_from("aaaabbbccdef"), max_size=8), min_size=1, max_size=12).filter(any)
terms = st.lists(st.sampled_from("abcdefz"), max_size=10)
keys = st.sampled_from(["a", "b", "c", "d", "z", "a b", "c d e", "a z"])
masks = st.none() | st.lists(st.booleans(), min_size=12, max_size=12)
some_ways = st.tuples(st.sampled_from([1, 2, 64]), st.sampled_from([0, 2, 16]))
words = st.lists(st.dictionaries(keys, st.sampled_from([1.0, 0.9, 0.6, 0.25]), min_size=1, max_size=4), max_size=5)


@given(documents, terms)
def test_scores_are_those_of_rank_bm25_to_the_last_bit(documents: list[list[str]], terms: list[str]) -> None:
    index = PassageIndex.of(documents)
    assert index.scores([{term: 1.0} for term in terms]).tolist() == by_model(terms, documents)


@given(documents, words)
def test_scores_are_those_of_the_formula(documents: list[list[str]], words: Words) -> None:
    assert PassageIndex.of(documents).scores(words).tolist() == pytest.approx(by_formula(words, documents))


@given(documents, terms, st.integers(1, 14), masks, some_ways)
def test_the_best_are_exact_whatever_is_left_out_on_the_way(
    documents: list[list[str]], terms: list[str], k: int, mask: list[bool] | None, way: tuple[int, int]
) -> None:
    allowed = mask and mask[: len(documents)]
    with ways(*way):
        index = PassageIndex.of(documents)
        assert found(index, [{term: 1.0} for term in terms], k, allowed) == expected(
            by_model(terms, documents), k, allowed
        )


@given(documents, words, st.integers(1, 14), masks, some_ways)
def test_the_best_of_alternatives_are_those_of_all_scores(
    documents: list[list[str]], words: Words, k: int, mask: list[bool] | None, way: tuple[int, int]
) -> None:
    allowed = mask and mask[: len(documents)]
    with ways(*way):
        index = PassageIndex.of(documents)
        assert found(index, words, k, allowed) == expected(index.scores(words).tolist(), k, allowed)


@given(documents, words, st.integers(1, 14), st.lists(masks.filter(bool), min_size=1, max_size=3), some_ways)
def test_the_best_of_each_of_several_masks_are_those_of_it_alone(
    documents: list[list[str]], words: Words, k: int, several: list[list[bool]], way: tuple[int, int]
) -> None:
    allowed = [np.array(mask[: len(documents)]) for mask in several]
    with ways(*way):
        index = PassageIndex.of(documents)
        together = [[*zip(*map(np.ndarray.tolist, one), strict=True)] for one in index.search_apart(words, k, allowed)]
        assert together == [found(index, words, k, mask.tolist()) for mask in allowed]


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 2**32 - 1), st.sampled_from([3, 10, 50]))
def test_the_best_of_many_passages_are_exact(seed: int, k: int) -> None:
    random = np.random.default_rng(seed)
    terms = [f"t{number}" for number in range(300)]
    shares = 1 / np.arange(1, 301)
    documents = [
        [terms[one] for one in random.choice(300, size=size, p=shares / shares.sum())]
        for size in random.integers(0, 60, size=2_000)
    ]
    index, definition = PassageIndex.of(documents), model(documents)
    for _ in range(20):
        query = [terms[one] for one in random.choice(300, size=random.integers(1, 9))]
        allowed = (random.random(2_000) < random.choice([0.01, 0.5])).tolist() if random.random() < 0.5 else None
        scores = [float(score) for score in definition.get_scores(query)]
        words = [{term: 1.0} for term in query]
        assert found(index, words, k, allowed) == expected(scores, k, allowed)
        words = [{term: 1.0, f"{term} t{random.integers(300)}": 0.9, f"t{random.integers(300)}": 0.3} for term in query]
        assert found(index, words, k, allowed) == expected(index.scores(words).tolist(), k, allowed)


def test_a_term_of_more_than_65536_passages_is_scored_as_by_the_model() -> None:
    documents = [["every"] * (1 + place % 3) + ["other"] * (place % 2) for place in range(2**16 + 5)]
    documents[40_000] = ["every", "rare"]
    index = PassageIndex.of(documents)
    definition, allowed = model(documents), [place % 7 == 0 for place in range(len(documents))]
    # The last one's sums need more than 8 bits, those before do not.
    for query in (["every"], ["every", "other"], ["every", "rare"], ["every", "other", "rare"] * 5):
        scores = [float(score) for score in definition.get_scores(query)]
        words = [{term: 1.0} for term in query]
        assert found(index, words, 10) == expected(scores, 10)
        wanted = expected(scores, 10, allowed)
        assert found(index, words, 10, allowed) == wanted
        assert index.scores(words).tolist() == scores


def test_many_words_are_summed_without_an_overflow() -> None:
    documents = [["a"], ["a", "b"], ["b", "b", "c"], ["d"]]
    for count in (3, 300, 3_000):
        query = ["b", "c"] * count
        index, words = PassageIndex.of(documents), [{term: 1.0} for term in query]
        assert found(index, words, 2) == expected(by_model(query, documents), 2)


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
