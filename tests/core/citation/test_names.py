"""How an author's name is split, and what is left whole."""

import pytest

from glmbot.core.citation.names import Name, parse_name, parse_names


@pytest.mark.parametrize(
    ("printed", "given", "particle", "family", "suffix"),
    [
        ("Wendy Zeldin", "Wendy", "", "Zeldin", ""),
        ("Clare Feikert-Ahalt", "Clare", "", "Feikert-Ahalt", ""),
        ("Ada B. C. Ilves", "Ada B. C.", "", "Ilves", ""),
        ("María de la Cruz", "María", "de la", "Cruz", ""),
        ("Ludo van der Meer", "Ludo", "van der", "Meer", ""),
        ("Ludo Van Meer", "Ludo", "", "Van Meer", ""),
        ("Ludo Van der Meer", "Ludo", "", "Van der Meer", ""),
        ("Jan van der Berg", "Jan", "van der", "Berg", ""),
        ("Jan van den Berg", "Jan", "van den", "Berg", ""),
        ("Sofie in ’t Meer", "Sofie", "in ’t", "Meer", ""),
        ("Gerard 't Meer", "Gerard", "'t", "Meer", ""),
        ("Karl von und zu Meer", "Karl", "von und zu", "Meer", ""),
        ("Hilma af Meer", "Hilma", "af", "Meer", ""),
        ("Marine Le Pen", "Marine", "", "Le Pen", ""),
        ("MARINE LE PEN", "MARINE", "", "LE PEN", ""),
        ("Le Pen, Marine", "Marine", "", "Le Pen", ""),
        ("Jean D. Le Mer", "Jean D.", "", "Le Mer", ""),
        ("Luiz Da Silva", "Luiz", "", "Da Silva", ""),
        ("Ana Dos Marés", "Ana", "", "Dos Marés", ""),
        ("Ana Maré e Silva", "Ana", "", "Maré e Silva", ""),
        ("Antoni Mar i Roca", "Antoni", "", "Mar i Roca", ""),
        ("Kim St. John", "Kim", "", "St. John", ""),
        ("Kim Ste. Marie", "Kim", "", "Ste. Marie", ""),
        ("Kim Saint John", "Kim", "", "Saint John", ""),
        ("Kim St. John, Jr.", "Kim", "", "St. John", "Jr."),
        ("St. John, Kim", "Kim", "", "St. John", ""),
        ("Pat Mc Hale", "Pat", "", "Mc Hale", ""),
        ("Seán Ó Hale", "Seán", "", "Ó Hale", ""),
        ("Zin El Abidine Ben Rask", "Zin", "", "El Abidine Ben Rask", ""),
        ("José San Martín", "José", "", "San Martín", ""),
        ("Aung San Suu Kyi", "Aung San Suu", "", "Kyi", ""),
        ("Al Rask", "Al", "", "Rask", ""),
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


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("Wendy Zeldin, Constance Johnson", ["Wendy Zeldin", "Constance Johnson"]),
        ("Wendy Zeldin and Constance Johnson", ["Wendy Zeldin", "Constance Johnson"]),
        ("Wendy Zeldin & Constance Johnson", ["Wendy Zeldin", "Constance Johnson"]),
        ("Wendy Zeldin; Constance Johnson", ["Wendy Zeldin", "Constance Johnson"]),
        ("Ada Ilves, Bo Rask, and Cy Stane", ["Ada Ilves", "Bo Rask", "Cy Stane"]),
        ("Ada Ilves, Bo Rask & Cy Stane", ["Ada Ilves", "Bo Rask", "Cy Stane"]),
        ("Ada Ilves,Bo Rask", ["Ada Ilves", "Bo Rask"]),
        ("Ada Ilves and Suryani", ["Ada Ilves", "Suryani"]),
        ("Ilves, Ada; Rask, Bo", ["Ada Ilves", "Bo Rask"]),
        ("Ilves, Ada, and Bo Rask", ["Ada Ilves", "Bo Rask"]),
        ("Ilves, A.; Rask, B. C.", ["A. Ilves", "B. C. Rask"]),
        ("Tor Hale, Jr., and Ann Roe", ["Tor Hale, Jr.", "Ann Roe"]),
        ("Ada Ilves, J.D., Bo Rask, LL.M.", ["Ada Ilves", "Bo Rask"]),
        ("Kim St. John, Marine Le Pen", ["Kim St. John", "Marine Le Pen"]),
        ("Al Hale, Van Rask", ["Al Hale", "Van Rask"]),
        ("Law Library of Congress; Ada Ilves", ["Law Library of Congress", "Ada Ilves"]),
        ("王小明、李四", ["王小明", "李四"]),
        ("王小明, 李四", ["王小明", "李四"]),
        # one name, its family name first
        ("Ilves, Ada", ["Ada Ilves"]),
        ("Ilves, Ada Maria", ["Ada Maria Ilves"]),
        ("Ilves Torv, Ada M.", ["Ada M. Ilves Torv"]),
        ("Le Pen, Marine Anne", ["Marine Anne Le Pen"]),
        ("van der Berg, Jan Pieter", ["Jan Pieter van der Berg"]),
        ("Da Silva, Luiz Paulo", ["Luiz Paulo Da Silva"]),
        ("Tor Hale, Jr.", ["Tor Hale, Jr."]),
        # no persons, or nothing that can be told apart
        ("Ministry of Tides and Home Affairs", ["Ministry of Tides and Home Affairs"]),
        ("Hale & Rask", ["Hale & Rask"]),
        ("Bosnia and Herzegovina Court", ["Bosnia and Herzegovina Court"]),
        ("Rask, Bo, Ilves, Ada", ["Rask, Bo, Ilves, Ada"]),
        ("Ada Ilves and", ["Ada Ilves and"]),
        (",", [","]),
    ],
)
def test_an_entry_may_hold_several_names(printed: str, names: list[str]) -> None:
    assert [name.whole for name in parse_names((printed,))] == names
