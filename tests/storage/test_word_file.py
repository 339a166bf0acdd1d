"""A reading list as a Word document, read back as a program reads one."""

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

import pytest
from docx import Document
from docx.document import Document as WordDocument
from hypothesis import given, settings

from glmbot import limits
from glmbot.core.corpus.passages import split_passages
from glmbot.core.research.reading_list import Entry, Standing
from glmbot.core.research.reading_list_files import Listed
from glmbot.core.text.invisible import shown
from glmbot.storage.word_file import as_word
from support.articles import given_article, make_article
from support.nasty import articles, nasty

DAY: Final = dt.date(2026, 3, 1)
GIVEN = given_article()
NOTE = "Compare **Norland**, 50 % & <b>“more”</b>:\nthe second line"
SOURCES: Final = ("Max Slater, UN Agencies Sign Agreement (Nov. 1, 2011)", "Ferry Safety Act § 12")
MADE: Final = dt.datetime(2026, 11, 30, 12, 30, 15, tzinfo=dt.timezone(dt.timedelta(hours=2)))
TWO = replace(Entry.of(split_passages(GIVEN)[1], DAY, SOURCES), note=NOTE)
FERRY = Entry.of(split_passages(make_article())[2], DAY)


def say(text: str) -> str:
    return str(text)


def read(listed: Sequence[Listed]) -> WordDocument:
    return Document(io.BytesIO(as_word(listed, say, MADE)))


def styled(document: WordDocument, style: str) -> list[str]:
    return [one.text for one in document.paragraphs if one.style is not None and one.style.name == style]


def test_a_passage_is_its_title_quotation_citation_mark_sources_and_note_in_this_order() -> None:
    listed = Listed(TWO, "changed")
    assert [one.text for one in read([listed]).paragraphs] == [
        "Reading list",
        f"1. {GIVEN.title}",
        TWO.quotation,
        "".join(run.text for run in listed.citation),
        f"Rests on: {SOURCES[0]}; {SOURCES[1]}",
        "The article has changed since.",
        f"Note: {NOTE}",
    ]


def test_a_title_is_a_link_where_the_article_has_an_address() -> None:
    document = read([Listed(TWO), Listed(FERRY)])
    assert styled(document, "Heading 2") == [f"1. {GIVEN.title}", "2. Norland: Ferry Safety Act Adopted"]
    links = [(one.text, one.address) for paragraph in document.paragraphs for one in paragraph.hyperlinks]
    assert links == [(GIVEN.title, GIVEN.url), (GIVEN.url, GIVEN.url)]


def test_a_quotation_is_upright_and_indented_and_of_the_citation_the_title_is_in_italics() -> None:
    document = read([Listed(TWO)])
    quotation, citation = document.paragraphs[2:4]
    style: Any = quotation.style
    assert style.name == "Quote"
    assert not style.font.italic
    assert b"<w:i/>" not in style.element.xml.encode()
    assert style.paragraph_format.left_indent > 0
    assert not any(run.italic for run in quotation.runs)
    assert [run.text for run in citation.runs if run.italic] == [GIVEN.title]


def test_each_paragraph_of_a_quotation_is_quoted() -> None:
    assert styled(read([Listed(replace(TWO, quotation="One.\n\nTwo,\nthree."))]), "Quote") == ["One.", "Two,\nthree."]


@pytest.mark.parametrize(
    ("standing", "words"),
    [("same", []), ("changed", ["The article has changed since."]), ("gone", ["No longer among the articles."])],
)
def test_what_became_of_an_article_is_in_italics(standing: Standing, words: list[str]) -> None:
    runs = [run for paragraph in read([Listed(FERRY, standing)]).paragraphs for run in paragraph.runs]
    assert [run.text for run in runs if run.italic] == [FERRY.article.title, *words]


def test_a_list_is_headed_in_the_reader_s_language_and_names_no_person() -> None:
    document = Document(io.BytesIO(as_word([Listed(TWO)], lambda text: f"«{text}»", MADE)))
    properties = document.core_properties
    assert document.paragraphs[0].text == properties.title == "«Reading list»"
    assert (properties.author, properties.last_modified_by, properties.comments) == ("glmbot", "glmbot", "")
    assert properties.created == properties.modified == MADE
    assert document.paragraphs[-1].text == f"«Note: {NOTE}»"


@pytest.mark.parametrize("char", ["\x00", "\u202e", "\u200b", "\ud800"])
def test_what_could_hide_or_turn_a_text_is_shown_as_such(char: str) -> None:
    texts = [one.text for one in read([Listed(replace(TWO, quotation=f"a{char}b", note=f"c{char}d"))]).paragraphs]
    assert (texts[2], texts[-1]) == ("a\ufffdb", "Note: c\ufffdd")


@settings(max_examples=20)
@given(nasty, articles())
def test_whatever_was_typed_or_quoted_is_read_back_as_it_is_shown(note: str, article: Any) -> None:
    listed = [Listed(replace(Entry.of(passage, DAY), note=note)) for passage in split_passages(article)[:2]]
    document = read(listed)
    assert len(styled(document, "Heading 2")) == len(listed)
    blocks = [block for one in listed for block in shown(one.entry.quotation).split("\n\n") if block]
    assert styled(document, "Quote") == blocks
    assert [one.text for one in document.paragraphs].count(f"Note: {shown(note)}") == (len(listed) if note else 0)


def test_five_hundred_passages_are_a_file_that_discord_takes() -> None:
    listed = [Listed(replace(TWO, key=f"{number:016x}", note="note " * 799)) for number in range(500)]
    assert len(as_word(listed, say, MADE)) < limits.ATTACHMENT_BYTES
