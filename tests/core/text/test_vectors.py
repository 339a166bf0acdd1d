import numpy as np
import pytest

from glmbot.core.text.vectors import NO_VECTORS, Vectors, unit

VECTORS = Vectors({"ferry": 0, "boat": 1, "tax": 2}, np.array([[100, 0], [80, 60], [0, 50]], dtype=np.int8))


def test_each_known_word_has_a_row_of_length_one_and_an_unknown_one_zeros() -> None:
    rows = VECTORS.of(["boat", "fedrok", "tax"])
    assert rows == pytest.approx(np.array([[0.8, 0.6], [0, 0], [0, 1]]))


def test_near_words_have_a_greater_cosine_than_far_ones() -> None:
    ferry, boat, tax = VECTORS.of(["ferry", "boat", "tax"])
    assert ferry @ boat > boat @ tax > ferry @ tax


def test_a_row_that_the_table_lacks_is_near_to_nothing() -> None:
    rows = VECTORS.units(np.array([1, -1, 3], dtype=np.int32))
    assert rows == pytest.approx(np.array([[0.8, 0.6], [0, 0], [0, 0]]))


def test_rows_are_stretched_to_length_one_and_zeros_stay() -> None:
    assert unit(np.array([[3, 4], [0, 0]], dtype=np.float32)) == pytest.approx(np.array([[0.6, 0.8], [0, 0]]))


def test_without_a_table_every_word_is_near_to_nothing() -> None:
    assert NO_VECTORS.of(["ferry", "boat"]).shape == (2, 0)
