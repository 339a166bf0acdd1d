from glmbot.core.query.query import Query, QueryWord
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
