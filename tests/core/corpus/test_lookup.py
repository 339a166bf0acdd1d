import dataclasses
from collections.abc import Iterator

import pytest

from glmbot.core.corpus.lookup import ArticleLookup, UnknownArticleError, UnknownParagraphError, passage_of
from glmbot.core.model import Article
from support.articles import make_article

FERRY = make_article()
HARBOUR = make_article(title="Norland: Harbour Dues Doubled", date="2015-01-02")
WOLF = make_article(title="Südmark: Wölfe Protected", date="2016-07-08")
CATALOGUE = ArticleLookup([FERRY, HARBOUR, WOLF])


@pytest.mark.parametrize(
    "name",
    [
        "2014-03-03-norland-ferry-safety-act-adopted",
        "norland-ferry-safety-act-adopted",
        FERRY.title,
        "ferry safety",
        " FERRY ",
    ],
)
def test_an_article_is_found_by_id_slug_title_or_a_part_of_it(name: str) -> None:
    assert CATALOGUE.find(name) is FERRY


def test_accents_need_not_be_typed() -> None:
    assert CATALOGUE.find("sudmark wolfe") is WOLF


def test_an_ambiguous_name_is_refused_with_the_candidates() -> None:
    with pytest.raises(UnknownArticleError, match=r"2 articles .* 2014-03-03-norland-.*2015-01-02-norland"):
        CATALOGUE.find("Norland")


@pytest.mark.parametrize("name", ["ferri safty act", "the ferry"])
def test_an_unknown_name_brings_the_nearest(name: str) -> None:
    with pytest.raises(UnknownArticleError, match="nearest: 2014-03-03-norland-ferry"):
        CATALOGUE.find(name)


@pytest.mark.parametrize("name", ["", "  ", "🤷", "zzzzqqqq", "x" * 5000])
def test_a_name_unlike_any_names_no_article(name: str) -> None:
    with pytest.raises(UnknownArticleError, match="no article is called") as caught:
        CATALOGUE.find(name)
    assert caught.value.named == []
    assert len(str(caught.value)) < 250


def test_what_is_typed_begins_words_of_the_title_newest_first() -> None:
    assert CATALOGUE.matching("nor", 25) == [HARBOUR, FERRY]
    assert CATALOGUE.matching("saf fer", 25) == [FERRY]
    assert CATALOGUE.matching("2016", 25) == [WOLF]
    assert CATALOGUE.matching("", 2) == [WOLF, HARBOUR]
    assert CATALOGUE.matching("erry", 25) == []


class Counted(list[Article]):
    """Articles that count how often all of them are gone through."""

    times = 0

    def __iter__(self) -> Iterator[Article]:
        self.times += 1
        return super().__iter__()


def test_all_articles_are_not_gone_through_at_each_keystroke() -> None:
    articles = Counted([FERRY, HARBOUR, WOLF])
    lookup = ArticleLookup(articles).prepare()
    made = articles.times
    for typed in ("n", "no", "nor"):
        assert lookup.matching(typed, 25) == [HARBOUR, FERRY]
        assert lookup.counts("jurisdiction") == [("Norland", 3)]
        assert lookup.counts("year") == [("2016", 1), ("2015", 1), ("2014", 1)]
    assert articles.times == made


def test_a_key_stands_for_one_content() -> None:
    changed = dataclasses.replace(FERRY, body=FERRY.body + " More.")
    assert changed.key != FERRY.key
    assert len(FERRY.key) == 16


def test_a_paragraph_brings_the_passage_that_holds_it() -> None:
    assert passage_of(FERRY, 4).paragraphs == (3, 4)
    with pytest.raises(UnknownParagraphError, match="has no paragraph 5; it has paragraphs 1 to 4"):
        passage_of(FERRY, 5)
