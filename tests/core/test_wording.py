import pytest

from glmbot.core.model import NoAnswer, Suggestion
from glmbot.core.passages import split_passages
from glmbot.core.wording import USAGE_HINT, disclaimer, no_answer_lines, place_line
from support.articles import make_article


def test_the_place_names_date_jurisdiction_and_paragraphs() -> None:
    article = make_article()
    passages = split_passages(article)
    assert place_line(article, passages[0]) == "Mar. 3, 2014 · Norland · ¶ 1 of 4"
    assert place_line(article, passages[2]) == "Mar. 3, 2014 · Norland · ¶ 3–4 of 4"
    assert place_line(article, None) == "Mar. 3, 2014 · Norland"


def test_a_reader_is_told_the_year_and_that_it_is_no_advice() -> None:
    text = disclaimer(make_article())
    assert "2014" in text
    assert "not legal advice" in text


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        (NoAnswer("no_match", ("visa",)), "Outside their source notes, nothing in them mentions “visa”."),
        (
            NoAnswer("off_topic", ("visa", "Japan")),
            "Outside their source notes, nothing in them mentions “visa” or “Japan”.",
        ),
        (NoAnswer("off_topic", suggestions=(Suggestion("x", "Norland: Boats"),)), "Nearest by title: Norland: Boats"),
        (NoAnswer("off_topic"), "ask a librarian"),
        (NoAnswer("filtered"), "Widen the filters"),
        (NoAnswer("empty"), USAGE_HINT),
        (NoAnswer("smalltalk"), USAGE_HINT),
        (NoAnswer("unreadable"), "UTF-8"),
    ],
)
def test_no_answer_says_why_and_what_to_do_next(reply: NoAnswer, expected: str) -> None:
    assert expected in " ".join(no_answer_lines(reply))
