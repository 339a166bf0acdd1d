import numpy as np
import pytest

from glmbot.core.index.passage_block import ranges
from support.words import kit_of

KIT = kit_of(
    "The ferry sank. A ferry needs boats.\n\nOf the.\n\nThe keeper closed the ferry.", title="Norland: Toll Act"
)
INDEX = KIT.corpus_index
ALL = INDEX.block(np.arange(3))


@pytest.mark.parametrize(
    ("starts", "ends", "numbers"), [([], [], []), ([3, 7], [5, 8], [3, 4, 7]), ([3, 7, 1], [3, 9, 2], [7, 8, 1])]
)
def test_ranges_come_one_after_the_other(starts: list[int], ends: list[int], numbers: list[int]) -> None:
    found = ranges(np.array(starts, dtype=np.int64), np.array(ends, dtype=np.int64))
    assert found.tolist() == numbers


def test_a_block_has_the_tokens_that_its_passages_have_one_by_one() -> None:
    read = [INDEX.read(number) for number in range(3)]
    terms = [INDEX.bm25.vocabulary[one] for one in ALL.terms[ALL.tokens].tolist()]
    assert terms == [term for one in read for term in one.terms]
    assert ALL.lengths.tolist() == [len(one.terms) for one in read] == [5, 0, 3]
    assert ALL.sentence_passages.tolist() == [0, 0, 2]


def test_the_greatest_of_each_passage_leaves_one_without_sentences_at_nought() -> None:
    assert ALL.best_of_passages(np.array([[1.0, 2.0, 3.0], [5.0, 4.0, 0.5]])).tolist() == [[2, 0, 3], [5, 0, 0.5]]
    assert ALL.first_in_passages(np.array([True, True, False])).tolist() == [0, -1, -1]


def test_passages_without_any_sentence_have_no_best() -> None:
    empty = INDEX.block(np.array([1]))
    assert empty.best_of_passages(np.zeros((2, 0))).tolist() == [[0.0], [0.0]]
