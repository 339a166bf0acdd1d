"""The demonstration corpus: invented, whole, and said to be invented wherever it is shown."""

import datetime as dt
from collections import Counter

import pytest

from glmbot.core.answering.wording import INVENTED_NOTICE, footer_lines, short_footer_lines
from glmbot.core.citation import STYLES, Style, cite, cite_all
from glmbot.core.corpus.article_file import Corpus
from glmbot.core.corpus.lookup import ArticleLookup
from glmbot.core.sources import find_sources
from glmbot.ingest.lint import examine
from glmbot.storage.load import demo_corpus, is_packaged, read_corpus, shipped_corpus
from support.articles import given_article

DAY = dt.date(2026, 1, 1)
MARK = "(invented)"
NAMELESS = {"bluebook-short", "bluebook-id"}
"""Styles that refer to a citation before, without a title."""


@pytest.fixture(scope="module")
def demo() -> Corpus:
    return read_corpus(demo_corpus())


def test_all_of_its_articles_are_marked_and_no_shipped_one_is(demo: Corpus) -> None:
    assert len(demo.articles) == 40
    assert all(article.is_invented and article.headline.endswith(MARK) for article in demo.articles)
    assert not any(article.is_invented for article in read_corpus(shipped_corpus()).articles)
    assert all(is_packaged(folder) for folder in (demo_corpus(), demo_corpus() / "2011", shipped_corpus()))


def test_it_has_what_filters_comparisons_and_timelines_need(demo: Corpus) -> None:
    years = {article.date.year for article in demo.articles}
    assert years == set(range(2008, 2026))
    countries = Counter(name for article in demo.articles for name in article.jurisdictions)
    assert (len(countries), min(countries.values()), max(countries.values())) == (8, 2, 8)
    by_topic: dict[str, set[str]] = {}
    for article in demo.articles:
        for topic in article.topics:
            by_topic.setdefault(topic, set()).update(article.jurisdictions)
    assert sum(len(places) >= 3 for places in by_topic.values()) >= 7


def test_nothing_in_it_needs_a_look_but_what_is_not_known(demo: Corpus) -> None:
    for article in demo.articles:
        kinds = {remark.kind for remark in examine(article, DAY).remarks}
        # Since 2023 articles name their law once, and then give its articles alone.
        assert kinds <= {"missing"} | ({"sources"} if article.date.year >= 2023 else set()), article.article_id


def test_each_style_of_source_notes_is_there(demo: Corpus) -> None:
    forms = {cite.form for article in demo.articles for one in find_sources(article.body) for cite in one.cites}
    assert forms >= {"full", "id", "supra"}


@pytest.mark.parametrize("style", STYLES.values(), ids=lambda style: style.name)
def test_every_citation_of_an_invented_article_says_so(style: Style, demo: Corpus) -> None:
    article = demo.articles[7]
    said = MARK in cite(article, style, paragraphs=(2,)) and MARK in cite_all([article], style)
    assert said or style.name in NAMELESS
    assert MARK not in cite(given_article(), style)


def test_the_footing_of_an_invented_article_does_not_name_the_monitor(demo: Corpus) -> None:
    for lines in (footer_lines(demo.articles[0], DAY), short_footer_lines(demo.articles[0], DAY)):
        assert lines == [INVENTED_NOTICE]
    assert INVENTED_NOTICE not in footer_lines(given_article(), DAY)


def test_an_invented_article_is_found_by_its_title_as_it_is_shown(demo: Corpus) -> None:
    article = demo.articles[3]
    assert ArticleLookup(demo.articles).find(article.headline) == article
