"""Comparisons as messages: inside the limits, whatever the articles are."""

import pytest

from glmbot.bot.ui.render import RenderTarget
from glmbot.bot.ui.render_comparison import render_comparison
from glmbot.core.research.comparison import compare
from glmbot.storage.load import build_answerer
from support.articles import corpus_of, make_article
from support.sendable import ENGLISH, RENDER_TARGETS, assert_sendable, text_of

LONG = " ".join(f"The *keeper* of hive {number} is paid {number * 7} crowns @everyone." for number in range(300))
MARKED = "_*~`|" * 60
PLACES = [f"{'Elbonia ' * 20}{number}" for number in range(1, 5)]
ANSWERER = build_answerer(
    corpus_of(
        *(
            make_article(
                LONG,
                title=f"{place}: Hives {'and Bees ' * 30}",
                article_id=f"20{10 + number}-01-01-{number}",
                date=f"20{10 + number}-01-01",
                jurisdictions=[place],
                authors=["Ada " * 40],
                url="https://a.example/" + "x" * 600,
            )
            for number, place in enumerate(PLACES)
        )
    )
)


@pytest.mark.parametrize("target", RENDER_TARGETS)
@pytest.mark.parametrize("places", [PLACES, [PLACES[0], "Chile"], ["Peru", "Chile"]], ids=len)
def test_a_comparison_can_be_sent(places: list[str], target: RenderTarget) -> None:
    assert_sendable(render_comparison(compare(ANSWERER, "the pay of keepers " * 60, places), target))


def test_what_a_passage_holds_is_inert() -> None:
    text = text_of(render_comparison(compare(ANSWERER, "pay of keepers", PLACES), ENGLISH))
    assert "@everyone" not in text.replace(r"\@everyone", "")


@pytest.mark.parametrize("target", RENDER_TARGETS)
def test_a_comparison_of_names_that_are_nothing_but_markup_can_be_sent(target: RenderTarget) -> None:
    places = [f"{MARKED}{number}" for number in range(1, 5)]
    articles = (
        make_article(LONG, title=f"{MARKED} hives", article_id=f"2014-01-0{number}-a", jurisdictions=[place, MARKED])
        for number, place in enumerate(places, 1)
    )
    comparison = compare(build_answerer(corpus_of(*articles)), f"quién paga hives {MARKED}", places)
    assert_sendable(render_comparison(comparison, target))
