import pytest

from glmbot.core.query.query import Query, QueryWord
from glmbot.core.ranking.features import TITLE_SHARE, Evidence, Match
from glmbot.core.text.lexicon import Alternative
from support.words import Kit, kit_of

BODY = "The ferry carries a vessel. The vessel is a vessel for each ferry.\n\nThe bridge is closed."
KIT = kit_of(BODY, title="Norland: Toll Act", jurisdictions=("Norland",))


def word(*keys: tuple[str, float], form: str = "boat") -> QueryWord:
    return QueryWord(form, form, tuple(Alternative(key, weight, "word") for key, weight in keys), 5.0)


def weigh(*words: QueryWord, paragraph: int = 1, kit: Kit = KIT) -> Evidence:
    return kit.weigh(Query("", words), paragraph)


def match(*keys: tuple[str, float], kit: Kit = KIT) -> Match:
    return weigh(word(*keys), kit=kit).matches[0]


@pytest.mark.parametrize(
    ("keys", "key", "weight"),
    [
        ([("boat", 1.0), ("vessel", 0.7)], "vessel", 0.7),
        ([("vessel", 0.7), ("ferri", 1.0)], "ferri", 1.0),
        ([("vessel", 0.7), ("ferri", 0.7)], "vessel", 0.7),  # of equal ones the first
        ([("ferri carri", 0.6), ("vessel", 0.5)], "ferri carri", 0.6),  # the best, never the sum
        ([("boat", 1.0)], None, 0.0),
        ([("carri ferri", 1.0)], None, 0.0),
    ],
)
def test_a_word_gets_its_best_alternative_and_never_the_sum(
    keys: list[tuple[str, float]], key: str | None, weight: float
) -> None:
    found = match(*keys)
    assert (found.key, found.weight, found.in_title) == (key, weight, False)


@pytest.mark.parametrize(
    ("keys", "key", "weight"),
    [
        ([("toll", 1.0)], "toll", TITLE_SHARE),
        ([("boat", 1.0), ("act", 0.7)], "act", 0.7 * TITLE_SHARE),
        ([("act", 0.6), ("toll", 0.7)], "act", 0.6 * TITLE_SHARE),  # the first, as the word names them
        ([("act toll", 0.6)], "act toll", 0.6 * TITLE_SHARE),
        ([("toll boat", 1.0)], None, 0.0),
    ],
)
def test_a_word_of_the_title_alone_counts_in_part(
    keys: list[tuple[str, float]], key: str | None, weight: float
) -> None:
    found = match(*keys)
    assert found.key == key
    assert found.weight == pytest.approx(weight)
    assert found.in_title is (key is not None)


@pytest.mark.parametrize(
    ("keys", "weight"),
    [
        ([("toll", 1.0)], 1.0),
        ([("act", 0.7), ("boat", 1.0)], 0.7),
        ([("act", 0.7), ("toll", 1.0)], 1.0),
        ([("vessel", 1.0)], 0.0),
    ],
)
def test_a_title_has_a_word_as_far_as_its_best_alternative(keys: list[tuple[str, float]], weight: float) -> None:
    assert [match.titled for match in weigh(word(*keys)).matches] == [weight]


def test_a_term_counts_more_the_more_often_it_stands_there_and_never_over_one() -> None:
    sank, vessel = (weigh(word((key, 1.0))).signals.repeated for key in ("carri", "vessel"))
    assert 0 < sank < vessel < 1


def test_a_word_that_the_passage_lacks_or_only_the_title_has_is_not_repeated() -> None:
    assert weigh(word(("boat", 1.0))).signals.repeated == 0
    assert weigh(word(("toll", 1.0))).signals.repeated == 0


def test_a_longer_key_counts_once() -> None:
    kit = kit_of("Vessel ferries sank; vessel ferries sank. A boat sank.")
    longer, single = (weigh(word((key, 1.0)), kit=kit).signals.repeated for key in ("vessel ferri", "boat"))
    assert 0 < longer == single < 1


def pairs(kit: Kit, question: str, paragraph: int) -> float:
    return kit.weigh(question, paragraph).signals.pairs


@pytest.mark.parametrize(
    ("question", "share"),
    [("bridge closed", 1.0), ("closed bridge", 0.0), ("bridge", 0.0), ("ferry bridge closed", None), ("", 0.0)],
)
def test_neighbours_in_the_question_are_sought_as_neighbours_in_the_passage(question: str, share: float | None) -> None:
    found = pairs(KIT, question, 2)
    assert found == share if share is not None else 0 < found < 1


def test_neighbours_are_met_by_what_stands_for_them() -> None:
    assert pairs(kit_of("The vessel sank."), "boats sank", 1) == 1.0


def test_neighbours_do_not_reach_from_one_sentence_into_the_next() -> None:
    assert pairs(kit_of("He saw the boat. It sank."), "boats sank", 1) == 0.0
