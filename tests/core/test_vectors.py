import numpy as np
import pytest

from glmbot.core.vectors import NO_VECTORS, Vectors

VECTORS = Vectors({"ferry": 0, "boat": 1, "tax": 2}, np.array([[100, 0], [80, 60], [0, 50]], dtype=np.int8))


def test_each_known_word_has_a_row_of_length_one_and_an_unknown_one_zeros() -> None:
    rows = VECTORS.of(["boat", "fedrok", "tax"])
    assert rows == pytest.approx(np.array([[0.8, 0.6], [0, 0], [0, 1]]))


def test_near_words_have_a_greater_cosine_than_far_ones() -> None:
    ferry, boat, tax = VECTORS.of(["ferry", "boat", "tax"])
    assert ferry @ boat > boat @ tax > ferry @ tax


@pytest.mark.parametrize(("forms", "weights"), [([], []), (["fedrok"], [2.0]), (["ferry"], [0.0])])
def test_a_bag_without_a_known_weighing_word_is_near_to_nothing(forms: list[str], weights: list[float]) -> None:
    assert VECTORS.mean(forms, weights) == pytest.approx(np.zeros(2))


def test_a_heavy_word_draws_the_mean_to_itself() -> None:
    mean = VECTORS.mean(["ferry", "tax"], [9.0, 1.0])
    assert np.linalg.norm(mean) == pytest.approx(1)
    assert mean[0] > mean[1] > 0


def test_without_a_table_every_word_is_near_to_nothing() -> None:
    assert NO_VECTORS.of(["ferry", "boat"]).shape == (2, 0)
    assert NO_VECTORS.mean(["ferry"], [1.0]).shape == (0,)
