"""How an author's name is split, and what is left whole."""

import pytest

from glmbot.core.citation.names import Name, parse_name


@pytest.mark.parametrize(
    ("printed", "given", "particle", "family", "suffix"),
    [
        ("Wendy Zeldin", "Wendy", "", "Zeldin", ""),
        ("Clare Feikert-Ahalt", "Clare", "", "Feikert-Ahalt", ""),
        ("Ada B. C. Ilves", "Ada B. C.", "", "Ilves", ""),
        ("María de la Cruz", "María", "de la", "Cruz", ""),
        ("Ludo van der Meer", "Ludo", "van der", "Meer", ""),
        ("Ludo Van Meer", "Ludo", "", "Van Meer", ""),
        ("Ludo De La Meer", "Ludo", "", "De La Meer", ""),
        ("Omar al-Rask", "Omar", "", "al-Rask", ""),
        ("Omar bin Rask", "Omar", "bin", "Rask", ""),
        ("José Ortega y Gasset", "José", "", "Ortega y Gasset", ""),
        ("Tor Hale Jr.", "Tor", "", "Hale", "Jr."),
        ("Tor Hale, Jr.", "Tor", "", "Hale", "Jr."),
        ("Tor Hale III", "Tor", "", "Hale", "III"),
        ("Hale, Tor", "Tor", "", "Hale", ""),
        ("Hale, Tor, Jr.", "Tor", "", "Hale", "Jr."),
        ("de la Cruz, María", "María", "de la", "Cruz", ""),
        ("Prof. Ada Ilves", "Ada", "", "Ilves", ""),
        ("Ada Ilves, Ph.D.", "Ada", "", "Ilves", ""),
        ("Suryani", "", "", "Suryani", ""),
        ("Ann Court", "Ann", "", "Court", ""),
        ("Ann Law", "Ann", "", "Law", ""),
        ("Joseph Bank", "Joseph", "", "Bank", ""),
        ("  Ada \n Ilves ", "Ada", "", "Ilves", ""),
    ],
)
def test_a_persons_name_has_parts(printed: str, given: str, particle: str, family: str, suffix: str) -> None:
    name = parse_name(printed)
    assert not name.is_body
    assert (name.given, name.particle, name.family, name.suffix) == (given, particle, family, suffix)


@pytest.mark.parametrize(
    "printed",
    [
        "Law Library of Congress",
        "Law Library Staff",
        "Supreme Tide Court",
        "World Bank",
        "UNODC",
        "The Tidings",
        "Ministry of Tides, Arvonia",
        "Hale & Rask",
        "Ada Ilves and Bo Rask",
        "Ada Ilves (trans.)",
        'Tor "Tip" Hale',
        "Rask, Bo, Ilves, Ada",
    ],
)
def test_a_body_or_a_doubtful_name_stays_whole(printed: str) -> None:
    assert parse_name(printed) == Name(printed, printed, is_body=True)


@pytest.mark.parametrize("printed", ["王小明", "王 小明", "김민수", "たなか はなこ"])
def test_a_name_whose_script_puts_the_family_first_stays_as_printed(printed: str) -> None:
    name = parse_name(printed)
    assert {name.whole, name.inverted, name.without_comma} == {printed}
    assert not name.is_body


@pytest.mark.parametrize(
    ("printed", "whole"),
    [("Tor Hale, Jr.", "Tor Hale, Jr."), ("Hale, Tor", "Tor Hale"), ("Dr. Ada Ilves", "Ada Ilves")],
)
def test_the_whole_name_is_in_reading_order_without_titles(printed: str, whole: str) -> None:
    assert parse_name(printed).whole == whole
