import numpy as np
import pytest

from glmbot.core.index.corpus_index import CorpusIndex
from glmbot.core.index.passage_terms import read_passage
from glmbot.core.model import Article
from support.articles import corpus_of, make_article
from support.words import ANALYZER, indexed

FERRY = make_article()
WOLF = make_article("A wolf was shot.", title="Sudmark: Hunters Fined", date="2016-07-08", jurisdictions=("Sudmark",))


def index_of(*articles: Article) -> CorpusIndex:
    return CorpusIndex.embedded(corpus_of(*articles), ANALYZER, indexed(*articles))


INDEX = index_of(FERRY, WOLF)


def test_passages_come_in_the_order_of_the_articles() -> None:
    assert [one.passage_id.partition("#")[2] for one in INDEX.passages] == ["p1", "p2", "p3", "p1"]
    assert [INDEX.read(number).passage for number in range(4)] == list(INDEX.passages)
    assert len(INDEX.bm25) == 4
    with pytest.raises(IndexError):
        _ = INDEX.passages[4]


def test_a_passage_is_read_as_its_text_is_analysed() -> None:
    for number, passage in enumerate(INDEX.passages):
        sources = INDEX.sources[passage.article.article_id]
        assert INDEX.read(number) == read_passage(passage, sources, ANALYZER)


def test_an_article_is_known_by_the_words_of_its_title_and_places() -> None:
    wolf = [place for place in range(len(INDEX.title_terms)) if 1 in INDEX.title_terms[place]]
    assert {INDEX.bm25.vocabulary[place] for place in wolf} == {"sudmark", "hunter", "fine"}


def test_passages_are_found_by_article() -> None:
    assert [len(INDEX.of_article(one)) for one in (FERRY, WOLF)] == [3, 1]
    assert INDEX.of_article(make_article(title="Unknown")) == []


def test_a_passage_rests_on_its_sources_with_id_resolved() -> None:
    first, second, *_, wolf = INDEX.passages
    assert INDEX.rests_on(first) == INDEX.rests_on(second)
    assert any("NORLAND COURIER" in source for source in INDEX.rests_on(first))
    assert INDEX.rests_on(wolf) == ()


def test_a_source_weighs_what_its_own_text_has_of_some_words() -> None:
    weights = INDEX.weigh_sources([(["courier", "norland"], 2.0), (["id"], 1.0), (["wolf"], 5.0)])
    texts = [INDEX.source(number)[1].text for number in range(len(weights))]
    assert dict(zip(texts, weights.tolist(), strict=True))["(Id.)"] == 1.0
    assert all(weight == 2.0 for text, weight in zip(texts, weights, strict=True) if "NORLAND COURIER" in text)


def test_an_article_weighs_what_its_title_and_places_have_of_some_words() -> None:
    assert INDEX.weigh_articles([(["sudmark"], 3.0), (["hunter", "fine"], 1.0), (["boat"], 9.0)]).tolist()[-1] == 4.0


def test_passages_and_their_sentences_are_known_by_number() -> None:
    for number, passage in enumerate(INDEX.passages):
        assert INDEX.passage_id(number) == passage.passage_id
        for place, sentence in enumerate(INDEX.read(number).sentences):
            text = passage.article.body[sentence.span.start : sentence.span.end]
            assert INDEX.sentence_text(number, place) == text
            assert INDEX.sentence(number, place) == sentence


def test_hits_are_joined_each_passage_once() -> None:
    hits = INDEX.hits([{"wolf": 1.0}], 9).joined(np.array([3, 1, 0]), np.array([9.0, 2.0, 0.0]))
    assert hits.numbers.tolist() == [3, 1, 0]
    assert [(hit.passage, hit.rank) for hit in map(hits.__getitem__, range(2))] == [
        (INDEX.passages[3], 0),
        (INDEX.passages[1], 1),
    ]
    assert hits.scores.tolist() == [hits[0].score, 2.0, 0.0]


def test_no_articles_hold_nothing() -> None:
    empty = index_of()
    assert list(empty.passages) == []
    assert len(empty.bm25) == 0
    assert empty.years == frozenset()


def dated(date: str, jurisdictions: str = "Norland", topics: str = "Tolls") -> Article:
    title = f"{jurisdictions} {topics}"
    return make_article(title=title, date=date, jurisdictions=jurisdictions.split(), topics=topics.split())


def test_newer_are_later_articles_that_share_a_jurisdiction_and_a_topic_newest_first() -> None:
    old = dated("2014-03-03", "Norland Sudmark", "Tolls Wolves")
    newer = [dated("2017-01-01", "Sudmark", "Wolves"), dated("2016-01-01", "Norland", "Wolves Other")]
    others = [
        dated("2014-03-03", "Norland", "Tolls Same"),
        dated("2013-01-01"),
        dated("2018-01-01", "Sudmark", "Other"),
        dated("2018-01-01", "Westland", "Tolls"),
        dated("2018-01-01", "", "Tolls"),
        dated("2018-01-01", "Norland", ""),
    ]
    corpus_index = index_of(old, *newer, *others)
    assert corpus_index.newer(old) == tuple(newer)
    assert corpus_index.newer(newer[0]) == ()
    assert [corpus_index.newer(one) for one in others[4:]] == [(), ()]


def test_of_many_newer_articles_the_three_newest_are_named_once() -> None:
    subjects = ("Norland Sudmark", "Tolls Wolves")
    old, *later = (dated(f"20{year}-03-03", *subjects) for year in range(10, 20))
    corpus_index = index_of(old, *later)
    assert corpus_index.newer(old) == tuple(reversed(later))[:3]
    assert corpus_index.newer(later[-2]) == (later[-1],)


def test_jurisdictions_and_years_are_those_of_some_article() -> None:
    assert dict(INDEX.jurisdictions) == {"norland": "Norland", "sudmark": "Sudmark"}
    assert INDEX.years == {2014, 2016}
