"""Marks of notes are sources: each with the paragraph that it stands in and what the note cites."""

import pytest

from fuzz.invariants import check_sources
from glmbot.core.sources import supporting

ACT = "Barn Act, No. 5 of 2010, art. 2"
RED = "Red Barns, NORLAND COURIER (Mar. 3, 2014)"


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (f"It passed. [1] It fines.[2]\n\nThen it came. [1]\n\n[1] {ACT}.\n[2] Id. art. 3.",
         [(1, "[1]", ACT), (1, "[2]", ACT), (2, "[1]", ACT)]),
        (f"It passed.¹ It takes 50 m² of land.²\n\n## Notes\n\n1. {ACT}.\n2. {RED}.",
         [(1, "¹", ACT), (1, "²", RED)]),
        (f"It passed. [1] It fines. (Id. art. 9.)\n\n## Footnotes\n\n[1] {ACT}.",
         [(1, "[1]", ACT), (1, "(Id. art. 9.)", ACT)]),
        (f"It passed. ({RED}.) Then. [7]\n\n[7] {ACT}.", [(1, f"({RED}.)", RED), (1, "[7]", ACT)]),
        (f"It passed. [1]\n\n[2] {ACT}.", []),
        ("It passed. [1] It is law.", []),
        ("It takes:\n\n1. a lamp;\n2. a log.", []),
    ],
)  # fmt: skip
def test_a_mark_leads_to_what_its_note_cites(body: str, found: list[tuple[int, str, str]]) -> None:
    sources = check_sources(body)
    told = [(one.paragraph, one.text, one.cites[0].resolves_to) for one in sources]
    assert [(number, text, authority and authority.text) for number, text, authority in told] == found


def test_a_note_supports_the_sentence_at_its_mark() -> None:
    body = f"It passed. [1] It fines. [2]\n\n[1] {ACT}.\n[2] {RED}."
    first, second = check_sources(body)
    start = body.index("It fines")
    sentence = type(first.span)(start, start + len("It fines."))
    assert supporting((first, second), sentence, body) == (second,)
