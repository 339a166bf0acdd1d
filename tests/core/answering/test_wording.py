import datetime as dt

import pytest

from glmbot.core.answering.wording import (
    OLD_AFTER_YEARS,
    RELATED_LEAD,
    USAGE_HINT,
    footer_lines,
    is_old,
    newer_line,
    no_answer_lines,
    pinpoint,
    place_parts,
    related_lead,
)
from glmbot.core.corpus.passages import split_passages
from glmbot.core.model import NoAnswer, Related, Suggestion
from support.articles import make_article

FERRY = make_article()


def test_the_place_names_date_jurisdiction_and_paragraphs() -> None:
    first, _, quoted = split_passages(FERRY)
    assert place_parts(FERRY, first) == ["Mar. 3, 2014", "Norland", "¶ 1 of 4"]
    assert place_parts(FERRY, quoted) == ["Mar. 3, 2014", "Norland", "¶¶ 3–4 of 4"]
    assert place_parts(FERRY, None) == ["Mar. 3, 2014", "Norland"]


def test_an_article_without_jurisdiction_has_no_empty_place() -> None:
    assert place_parts(make_article(jurisdictions=()), None) == ["Mar. 3, 2014"]
    assert place_parts(make_article(jurisdictions=("Norland", "Sudmark")), None)[1] == "Norland, Sudmark"


def test_a_passage_is_pinned_by_its_first_and_last_paragraph() -> None:
    assert [pinpoint(one) for one in ((2,), (4, 5), (4, 5, 6))] == ["¶ 2", "¶¶ 4–5", "¶¶ 4–6"]


@pytest.mark.parametrize(
    ("date", "today", "old"),
    [
        ("2014-03-03", "2017-03-03", False),
        ("2014-03-03", "2017-03-04", True),
        ("2014-03-03", "2014-03-02", False),
        ("2016-02-29", "2019-02-28", False),
        ("2016-02-29", "2019-03-01", True),
        ("9999-12-31", "2026-01-01", False),
    ],
)
def test_an_article_is_old_the_day_after_its_third_anniversary(date: str, today: str, old: bool) -> None:  # noqa: FBT001 - a column of the table
    assert OLD_AFTER_YEARS == 3
    assert is_old(dt.date.fromisoformat(date), dt.date.fromisoformat(today)) is old


def test_a_reader_is_told_that_it_is_no_advice_and_of_an_old_article_its_year() -> None:
    (advice,) = footer_lines(FERRY, dt.date(2017, 3, 3))
    assert "not legal advice" in advice
    assert footer_lines(FERRY, dt.date(2017, 3, 4)) == [
        "Reported in 2014; the law may have changed since.", advice,
    ]  # fmt: skip


def test_newer_articles_are_named_with_their_dates() -> None:
    newer = (make_article(title="Norland: {Boats}", date="2016-05-01"), make_article(title="Two", date="2015-01-01"))
    assert newer_line(newer) == "Newer on this: Norland: {Boats} (May 1, 2016); Two (Jan. 1, 2015)"
    assert newer_line(()) is None


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        (NoAnswer("no_match", ("visa",)), "Outside their source notes, nothing in them mentions “visa”."),
        (
            NoAnswer("off_topic", ("visa", "Japan")),
            "Outside their source notes, nothing in them mentions “visa” or “Japan”.",
        ),
        (NoAnswer("off_topic", tuple("abcdefgh")), "“a”, “b”, “c”, “d”, “e” or “f”."),
        (NoAnswer("off_topic", ("{words}",)), "mentions “{words}”."),
        (NoAnswer("off_topic", suggestions=(Suggestion("x", "Norland: Boats"),)), "Nearest by title: Norland: Boats"),
        (NoAnswer("off_topic"), "ask a librarian"),
        (NoAnswer("filtered"), "Widen the filters"),
        (NoAnswer("empty"), USAGE_HINT),
        (NoAnswer("unreadable"), "UTF-8"),
    ],
)
def test_no_answer_says_why_and_what_to_do_next(reply: NoAnswer, expected: str) -> None:
    assert expected in " ".join(no_answer_lines(reply))


@pytest.mark.parametrize(
    ("doubts", "lead"),
    [
        ((), RELATED_LEAD),
        (("It has no number.", "Nor a date."), "Not sure that this answers it. It has no number."),
    ],
)
def test_what_may_not_answer_is_led_in_with_the_weightiest_reason(doubts: tuple[str, ...], lead: str) -> None:
    (passage, *_) = split_passages(FERRY)
    assert related_lead(Related(FERRY, passage, (), "", doubts=doubts)) == lead
