"""What must hold of any input: an article is made of its words, in order, or the input is refused in one line."""

import datetime as dt
import html
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from glmbot.core.corpus.article_file import format_article, parse_article
from glmbot.ingest.decoding import decode
from glmbot.ingest.drafts import Draft, Given, draft, read_input
from glmbot.ingest.kinds import kind_of_text
from glmbot.ingest.refusals import RefusalError

DAY = dt.date(2026, 1, 2)
GIVEN = Given(any_language=True)
VOUCHED = Given(title="Norland: Invented", date=DAY, any_language=True)
_WORD = re.compile(r"\w+")

_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
_pieces = st.sampled_from(
    [
        "\n\n", "\n", "- ", "## ", "> ", "(Mar. 5, 2012) ", "Top of page", "Article ", "Author: X More by this author",
        "Library of Congress", "The ferry shall carry a lamp of the harbour.", "General Provisions", "About this Item",
        "<p>", "</p>", "<li>", "<b>", "</b>", "<h2>", "<br>", "<blockquote>", "</div>", "<!--", "-->", "&amp;", "&#0;",
        "\r", "\0", "\u2028", "\xa0", "e\u0301", "\ufeff", "---\n", "(Id.)", "“", "{", "[", '"',
        "The keeper of hives in each village is chosen by the villagers for the time of three years, said the law.",
    ]
)  # fmt: skip
_mixed = st.lists(st.one_of(_pieces, _text), max_size=40).map("".join)


def drafted(raw: bytes, given_: Given) -> Draft | None:
    try:
        return draft(read_input(raw, given_), DAY)
    except RefusalError as error:
        reason = str(error)
    assert reason
    assert "\n" not in reason
    return None


def stands_in_order(words: list[str], text: str) -> bool:
    place = 0
    for word in words:
        place = text.find(word, place)
        if place < 0:
            return False
        place += len(word)
    return True


@given(_mixed, st.sampled_from(["utf-8", "utf-16", "utf-8-sig"]), st.sampled_from([GIVEN, VOUCHED]))
@settings(max_examples=400)
def test_any_text_becomes_a_sound_article_or_is_refused(text: str, encoding: str, given_: Given) -> None:
    found = drafted(text.encode(encoding), given_)
    if found:
        raw = format_article(found.article).encode()
        assert parse_article(raw, f"{found.article.article_id}.md") == found.article


@given(_mixed)
@settings(max_examples=400)
def test_every_word_of_a_body_stands_in_the_text_in_order(text: str) -> None:
    raw = text.encode()
    decoded = decode(raw).text
    found = drafted(raw, VOUCHED)
    if found and kind_of_text(decoded) == "text":
        assert stands_in_order(_WORD.findall(found.article.body), decoded)


@given(
    st.lists(st.text(st.characters(categories=("L", "N", "P", "Zs")), min_size=1, max_size=80), min_size=1, max_size=12)
)
@settings(max_examples=200)
def test_every_word_of_a_body_stands_in_the_page_in_order(paragraphs: list[str]) -> None:
    prose = "The keeper of hives in each village is chosen by the villagers for the time of three years."
    page = "<!DOCTYPE html><title>Norland: Invented</title>" + "".join(
        f"<p>{html.escape(one)}</p>" for one in (prose, *paragraphs)
    )
    found = drafted(page.encode(), VOUCHED)
    if found:
        assert stands_in_order(_WORD.findall(found.article.body), decode("\n".join((prose, *paragraphs)).encode()).text)


@given(st.binary(max_size=400))
@settings(max_examples=400)
def test_any_bytes_become_an_article_or_are_refused(raw: bytes) -> None:
    drafted(raw, VOUCHED)
    drafted(b"<html>" + raw, VOUCHED)
    drafted(b'{"item": ' + raw, VOUCHED)
