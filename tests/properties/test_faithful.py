"""Nothing of a page or a text is lost or added without a word: letters and digits stand in the input in their order."""

import datetime as dt
import re
import unicodedata
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from glmbot.ingest.decoding import decode
from glmbot.ingest.drafts import Draft, Given, draft, read_input
from glmbot.ingest.kinds import kind_of_text
from glmbot.ingest.refusals import RefusalError

DAY = dt.date(2026, 1, 2)
VOUCHED = Given(title="Norland: Invented", date=DAY, any_language=True)
PROSE = "The keeper of hives in each village is chosen by the villagers for the time of three years."
_NUMBER = re.compile(r"^(?:\d+|[a-z]|[ivxIVX]+|[A-Z])\. ", re.MULTILINE)

_words = st.sampled_from(
    "the act of 2011 fer- ry fine 1,000 crowns Act No. 5 m 10 2 3 1 ½ ² Ines Fabel, Law Library of Congress"
    " traf\u00adfic zero\u200bwidth (Id.) “so” a) b) · \uf0b7 Author: Topic: Date More on this topic March 7, 2022 [1]"
    " Notes available at .) It 中国 Đắk é e\u0301 می\u200cخواهم by and".split(" ")
)
_line = st.lists(_words, min_size=1, max_size=12).map(" ".join)
_text = st.lists(
    st.tuples(_line, st.sampled_from(["\n", "\n\n", "\n- ", "\n(a) ", "-\n", "\n> "])), min_size=1, max_size=12
).map(lambda parts: "".join(line + end for line, end in parts))

_INLINE = ("b", "em", "i", "sup", "sub", "ins", "q", "a", "span", "st1:place", "x-term", "u", "font", "time")
_BLOCK = ("p", "div", "blockquote", "h2", "h3", "section", "glm-part")
_inside = st.recursive(
    _line,
    lambda inner: st.one_of(
        st.tuples(st.sampled_from(_INLINE), inner).map(lambda one: f"<{one[0]}>{one[1]}</{one[0]}>"),
        st.lists(inner, min_size=2, max_size=3).map(" ".join),
        st.lists(inner, min_size=2, max_size=3).map("<br>".join),
        inner.map(lambda one: f"<del>{one}</del>"),
    ),
    max_leaves=6,
)
_block = st.one_of(
    st.tuples(st.sampled_from(_BLOCK), _inside).map(lambda one: f"<{one[0]}>{one[1]}</{one[0]}>"),
    st.tuples(st.sampled_from(["ul", "ol", "ol type=a"]), st.lists(_inside, min_size=1, max_size=3)).map(
        lambda one: f"<{one[0]}>{''.join(f'<li>{item}</li>' for item in one[1])}</{one[0].split()[0]}>"
    ),
    st.lists(st.lists(_inside, min_size=2, max_size=2), min_size=2, max_size=3).map(
        lambda rows: f"<table>{''.join(f'<tr><td>{one}</td><td>{two}</td></tr>' for one, two in rows)}</table>"
    ),
    st.lists(st.tuples(_line, _line), min_size=1, max_size=3).map(
        lambda terms: f"<dl>{''.join(f'<dt>{term}</dt><dd>{value}</dd>' for term, value in terms)}</dl>"
    ),
    _inside.map(lambda one: f"<form><p>{PROSE} {one}</p></form>"),
)
_page = st.lists(_block, min_size=1, max_size=6).map("".join)


def drafted(raw: bytes) -> Draft | None:
    try:
        return draft(read_input(raw, VOUCHED), DAY)
    except RefusalError:
        return None


def signs(text: str) -> str:
    """The letters and digits of a text: raised ones as they are without being raised, and composed."""
    return "".join(char for char in unicodedata.normalize("NFKC", text) if char.isalnum())


def stand_in_order(some: str, others: str) -> bool:
    rest = iter(others)
    return all(char in rest for char in some)


def taken_off(found: Draft) -> str:
    """What the preview names beside the body."""
    return signs(" ".join((found.article.title, *found.removed)))


@given(_text)
@settings(max_examples=200)
def test_letters_of_a_text_stay_in_their_order_and_none_is_lost(text: str) -> None:
    raw = f"{PROSE}\n\n{text}\n\n{PROSE}".encode()
    found = drafted(raw)
    decoded = decode(raw).text
    if found and kind_of_text(decoded) == "text":
        body, source = signs(found.article.body), signs(decoded)
        assert stand_in_order(body, source)
        assert not Counter(source) - Counter(body + taken_off(found))


@given(_page)
@settings(max_examples=200)
def test_letters_of_a_page_stay_in_their_order_and_none_is_lost(page: str) -> None:
    html = f"<html><head><meta charset=utf-8></head><body><p>{PROSE}</p>{page}<p>{PROSE}</p></body></html>"
    found = drafted(html.encode())
    tree = LexborHTMLParser(html)
    assert tree.body is not None
    source = signs(decode(tree.body.text().encode()).text)
    if found:
        assert stand_in_order(signs(_NUMBER.sub("", found.article.body)), source)
        assert not Counter(source) - Counter(signs(found.article.body) + taken_off(found))
