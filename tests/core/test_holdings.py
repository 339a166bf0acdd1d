from glmbot.core.holdings import Holdings
from support.articles import corpus_of, make_article
from support.words import ANALYZER

FERRY = make_article()
WOLF = make_article("A wolf was shot.", title="Sudmark: Hunters Fined", date="2016-07-08", jurisdictions=("Sudmark",))
HOLDINGS = Holdings(corpus_of(FERRY, WOLF), ANALYZER)


def test_passages_come_in_the_order_of_the_articles() -> None:
    assert [one.passage_id.partition("#")[2] for one in HOLDINGS.passages] == ["p1", "p2", "p3", "p1"]
    assert list(HOLDINGS.terms) == [one.passage_id for one in HOLDINGS.passages]
    assert HOLDINGS.index.passages == HOLDINGS.passages


def test_an_article_is_known_by_the_words_of_its_title_and_places() -> None:
    assert HOLDINGS.titles[WOLF.article_id] == {"sudmark", "hunter", "fine"}


def test_passages_are_found_by_article() -> None:
    assert [len(HOLDINGS.by_article[one.article_id]) for one in (FERRY, WOLF)] == [3, 1]


def test_a_passage_rests_on_its_sources_with_id_resolved() -> None:
    first, second, *_, wolf = HOLDINGS.passages
    assert HOLDINGS.rests_on(first) == HOLDINGS.rests_on(second)
    assert any("NORLAND COURIER" in source for source in HOLDINGS.rests_on(first))
    assert HOLDINGS.rests_on(wolf) == ()


def test_a_source_is_known_by_its_own_terms() -> None:
    assert any({"norland", "courier"} <= terms for terms in HOLDINGS.source_terms.values())
    assert HOLDINGS.source_terms["(Id.)"] == {"id"}


def test_no_articles_hold_nothing() -> None:
    empty = Holdings(corpus_of(), ANALYZER)
    assert empty.passages == ()
    assert not empty.terms
    assert len(empty.index) == 0
