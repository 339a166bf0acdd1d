"""Whatever is rendered is what Discord takes, in every language, as embed and as text, whatever the articles hold."""

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glmbot import limits
from glmbot.bot.ui.articles import Page, render_list, render_page
from glmbot.bot.ui.render import RenderTarget
from glmbot.core.corpus.filters import Filters
from glmbot.core.corpus.listing import newest
from glmbot.core.corpus.passages import split_passages
from glmbot.core.model import Article
from support.articles import given_article, make_article
from support.messages import asked_messages, listed_messages, own_messages, read_messages
from support.nasty import URLS, articles, names
from support.sendable import RENDER_TARGETS, assert_sendable, text_of

SENTENCE = "A sentence of the *law* stands here. (Ada Quill, Barns of the County, THE COURIER (Mar. 4, 2011).) "
LONG = [
    given_article(),
    make_article("\n\n".join(f"Paragraph {n}. {SENTENCE}".strip() for n in range(400)), url=URLS[1]),
    make_article((SENTENCE * 90).strip(), title="Long " * 200, url=URLS[3], jurisdictions=["Norland" * 40] * 9),
    make_article("x" * 9000, title="x" * 9000, topics=["Tolls" * 99] * 20, authors=["Ines Fabel"] * 200),
]


@pytest.mark.parametrize("article", LONG, ids=["given", "400 paragraphs", "9,000 characters", "one word"])
@pytest.mark.parametrize("target", RENDER_TARGETS)
def test_a_long_article_is_shown_inside_the_limits(article: Article, target: RenderTarget) -> None:
    passages = split_passages(article)
    for place in {0, len(passages) // 2, len(passages) - 1}:
        turned = (*passages[place:], *passages[:place])
        question = "What about *boats*? " * 300
        for message in asked_messages(article, turned, target, question):
            assert_sendable(message)
        for message in read_messages(article, turned[0], target, question):
            assert_sendable(message)


@settings(max_examples=40)
@given(articles(), st.text(max_size=200), st.sampled_from(RENDER_TARGETS), st.data())
def test_any_article_is_shown_inside_the_limits(
    article: Article, question: str, target: RenderTarget, data: st.DataObject
) -> None:
    passages = split_passages(article)
    first = data.draw(st.sampled_from(passages))
    for message in asked_messages(article, (first, *(one for one in passages if one != first)), target, question):
        assert_sendable(message)
    for message in read_messages(article, first, target, question):
        assert_sendable(message)


@settings(max_examples=30)
@given(st.lists(articles(), min_size=1, max_size=4), st.integers(1, 60), st.sampled_from(RENDER_TARGETS))
def test_any_list_is_inside_the_limits(some: list[Article], count: int, target: RenderTarget) -> None:
    listed = [
        dataclasses.replace(some[number % len(some)], article_id=f"2014-03-03-{number}") for number in range(count)
    ]
    for message in listed_messages(listed, target):
        assert_sendable(message)


@pytest.mark.parametrize("target", RENDER_TARGETS)
def test_what_tells_of_the_bot_alone_is_inside_the_limits(target: RenderTarget) -> None:
    for message in own_messages(target):
        assert_sendable(message)
        assert len(message.content) < limits.CONTENT, "nothing is cut"


ARTICLES = [
    make_article(
        title=f"United Nations: Agreement Number {number} to Combat Trafficking in Persons and to Help Refugees",
        article_id=f"2011-12-{number % 12 + 1:02d}-{number:02d}",
        date=f"2011-12-{number % 12 + 1:02d}",
        url=f"https://www.loc.gov/item/global-legal-monitor/2011-12-06/agreement-{number:02d}-to-combat-trafficking/",
    )
    for number in range(60)
]


@pytest.mark.parametrize("target", RENDER_TARGETS)
def test_a_list_shows_each_of_its_articles(target: RenderTarget) -> None:
    pages = "\n".join(text_of(render_page(newest(ARTICLES), Page(number, Filters()), target)) for number in range(6))
    assert all(f"Agreement Number {number} " in pages for number in range(60))
    latest = text_of(render_list("The newest", ARTICLES[:25], target))
    assert all(f"Agreement Number {number} " in latest for number in range(25))


@settings(max_examples=30)
@given(st.lists(names, min_size=10, max_size=25), st.sampled_from(RENDER_TARGETS), st.sampled_from(URLS))
def test_a_list_has_a_line_for_each_article_however_long_its_name(
    titles: list[str], target: RenderTarget, url: str | None
) -> None:
    listed = [make_article(title=title, url=url, article_id=f"{number}") for number, title in enumerate(titles)]
    message = render_list("The newest", listed, target)
    assert_sendable(message)
    lines = message.content.split("\n")[1:] if message.embed is None else str(message.embed.description).split("\n")
    assert len(lines) == len(titles)
    assert all(line.startswith("Mar. 3, 2014 · ") for line in lines)
    assert url is None or len(url) > 500 or "(" in url or f"(<{url}>)" in lines[0]
