import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glmbot.core.corpus.article_file import CorpusError, format_article, parse_article
from glmbot.core.text.invisible import without_invisible
from glmbot.ingest.fix import diff_lines, mend
from support.articles import GIVEN_PATH, make_article

PATH = "2014-03-03-x.md"
GOOD = format_article(make_article())
UNORDERED = (
    "---\nurl: null\ntitle: Norland Order\nauthors: []\ntopics: []\ndate: '2015-01-01'\njurisdictions:\n - Norland\n"
    "---\nThe body."
)
ORDERED = (
    '---\ntitle: "Norland Order"\ndate: "2015-01-01"\njurisdictions: ["Norland"]\nauthors: []\ntopics: []\nurl: null\n'
    "---\nThe body.\n"
)
REMARKED = UNORDERED.replace("url: null", "url: null # not on the web")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (GOOD, GOOD),
        (GOOD.replace("\n", "\r\n"), GOOD),
        (GOOD.replace("\n", "\r"), GOOD),
        ("\ufeff" + GOOD, GOOD),
        (GOOD.replace("Act", "Acte\u0301"), GOOD.replace("Act", "Acté")),
        (UNORDERED, ORDERED),
        (UNORDERED.replace("Norland Order", "'Norland: A \"#1\" Order'"),
         ORDERED.replace("Norland Order", 'Norland: A \\"#1\\" Order')),
        (REMARKED, REMARKED),
        (UNORDERED.replace("topics: []", "topic: []"), UNORDERED.replace("topics: []", "topic: []")),
        (GOOD.replace("Norland: Ferry", "Nor\u200bland: Fer\u00adry"), GOOD),
        (GOOD.replace("Skippers", "Skip\u00adpers\u2060"), GOOD),
        (GOOD.replace("Skippers", "می\u200cخواهم"), GOOD.replace("Skippers", "می\u200cخواهم")),
        ("nothing\r\n", "nothing\n"),
        (GOOD + "\n\n", GOOD + "\n\n"),
    ],
    ids=["good", "CRLF", "CR", "BOM", "not NFC", "order and quotes", "a # in a text", "a remark of a person's",
         "a faulty record", "not seen in the title", "not seen in the body", "a joiner with a meaning",
         "no article", "blank lines at the end"],
)  # fmt: skip
def test_only_form_is_mended(before: str, after: str) -> None:
    assert mend(before.encode(), PATH).decode() == after


def test_what_is_no_utf_8_stays_as_it_is() -> None:
    raw = GOOD.encode().replace(b"Act", b"\xe9\r\n")
    assert mend(raw, PATH) == raw


def test_the_shipped_article_needs_no_mending() -> None:
    assert mend(GIVEN_PATH.read_bytes(), str(GIVEN_PATH)) == GIVEN_PATH.read_bytes()


damages = st.lists(
    st.sampled_from(["crlf", "cr", "bom", "nfd", "no end", "single quotes"]), unique=True, max_size=6
)  # fmt: skip
words = st.text(st.characters(categories=["L", "N", "P", "Zs"]), min_size=1, max_size=30).map(
    lambda text: " ".join(text.split())
)


def damage(text: str, kinds: list[str]) -> bytes:
    if "no end" in kinds:
        text = text.removesuffix("\n")
    if "nfd" in kinds:
        text = unicodedata.normalize("NFD", text)
    if "single quotes" in kinds:
        text = text.replace('"2014-03-03"', "'2014-03-03'")
    if "crlf" in kinds:
        text = text.replace("\n", "\r\n")
    elif "cr" in kinds:
        text = text.replace("\n", "\r")
    return ("\ufeff" if "bom" in kinds else "").encode() + text.encode()


@given(words.filter(bool), words.filter(lambda text: bool(text) and not text.startswith("#")), damages)
def test_a_damaged_file_is_what_it_was_once_mended(title: str, body: str, kinds: list[str]) -> None:
    whole = unicodedata.normalize("NFC", format_article(make_article(body, title=title, article_id="2014-03-03-x")))
    parse_article(whole.encode(), PATH)
    assert mend(damage(whole, kinds), PATH).decode() == whole


@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda text: (UNORDERED + text).encode("utf-8"))))
def test_mending_again_changes_nothing_and_makes_nothing_worse(raw: bytes) -> None:
    once = mend(raw, PATH)
    assert mend(once, PATH) == once
    try:
        before = parse_article(raw, PATH)
    except CorpusError:
        return
    after = parse_article(once, PATH)
    assert after == before or after.body == normal(without_invisible(before.body))


def normal(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def test_a_diff_shows_line_ends_and_byte_order_marks() -> None:
    before = ("\ufeff" + UNORDERED).replace("url: null\n", "url: null\r\n").encode()
    lines = list(diff_lines(before, mend(before, PATH), PATH))
    assert lines[:2] == [f"--- {PATH} (now)", f"+++ {PATH} (mended)"]
    assert "-[BOM]---" in lines
    assert "-url: null␍" in lines
    assert "-The body.[no line end]" in lines
    assert "+The body." in lines
    assert not any("\r" in line or "\n" in line for line in lines)
