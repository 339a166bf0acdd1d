import datetime as dt
import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from glmbot.core.corpus.article_file import format_article, parse_article
from glmbot.core.corpus.passages import split_paragraphs, split_passages
from glmbot.core.model import Article
from glmbot.core.text.tokens import split_sentences, split_words

_UNFIT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def normal(text: str) -> str:
    return unicodedata.normalize("NFC", _UNFIT.sub("", text))


characters = st.characters(codec="utf-8", exclude_categories=["Cs"])
one_line = st.text(characters, min_size=1, max_size=60).map(lambda text: " ".join(normal(text).split())).filter(bool)
paragraph = one_line.map(lambda text: text.removeprefix("## ").strip()).filter(
    lambda text: text and not text.startswith("#")
)
bodies = (
    st.lists(paragraph, min_size=1, max_size=8)
    .map("\n\n".join)
    .filter(lambda body: unicodedata.is_normalized("NFC", body))
)
lists = st.lists(one_line, max_size=3).map(tuple)
articles = st.builds(
    Article,
    article_id=st.just("2014-03-03-x"),
    title=one_line,
    date=st.dates(min_value=dt.date(1900, 1, 1)),
    jurisdictions=lists,
    authors=lists,
    topics=lists,
    url=st.sampled_from([None, "https://www.loc.gov/item/x/", "http://x.example/ä?b=c#d"]),
    body=bodies,
    retrieved=st.none() | st.dates(),
    origin=st.none() | one_line,
)


@given(articles)
def test_an_article_survives_its_file(article: Article) -> None:
    assert parse_article(format_article(article).encode(), "any/2014-03-03-x.md") == article


@given(articles)
def test_offsets_hold_and_passages_cover_every_paragraph_once(article: Article) -> None:
    paragraphs = split_paragraphs(article.body)
    for one in paragraphs:
        assert article.body[one.span.start : one.span.end] == one.text
    passages = split_passages(article)
    assert [number for passage in passages for number in passage.paragraphs] == [one.number for one in paragraphs]
    for passage in passages:
        assert passage.text in article.body
        assert all(paragraphs[number - 1].text in passage.text for number in passage.paragraphs)


@given(st.text(max_size=300))
def test_words_and_sentences_stand_where_they_say(text: str) -> None:
    ends = 0
    for word in split_words(text):
        assert word.span.start >= ends
        assert word.form
        ends = word.span.end
    kept = "".join(text[one.start : one.end] for one in split_sentences(text))
    assert "".join(kept.split()) == "".join(text.split())
