import gc
import weakref
from dataclasses import replace

from glmbot.bot.conversations import EXPIRY_SECONDS
from glmbot.bot.sent_answers import Answered, SentAnswers, hash_of
from glmbot.core.corpus.filters import Filters
from glmbot.core.index.corpus_index import CorpusIndex
from glmbot.storage.load import build_answerer
from support.articles import corpus_of, make_article

ADA, BEN = 1, 2
TOLLS = Filters(topic="Tolls")
TURN = build_answerer(corpus_of(make_article())).turn("Who proposed the Ferry Safety Act?")


def asked(person: int = ADA, now: float = 0.0) -> Answered:
    return Answered(person, now, hash_of("Which ferries?"), TURN)


def test_a_question_is_known_by_its_message_until_it_is_taken_out() -> None:
    answers, answered = SentAnswers(), asked()
    answers.add(1, answered)
    assert answers.get(1) is answered
    assert answers.pop(1) is answered
    assert answers.get(1) is answers.pop(1) is None


def test_the_oldest_questions_are_forgotten() -> None:
    answers = SentAnswers()
    for number in range(2050):
        answers.add(number, asked())
    assert answers.get(1) is None
    assert answers.get(2) is not None
    assert answers.get(2049) is not None


def test_what_a_question_leaned_on_is_forgotten_after_ten_minutes() -> None:
    answers, first, second = SentAnswers(), asked(), asked(now=EXPIRY_SECONDS)
    answers.add(1, first)
    answers.add(2, second)
    assert (first.before, second.before) == (TURN, TURN)
    answers.add(3, asked(now=EXPIRY_SECONDS + 0.1))
    assert (first.before, second.before) == (None, TURN)
    assert answers.get(1) is first


def test_what_a_question_leans_on_does_not_hold_the_index_that_found_it() -> None:
    """Else the articles of before a reload would stay in memory for as long as the question does."""
    answered = Answered(ADA, 0.0)

    def lean() -> weakref.ref[CorpusIndex]:
        answerer = build_answerer(corpus_of(make_article(title="Norland: Ferries Again")))
        turn = answerer.turn("Who proposed the Ferry Safety Act?")
        assert turn.ranked
        assert answered.follows(lambda _: turn, (ADA, 5)) == replace(turn, ranked=())
        return weakref.ref(answerer.corpus_index)

    index = lean()
    gc.collect()
    assert answered.before is not None
    assert index() is None


def test_a_person_is_forgotten_and_nobody_else() -> None:
    answers, questions = SentAnswers(), [asked(ADA), asked(BEN), asked(ADA)]
    for number, one in enumerate(questions):
        answers.add(number, one)
    answers.forget(ADA)
    assert [answers.get(number) is None for number in range(3)] == [True, False, True]
    assert [one.before for one in questions] == [None, TURN, None], "wherever else it is still held"


def test_a_question_is_told_from_another_by_its_hash_alone() -> None:
    assert hash_of("Which ferries?") == hash_of("Which ferries?")
    assert len({hash_of(text) for text in ("", " ", "Which ferries?", "which ferries?", "\ud800")}) == 5
    assert len(hash_of("x" * 6000)) == 16


def test_filters_go_with_a_message_or_a_thread() -> None:
    answers = SentAnswers()
    answers.keep_filters(1, TOLLS)
    assert answers.filters(1) == TOLLS
    assert answers.filters(2) is None


def test_no_filters_take_no_memory() -> None:
    answers = SentAnswers()
    answers.keep_filters(1, None)
    answers.keep_filters(2, Filters())
    assert answers.filters(1) is answers.filters(2) is None
    assert not answers._filters


def test_the_oldest_filters_are_forgotten() -> None:
    answers = SentAnswers()
    for number in range(2050):
        answers.keep_filters(number, TOLLS)
    assert answers.filters(1) is None
    assert answers.filters(2) == answers.filters(2049) == TOLLS


def test_each_question_has_messages_of_its_own() -> None:
    assert asked().messages is not asked().messages


def test_a_thread_is_its_opener_s_until_they_are_forgotten() -> None:
    answers = SentAnswers()
    answers.keep_opener(1, ADA, 5.0)
    answers.keep_opener(2, BEN, 5.0)
    assert (answers.opener(1), answers.opener(2), answers.opener(3)) == (ADA, BEN, None)
    answers.forget(ADA)
    assert (answers.opener(1), answers.opener(2)) == (None, BEN)
    for thread in range(3000):
        answers.keep_opener(thread, ADA, 6.0)
    assert answers.opener(0) is None


def test_what_was_asked_after_a_person_was_forgotten_stays() -> None:
    answers = SentAnswers()
    for number, moment in ((1, 5.0), (2, 7.0)):
        answers.add(number, Answered(ADA, moment))
        answers.keep_opener(number, ADA, moment)
    answers.forget(ADA, before=6.0)
    assert [answers.get(number) is None for number in (1, 2)] == [True, False]
    assert [answers.opener(number) for number in (1, 2)] == [None, ADA]
