"""What pandoc and biber make of the entries for them: nothing is lost, and names keep their capitals."""

import datetime as dt
import json
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest

from glmbot.core.citation import STYLES, Style, cite, cite_all
from glmbot.core.model import Article

BIBLATEX, BIBTEX = STYLES["biblatex"], STYLES["bibtex"]
needs_pandoc: Final = pytest.mark.skipif(not shutil.which("pandoc"), reason="pandoc is not installed")
needs_biber: Final = pytest.mark.skipif(not shutil.which("biber"), reason="biber is not installed")

# Invented articles: their titles, people and bodies are made up.
BODY: Final = (
    "(Jan. 7, 2014) The Supreme Court of Arvonia annulled the Tide Act. In Torvik, Bo Rask said that the court acted"
    " for Arvonian voters, and Mr. Osk agreed.\n\nThe tide was high, said a ministry; the act falls in spring."
)
TIDE: Final = Article(
    "2014-01-07-arvonia-tide-act",
    "Arvonia: Tide Act",
    dt.date(2014, 1, 7),
    ("Arvonia",),
    ("Ada Ilves",),
    (),
    "https://law.example/a_b%20c?d=1&e=~f#g",
    BODY,
    retrieved=dt.date(2025, 3, 9),
)
TITLES: Final = [
    # printed, and as a style that writes titles in small letters has it
    ("Arvonia: Tide Act", "Arvonia: Tide Act"),
    ("Arvonia; East Torvia: Ministry Warns Voters", "Arvonia; East Torvia: Ministry warns voters"),
    ("Supreme Court of Arvonia Annuls Tide Act in Spring", "Supreme Court of Arvonia annuls Tide Act in spring"),
    (
        "Arvonia: Court Hears Bo Rask and Osk on Arvonian Votes",
        "Arvonia: Court hears Bo Rask and Osk on Arvonian votes",
    ),
    ("Arvonia: UNODC’s E-Visa and McOsk’s U.S. Case", "Arvonia: UNODC’s e-visa and McOsk’s U.S. case"),
    ("Arvonia: 5G Law Passed on Monday in March", "Arvonia: 5G law passed on Monday in March"),
    ("Arvonia: Is A Tax Law?", "Arvonia: Is a tax law?"),
    ("Arvonia: 50% of #1_Tax ~ $5 & $6 \\ {Sea} Tax", "Arvonia: 50% of #1_tax ~ $5 & $6 \\ {sea} tax"),
    ("Arvonia: One { Brace", "Arvonia: One \\lbrace brace"),
    ("Arvonia: Crown } Brace { Twice", "Arvonia: Crown \\rbrace brace \\lbrace twice"),
    ("Æthervia; Żarvia: Løß, Façade", "Æthervia; Żarvia: Løß, façade"),
    ("Арвония: Закон о приливах; 潮汐法", "Арвония: Закон о приливах; 潮汐法"),
]
NAMES: Final = [
    ("Marine Le Pen", {"family": "Le Pen", "given": "Marine"}),
    ("Luiz Da Silva", {"family": "Da Silva", "given": "Luiz"}),
    ("Kim St. John", {"family": "St. John", "given": "Kim"}),
    ("Jan van der Berg", {"family": "Berg", "given": "Jan", "particle": "van der"}),
    ("María de la Cruz", {"family": "Cruz", "given": "María", "particle": "de la"}),
    ("José Ortega y Gasset", {"family": "Ortega y Gasset", "given": "José"}),
    ("Tor M. Hale, Jr.", {"family": "Hale", "given": "Tor M.", "suffix": "Jr."}),
    ("Łucja Żebrowska", {"family": "Żebrowska", "given": "Łucja"}),
    ("Søren Ørsted", {"family": "Ørsted", "given": "Søren"}),
    ("Arvonian Bureau of Tides & Shoals", {"literal": "Arvonian Bureau of Tides & Shoals"}),
    ("Ministry of Tides and Shoals, Arvonia", {"literal": "Ministry of Tides and Shoals, Arvonia"}),
]
VARIANTS: Final = {
    "plain": TIDE,
    "no author": replace(TIDE, authors=()),
    "no address": replace(TIDE, url=None, retrieved=None),
    "month": replace(TIDE, date=dt.date(2008, 1, 2)),
    **{f"title {n}": replace(TIDE, title=title) for n, (title, _) in enumerate(TITLES)},
    **{f"name {n}": replace(TIDE, authors=(name,)) for n, (name, _) in enumerate(NAMES)},
    "names": replace(TIDE, authors=tuple(name for name, _ in NAMES)),
}


@cache
def by_pandoc(style: Style) -> Mapping[str, dict[str, Any]]:
    articles = [replace(one, article_id=f"2014-01-07-{n}") for n, one in enumerate(VARIANTS.values())]
    text = cite_all(articles, style)
    result = subprocess.run(
        ["pandoc", "--from", style.name, "--to", "csljson"],  # noqa: S607
        input=text.encode(),
        capture_output=True,
        check=True,
        timeout=120,
    )
    assert result.stderr == b""
    found = {item["id"]: item for item in json.loads(result.stdout)}
    return {name: found[f"glm-2014-01-07-{n}"] for n, name in enumerate(VARIANTS)}


@needs_pandoc
@pytest.mark.parametrize("style", [BIBLATEX, BIBTEX])
@pytest.mark.parametrize("name", VARIANTS)
def test_pandoc_keeps_series_date_and_address(style: Style, name: str) -> None:
    article, item = VARIANTS[name], by_pandoc(style)[name]
    date = article.date
    day = [] if name == "month" else [date.day]
    assert item["container-title"] == "Global Legal Monitor"
    assert item["issued"]["date-parts"] == [[date.year, date.month, *day]]
    assert item.get("URL") == article.url
    assert ("author" in item) is bool(article.authors)
    if style is BIBLATEX and article.retrieved:
        assert item["accessed"]["date-parts"] == [[2025, 3, 9]]


@needs_pandoc
@pytest.mark.parametrize("style", [BIBLATEX, BIBTEX])
@pytest.mark.parametrize("number", range(len(TITLES)))
def test_names_in_a_title_keep_their_capitals_and_other_words_do_not(style: Style, number: int) -> None:
    printed, expected = TITLES[number]
    title = by_pandoc(style)[f"title {number}"]["title"]
    assert title == expected
    if "brace" not in expected:
        assert title.casefold() == printed.casefold()


@needs_pandoc
@pytest.mark.parametrize("style", [BIBLATEX, BIBTEX])
@pytest.mark.parametrize("number", range(len(NAMES)))
def test_pandoc_reads_the_parts_of_a_name(style: Style, number: int) -> None:
    expected = dict(NAMES[number][1])
    if particle := expected.pop("particle", None):
        # Classic BibTeX can't say that a particle belongs to the name.
        expected["non-dropping-particle" if style is BIBLATEX else "dropping-particle"] = particle
    assert by_pandoc(style)[f"name {number}"]["author"] == [expected]
    assert by_pandoc(style)["names"]["author"][number] == expected


@needs_pandoc
def test_pandoc_gives_a_list_of_csl_items_back() -> None:
    text = cite_all(VARIANTS.values(), STYLES["csl-json"])
    result = subprocess.run(
        ["pandoc", "--from", "csljson", "--to", "csljson"],  # noqa: S607
        input=text.encode(),
        capture_output=True,
        check=True,
        timeout=120,
    )
    ours, theirs = json.loads(text), json.loads(result.stdout)
    assert len(theirs) == len(VARIANTS)
    for mine, back in zip(ours, theirs, strict=True):
        kept = {key: mine[key] for key in mine if key not in {"title", "author"}}
        assert {key: back.get(key) for key in kept} == kept
        assert re.sub(r"\W", "", back["title"]) == re.sub(r"\W", "", mine["title"])
        assert [one.get("family") for one in back.get("author", [])] == [
            one.get("family") for one in mine.get("author", [])
        ]


@needs_biber
@pytest.mark.parametrize("style", [BIBLATEX, BIBTEX])
def test_biber_finds_nothing_wrong_and_writes_the_same_again(style: Style, tmp_path: Path) -> None:
    signed = [article for article in VARIANTS.values() if article.authors]
    articles = [replace(one, article_id=f"2014-01-07-{n}") for n, one in enumerate(signed)]
    (tmp_path / "in.bib").write_text(cite_all(articles, style), encoding="utf-8")
    result = subprocess.run(
        ["biber", "--tool", "--validate-datamodel", "--output-file", "out.bib", "in.bib"],  # noqa: S607
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert [line for line in result.stdout.splitlines() if line.startswith(("WARN", "ERROR"))] == []
    assert result.returncode == 0
    back = (tmp_path / "out.bib").read_text(encoding="utf-8")
    assert back.count("@ARTICLE") == len(articles)
    assert back.count("JOURNALTITLE = {Global Legal Monitor}") == len(articles)
    assert back.count("DATE = {2014-01-07}") == len(articles) - 1
    assert "DATE = {2008-01}" in back


@needs_biber
def test_of_an_unsigned_article_biber_only_misses_the_author(tmp_path: Path) -> None:
    (tmp_path / "in.bib").write_text(cite(VARIANTS["no author"], BIBLATEX), encoding="utf-8")
    result = subprocess.run(
        ["biber", "--tool", "--validate-datamodel", "in.bib"],  # noqa: S607
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    [warning] = [line for line in result.stdout.splitlines() if line.startswith(("WARN", "ERROR"))]
    assert "Missing mandatory field 'author'" in warning


JABREF: Final = {
    # The checks of JabRef's "Check integrity" for these fields.
    "month": re.compile(r"[a-z]{3}"),
    "year": re.compile(r"\d{4}"),
    "date": re.compile(r"\d{4}-\d\d(?:-\d\d)?"),
    "urldate": re.compile(r"\d{4}-\d\d-\d\d"),
    "url": re.compile(r"\{\w+://\S+\}"),
    "note": re.compile(r"\{[^a-z].*\}"),
}


@pytest.mark.parametrize("style", [BIBLATEX, BIBTEX])
@pytest.mark.parametrize("name", VARIANTS)
def test_what_jabref_checks_is_right(style: Style, name: str) -> None:
    lines = cite(VARIANTS[name], style, paragraphs=(4, 5)).splitlines()
    fields = dict(line.strip().rstrip(",").split(" = ", 1) for line in lines[1:-1])
    assert re.fullmatch(r"@article\{[a-z0-9-]+,", lines[0])
    for field, value in fields.items():
        pattern = JABREF.get(field)
        assert pattern is None or pattern.fullmatch(value) or pattern.fullmatch(value.strip("{}")), (field, value)
        assert value.count("{") == value.count("}")
        assert field == "url" or value.replace(r"\#", "").count("#") == 0
    assert {"title", "note", "journal" if style is BIBTEX else "journaltitle"} <= fields.keys()


@pytest.mark.parametrize("style", [BIBLATEX, BIBTEX])
def test_different_ids_have_different_keys_however_they_are_written(style: Style) -> None:
    ids = ["a-b", "a--b", "A-b", "a.b", "á-b", "潮", "汐", "", "-", "2014-01-01-潮汐法", "2014-01-01-王", "2014-01-01"]
    entries = [cite(replace(TIDE, article_id=one), style).splitlines()[0] for one in ids]
    assert len({entry.casefold() for entry in entries}) == len(ids)
    assert all(re.fullmatch(r"@article\{glm(?:-[a-z0-9]+)+,", entry) for entry in entries)
