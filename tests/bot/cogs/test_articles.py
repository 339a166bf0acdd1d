import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glmbot.bot.cogs.articles import read_day
from glmbot.core.corpus.filters import FilterError


@pytest.mark.parametrize(
    ("text", "day"),
    [("12-06", (12, 6)), (" 2-9 ", (2, 9)), ("02-29", (2, 29)), ("2011-12-06", (12, 6)), ("2011-02-29", (2, 29))],
)
def test_a_day_is_month_and_day(text: str, day: tuple[int, int]) -> None:
    assert read_day(text) == day


@pytest.mark.parametrize("text", ["", "13-01", "02-30", "12", "12/06", "Dec. 6", "12-06-", "x" * 500])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(FilterError, match="is no day; write it as MM-DD") as caught:
        read_day(text)
    assert len(str(caught.value)) < 100


@given(st.dates(dt.date(2000, 1, 1), dt.date(2000, 12, 31)))
def test_every_day_of_a_leap_year_can_be_asked_for(day: dt.date) -> None:
    assert read_day(f"{day:%m-%d}") == (day.month, day.day)
