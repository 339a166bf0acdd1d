import pytest

from glmbot.core.corpus.passages import split_passages
from glmbot.core.index.passage_terms import PassageTerms, read_passage
from glmbot.core.sources import find_sources
from support.articles import make_article
from support.words import ANALYZER

ARTICLE = make_article(
    "The ferry of Norland sank. A ferry needs boats. (Ferries Made Safer, NORLAND COURIER (Mar. 1, 2014).)"
)


def terms_of(body: str) -> PassageTerms:
    article = make_article(body)
    return read_passage(split_passages(article)[0], find_sources(body), ANALYZER)


TERMS = terms_of(ARTICLE.body)


def test_a_passage_is_read_sentence_by_sentence_without_its_sources() -> None:
    assert [sentence.terms for sentence in TERMS.sentences] == [("ferri", "norland", "sank"), ("ferri", "need", "boat")]
    assert "courier" not in TERMS.distinct


def test_each_sentence_knows_where_it_stands() -> None:
    texts = [ARTICLE.body[one.span.start : one.span.end] for one in TERMS.sentences]
    assert texts == ["The ferry of Norland sank.", "A ferry needs boats."]


def test_terms_are_counted_over_the_whole_passage() -> None:
    assert TERMS.counts["ferri"] == 2
    assert TERMS.terms == ("ferri", "norland", "sank", "ferri", "need", "boat")


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("ferri", True),
        ("wolf", False),
        ("norland sank", True),
        ("ferri norland sank", True),
        ("sank ferri", False),  # they stand side by side in no sentence
        ("ferri sank", False),
        ("norland wolf", False),
    ],
)
def test_a_longer_key_is_there_where_its_terms_stand_side_by_side(key: str, expected: bool) -> None:  # noqa: FBT001 - a column of the table
    assert TERMS.has(key) is expected


@pytest.mark.parametrize("body", ["Of the.", "…", "(Id.)"])
def test_a_passage_without_words_of_its_own_has_no_sentence(body: str) -> None:
    assert terms_of(body).sentences == ()
    assert terms_of(body).terms == ()
