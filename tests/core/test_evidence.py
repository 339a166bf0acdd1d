from collections.abc import Sequence

import pytest

from glmbot.core.evidence import TITLE_SHARE, match_word, pair_share, saturation, sentence_weights, title_weight
from glmbot.core.lexicon import Alternative
from glmbot.core.query import Query, QueryWord
from support.words import Desk, desk_of

BODY = "The ferry carries a vessel. The vessel is a vessel for each ferry.\n\nThe bridge is closed."
DESK = desk_of(BODY, title="Norland: Toll Act", jurisdictions=("Norland",))
FIRST, SECOND = map(DESK.holdings.read, range(2))


def word(*keys: tuple[str, float]) -> QueryWord:
    return QueryWord("boat", "boat", tuple(Alternative(key, weight, "word") for key, weight in keys), 5.0)


@pytest.mark.parametrize(
    ("present", "key", "weight"),
    [
        ([("boat", 1.0)], "boat", 1.0),
        ([("vessel", 0.7), ("boat", 1.0)], "boat", 1.0),
        ([("water craft", 0.6), ("vessel", 0.7)], "vessel", 0.7),  # the best, never the sum
        ([], None, 0.0),
    ],
)
def test_a_word_gets_its_best_alternative_and_never_the_sum(
    present: Sequence[tuple[str, float]], key: str | None, weight: float
) -> None:
    boat = word(("boat", 1.0), ("vessel", 0.7), ("water craft", 0.6))
    match = match_word(boat, [Alternative(one, value, "word") for one, value in present], frozenset({"toll"}))
    assert (match.key, match.weight, match.in_title) == (key, weight, False)


@pytest.mark.parametrize(
    ("title", "key", "weight"),
    [
        ({"boat"}, "boat", TITLE_SHARE),
        ({"vessel"}, "vessel", 0.7 * TITLE_SHARE),
        ({"water", "craft"}, "water craft", 0.6 * TITLE_SHARE),
        ({"water"}, None, 0.0),
    ],
)
def test_a_word_of_the_title_alone_counts_in_part(title: set[str], key: str | None, weight: float) -> None:
    boat = word(("boat", 1.0), ("vessel", 0.7), ("water craft", 0.6))
    match = match_word(boat, [], frozenset(title))
    assert match.key == key
    assert match.weight == pytest.approx(weight)
    assert match.in_title is (key is not None)


@pytest.mark.parametrize(
    ("title", "weight"), [({"boat"}, 1.0), ({"vessel"}, 0.7), ({"boat", "vessel"}, 1.0), ({"craft"}, 0.0)]
)
def test_a_title_has_a_word_as_far_as_its_best_alternative(title: set[str], weight: float) -> None:
    assert title_weight(word(("boat", 1.0), ("vessel", 0.7)), frozenset(title)) == weight


def test_a_term_counts_more_the_more_often_it_stands_there_and_never_over_one() -> None:
    vessel = match_word(word(("vessel", 1.0)), [Alternative("vessel", 1.0, "word")], frozenset())
    ferry = match_word(word(("ferri", 1.0)), [Alternative("ferri", 1.0, "word")], frozenset())
    mean = DESK.index.mean_length
    assert 0 < saturation(ferry, FIRST, mean) < saturation(vessel, FIRST, mean) < 1


@pytest.mark.parametrize("title", [frozenset[str](), frozenset({"boat"})])
def test_a_word_that_the_passage_lacks_is_not_counted(title: frozenset[str]) -> None:
    assert saturation(match_word(word(("boat", 1.0)), [], title), FIRST, 5.0) == 0


def test_a_longer_key_counts_once() -> None:
    match = match_word(word(("vessel ferri", 1.0)), [Alternative("vessel ferri", 1.0, "word")], frozenset())
    assert 0 < saturation(match, FIRST, 5.0) < 1


def test_a_sentence_has_the_words_that_stand_in_it_by_their_best_alternative() -> None:
    present = [[Alternative("vessel", 0.7, "synonym"), Alternative("ferri", 0.5, "synonym")], []]
    assert sentence_weights(present, FIRST.sentences[0]) == [0.7, 0.0]
    assert sentence_weights(present, SECOND.sentences[0]) == [0.0, 0.0]
    assert sentence_weights(present, None) == [0.0, 0.0]


def pairs(desk: Desk, question: str, terms: int) -> float:
    return pair_share(desk.read(question), desk.holdings.read(terms))


@pytest.mark.parametrize(
    ("question", "share"),
    [("bridge closed", 1.0), ("closed bridge", 0.0), ("bridge", 0.0), ("ferry bridge closed", None), ("", 0.0)],
)
def test_neighbours_in_the_question_are_sought_as_neighbours_in_the_passage(question: str, share: float | None) -> None:
    found = pairs(DESK, question, 1)
    assert found == share if share is not None else 0 < found < 1


def test_neighbours_are_met_by_what_stands_for_them() -> None:
    assert pairs(desk_of("The vessel sank."), "boats sank", 0) == 1.0


def test_no_words_have_no_neighbours() -> None:
    assert pair_share(Query("", ()), FIRST) == 0
