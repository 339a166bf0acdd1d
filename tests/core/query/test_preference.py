"""Places and years that a question names, and the articles that come first for them."""

import dataclasses

import pytest

from glmbot.core.answering.answerer import Answerer
from glmbot.core.corpus.filters import Filters, Preference
from glmbot.core.model import Answer, Article, Found
from glmbot.core.query.preference import named_places, preference_of
from glmbot.storage.load import build_answerer
from support.articles import corpus_of, make_article
from support.words import LEXICON, Kit

NORLAND = make_article()
SUDMARK = make_article(title="Sudmark", date="2016-03-03", jurisdictions=("Sudmark",))
KIT = Kit(NORLAND, SUDMARK)


def named(question: str) -> list[str]:
    return [place.written for place in named_places(KIT.read(question).own, LEXICON)]


def preferred(question: str) -> Preference:
    held = KIT.corpus_index
    return preference_of(KIT.read(question), LEXICON, held.jurisdictions, held.years)


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("Which boats does Norland forbid?", ["Norland"]),
        ("Which boats does Nordland forbid?", ["Nordland"]),
        ("Which nordish boats are there?", ["nordish"]),
        ("Boats of the Kingdom of Norland", ["Kingdom Norland"]),
        ("Do Norland and Sudmark sign?", ["Norland", "Sudmark"]),
        ("Do Norland boats reach the United Sands?", ["Norland"]),
        ("Which boats are forbidden?", []),
        ("", []),
    ],
)
def test_a_place_is_named_by_name_alias_or_demonym_and_the_longest_name_counts(
    question: str, places: list[str]
) -> None:
    assert named(question) == places


@pytest.mark.parametrize(
    ("question", "jurisdictions", "years"),
    [
        ("Which boats does Norland forbid?", {"Norland"}, set()),
        ("Which boats did Nordland forbid in 2014?", {"Norland"}, {2014}),
        ("Sudling or nordish boats of 2014 and 2016?", {"Norland", "Sudmark"}, {2014, 2016}),
        ("Which boats were forbidden in 2015?", set(), set()),
        ("Must forty boats carry 20140 marks?", set(), set()),
        ("Which boats?", set(), set()),
    ],
)
def test_what_a_question_prefers_is_what_some_article_has(
    question: str, jurisdictions: set[str], years: set[int]
) -> None:
    assert preferred(question) == Preference(frozenset(jurisdictions), frozenset(years))


@pytest.mark.parametrize(
    ("preference", "meets"),
    [
        (Preference(frozenset(), frozenset()), True),
        (Preference(frozenset({"Norland"}), frozenset()), True),
        (Preference(frozenset({"Norland", "Sudmark"}), frozenset({2013, 2014})), True),
        (Preference(frozenset({"Sudmark"}), frozenset({2014})), False),
        (Preference(frozenset({"Norland"}), frozenset({2013})), False),
    ],
)
def test_an_article_meets_a_preference_by_jurisdiction_and_year(preference: Preference, meets: bool) -> None:  # noqa: FBT001 - a column of the table
    assert preference.meets(NORLAND) is meets
    assert bool(preference) is bool(preference.jurisdictions or preference.years)


def test_the_note_names_jurisdictions_and_years_in_order() -> None:
    note = Preference(frozenset({"Sudmark", "Norland"}), frozenset({2016, 2014})).note()
    assert note == "Your question names Norland, Sudmark, 2014, 2016: such articles came first."


def boats(jurisdiction: str, date: str) -> Article:
    body = "A new law obliges every ferry to carry a lifeboat for each forty passengers."
    return make_article(body, title="Ferry Safety", date=date, article_id=f"{date}-x", jurisdictions=(jurisdiction,))


JAPAN = boats("Japan", "2014-03-03")
CHILE = boats("Chile", "2016-03-03")
KENYA = boats("Kenya", "2018-03-03")
FEW = build_answerer(corpus_of(JAPAN, CHILE, KENYA))
QUESTION = "How many lifeboats must a ferry carry"


def first(answerer: Answerer, question: str, filters: Filters | None = None) -> Found:
    reply = answerer.answer(question, filters=filters)
    assert isinstance(reply, Found)
    return reply


def notes_of(found: Found) -> str:
    return " ".join(found.notes)


@pytest.mark.parametrize(
    ("asks", "article", "named_as"),
    [
        ("in Japan?", JAPAN, "Japan"),
        ("in Chile?", CHILE, "Chile"),
        ("on Kenyan waters?", KENYA, "Kenya"),
        ("by the law of 2014?", JAPAN, "2014"),
        ("by the law of 2016?", CHILE, "2016"),
        ("by the law of 2018?", KENYA, "2018"),
        ("in Chile by the law of 2016?", CHILE, "Chile, 2016"),
    ],
)
def test_articles_of_a_jurisdiction_or_year_that_is_named_come_first_and_that_is_told(
    asks: str, article: Article, named_as: str
) -> None:
    reply = first(FEW, f"{QUESTION} {asks}")
    assert reply.article is article
    assert f"Your question names {named_as}: such articles came first." in notes_of(reply)


def test_without_a_place_or_year_nothing_is_preferred_and_nothing_told() -> None:
    assert "came first" not in notes_of(first(FEW, f"{QUESTION}?"))
    assert "came first" not in notes_of(first(FEW, f"{QUESTION} by the law of 2015?"))


def test_where_every_article_is_of_the_place_nothing_is_told() -> None:
    alone = build_answerer(corpus_of(JAPAN))
    assert "came first" not in notes_of(first(alone, f"{QUESTION} in Japan by the law of 2014?"))


def test_a_filter_beats_what_the_question_names() -> None:
    reply = FEW.answer(f"{QUESTION} in Chile?", filters=Filters(jurisdiction="Japan"))
    assert not isinstance(reply, Found) or (reply.article is JAPAN and "came first" not in notes_of(reply))


def test_among_many_better_hits_those_of_the_place_are_still_candidates() -> None:
    crowd = [
        dataclasses.replace(boats("Chile", "2016-03-03"), article_id=f"2016-03-03-{number:03d}") for number in range(60)
    ]
    lone = dataclasses.replace(
        JAPAN, body=JAPAN.body + " It was debated for years in both houses, which could not agree on its details."
    )
    many = build_answerer(corpus_of(lone, *crowd))
    assert first(many, f"{QUESTION} in Japan?").article is lone
    assert first(many, f"{QUESTION} by the law of 2014?").article is lone


@pytest.mark.parametrize("named", ["US", "U.S.", "United States"])
def test_an_abbreviation_in_capitals_names_a_place(named: str) -> None:
    answerer = build_answerer(corpus_of(make_article("(Mar. 3, 2014) On March 1, 2014, the court ruled on barns.")))
    reply = answerer.answer(f"When did the {named} court rule on barns?")
    assert not isinstance(reply, Answer)
    assert isinstance(answerer.answer("When did the court rule on barns for us?"), Answer)
