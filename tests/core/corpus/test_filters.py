import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glmbot.core.corpus.filters import FilterError, Filters, check_filters, filter_lines, read_filters
from support.articles import make_article

TOLLS = make_article(topics=("Tolls",))
DAY = dt.date(2014, 3, 3)


@pytest.mark.parametrize(
    ("filters", "allowed"),
    [
        (Filters(), True),
        (Filters(jurisdiction=" NÖRLAND "), True),
        (Filters(jurisdiction="Nor"), False),
        (Filters(topic="tolls"), True),
        (Filters(topic="wolves"), False),
        (Filters(after=DAY, before=DAY), True),
        (Filters(after=dt.date(2014, 3, 4)), False),
        (Filters(before=dt.date(2014, 3, 2)), False),
        (Filters(jurisdiction="Norland", topic="wolves"), False),
    ],
)
def test_an_article_is_allowed_where_every_condition_holds(filters: Filters, allowed: bool) -> None:  # noqa: FBT001 - a column of the table
    assert filters.allows(TOLLS) is allowed


def test_only_a_condition_makes_filters_true() -> None:
    assert not Filters()
    assert Filters(topic="")
    assert Filters(before=DAY)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2011", "2011-01-01", "2011-12-31"),
        (" 2011 ", "2011-01-01", "2011-12-31"),
        ("2011-02", "2011-02-01", "2011-02-28"),
        ("2012-02", "2012-02-01", "2012-02-29"),
        ("2011-2", "2011-02-01", "2011-02-28"),
        ("2011-12", "2011-12-01", "2011-12-31"),
        ("2011-12-06", "2011-12-06", "2011-12-06"),
        ("2011-2-6", "2011-02-06", "2011-02-06"),
        ("0001", "0001-01-01", "0001-12-31"),
        ("9999", "9999-01-01", "9999-12-31"),
    ],
)
def test_a_year_or_a_month_is_its_first_day_after_and_its_last_day_before(text: str, first: str, last: str) -> None:
    filters = read_filters(after=text, before=text)
    assert filters == Filters(after=dt.date.fromisoformat(first), before=dt.date.fromisoformat(last))


@pytest.mark.parametrize(
    "text",
    [
        "0000", "11", "20111", "2011-13", "2011-00", "2011-02-30", "2011-02-00", "2011-", "2011/12", "2011-12-06-01",
        "Dec. 2011", "２０１１", "-2011", "yesterday", "x" * 5000,
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["after", "before"])
def test_what_is_no_date_is_refused_by_its_name_with_the_forms_there_are(name: str, text: str) -> None:
    with pytest.raises(
        FilterError, match=f"^{name} '.*' is no date; write it as YYYY, YYYY-MM or YYYY-MM-DD"
    ) as caught:
        read_filters(**{name: text})
    assert len(str(caught.value)) < 120


def test_blank_filters_are_none() -> None:
    assert read_filters("  ", "", " ", "\t") == Filters()
    assert read_filters(" Norland ", " Tolls ") == Filters("Norland", "Tolls")


@given(st.dates(), st.dates())
def test_a_day_that_is_written_is_read(after: dt.date, before: dt.date) -> None:
    assert read_filters(after=after.isoformat(), before=before.isoformat()) == Filters(after=after, before=before)


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        (Filters(jurisdiction="Atlantis"), "no article has the jurisdiction “Atlantis”; there are: Norland"),
        (Filters(jurisdiction="{there}"), "no article has the jurisdiction “{there}”; there are: Norland"),
        (Filters(topic="wolves"), "no article has the topic “wolves”; there are: Tolls"),
        (
            Filters(after=dt.date(2014, 3, 2), before=dt.date(2014, 3, 1)),
            "no day is both after 2014-03-02 and before 2014-03-01; swap them",
        ),
    ],
)
def test_a_filter_that_no_article_can_meet_is_refused_with_what_there_is(filters: Filters, message: str) -> None:
    with pytest.raises(FilterError, match=re.escape(message)):
        check_filters(filters, [TOLLS])


def test_of_many_values_some_are_named_and_all_are_counted() -> None:
    articles = [make_article(jurisdictions=(f"Land {number:02d}",)) for number in range(13)]
    with pytest.raises(FilterError, match=r"there are: Land 00, .*, Land 11, … \(13\)$"):
        check_filters(Filters(jurisdiction="Atlantis"), articles)
    with pytest.raises(FilterError, match=r"there are: Land 00, .*, Land 11$"):
        check_filters(Filters(jurisdiction="Atlantis"), articles[:12])


def test_where_no_article_has_a_topic_a_dash_says_so() -> None:
    with pytest.raises(FilterError, match="there are: –$"):
        check_filters(Filters(topic="wolves"), [make_article()])


@pytest.mark.parametrize("filters", [Filters(), Filters(jurisdiction="nörland"), Filters(after=DAY, before=DAY)])
def test_a_filter_that_some_article_may_meet_is_accepted(filters: Filters) -> None:
    check_filters(filters, [make_article()])


def test_filters_are_told_in_words_as_they_are_read() -> None:
    filters = read_filters("United Nations", "Tolls", "2011", "2012-02")
    assert filter_lines(filters) == [
        "jurisdiction United Nations", "topic Tolls", "from 2011-01-01 on", "up to 2012-02-29",
    ]  # fmt: skip
    assert filter_lines(Filters()) == []
