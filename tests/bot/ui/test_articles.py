import dataclasses
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glmbot.bot.ui.articles import PAGE, PAGE_REF, Page, render_article, render_list, render_listing, render_page
from glmbot.bot.ui.components import Button
from glmbot.bot.ui.render import RenderTarget
from glmbot.core.corpus.filters import Filters, read_filters
from glmbot.core.corpus.listing import newest
from glmbot.core.corpus.lookup import ArticleLookup
from glmbot.core.model import Listing, Scope
from support.articles import make_article
from support.sendable import ENGLISH

ARTICLES = [
    make_article(title=f"Number {number}", date=f"2014-03-{number + 1:02d}", topics=("Tolls", "Côte: [x]"))
    for number in range(25)
]
filters = st.builds(
    Filters,
    st.sampled_from([None, "Norland", "NÖRLAND"]),
    st.sampled_from([None, "Tolls", "Côte: [x]"]),
    st.none() | st.dates(),
    st.none() | st.dates(),
)


def page_of(custom_id: str) -> Page | None:
    match = re.fullmatch(f"glmbot:list:{PAGE_REF}", custom_id)
    assert match is not None
    return Page.read(match, ArticleLookup(ARTICLES))


@given(filters, st.integers(0, 99))
def test_a_page_comes_back_from_its_custom_id(given_filters: Filters, number: int) -> None:
    name = Page(0, given_filters).custom_id(number)
    page = page_of(name + ":f")
    assert page is not None
    assert page.number == number
    assert [page.filters.allows(one) for one in ARTICLES] == [given_filters.allows(one) for one in ARTICLES]
    assert (page.filters.after, page.filters.before) == (given_filters.after, given_filters.before)


@pytest.mark.parametrize("gone", [Filters("Atlantis"), Filters(topic="Wolves")])
def test_a_page_of_what_is_gone_is_none(gone: Filters) -> None:
    assert page_of(Page(0, gone).custom_id(1)) is None


@pytest.mark.parametrize(("number", "shown", "first"), [(0, 10, 24), (1, 10, 14), (2, 5, 4), (9, 5, 4)])
def test_a_page_holds_ten_articles_newest_first(number: int, shown: int, first: int) -> None:
    message = render_page(newest(ARTICLES), Page(number, Filters()), ENGLISH)
    assert message.embed is not None
    lines = str(message.embed.description).split("\n")
    assert len(lines) == shown <= PAGE
    assert lines[0].endswith(f"Number {first}")
    (row,) = message.rows
    assert isinstance(row, tuple)
    last = min(number, 2)
    assert [(button.label, button.is_disabled) for button in row if isinstance(button, Button)] == [
        ("◀", last == 0), (f"Page {last + 1} of 3", True), ("▶", last == 2),
    ]  # fmt: skip


def test_one_page_has_no_buttons_and_names_its_filters() -> None:
    chosen = read_filters("norland", None, "2014-03-20")
    message = render_page(newest(ARTICLES, chosen), Page(0, chosen), ENGLISH)
    assert message.rows == ()
    assert message.embed is not None
    assert message.embed.title == "6 articles: jurisdiction norland, from 2014-03-20 on"


def test_a_listing_has_pages_where_filters_say_what_it_holds_and_else_names_the_rest() -> None:
    turned = render_listing(Listing("25 articles", tuple(ARTICLES), Scope()), ENGLISH)
    assert len(turned.rows) == 1
    cut = render_listing(Listing("25 articles: tolls", tuple(ARTICLES)), ENGLISH)
    assert cut.rows == ()
    assert cut.embed is not None
    lines = str(cut.embed.description).split("\n")
    assert (len(lines), lines[-1]) == (PAGE + 1, "… and 15 more; ask for a country or a year, or use /articles.")


@pytest.mark.parametrize("embeds", [True, False])
def test_an_article_stands_below_its_record_and_a_heading(embeds: bool) -> None:  # noqa: FBT001 - a column of the table
    target = dataclasses.replace(ENGLISH, embeds=embeds)
    rendered = render_article(make_article(), (), target, 7, heading="First:")
    assert rendered.content.startswith("First:")
    shown = f"{rendered.content} {rendered.embed and [field.value for field in rendered.embed.fields]}"
    assert "Ines Fabel" in shown
    assert "source parenthes" not in shown


@pytest.mark.parametrize("days", ["20119999:-", "-:00000101", "20110229:20110230"])
def test_days_that_no_calendar_has_lead_to_no_page(days: str) -> None:
    assert page_of(f"glmbot:list:1:-:-:{days}:f") is None


@pytest.mark.parametrize("target", [ENGLISH, dataclasses.replace(ENGLISH, embeds=False)])
def test_a_list_of_very_many_articles_ends(target: RenderTarget) -> None:
    """Without room for titles, dates stand alone; callers show 25 at most."""
    rendered = render_list("Many", [make_article(title="A title")] * 300, target)
    assert "A title" not in str(rendered)
