"""Numbers by their value."""

import pytest

from glmbot.core.quotations.numbers import by_value


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("12", "twelve"),
        ("300,000", "300 000"),
        ("300,000", "300000"),
        ("41,000", "forty-one thousand"),
        ("41,000", "41 thousand"),
        ("2.5 million", "2,500,000"),
        ("105", "one hundred and five"),
        ("1,200,000", "one million two hundred thousand"),
        ("1900", "nineteen hundred"),
        ("5 %", "five per cent"),
        ("3rd", "third"),
        ("2.50", "2.5"),
    ],
)
def test_one_value_may_be_written_in_several_ways(one: str, other: str) -> None:
    assert by_value(one.split()) == by_value(other.split())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("41,000", "41.000"),
        ("41", "41.000"),
        ("2,5", "2.5"),
        ("25", "2.5"),
        ("3", "third"),
        ("20 20", "2020"),
        ("3 and 4", "7"),
        ("hundred", "100"),
        ("forty-one", "forty one thousand"),
        ("300,00", "300 00"),
    ],
)
def test_other_values_stay_apart(one: str, other: str) -> None:
    assert by_value(one.split()) != by_value(other.split())
