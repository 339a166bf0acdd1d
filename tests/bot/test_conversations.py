from dataclasses import replace

from glmbot.bot.conversations import CAPACITY, EXPIRY_SECONDS, Conversations
from glmbot.storage.load import build_answerer
from support.articles import corpus_of, make_article

TURN = build_answerer(corpus_of(make_article())).turn("Who proposed the Ferry Safety Act?")
KEPT = replace(TURN, ranked=())


def test_a_turn_is_remembered_for_one_person_in_one_place() -> None:
    conversations = Conversations()
    conversations.remember((1, 2), TURN, 0.0)
    assert conversations.before((1, 2), 1.0) == KEPT
    assert conversations.before((1, 3), 1.0) is None
    assert conversations.before((2, 2), 1.0) is None


def test_the_candidates_of_a_turn_and_of_its_parts_are_not_remembered() -> None:
    conversations = Conversations()
    conversations.remember((1, 2), replace(TURN, parts=(TURN, TURN)), 0.0)
    assert TURN.ranked
    assert conversations.before((1, 2), 1.0) == replace(KEPT, parts=(KEPT, KEPT))


def test_a_turn_is_forgotten_after_ten_minutes() -> None:
    conversations = Conversations()
    conversations.remember((1, 2), TURN, 0.0)
    assert conversations.before((1, 2), EXPIRY_SECONDS) == KEPT
    assert conversations.before((1, 2), EXPIRY_SECONDS + 0.1) is None


def test_memory_is_bounded_and_old_turns_leave_first() -> None:
    conversations = Conversations()
    for person in range(CAPACITY + 5):
        conversations.remember((person, 0), TURN, 1.0)
    assert conversations.before((4, 0), 1.0) is None
    assert conversations.before((5, 0), 1.0) == KEPT


def test_a_person_can_be_forgotten() -> None:
    conversations = Conversations()
    conversations.remember((1, 2), TURN, 0.0)
    conversations.remember((1, 3), TURN, 0.0)
    conversations.remember((2, 3), TURN, 0.0)
    assert conversations.forget(1) == 2
    assert conversations.before((1, 2), 0.0) is None
    assert conversations.before((2, 3), 0.0) == KEPT
