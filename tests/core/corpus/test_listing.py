import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glmbot.core.corpus.filters import Filters, read_filters
from glmbot.core.corpus.listing import Changes, Field, changes, counts, newest
from glmbot.core.model import Article
from support.articles import make_article

FERRY = make_article(topics=("Ferries", "Safety"))
HARBOUR = make_article(title="Harbour Dues", date="2015-03-03", topics=("Taxation",), authors=("Ines Fabel", "Jo Moor"))
WOLF = make_article(
    title="Wolf", date="2016-07-08", jurisdictions=("Südmark", "Norland"), authors=(), topics=("Safety",)
)
MONTHLY = make_article(title="Monthly Issue", date="2008-03-02", jurisdictions=())
DAILY = make_article(title="Daily", date="2009-03-02", jurisdictions=())
ALL = (FERRY, MONTHLY, HARBOUR, DAILY, WOLF)


def test_the_newest_comes_first_and_a_day_is_ordered_by_id() -> None:
    other = make_article(title="Another", date="2016-07-08")
    assert newest([*ALL, other]) == [WOLF, other, HARBOUR, FERRY, DAILY, MONTHLY]
    assert newest([other, *ALL])[:2] == [WOLF, other]
    assert newest([]) == []


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (None, [WOLF, HARBOUR, FERRY, DAILY, MONTHLY]),
        (Filters(), [WOLF, HARBOUR, FERRY, DAILY, MONTHLY]),
        (read_filters("sudmark"), [WOLF]),
        (read_filters(None, "safety", "2014", "2015"), [FERRY]),
        (read_filters(after="2017"), []),
    ],
)
def test_filters_leave_articles_out(filters: Filters | None, expected: list[Article]) -> None:
    assert newest(ALL, filters) == expected


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("jurisdiction", [("Norland", 3), ("Südmark", 1)]),
        ("topic", [("Safety", 2), ("Ferries", 1), ("Taxation", 1)]),
        ("author", [("Ines Fabel", 4), ("Jo Moor", 1)]),
        ("year", [("2016", 1), ("2015", 1), ("2014", 1), ("2009", 1), ("2008", 1)]),
    ],
)
def test_values_are_counted_the_most_frequent_first_and_years_newest_first(
    field: Field, expected: list[tuple[str, int]]
) -> None:
    assert counts(ALL, field) == expected
    assert counts([], field) == []


def test_changes_tell_what_is_new_what_differs_and_what_is_gone() -> None:
    edited = dataclasses.replace(FERRY, body=FERRY.body + " More.")
    assert changes((FERRY, HARBOUR), (edited, WOLF)) == Changes((WOLF,), (edited,), (HARBOUR,))


def test_the_same_articles_read_again_are_no_change() -> None:
    assert not changes(ALL, [dataclasses.replace(one) for one in reversed(ALL)])
    assert changes((), (FERRY,))


@given(st.sets(st.integers(0, 9)), st.sets(st.integers(0, 9)), st.sets(st.integers(0, 9)))
def test_each_article_of_either_version_changes_at_most_once(old: set[int], new: set[int], edited: set[int]) -> None:
    def of(number: int, body: str) -> Article:
        return make_article(body, article_id=f"2014-03-0{number}-x")

    before = [of(number, "Old.") for number in old]
    after = [of(number, "New." if number in edited else "Old.") for number in new]
    found = changes(before, after)
    assert {one.article_id for one in found.added} == {one.article_id for one in after} - {
        one.article_id for one in before
    }
    assert {int(one.article_id[9]) for one in found.changed} == old & new & edited
    assert len(found.removed) == len(old - new)
    assert bool(found) == bool(old ^ new or old & new & edited)
