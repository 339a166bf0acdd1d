"""Each invented input under `inputs/` gives the article beside it, or is refused with the reason beside it."""

import datetime as dt
from pathlib import Path

import pytest

from glmbot.core.corpus.article_file import format_article, parse_article
from glmbot.ingest.drafts import Draft, Given, draft, read_input
from glmbot.ingest.refusals import RefusalError

INPUTS = Path(__file__).parent / "inputs"
EXPECTED = ".expected.md"
REFUSED = ".refused.txt"
DAY = dt.date(2026, 1, 2)

ARTICLES = sorted(path.name.removesuffix(EXPECTED) for path in INPUTS.glob(f"*{EXPECTED}"))
REFUSALS = sorted(path.name.removesuffix(REFUSED) for path in INPUTS.glob(f"*{REFUSED}"))


def read(name: str) -> Draft:
    return draft(read_input((INPUTS / name).read_bytes(), Given()), DAY)


def test_there_are_at_least_forty() -> None:
    assert len(ARTICLES) >= 40
    assert len(REFUSALS) >= 15


@pytest.mark.parametrize("name", ARTICLES)
def test_an_input_gives_the_article_beside_it(name: str) -> None:
    expected = (INPUTS / f"{name}{EXPECTED}").read_text(encoding="utf-8")
    assert format_article(read(name).article) == expected
    assert parse_article(expected.encode(), f"{read(name).article.article_id}.md") == read(name).article


@pytest.mark.parametrize("name", REFUSALS)
def test_an_input_is_refused_with_the_reason_beside_it(name: str) -> None:
    reason = (INPUTS / f"{name}{REFUSED}").read_text(encoding="utf-8").removesuffix("\n")
    with pytest.raises(RefusalError) as caught:
        read(name)
    assert str(caught.value).startswith(reason)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "style"),
    [("a-text.txt", "A"), ("b-text.txt", "B"), ("c-text.txt", "C"), ("d-page.html", "D"), ("e-page.html", "E")],
)
def test_the_five_styles_are_told_apart(name: str, style: str) -> None:
    assert read(name).style == style


def test_damage_is_told() -> None:
    warnings = "; ".join(read("b-text-damaged.txt").warnings)
    assert "damaged characters: <? w?s" in warnings
    assert "unpaired quotation marks in 1 paragraph" in warnings
    assert "1 source without the closing parenthesis" in "; ".join(read("a-text.txt").warnings)


def test_what_was_changed_is_told() -> None:
    assert read("b-text-cp1252.txt").notes == ("read as windows-1252, which is a guess",)
    assert read("b-text-nul.txt").notes == ("2 NUL characters removed",)
    assert read("b-text-nfd.txt").notes == ("put into Unicode normal form C",)
    assert read("d-text-single-newlines.txt").notes == ("paragraphs were apart by single newlines",)
    assert "a monthly issue: the day is a label" in read("b-text-monthly.txt").notes


def test_what_was_removed_is_told() -> None:
    assert read("b-text.txt").removed == (
        "Library of Congress",
        "Law Library of Congress",
        "The Library of Congress > Law Library > News & Events > Global Legal Monitor",
    )


def test_prose_that_begins_like_a_line_after_the_article_stays() -> None:
    raw = (INPUTS / "b-text.txt").read_bytes()
    last = "More articles of the invented Constitution of Norland are to be amended by the Assembly " * 2
    found = draft(read_input(raw + f"\n\n{last}".encode(), Given()), DAY)
    assert found.article.body.endswith(last.strip())


def test_a_text_after_which_more_was_removed_than_kept_is_doubted() -> None:
    raw = (INPUTS / "b-text.txt").read_bytes()
    found = draft(read_input(raw + b"\n\nMore Articles\n\n" + b"The ferry of the harbour. " * 200, Given()), DAY)
    assert "more text was removed than kept" in found.warnings


def test_an_encoding_that_was_guessed_is_doubted_and_one_that_is_named_is_not() -> None:
    guessed = "read as windows-1252, which is a guess: look at the letters beyond a to z"
    for name, is_guessed in (("b-text-cp1252.txt", True), ("b-page-latin1.html", False)):
        assert (guessed in read(name).warnings) is is_guessed


PROSE = (
    "The Assembly of Norland heard the skippers of all ferries in March, and asked each of them how many lamps burn on"
    " deck from dusk to dawn."
)


@pytest.mark.parametrize(
    ("inner", "is_told"),
    [
        (f"<div hidden><p>{PROSE}</p></div>", True),
        (f"<div class=comments><p>{PROSE}</p></div>", True),
        ("<div hidden><p>The lamps burn.</p></div>", False),
        (f"<h3>Rights &amp; Access</h3><p>No restrictions</p><p>{PROSE}</p>", False),
        (f"<h3>Rights &amp; Access</h3><p>No restrictions</p><footer><p>About</p><p>Jobs</p><p>{PROSE}</p>", True),
    ],
)
def test_prose_that_was_removed_is_a_warning_but_no_statement_of_rights(inner: str, is_told: bool) -> None:  # noqa: FBT001
    page = f"<title>Norland: Ferry | Global Legal Monitor</title><h1>Norland: Ferry</h1><p>(Mar. 3, 2014) {PROSE}</p>"
    found = draft(read_input(f"<html><body>{page}{inner}".encode(), Given(title="Norland: Ferry", date=DAY)), DAY)
    told = f"prose was removed (1 paragraph): “{PROSE[:60]}…”"
    assert found.article.body.count(PROSE) == 1
    assert (told in found.warnings) is is_told
