import numpy as np
import pytest

from glmbot.core.candidates import Candidates, Sought, Standing, ranges, titled
from glmbot.core.lexicon import Alternative
from glmbot.core.query import QueryWord
from support.words import desk_of

DESK = desk_of(
    "The ferry sank. A ferry needs boats.\n\nOf the.\n\nThe keeper closed the ferry.", title="Norland: Toll Act"
)
HOLDINGS = DESK.holdings
ALL = HOLDINGS.side_by_side(np.arange(3))


def word(*keys: tuple[str, float]) -> QueryWord:
    return QueryWord("x", "x", tuple(Alternative(key, weight, "word") for key, weight in keys), 5.0)


def sought(*words: QueryWord) -> Sought:
    return Sought(words, HOLDINGS.index.vocabulary)


def sentences_with(key: str, candidates: Candidates = ALL) -> list[int]:
    return np.flatnonzero(Standing(sought(word((key, 1.0))), candidates).keys[1]).tolist()


@pytest.mark.parametrize(
    ("starts", "ends", "numbers"), [([], [], []), ([3, 7], [5, 8], [3, 4, 7]), ([3, 7, 1], [3, 9, 2], [7, 8, 1])]
)
def test_ranges_come_one_after_the_other(starts: list[int], ends: list[int], numbers: list[int]) -> None:
    found = ranges(np.array(starts, dtype=np.int64), np.array(ends, dtype=np.int64))
    assert found.tolist() == numbers


def test_passages_lie_side_by_side_as_they_are_read_one_by_one() -> None:
    read = [HOLDINGS.read(number) for number in range(3)]
    terms = [HOLDINGS.index.vocabulary[one] for one in ALL.terms[ALL.tokens].tolist()]
    assert terms == [term for one in read for term in one.terms]
    assert ALL.lengths.tolist() == [len(one.terms) for one in read] == [5, 0, 3]
    assert ALL.sentence_passages.tolist() == [0, 0, 2]


def test_the_greatest_of_each_passage_leaves_one_without_sentences_at_nought() -> None:
    assert ALL.best_of_passages(np.array([[1.0, 2.0, 3.0], [5.0, 4.0, 0.5]])).tolist() == [[2, 0, 3], [5, 0, 0.5]]
    assert ALL.first_in_passages(np.array([True, True, False])).tolist() == [0, -1, -1]


def test_passages_without_any_sentence_have_no_best() -> None:
    empty = HOLDINGS.side_by_side(np.array([1]))
    assert empty.best_of_passages(np.zeros((2, 0))).tolist() == [[0.0], [0.0]]
    assert sentences_with("ferri", empty) == []


@pytest.mark.parametrize(
    ("key", "places"),
    [
        ("ferri", [0, 1, 2]),
        ("boat", [1]),
        ("wolf", []),
        ("ferri sank", [0]),
        ("keeper close ferri", [2]),
        ("keeper ferri", []),
        ("sank ferri", []),  # they stand side by side in no sentence
        ("ferri need boat", [1]),
        ("ferri wolf", []),
    ],
)
def test_a_key_is_there_where_its_terms_stand_side_by_side(key: str, places: list[int]) -> None:
    assert sentences_with(key) == [
        place for place, one in enumerate(s for n in range(3) for s in HOLDINGS.read(n).sentences) if one.has(key)
    ]
    assert sentences_with(key) == places


def test_of_the_keys_of_a_word_the_best_is_told_and_of_equal_ones_the_first() -> None:
    keys = sought(word(("boat", 0.7), ("need", 0.7), ("ferri", 0.5)), word(("wolf", 1.0)))
    best = keys.best(Standing(keys, ALL).keys)
    told = [[one.key if (one := keys.alternatives[number]) else None for number in row] for row in best.tolist()]
    assert told == [["ferri", "boat", "ferri"], [None, None, None]]


def test_occurrences_are_counted_by_passage() -> None:
    keys = sought(word(("ferri", 1.0)))
    assert Standing(keys, ALL).counts[keys.single[1]].tolist() == [2, 0, 1]


def test_a_title_has_a_key_where_it_has_all_its_terms() -> None:
    keys = sought(word(("toll", 1.0), ("act toll", 0.5), ("toll ferri", 0.5)))
    found = titled(keys, HOLDINGS.title_terms, ALL.articles)
    has = {one.key: row.tolist() for one, row in zip(keys.alternatives[1:], found[1:], strict=True) if one}
    assert has == {"toll": [True] * 3, "act toll": [True] * 3, "toll ferri": [False] * 3}
