import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glmbot.bot.cogs.articles import PAGE, PAGE_REF, Page, read_day, render_page
from glmbot.bot.ui.components import Button
from glmbot.core.corpus.filters import FilterError, Filters, read_filters
from support.articles import make_article
from support.sendable import ENGLISH

ARTICLES = [
    make_article(title=f"Number {number}", date=f"2014-03-{number + 1:02d}", topics=("Tolls", "Côte: [x]"))
    for number in range(25)
]
filters = st.builds(
    Filters,
    st.sampled_from([None, "Norland", "NÖRLAND"]),
    st.sampled_from([None, "Tolls", "Côte: [x]"]),
    st.none() | st.dates(),
    st.none() | st.dates(),
)


def page_of(custom_id: str) -> Page | None:
    match = re.fullmatch(f"glmbot:list:{PAGE_REF}", custom_id)
    assert match is not None
    return Page.read(match, ARTICLES)


@given(filters, st.integers(0, 99))
def test_a_page_comes_back_from_its_custom_id(given_filters: Filters, number: int) -> None:
    name = Page(0, given_filters).custom_id(number)
    page = page_of(name + ":f")
    assert page is not None
    assert page.number == number
    assert [page.filters.allows(one) for one in ARTICLES] == [given_filters.allows(one) for one in ARTICLES]
    assert (page.filters.after, page.filters.before) == (given_filters.after, given_filters.before)


@pytest.mark.parametrize("gone", [Filters("Atlantis"), Filters(topic="Wolves")])
def test_a_page_of_what_is_gone_is_none(gone: Filters) -> None:
    assert page_of(Page(0, gone).custom_id(1)) is None


@pytest.mark.parametrize(("number", "shown", "first"), [(0, 10, 24), (1, 10, 14), (2, 5, 4), (9, 5, 4)])
def test_a_page_holds_ten_articles_newest_first(number: int, shown: int, first: int) -> None:
    message = render_page(ARTICLES, Page(number, Filters()), ENGLISH)
    assert message.embed is not None
    lines = str(message.embed.description).split("\n")
    assert len(lines) == shown <= PAGE
    assert lines[0].endswith(f"Number {first}")
    (row,) = message.rows
    assert isinstance(row, tuple)
    last = min(number, 2)
    assert [(button.label, button.is_disabled) for button in row if isinstance(button, Button)] == [
        ("◀", last == 0), (f"Page {last + 1} of 3", True), ("▶", last == 2),
    ]  # fmt: skip


def test_one_page_has_no_buttons_and_names_its_filters() -> None:
    message = render_page(ARTICLES, Page(0, read_filters("norland", None, "2014-03-20")), ENGLISH)
    assert message.rows == ()
    assert message.embed is not None
    assert message.embed.title == "6 articles: jurisdiction norland, from 2014-03-20 on"


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
