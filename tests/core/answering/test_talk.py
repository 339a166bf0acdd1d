"""What is no question gets a remark, and the conversation stays where it was."""

import pytest

from glmbot.core.model import Found, Listing, Remark
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
        ("no es lo que buscaba", "wrong", "es"),
        ("👎", "insult", ""),
        ("help", "help", ""),
        ("can u translate", "translate", ""),
        ("explique-moi ça plus simplement", "reword", "fr"),
        ("is this still in force?", "in-force", ""),
        ("do my homework", "writing", ""),
        ("my landlord kept my deposit, can I sue him?", "own-case", ""),
        ("what is 17*23?", "beyond", ""),
        ("can i dm you?", "address", ""),
        ("send me a pdf", "file", ""),
        ("which countries do you cover?", "jurisdictions", ""),
        ("can you compare ferry rules in Norland with Kenya?", "comparing", ""),
        ("how do I compare countries?", "comparing", ""),
        ("compara los transbordadores de Kenia y de Chile", "comparing", "es"),
        ("a timeline", "timeline", ""),
        ("show me my reading list", "keeping", ""),
        ("comment enregistrer un passage ?", "keeping", "fr"),
        ("is this quote correct: “ferries need a green lamp”", "checking", ""),
        ("cette citation est-elle exacte ?", "checking", "fr"),
        ("tell me when there are new articles about ferries", "watching", ""),
        ("avísame cuando haya artículos nuevos", "watching", "es"),
    ],
)
def test_a_remark_names_what_was_meant_and_the_language_of_the_words(message: str, intent: str, language: str) -> None:
    reply = READY.answer(message)
    assert isinstance(reply, Remark)
    assert (reply.intent, reply.language) == (intent, language)


@pytest.mark.parametrize(
    ("message", "line"),
    [
        ("is this quote right: “{quote}”", "Word for word. "),
        ("“{quote}” - cette citation est-elle exacte ?", "Word for word. "),
        ("is this quotation correct? “{quote}”".replace("{quote}", "{misquote}"), "not as it stands there. "),
        ("is this a real quote: “no ferry has ever carried a single lamp”", "Not in these articles."),
    ],
)
def test_quotations_are_checked_for_who_asks_whether_they_are_right(message: str, line: str) -> None:
    quote = "is the first formal cooperation agreement between the two United Nations entities"
    reply = READY.answer(message.format(quote=quote, misquote=quote.replace("first", "third")))
    assert isinstance(reply, Remark)
    assert reply.intent == "checking"
    (told,) = reply.lines
    assert line in told
    assert ("¶ 2" in told) == ("Not in" not in line)


def test_quotations_that_are_left_are_told() -> None:
    reply = READY.answer("are these quotes right: " + "“every ferry to carry a lifeboat” " * 7)
    assert isinstance(reply, Remark)
    assert len(reply.lines) == 6
    assert "2 quotations more were not looked for" in reply.lines[-1]


def test_what_an_article_says_is_a_question() -> None:
    assert not isinstance(READY.answer("Does the article say which regions the MOU targets?"), Remark)


def test_what_compares_no_places_is_a_question() -> None:
    assert not isinstance(READY.answer("compare the old lamp with the new lamp"), Remark)
    assert not isinstance(READY.answer("What is the difference between a ferry and a boat in Norland?"), Remark)


def test_a_timeline_of_a_subject_lists_its_articles() -> None:
    ready = build_answerer(corpus_of(make_article(topics=("Shipping",)), given_article()))
    reply = ready.answer("show me a timeline of shipping")
    assert isinstance(reply, Listing)
    assert [one.title for one in reply.articles] == [make_article().title]


def test_a_remark_can_be_put_into_the_language_of_the_words() -> None:
    reply = READY.answer("muchas gracias")
    assert isinstance(reply, Remark)
    assert translate(reply.text, read_translations(reply.language)) == "De nada."


@pytest.mark.parametrize(
    ("message", "said"),
    [("vielen Dank!", "Gern geschehen."), ("obrigada", "De nada."), ("grazie mille", "Prego.")],
)
def test_a_language_that_is_not_spoken_has_the_intents_own_sentence(message: str, said: str) -> None:
    reply = READY.answer(message)
    assert isinstance(reply, Remark)
    assert (reply.text, reply.language) == (said, "")


def test_whether_it_still_holds_is_never_answered_with_a_passage_but_with_the_date() -> None:
    asked = READY.turn("Which regions does the MOU target?")
    for message in ("is that still in force?", "does this law still apply?", "¿sigue vigente?", "toujours valable ?"):
        reply = READY.turn(message, before=asked).reply
        assert isinstance(reply, Remark), message
        assert reply.text == "The article is dated Dec. 6, 2011; nothing here says whether that still holds."


def test_a_later_article_is_named_where_it_is_asked_whether_it_still_holds() -> None:
    old = make_article(topics=("Shipping",))
    new = make_article(
        "(x) The rule was changed.", title="Norland: Ferries Anew", date="2016-01-02", topics=("Shipping",)
    )
    both = build_answerer(corpus_of(old, new))
    reply = both.turn("still valid?", before=both.turn("How many passengers to a lifeboat on a ferry?")).reply
    assert isinstance(reply, Remark)
    assert reply.text.endswith("A later one here: Norland: Ferries Anew (Jan. 2, 2016)")


def test_after_a_remark_a_follow_up_leans_on_what_was_shown_before_it() -> None:
    asked = READY.turn("Which regions does the MOU target?")
    assert isinstance(asked.reply, Found)
    thanked = READY.turn("thanks, great bot", before=asked)
    assert isinstance(thanked.reply, Remark)
    assert (thanked.query, thanked.shown) == (asked.query, asked.reply)
    listed = READY.turn("what articles do you have?", before=thanked)
    assert listed.shown == asked.reply


RENTS = build_answerer(
    corpus_of(
        make_article(
            "A landlord who asks for too much rent pays a fine, says the Tenancy Office.\n\n"
            "Data protection in the Sundmark Isles: a bank must delete personal data and tell who sees it.",
            title="Sundmark Isles: Rents Capped",
            jurisdictions=("Sundmark Isles",),
        )
    )
)


@pytest.mark.parametrize(
    "message",
    [
        "Can I sue my landlord in the Sundmark Isles for the rent I paid too much?",
        "can i sue my landlord in the sundmark isles for rent?",
        "My landlord kept my deposit, what does the Tenancy Office say?",
        "How do I delete my personal data in the Sundmark Isles?",
        "Who sees this in the Sundmark Isles?",
        "Data protection in the Sundmark Isles",
        "Which fine does the data protection law set?",
        "Whom does the privacy act of 2014 bind?",
    ],
)
def test_a_question_of_law_that_holds_what_is_said_to_the_bot_is_no_talk(message: str) -> None:
    assert not isinstance(RENTS.answer(message), Remark)


@pytest.mark.parametrize(
    ("message", "intent"),
    [
        ("can I sue my landlord?", "own-case"),
        ("My landlord kept my deposit in Chicago. Rent was paid, can I sue him?", "own-case"),
        ("MY LANDLORD KEPT MY RENT, CAN I SUE HIM", "own-case"),
        ("do you store my questions? i asked about a landlord", "privacy"),
        ("what do you keep about me?", "privacy"),
        ("how do i delete my account", "privacy"),
        ("privacy?", "privacy-policy"),
        ("what about my data", "privacy-policy"),
        ("¿y la privacidad?", "privacy-policy"),
        ("ban this guy, he keeps spamming", "moderation"),
    ],
)
def test_what_is_asked_of_the_bot_is_heard_though_articles_use_its_words(message: str, intent: str) -> None:
    reply = RENTS.answer(message)
    assert isinstance(reply, Remark)
    assert reply.intent == intent


def test_nothing_shown_stays_nothing_shown() -> None:
    assert READY.turn("hello").shown is None
