"""The address that opens a page at the quoted words."""

import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glmbot import limits
from glmbot.bot.ui.more import marked_url
from glmbot.core.corpus.passages import split_passages
from glmbot.core.model import Span
from support.articles import make_article

URL = "https://x.example/page"


def fragment_of(text: str, url: str = URL) -> str | None:
    article = make_article(text)
    (passage,) = split_passages(article)
    marked = marked_url(url, passage, (Span(0, len(article.body)),))
    return None if marked is None else marked.removeprefix(f"{url}#:~:text=")


@pytest.mark.parametrize(
    ("text", "fragment"),
    [
        ("Ferries carry boats.", "Ferries%20carry%20boats."),
        ("one two three four five six seven eight nine ten eleven twelve",
         "one%20two%20three%20four%20five%20six%20seven%20eight%20nine%20ten%20eleven%20twelve"),
        ("one two three four five six seven eight nine ten eleven twelve thirteen",
         "one%20two%20three%20four%20five%20six,eight%20nine%20ten%20eleven%20twelve%20thirteen"),
        ("On Oct. 31, a twenty-one & a half", "On%20Oct.%2031%2C%20a%20twenty%2Done%20%26%20a%20half"),
        ("Côte\nd’Ivoire – yes", "C%C3%B4te%20d%E2%80%99Ivoire%20%E2%80%93%20yes"),
        ("50% of #1?", "50%25%20of%20%231%3F"),
    ],
)  # fmt: skip
def test_a_fragment_names_the_words_or_the_first_and_last_six(text: str, fragment: str) -> None:
    assert fragment_of(text) == fragment


words = st.text(st.characters(exclude_categories=["Cs", "Z", "C"]) | st.sampled_from("-,&%#ä"), min_size=1, max_size=8)


@given(st.lists(words, min_size=1, max_size=40).map(" ".join).filter(lambda text: not text.startswith("## ")))
def test_a_fragment_decodes_to_the_first_and_the_last_words_and_holds_no_other_mark(text: str) -> None:
    fragment = fragment_of(text)
    if fragment is None:
        return
    assert len(f"{URL}#:~:text={fragment}") <= limits.BUTTON_URL
    assert re.fullmatch(r"[\w.~%]+(,[\w.~%]+)?", fragment, re.ASCII)
    ends = [unquote(part).split() for part in fragment.split(",")]
    if len(ends) == 1:
        assert ends[0] == text.split()
    else:
        assert ends == [text.split()[:6], text.split()[-6:]]


@pytest.mark.parametrize(
    ("url", "text"),
    [
        (URL, "ä" * 300),
        (f"{URL}#there", "Ferries carry boats."),
        ("https://x.example/" + "a" * 485, "Ferries carry boats."),
    ],
    ids=["long words", "a fragment", "a long address"],
)
def test_where_a_fragment_does_not_fit_there_is_none(url: str, text: str) -> None:
    assert fragment_of(text, url) is None


def test_without_evidence_the_first_sentence_is_marked() -> None:
    article = make_article("Ferries carry boats. Skippers sail.", url=URL)
    (passage,) = split_passages(article)
    assert marked_url(URL, passage, ()) == f"{URL}#:~:text=Ferries%20carry%20boats."
    evidence = Span(article.body.index("Skippers"), len(article.body))
    assert marked_url(URL, passage, (evidence,)) == f"{URL}#:~:text=Skippers%20sail."
