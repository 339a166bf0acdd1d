"""An article's sources as a list: numbers, what each stands for, where it is cited again, what is wrong with it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fuzz.grammar import ATOMS
from glmbot.core.sources import find_sources
from glmbot.core.sources.listing import ListedSource, detail_lines, doubtful_cites, list_sources, select
from support.articles import given_article, make_article

QUILL = "(Ada Quill, Red Barns, THE COURIER (Mar. 4, 2011).)"
QUILL_LINE = "Ada Quill, Red Barns, THE COURIER (Mar. 4, 2011)"
TWO = "(Red Sheds, OBF website (Mar. 4, 2011); Blue Sheds, OBF website (Apr. 5, 2011).)"
RED = "source 1: Red Sheds, OBF website (Mar. 4, 2011)"
BLUE = "source 1: Blue Sheds, OBF website (Apr. 5, 2011)"
UNRESOLVED = "unresolved: nothing cited before is certain to be meant"


def listed(body: str) -> tuple[ListedSource, ...]:
    return list_sources(find_sources(body))


def lines(body: str, most_places: int | None = None) -> list[list[str]]:
    return [[line for _, line in detail_lines(entry, most_places=most_places)] for entry in listed(body)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(f"Barns are red. {QUILL}", [[]], id="a full source says all by itself"),
        pytest.param(
            f"Barns are red. {QUILL} So are sheds. (Id.)\n\nAnd huts. (Quill, supra.)",
            [["also ¶ 1 (Id.), ¶ 2 (supra)"], [f"→ source 1: {QUILL_LINE}"], [f"→ source 1: {QUILL_LINE}"]],
            id="Id. and supra are linked both ways",
        ),
        pytest.param(
            f"Barns are red. {QUILL} Sheds too. (Id.) Huts too. (Id. at 3.)",
            [["also ¶ 1 (Id., 2 times)"], [f"→ source 1: {QUILL_LINE}"], [f"→ source 1: {QUILL_LINE}"]],
            id="the same place is named once",
        ),
        pytest.param(
            f"Barns are red. {QUILL}\n\nSheds too. {QUILL} Huts too. (Id.)",
            [["also ¶ 2 (in full again), ¶ 2 (Id.)"], ["the same as source 1"], [f"→ source 1: {QUILL_LINE}"]],
            id="a source given in full twice is one authority",
        ),
        pytest.param(
            "Barns are red. (Press Talk [hereinafter Talk], OBF website (Oct. 31, 2011.)\n\nHuts. (Talk, supra.)",
            [
                [
                    "→ Press Talk, OBF website (Oct. 31, 2011)",
                    "also ¶ 2 (supra)",
                    "damaged: its closing parenthesis is missing",
                ],
                ["→ source 1: Press Talk, OBF website (Oct. 31, 2011)"],
            ],
            id="a damaged source is shown mended beside its text, and marked",
        ),
        pytest.param(
            f"Barns are red. {TWO} Huts too. (Id.)",
            [
                ["Red Sheds, OBF website (Mar. 4, 2011)", "Blue Sheds, OBF website (Apr. 5, 2011)"],
                [f"ambiguous: may be {RED} or {BLUE}"],
            ],
            id="an Id. after two cites names both candidates",
        ),
        pytest.param("Barns are red. (Id.)", [[UNRESOLVED]], id="an Id. with nothing before it is unresolved"),
        pytest.param("Barns are red. (Nobody, supra.)", [[UNRESOLVED]], id="a supra of an unknown name is unresolved"),
        pytest.param(
            f"Barns are red. {QUILL} Huts. (Barn Act, No. 5, art. 3; Quill, supra, at 3.)",
            [
                ["also ¶ 1 (supra)"],
                ["Barn Act, No. 5, art. 3", f"Quill, supra, at 3 → source 1: {QUILL_LINE}"],
            ],
            id="each of several cites has its own line",
        ),
    ],
)
def test_what_is_said_below_a_source(body: str, expected: list[list[str]]) -> None:
    assert lines(body) == expected


def test_a_source_that_prose_runs_into_is_marked() -> None:
    body = "Barns are red. (Ada Quill, Red Barns, THE COURIER (Mar. 4, 2011). The law was then made by the painters."
    ((line,),) = lines(body)
    assert line == "damaged: its closing parenthesis is missing, so that its end is uncertain"


def test_what_is_damaged_or_uncertain_has_another_tone() -> None:
    entries = listed(f"Barns are red. {QUILL} Huts. (Id.) Sheds. (Nobody, supra; Id.)")
    assert [[tone for tone, _ in detail_lines(entry)] for entry in entries] == [["plain"], ["plain"], ["doubt"] * 2]


def test_no_more_places_are_named_than_wanted() -> None:
    body = "\n\n".join([f"Barns are red. {QUILL}", *["Sheds too. (Id.)"] * 9])
    assert lines(body, most_places=2)[0] == ["also ¶ 2 (Id.), ¶ 3 (Id.) and 7 more"]


@pytest.mark.parametrize(
    ("paragraph", "summary", "numbers"),
    [
        (None, "6 source parentheses, 3 authorities in full", [1, 2, 3, 4, 5, 6]),
        (2, "¶ 2: 2 of 6 source parentheses", [2, 3]),
        (4, "¶ 4 has no source parenthesis of its own. It rests on:", [5]),
    ],
)
def test_the_sources_of_a_paragraph_keep_their_numbers(paragraph: int | None, summary: str, numbers: list[int]) -> None:
    article = given_article()
    shown, entries = select(listed(article.body), article, paragraph)
    assert (shown, [entry.number for entry in entries]) == (summary, numbers)


@pytest.mark.parametrize(
    ("body", "paragraph", "summary"),
    [
        ("Barns are red.", None, "This article has no source parentheses."),
        (f"Barns are red.\n\nHuts too. {QUILL}", None, "1 source parenthesis, 1 authority in full"),
        (
            f"Barns are red.\n\nHuts too. {QUILL}",
            1,
            "¶ 1 has no source parenthesis of its own. None of another paragraph supports it.",
        ),
    ],
)
def test_what_is_not_there_is_said(body: str, paragraph: int | None, summary: str) -> None:
    assert select(listed(body), make_article(body), paragraph)[0] == summary


def test_the_cites_that_cannot_be_told_are_named_as_printed() -> None:
    sources = find_sources(f"Barns are red. {TWO} Huts. (Id.) Sheds. (Nobody,\nsupra.) Silos. (Id.)")
    assert doubtful_cites(sources) == ("Id.", "Nobody, supra")


@given(
    st.lists(st.sampled_from([*ATOMS, QUILL, "Huts. ", "(Id.) ", "(Quill, supra.) ", TWO]), max_size=60).map("".join)
)
def test_every_link_has_its_other_end(body: str) -> None:
    entries = listed(body)
    assert [entry.number for entry in entries] == list(range(1, len(entries) + 1))
    linked = 0
    for entry in entries:
        for cite in entry.cites:
            assert (cite.target is None) == (cite.cite.resolves_to is None)
            linked += len(cite.later)
            if cite.target is None:
                continue
            assert cite.target.number is not None
            assert cite.target.number <= entry.number
            assert not cite.is_first or (cite.target.number == entry.number and cite.cite.form == "full")
    pointing = [cite for entry in entries for cite in entry.cites if cite.target and not cite.is_first]
    assert linked == len(pointing)


@given(st.text(max_size=300))
def test_any_text_can_be_listed(body: str) -> None:
    for entry in listed(f"{body}. (Id.)"):
        assert all(line for _, line in detail_lines(entry))
