import pytest

from glmbot.core.query.query import Opening, Query, QueryWord, is_smalltalk, refers_back
from glmbot.core.text.lexicon import Alternative


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


def test_a_question_that_leans_is_told_with_the_words_lent_to_it() -> None:
    assert Query("boats of it", (word("boat"), LENT), leans=True).shortened(64) == "boat ferry"
    assert Query("the boat", (word("boat"),)).shortened(64) == "the boat"


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
