import json

import pytest

from glmbot.core.text.glossary import described, glossary_as_json, glossary_from_json, person_for
from support.words import ANALYZER, LEXICON, glossary_of

AGENCY = "The Norland Ferry Agency (NFA) built two boats."


def longs(body: str) -> list[tuple[str, str]]:
    return [(gloss.short, gloss.long) for found in glossary_of(body).by_short.values() for gloss in found]


@pytest.mark.parametrize(
    ("body", "short", "long"),
    [
        (AGENCY, "nfa", "Norland Ferry Agency"),
        ("It joined the Northern Sea Board (the NSB) then.", "nsb", "Northern Sea Board"),
        ("It joined the Northern Sea Board (“NSB”) then.", "nsb", "Northern Sea Board"),
        ("It joined the Northern Sea Board (hereinafter NSB) then.", "nsb", "Northern Sea Board"),
        ("It joined the Northern Sea Board (N.S.B.) then.", "nsb", "Northern Sea Board"),
        ("It joined the Junta del Mar (JDM, in its own language) then.", "jdm", "Junta del Mar"),
        ("They signed a memorandum of understanding (MOU) there.", "mou", "memorandum of understanding"),
        ("An Office of the Keeper for Lights (OKL) was opened.", "okl", "Office of the Keeper for Lights"),
        ("In March Norland Harbour Office (NHO) rules were made.", "nho", "Norland Harbour Office"),
        ("The Minister for Salt-Marsh Wardens (MSMW) spoke.", "msmw", "Minister for Salt-Marsh Wardens"),
        ("In 2010, the Toll Roads Authority (TRA) was closed.", "tra", "Toll Roads Authority"),
    ],
)
def test_an_acronym_and_its_long_form_lead_to_each_other(body: str, short: str, long: str) -> None:
    glossary = glossary_of(body)
    key = " ".join(ANALYZER.terms(long))
    assert [gloss.long for gloss in glossary.by_short[short]] == [key]
    assert [gloss.short for gloss in glossary.by_long[key]] == [short]
    assert glossary.longest_long == key.count(" ") + 1


@pytest.mark.parametrize(
    "body",
    [
        "They built two boats (Fine ones).",
        "They built two boats (2014).",
        "they built many of those boats (XQZ) there.",
        "(NFA) is how it begins.",
        "It was in the (NFA) then.",
        "It was there. (NFA) then.",
        "What Is It (WII) was a book.",
        AGENCY.replace("(NFA)", "[NFA]"),
    ],
)
def test_no_parenthesis_but_an_acronym_after_its_words_explains_one(body: str) -> None:
    assert longs(body) == []


def test_a_long_form_whose_initials_differ_is_taken_whole() -> None:
    assert longs("It joined the Western Lake Council (SWK) then.") == [("swk", "western lake council")]


def test_each_passage_that_explains_an_acronym_is_known() -> None:
    found = glossary_of(AGENCY, "No acronym.", AGENCY).by_short["nfa"]
    assert [gloss.passage_id[:10] for gloss in found] == ["2015-01-01", "2015-01-03"]


HEAD = "The Executive Director of the NFA, Odda Brekk, opened it."


@pytest.mark.parametrize(
    ("body", "surname"),
    [
        (HEAD, "brekk"),
        ("Odda Brekk, Executive Director of the NFA, opened it.", "brekk"),
        ("NFA Executive Director Odda Brekk opened it.", "brekk"),
        ("The Director of the NFA, Odda van Brekk, opened it.", "brekk"),
        ("The NFA was led by its Director, Odda M. Brekk.", "brekk"),
    ],
)
@pytest.mark.parametrize("office", ["boss", "head", "guy"])
def test_who_holds_an_office_is_found_by_a_word_for_its_holder_and_the_body(
    body: str, surname: str, office: str
) -> None:
    glossary = glossary_of(body)
    (term,) = ANALYZER.terms(office)
    assert [one.surname for one in person_for(glossary, term, LEXICON, [term, "nfa"])] == [surname]


@pytest.mark.parametrize(
    ("office", "context", "found"),
    [
        ("director", ["nfa"], True),
        ("boss", ["nfa"], True),
        ("boss", ["sudmark"], False),  # another body
        ("boss", ["boss"], False),  # no body
        ("boss", [], False),
        ("keeper", ["nfa"], False),  # another office
        ("boat", ["nfa"], False),  # no office
    ],
)
def test_office_and_body_must_both_be_named(office: str, context: list[str], found: bool) -> None:  # noqa: FBT001 - a column of the table
    people = person_for(glossary_of(HEAD), office, LEXICON, context)
    assert bool(people) is found


def test_one_person_named_twice_is_one() -> None:
    assert len(person_for(glossary_of(HEAD, HEAD), "boss", LEXICON, ["nfa", "open"])) == 1


@pytest.mark.parametrize(
    "body",
    [
        "Odda Brekk opened the bridge of the NFA.",  # no office
        "The Executive Director of the NFA opened it.",  # no name
        "The director of the NFA spoke; Odda Brekk opened it.",  # another clause
        "The Director of the Norland Ferry Agency opened it.",  # a body is no person
        "The Director of the NFA, NORLAND COURIER, opened it.",  # capitals throughout are no name
        "The Minister in Norland Sudmark opened it.",
    ],
)
def test_no_person_without_a_name_and_an_office_in_one_clause(body: str) -> None:
    assert not glossary_of(body).people


def test_a_person_is_found_by_the_surname() -> None:
    assert [person.name for person in glossary_of(HEAD).by_surname["brekk"]] == ["Odda Brekk"]


def test_glosses_come_back_from_json_as_they_were() -> None:
    glossary = glossary_of(HEAD, AGENCY)
    assert glossary_from_json(json.loads(json.dumps(glossary_as_json(glossary)))) == glossary


BODIES = (AGENCY, "The Northern Sea Board (NSB) met.", "The Norland Bridge Office (NBO) met.")


@pytest.mark.parametrize(
    ("words", "shorts"),
    [
        ("ferry agency", {"nfa"}),  # a word of its name, and a word for any body
        ("ferry organisation", {"nfa"}),
        ("sea office", {"nsb"}),
        ("northern sea", {"nsb"}),  # two words of its name
        ("norland ferry agency", {"nfa"}),
        ("norland agency", set()),  # two bodies are of Norland
        ("ferry wolf", set()),
        ("wolf agency", set()),
        ("ferry", set()),
        ("agency office", set()),
        ("", set()),
    ],
)
def test_a_described_body_is_found_where_only_one_fits(words: str, shorts: set[str]) -> None:
    found = described(glossary_of(*BODIES), ANALYZER.terms(words), LEXICON.bodies)
    assert {gloss.short for listed in found.values() for gloss in listed} == shorts


def test_a_described_body_stands_for_each_word_of_the_description() -> None:
    found = described(glossary_of(*BODIES), ["toll", "ferri", "agenc"], LEXICON.bodies)
    assert set(found) == {1, 2}


def test_articles_that_explain_nothing_have_no_glosses() -> None:
    glossary = glossary_of("the boats were built.")
    assert not glossary.by_short
    assert not glossary.by_long
    assert not glossary.people
    assert glossary.longest_long == 1
