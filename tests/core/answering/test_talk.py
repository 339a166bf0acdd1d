"""What is no question gets a remark, and the conversation stays where it was."""

import pytest

from glmbot.core.model import Found, Remark
from glmbot.core.translatable import translate
from glmbot.storage.load import build_answerer
from glmbot.storage.resources import read_translations
from support.articles import corpus_of, given_article, make_article

READY = build_answerer(corpus_of(given_article(), make_article()))


@pytest.mark.parametrize(
    ("message", "intent", "language"),
    [
        ("thanks!", "thanks", ""),
        ("Bonjour", "greeting", "fr"),
        ("adiós", "goodbye", "es"),
        ("are you an AI?", "program", ""),
        ("est-ce un conseil juridique ?", "advice", "fr"),
        ("👎", "insult", ""),
        ("help", "help", ""),
    ],
)
def test_a_remark_names_what_was_meant_and_the_language_of_the_words(message: str, intent: str, language: str) -> None:
    reply = READY.answer(message)
    assert isinstance(reply, Remark)
    assert (reply.intent, reply.language) == (intent, language)


def test_a_remark_can_be_put_into_the_language_of_the_words() -> None:
    reply = READY.answer("muchas gracias")
    assert isinstance(reply, Remark)
    assert translate(reply.text, read_translations(reply.language)) == "De nada."


def test_after_a_remark_a_follow_up_leans_on_what_was_shown_before_it() -> None:
    asked = READY.turn("Which regions does the MOU target?")
    assert isinstance(asked.reply, Found)
    thanked = READY.turn("thanks, great bot", before=asked)
    assert isinstance(thanked.reply, Remark)
    assert (thanked.query, thanked.shown) == (asked.query, asked.reply)
    listed = READY.turn("what articles do you have?", before=thanked)
    assert listed.shown == asked.reply


def test_nothing_shown_stays_nothing_shown() -> None:
    assert READY.turn("hello").shown is None
