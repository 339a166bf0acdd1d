"""Words that no article has are noted once a person, without the question, and counted in the database."""

from glmbot.bot.gaps import Gaps, flush
from glmbot.bot.records import Records
from glmbot.core.answering.answerer import Turn
from glmbot.storage.database import Store
from glmbot.storage.load import build_answerer
from support.articles import corpus_of, given_article

ANSWERER = build_answerer(corpus_of(given_article()))


def turn(question: str) -> Turn:
    return ANSWERER.turn(question)


def test_a_word_is_noted_once_a_person() -> None:
    gaps = Gaps()
    for person in (1, 1, 2):
        gaps.note(person, turn("What do the agencies say about kayaks?"))
    assert gaps.take() == [("kayaks", 1), ("kayaks", 2)]
    assert gaps.take() == []


def test_words_that_an_article_has_are_not_noted() -> None:
    gaps = Gaps()
    gaps.note(1, turn("Which regions does the MOU target?"))
    assert gaps.take() == []


def test_who_wants_to_be_forgotten_is() -> None:
    gaps = Gaps()
    for person in (1, 2):
        gaps.note(person, turn("kayaks?"))
    gaps.forget(1)
    assert gaps.take() == [("kayaks", 2)]


async def test_what_was_noted_is_counted_once() -> None:
    gaps, store = Gaps(), Store(None)
    for person in range(5):
        gaps.note(person, turn("kayaks?"))
    for _ in range(2):
        await flush(gaps, Records(store))
    assert [(one.word, one.people) for one in store.gaps()] == [("kayaks", 5)]
