from typing import Any

import pytest
from discord import app_commands
from hypothesis import given, settings
from hypothesis import strategies as st

from glmbot import limits
from glmbot.bot.context import BotContext
from glmbot.bot.ui.autocomplete import article_choices, value_choices, year_choices
from glmbot.core.corpus.filters import check_filters, read_filters
from glmbot.core.corpus.listing import Field
from glmbot.core.corpus.lookup import ArticleLookup
from glmbot.core.model import Article
from support.articles import make_article
from support.nasty import articles, names

UN = make_article(jurisdictions=("United Nations", "Côte d’Ivoire"), topics=("Tolls",), date="2011-12-06")
KINGDOM = make_article(title="Two", jurisdictions=("United Kingdom",), topics=("Tolls", "Wolves"), date="2011-01-01")
NORLAND = make_article(title="Three", jurisdictions=("United Kingdom", "Norland"), date="2014-03-03")
ALL = (UN, KINGDOM, NORLAND)


def shown(choices: list[app_commands.Choice[str]]) -> list[str]:
    return [one.name for one in choices]


@pytest.mark.parametrize(
    ("field", "typed", "expected"),
    [
        ("jurisdiction", "", ["United Kingdom (2)", "Côte d’Ivoire (1)", "Norland (1)", "United Nations (1)"]),
        ("jurisdiction", "uni", ["United Kingdom (2)", "United Nations (1)"]),
        ("jurisdiction", " UNITED N", ["United Nations (1)"]),
        ("jurisdiction", "nations", ["United Nations (1)"]),
        ("jurisdiction", "cote d", ["Côte d’Ivoire (1)"]),
        ("jurisdiction", "nited", []),
        ("topic", "w", ["Wolves (1)"]),
        ("topic", "zebra", []),
    ],
)
def test_values_are_offered_by_the_beginning_of_a_word_most_frequent_first(
    field: Field, typed: str, expected: list[str]
) -> None:
    assert shown(value_choices(ArticleLookup(ALL), field, typed)) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", ["2014 (1)", "2011 (2)"]),
        ("2011", ["2011 (2)"]),
        ("201 ", ["2014 (1)", "2011 (2)"]),
        ("2011-12", []),
        ("x", []),
    ],
)
def test_years_are_offered_newest_first(typed: str, expected: list[str]) -> None:
    assert shown(year_choices(ArticleLookup(ALL), typed)) == expected


def test_a_value_that_can_not_be_sent_back_whole_is_not_offered() -> None:
    long = ArticleLookup([make_article(jurisdictions=("x" * size,)) for size in (100, 101)])
    (choice,) = value_choices(long, "jurisdiction", "")
    assert choice.value == "x" * 100
    assert choice.name.endswith("… (1)")


@settings(max_examples=60)
@given(st.lists(articles(), max_size=40), st.text(max_size=8), st.sampled_from(["jurisdiction", "topic", "author"]))
def test_whatever_the_articles_hold_choices_are_inside_the_limits_and_can_be_taken(
    some: list[Article], typed: str, field: Field
) -> None:
    lookup = ArticleLookup(some)
    for choices in (value_choices(lookup, field, typed), value_choices(lookup, field, ""), year_choices(lookup, "")):
        assert len(choices) <= limits.CHOICES
        assert all(1 <= len(one.name) <= limits.CHOICE_NAME for one in choices)
        assert all(1 <= len(one.value) <= limits.CHOICE_VALUE for one in choices)
        assert len({one.value for one in choices}) == len(choices)
    for choice in value_choices(lookup, "jurisdiction", ""):
        check_filters(read_filters(choice.value), some)
    for choice in year_choices(lookup, ""):
        assert any(read_filters(after=choice.value, before=choice.value).allows(one) for one in some)


@settings(max_examples=20)
@given(st.lists(names, max_size=40), st.text(max_size=8))
def test_whatever_the_titles_are_articles_are_offered_inside_the_limits(titles: list[str], typed: str) -> None:
    lookup = ArticleLookup([make_article(title=title, article_id=str(n)) for n, title in enumerate(titles)])
    choices = article_choices(lookup, "")
    assert len(choices) == min(len(titles), limits.CHOICES)
    for choice in (*choices, *article_choices(lookup, typed)):
        assert 1 <= len(choice.name) <= limits.CHOICE_NAME
        assert choice.value in {article.key for article in lookup.articles}


async def test_choices_that_fail_are_none_so_that_a_person_can_go_on_typing(
    channel: Any, ada: Any, context: BotContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert await ada.autocomplete(channel, "articles", "jurisdiction", "uni")
    monkeypatch.setattr(context.articles, "lookup", None)
    assert await ada.autocomplete(channel, "articles", "jurisdiction", "uni") == []
    assert await ada.autocomplete(channel, "cite", "article", "traffick") == []
