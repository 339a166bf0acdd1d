import gc
from dataclasses import replace
from typing import cast

import pytest

from glmbot.bot.conversations import CAPACITY, EXPIRY_SECONDS, LISTED, Conversations, followed
from glmbot.core.corpus.passages import split_passages
from glmbot.core.model import Answer, Article, Listing, NoAnswer, Several
from glmbot.storage.load import build_answerer
from support.articles import corpus_of, make_article

ARTICLE = make_article()
ANSWERER = build_answerer(corpus_of(ARTICLE))
SECOND = split_passages(ARTICLE)[1]
TURN = ANSWERER.turn("Who proposed the Ferry Safety Act?")
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


@pytest.mark.parametrize("count", [0, 1, LISTED, 3000])
def test_of_a_list_a_few_articles_are_kept_however_many_it_has(count: int) -> None:
    def ask(conversations: Conversations) -> None:
        listing = Listing("Articles", tuple(make_article(article_id=f"counted-{number}") for number in range(count)))
        part = replace(TURN, reply=listing)
        conversations.remember((1, 2), part, 0.0)
        both = Several((cast("Answer", TURN.reply), listing))
        conversations.remember((1, 3), replace(TURN, reply=both, parts=(TURN, part)), 0.0)

    conversations = Conversations()
    ask(conversations)
    gc.collect()
    alive = [one for one in gc.get_objects() if isinstance(one, Article) and one.article_id.startswith("counted-")]
    assert len(alive) == min(count, LISTED)
    assert len(conversations.people()) == 1


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


def test_a_message_follows_what_it_replies_to_unless_that_came_last_anyway() -> None:
    other = replace(TURN, query=replace(TURN.query, question="?"))
    elsewhere = ANSWERER.showing(SECOND, "")
    silent = replace(TURN, reply=NoAnswer("no_match"))
    assert followed(TURN, None) is TURN
    assert followed(TURN, silent) is TURN
    assert followed(TURN, other) is TURN
    assert followed(TURN, elsewhere) is elsewhere
    assert followed(None, elsewhere) is elsewhere
