from glmbot.core.holdings import Holdings
from glmbot.core.model import Article
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
    holdings = Holdings(corpus_of(old, *newer, *others), ANALYZER)
    assert holdings.newer(old) == tuple(newer)
    assert holdings.newer(newer[0]) == ()
    assert [holdings.newer(one) for one in others[4:]] == [(), ()]


def test_of_many_newer_articles_the_three_newest_are_named_once() -> None:
    subjects = ("Norland Sudmark", "Tolls Wolves")
    old, *later = (dated(f"20{year}-03-03", *subjects) for year in range(10, 20))
    holdings = Holdings(corpus_of(old, *later), ANALYZER)
    assert holdings.newer(old) == tuple(reversed(later))[:3]
    assert holdings.newer(later[-2]) == (later[-1],)


def test_jurisdictions_and_years_are_those_of_some_article() -> None:
    assert dict(HOLDINGS.jurisdictions) == {"norland": "Norland", "sudmark": "Sudmark"}
    assert HOLDINGS.years == {2014, 2016}
