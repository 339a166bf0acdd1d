import pytest

from glmbot.core.text.frequencies import UNKNOWN_ZIPF, Frequencies, read_frequencies

FREQUENCIES = read_frequencies(["# Zipf values", "712 the of", "450 harbour", "310 skipper ferryman"])


def test_a_line_is_a_value_and_its_words() -> None:
    assert FREQUENCIES.zipf == {"the": 7.12, "of": 7.12, "harbour": 4.5, "skipper": 3.1, "ferryman": 3.1}


@pytest.mark.parametrize(("form", "zipf"), [("the", 7.12), ("skipper", 3.1), ("fedrok", UNKNOWN_ZIPF)])
def test_a_word_that_the_table_lacks_is_rarer_than_all_in_it(form: str, zipf: float) -> None:
    assert FREQUENCIES.of(form) == zipf
    assert (form in FREQUENCIES) is (zipf > UNKNOWN_ZIPF)


def test_the_rarer_a_word_the_more_it_weighs() -> None:
    masses = [FREQUENCIES.mass(form) for form in ("the", "harbour", "skipper", "fedrok")]
    assert masses == sorted(masses)
    assert masses[0] > 0


@pytest.mark.parametrize("number", ["1990", "3", "50000", "2.5"])
def test_every_number_weighs_the_same(number: str) -> None:
    assert FREQUENCIES.mass(number) == Frequencies({number: 7.0}).mass("12")
