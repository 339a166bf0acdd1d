"""A card as text: what a compact one leaves out, and what gives way where there is no room."""

import re

import pytest

from glmbot.bot.ui.card import Card, body_of, heading_of, unprinted
from glmbot.core.corpus.passages import split_passages
from support.articles import make_article
from support.sendable import ENGLISH

LIMIT = 4000

IN_FULL = "Ferries Made Safer, NORLAND COURIER (Mar. 1, 2014)"


@pytest.mark.parametrize(
    ("body", "source", "left"),
    [
        (f"Ferries carry boats. ({IN_FULL}.)", IN_FULL, []),
        ("Ferries carry boats. (Ferries Made\nSafer, Norland Courier, at 3 (Mar. 1, 2014).)", IN_FULL, []),
        ("Ferries carry boats. (Id.)", IN_FULL, [IN_FULL]),
        ("Ferries carry boats, said NORLAND COURIER (Mar. 1, 2014).", IN_FULL, [IN_FULL]),
    ],
    ids=["printed", "with a page", "Id.", "only the paper"],
)
def test_what_the_quotation_prints_is_not_said_again(body: str, source: str, left: list[str]) -> None:
    (passage,) = split_passages(make_article(body))
    assert unprinted([source], passage) == left
    text = body_of(Card(passage.article, passage, sources=[source]), ENGLISH.say, LIMIT, is_full=False)
    assert (f"\n-# Rests on: {IN_FULL}" in text) == bool(left)


def test_a_compact_card_names_as_many_sources_as_stand_on_a_line() -> None:
    (passage,) = split_passages(make_article("Ferries carry boats. (Id.)"))
    sources = [f"Report {number} on the Boats of the Ferries, THE COURIER" for number in range(9)]
    line = body_of(Card(passage.article, passage, sources=sources), ENGLISH.say, LIMIT, is_full=False).split("\n")[-1]
    assert re.fullmatch(r"-# Rests on: Report 0 .*; Report 1 .*; and 7 more", line)


@pytest.mark.parametrize(("limit", "linked"), [(2000, True), (80, False)])
def test_a_title_is_linked_where_there_is_room(limit: int, *, linked: bool) -> None:
    (passage,) = split_passages(make_article("Ferries carry boats.", url="https://x.example/page"))
    heading = heading_of(Card(passage.article, passage), ENGLISH.say, limit)
    assert ("](<https://x.example/page>)" in heading) == linked
