import datetime as dt

import pytest

from glmbot.core.lexicon import Alternative
from glmbot.core.query import (
    FilterError,
    Filters,
    Opening,
    Query,
    QueryWord,
    check_filters,
    is_smalltalk,
    refers_back,
)
from support.articles import make_article


def word(key: str, weight: float = 1.0, *more: Alternative, mass: float = 4.0) -> QueryWord:
    return QueryWord(key, key, (Alternative(key, weight, "word"), *more), mass)


LENT = QueryWord("ferry", "ferry", (Alternative("ferri", 0.25, "context"),), 8.0)


def test_the_readers_own_key_and_weight_come_first() -> None:
    boat = word("boat", 1.0, Alternative("vessel", 0.7, "synonym"))
    assert (boat.key, boat.weight) == ("boat", 1.0)
    assert boat.weights == {"boat": 1.0, "vessel": 0.7}


def test_words_that_were_lent_weigh_but_are_not_the_questions_own() -> None:
    query = Query("boats of it", (word("boat"), word("fine"), LENT))
    assert [one.key for one in query.own] == ["boat", "fine"]
    assert [(one.key, other.key) for one, other in query.pairs] == [("boat", "fine")]
    assert query.mass == 4 + 4 + 2


def test_a_query_without_words_weighs_nothing() -> None:
    assert Query("", ()).mass == 0
    assert Query("", ()).pairs == ()


@pytest.mark.parametrize(
    ("filters", "allowed"),
    [
        (Filters(), True),
        (Filters(jurisdiction=" NÖRLAND "), True),
        (Filters(jurisdiction="Nor"), False),
        (Filters(topic="tolls"), True),
        (Filters(topic="wolves"), False),
        (Filters(after=dt.date(2014, 3, 3), before=dt.date(2014, 3, 3)), True),
        (Filters(after=dt.date(2014, 3, 4)), False),
        (Filters(before=dt.date(2014, 3, 2)), False),
        (Filters(jurisdiction="Norland", topic="wolves"), False),
    ],
)
def test_an_article_is_allowed_where_every_condition_holds(filters: Filters, allowed: bool) -> None:  # noqa: FBT001 - a column of the table
    assert filters.allows(make_article(topics=("Tolls",))) is allowed


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        (Filters(jurisdiction="Atlantis"), "no article has the jurisdiction 'Atlantis'; there are: Norland"),
        (Filters(topic="wolves"), "no article has the topic 'wolves'; there are: Tolls"),
        (Filters(after=dt.date(2014, 3, 2), before=dt.date(2014, 3, 1)), "swap them"),
    ],
)
def test_a_filter_that_no_article_can_meet_is_refused_with_what_there_is(filters: Filters, message: str) -> None:
    with pytest.raises(FilterError, match=message):
        check_filters(filters, [make_article(topics=("Tolls",))])


def test_what_is_asked_for_without_any_topics_is_told_there_are_none() -> None:
    with pytest.raises(FilterError, match="there are: none"):
        check_filters(Filters(topic="wolves"), [make_article()])


@pytest.mark.parametrize(
    "filters",
    [Filters(), Filters(jurisdiction="nörland"), Filters(after=dt.date(2014, 3, 1), before=dt.date(2014, 3, 1))],
)
def test_a_filter_that_some_article_may_meet_is_accepted(filters: Filters) -> None:
    check_filters(filters, [make_article()])


def test_a_question_that_leans_is_told_with_the_words_lent_to_it() -> None:
    assert Query("boats of it", (word("boat"), LENT), leans=True).standing_alone == "boat ferry"
    assert Query("the boat", (word("boat"),)).standing_alone == "the boat"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hello", True),
        ("thanks a lot", True),
        ("merci", True),
        ("hi what is the fine", False),
        ("the ferry", False),
        ("", False),
    ],
)
def test_a_greeting_without_a_question_word_is_small_talk(text: str, expected: bool) -> None:  # noqa: FBT001 - a column of the table
    assert is_smalltalk(text.split()) is expected


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("and the fine", Opening(conjunction=True, pronoun=False)),
        ("what about the fine", Opening(conjunction=True, pronoun=False)),
        ("ok but why", Opening(conjunction=True, pronoun=False)),
        ("y la multa", Opening(conjunction=True, pronoun=False)),
        ("what did he say", Opening(conjunction=False, pronoun=True)),
        ("and what did they say", Opening(conjunction=True, pronoun=True)),
        ("what is the fine", Opening(conjunction=False, pronoun=False)),
        ("", Opening(conjunction=False, pronoun=False)),
    ],
)
def test_a_conjunction_or_a_pronoun_refers_back(text: str, opening: Opening) -> None:
    assert refers_back(text.split()) == opening
