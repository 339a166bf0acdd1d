"""The jurisdiction that a name means."""

import pytest

from glmbot.core.corpus.filters import FilterError, Filters
from glmbot.core.corpus.jurisdictions import Jurisdictions, UnknownJurisdictionError
from glmbot.storage.resources import read_resources

NAMES = ["Australia", "Brenland", "Germany", "Kenya", "South Korea", "North Korea", "United Kingdom", "United States"]


def of(*names: str) -> Jurisdictions:
    return Jurisdictions(names, read_resources().analyzer, read_resources().lexicon)


KNOWN = of(*NAMES)


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("United States", "USA US us U.S. America américain EEUU"),
        ("United Kingdom", "UK U.K. Britain England British Royaume-Uni"),
        ("Germany", "germany Alemania Allemagne GERMAN"),
        ("Kenya", "kenya Kenyan Kenia"),
        ("Brenland", "brenland Brenlandic"),
    ],
)
def test_a_jurisdiction_is_known_by_its_usual_names(name: str, names: str) -> None:
    assert {one: KNOWN.meant(one) for one in names.split()} == {one: [name] for one in names.split()}
    assert KNOWN.known(names.split(maxsplit=1)[0]) == (name, True)


@pytest.mark.parametrize("wanted", ["the United States", "Estados Unidos", "etats unis", "United States of America"])
def test_a_name_may_have_several_words(wanted: str) -> None:
    assert KNOWN.known(wanted) == ("United States", True)


@pytest.mark.parametrize("written", ["Velluno\u200b Federation", "Velluno Federation", " velluno  federation"])
@pytest.mark.parametrize("known", ["Velluno\u200b Federation", "Velluno Federation"])
def test_a_jurisdiction_is_known_by_what_can_be_seen_of_its_name(known: str, written: str) -> None:
    assert of(known).known(written) == (known, True)


def test_what_the_articles_call_so_comes_before_other_names() -> None:
    assert of("Scotland", "United Kingdom").known("scotland") == ("Scotland", True)


@pytest.mark.parametrize(
    ("wanted", "names", "near"),
    [
        ("Brenlnd", ("Brenland", "Caldora"), "Brenland"),
        ("Korean", ("South Korea", "Republic of Korea"), "Republic of Korea, South Korea"),
    ],
)
def test_a_name_that_is_not_plain_is_refused_with_what_it_may_mean(
    wanted: str, names: tuple[str, ...], near: str
) -> None:
    with pytest.raises(UnknownJurisdictionError, match=f"no article is on “{wanted}”; nearest: {near}$"):
        of(*names).known(wanted)


def test_all_that_are_misspelt_are_told() -> None:
    with pytest.raises(UnknownJurisdictionError, match="“Brenlnd”; nearest: Brenland · .*“Kenja”; nearest: Kenya"):
        KNOWN.all_known(["Brenlnd", "USA", "Kenja"])


@pytest.mark.parametrize("wanted", ["Austria", "Autriche", "Nirgendwo"])
def test_a_place_without_articles_is_no_misspelling(wanted: str) -> None:
    assert KNOWN.known(wanted) == (wanted, False)


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("USA", {"United States"}),
        ("brit", {"United Kingdom"}),
        ("alem", {"Germany"}),
        ("Alemania", {"Germany"}),
        ("royaume-", {"United Kingdom"}),
        ("u", set()),
        ("", set()),
        ("xyz", set()),
    ],
)
def test_the_beginning_of_another_name_offers_a_jurisdiction(typed: str, offered: set[str]) -> None:
    assert KNOWN.beginning(typed) == offered


def test_filters_name_jurisdictions_as_the_articles_do() -> None:
    known = of("United States")
    assert known.checked(Filters("USA", "tolls"), ["Tolls"]) == Filters("United States", "tolls")
    assert known.checked(Filters(topic="tolls"), ["Tolls"]) == Filters(topic="tolls")
    with pytest.raises(FilterError, match="no article has the jurisdiction “Chile”; there are: United States"):
        known.checked(Filters("Chile"), ["Tolls"])
    with pytest.raises(UnknownJurisdictionError, match="nearest: United States"):
        known.checked(Filters("Untied States"), ["Tolls"])
