"""Questions for articles get a list of them: by the record first, by their text where no record says it."""

import datetime as dt

import pytest

from glmbot.core.corpus.filters import Filters
from glmbot.core.model import Answer, Article, Listing, Remark, Scope
from glmbot.storage.load import build_answerer
from support.articles import corpus_of, make_article


def article(title: str, date: str, place: str, *topics: str, body: str = "A law was adopted.") -> str:
    ARTICLES.append(make_article(f"(x) {body}", title=title, date=date, jurisdictions=(place,), topics=topics))
    return ARTICLES[-1].article_id


ARTICLES: list[Article] = []
ADOPTION = article("France: Adoption Made Easier", "2014-03-03", "France", "Adoption and foster care")
TOLLS = article("France: Tolls Raised", "2015-01-02", "France", body="Ferries pay a toll of 5 crowns.")
KENYA = article("Kenya: Adoption Suspended", "2014-11-27", "Kenya", "Adoption and foster care")
NURSE = article("Norway: Nurses Strike", "2016-05-05", "Norway", body="Nurses on ferries went on strike over tolls.")
READY = build_answerer(corpus_of(*ARTICLES))
ALL = [NURSE, TOLLS, KENYA, ADOPTION]


def ids(message: str, filters: Filters | None = None) -> list[str]:
    reply = READY.answer(message, filters=filters)
    assert isinstance(reply, Listing), reply
    return [one.article_id for one in reply.articles]


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("what articles do you have?", ALL),
        ("How many articles are there?", ALL),
        ("what's new?", ALL),
        ("list everything", ALL),
        ("oldest articles", ALL[::-1]),
        ("what's the newest one?", ALL),
        ("anything from 2014?", [KENYA, ADOPTION]),
        ("do you have articles by Ines Fabel?", ALL),
        ("articles on Ines Fabel", ALL),
        ("quoi de neuf ?", ALL),
        ("which articles are about adoption in France?", [ADOPTION]),
        ("Which articles are about adoption?", [KENYA, ADOPTION]),
        ("how many articles on Kenya?", [KENYA]),
        ("how many articles do you have on the French?", [TOLLS, ADOPTION]),
        ("do you have anything from 2014?", [KENYA, ADOPTION]),
        ("articles about foster care in Kenya", [KENYA]),
        ("which articles mention tolls", [TOLLS]),
        ("any articles about nurses on ferries?", [NURSE]),
        ("newest article on adoption", [KENYA, ADOPTION]),
        ("what are the latest articles about France?", [TOLLS, ADOPTION]),
        ("most recent one on tolls", [TOLLS]),
        ("do you have any recent articles about nurses?", [NURSE]),
        ("los últimos artículos sobre Francia", [TOLLS, ADOPTION]),
        ("le dernier article sur la Norvège", [NURSE]),
        ("¿qué artículos hay sobre Francia?", [TOLLS, ADOPTION]),
        ("quels articles parlent de la Norvège ?", [NURSE]),
    ],
)
def test_a_list_holds_the_articles_that_are_asked_for(message: str, expected: list[str]) -> None:
    assert ids(message) == expected


def test_a_list_says_how_many_and_what_they_have_in_common() -> None:
    reply = READY.answer("which articles are about adoption in France?")
    assert isinstance(reply, Listing)
    assert reply.title == "1 article: France, adoption"


@pytest.mark.parametrize(
    ("message", "scope"),
    [
        ("what articles do you have?", Scope()),
        ("how many articles on Kenya?", Scope("Kenya")),
        ("do you have anything from 2014?", Scope(None, None, dt.date(2014, 1, 1), dt.date(2014, 12, 31))),
        ("which articles are about adoption?", None),
    ],
)
def test_a_list_can_be_turned_over_where_filters_say_what_it_holds(message: str, scope: Scope | None) -> None:
    reply = READY.answer(message)
    assert isinstance(reply, Listing)
    assert reply.scope == scope


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("what countries do you have?", "3 jurisdictions: France (2), Kenya (1), Norway (1)"),
        ("list of topics", "1 topic: Adoption and foster care (2)"),
        ("who are your authors?", "1 author: Ines Fabel (4)"),
        ("which years do you cover?", "4 articles, from Mar. 3, 2014 to May 5, 2016."),
        ("do you have the whole Global Legal Monitor?", "4 articles, from Mar. 3, 2014 to May 5, 2016. I search no"),
        ("how often is this updated?", "My newest article is dated May 5, 2016."),
    ],
)
def test_what_the_articles_are_as_a_whole_is_told(message: str, said: str) -> None:
    reply = READY.answer(message)
    assert isinstance(reply, Remark)
    assert reply.text.startswith(said)


@pytest.mark.parametrize("message", ["list everything", "oldest", "random article", "what countries do you have?"])
def test_without_any_article_that_is_said(message: str) -> None:
    reply = build_answerer(corpus_of()).answer(message)
    assert isinstance(reply, Remark | Listing)
    assert not isinstance(reply, Listing) or not reply.articles


def test_random_articles_come_each_once_before_any_comes_again() -> None:
    turn, seen = READY.turn("random article"), list[str]()
    for _ in ARTICLES:
        assert isinstance(turn.reply, Answer)
        assert turn.reply.passage
        seen.append(turn.reply.article.article_id)
        turn = READY.turn("random article", before=turn)
    assert sorted(seen) == sorted(ALL)
    assert isinstance(turn.reply, Answer)
    assert turn.reply.article.article_id == seen[0]


def test_more_of_the_same_author_is_a_list_of_their_articles() -> None:
    reply = READY.turn("anything else by the same author?", before=READY.turn("who pays a toll of 5 crowns?")).reply
    assert isinstance(reply, Listing)
    assert reply.title == "4 articles: Ines Fabel"


def test_filters_hold_for_lists_too() -> None:
    assert ids("oldest articles", Filters("France")) == [ADOPTION, TOLLS]
    assert ids("articles by Fabel", Filters("Kenya")) == [KENYA]
    assert ids("what's new?", Filters("France")) == [TOLLS, ADOPTION]
    assert ids("how many articles about adoption?", Filters("France")) == [ADOPTION]


def test_where_no_article_is_about_it_that_is_said_and_no_passage_shown() -> None:
    reply = READY.answer("how many articles on zebras?")
    assert isinstance(reply, Remark)
    assert reply.text.startswith("No article here is about that")


def test_anything_about_something_that_only_a_text_mentions_is_a_question() -> None:
    assert ids("is there anything about adoption?") == [KENYA, ADOPTION]
    assert not isinstance(READY.answer("is there anything about the crowns that are paid?"), Listing | Remark)
