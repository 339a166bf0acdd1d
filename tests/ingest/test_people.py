import pytest

from glmbot.ingest.people import are_people, split_names, with_capitals


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Ines Fabel, Odda Brekk", ("Ines Fabel", "Odda Brekk")),
        ("Ines Fabel and Odda Brekk", ("Ines Fabel", "Odda Brekk")),
        ("Ines Fabel & Odda Brekk", ("Ines Fabel", "Odda Brekk")),
        ("Ines Fabel; Odda Brekk", ("Ines Fabel", "Odda Brekk")),
        ("Ines Fabel, Odda Brekk, and Peer Poll", ("Ines Fabel", "Odda Brekk", "Peer Poll")),
        ("Fabel, Ines", ("Fabel, Ines",)),
        ("Fabel, Ines; Brekk, Odda", ("Fabel, Ines", "Brekk, Odda")),
        ("Fabel, Ines, Brekk, Odda", ("Fabel, Ines", "Brekk, Odda")),
        ("Fabel, Ines, and Odda Brekk", ("Fabel, Ines", "Odda Brekk")),
        ("Marine Le Pen, Luiz Da Silva", ("Marine Le Pen", "Luiz Da Silva")),
        ("Le Pen, Marine", ("Le Pen, Marine",)),
        ("Da Silva, Luiz", ("Da Silva, Luiz",)),
        ("St. John, Kim", ("St. John, Kim",)),
        ("van der Berg, Jan Peter", ("van der Berg, Jan Peter",)),
        ("De la Cruz, Ana Maria", ("De la Cruz, Ana Maria",)),
        ("Jan van der Berg and Kim St. John", ("Jan van der Berg", "Kim St. John")),
        ("Van Roe, Ann Poll", ("Van Roe", "Ann Poll")),
        ("Martin Roe, Jr., Ann Poll", ("Martin Roe, Jr.", "Ann Poll")),
        ("Fabel, I.", ("Fabel, I.",)),
        ("By Ines Fabel, Law Library of Congress", ("Ines Fabel",)),
        ("Ines Fabel, Senior Foreign Law Specialist", ("Ines Fabel",)),
        ("Fabel, Ines (Author)", ("Fabel, Ines",)),
        ("Law Library of Congress (U.S.)", ()),
        ("Roe", ("Roe",)),
    ],
)
def test_a_line_is_split_into_the_people_that_it_names(line: str, names: tuple[str, ...]) -> None:
    assert split_names(line) == names


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Ines Fabel", True),
        ("INES FABEL", True),
        ("Marine Le Pen", True),
        ("Martin Roe, Jr.", True),
        ("By Order of the Minister", False),
        ("New Ferry Act", False),
        ("the villagers", False),
        ("Ferries", False),
    ],
)
def test_names_are_told_from_other_lines(line: str, told: bool) -> None:  # noqa: FBT001
    assert are_people(line) is told


@pytest.mark.parametrize(
    ("small", "name"),
    [("fabel, ines", "Fabel, Ines"), ("jan van der berg", "Jan van der Berg"), ("o'roe, pat", "O'Roe, Pat"),
     ("Fabel, ines", "Fabel, ines")],
)  # fmt: skip
def test_a_name_in_small_letters_gets_its_capitals(small: str, name: str) -> None:
    assert with_capitals(small) == name
