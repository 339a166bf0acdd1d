"""Timelines as messages: inside the limits, whatever the articles are."""

import datetime as dt
import re

import pytest

from glmbot.bot.ui.render import RenderTarget
from glmbot.bot.ui.render_timeline import PAGE_REF, TOPIC, Page, Wanted, render_timeline
from glmbot.core.corpus.lookup import ArticleLookup
from glmbot.core.research.periods import Period
from glmbot.core.research.timeline import Timeline
from support.articles import make_article
from support.sendable import ENGLISH, RENDER_TARGETS, assert_sendable, text_of

ARTICLES = tuple(
    make_article(
        f"(May 1, {1990 + number}) " + "The *keeper* of @everyone hives is paid well " * 20,
        title=f"Elbonia: {number} " + "Hives_and_Bees " * 30,
        date=f"{1990 + number}-05-01",
        url="https://a.example/" + "x" * (number * 20),
    )
    for number in range(30)
)


@pytest.mark.parametrize("target", RENDER_TARGETS)
@pytest.mark.parametrize("count", [0, 1, 5, 6, 30])
def test_a_page_of_a_timeline_can_be_sent(count: int, target: RenderTarget) -> None:
    period = Period(dt.date(1990, 1, 1), dt.date(9999, 12, 31))
    found = Timeline("é" * TOPIC, "Elbonia " * 40, ARTICLES[:count], period, ("Read “é” as @everyone. " * 40,) * 5)
    for number in (0, 1, 99):
        page = Page(number, Wanted("é" * TOPIC, "Elbonia " * 40, period), is_turned=number > 0)
        rendered = render_timeline(found, page, target)
        assert_sendable(rendered)
        assert (rendered.file is not None) == (count > 5 and number == 0)
        assert rendered.keeps_file == (count > 0 and number > 0)
        assert "@everyone" not in text_of(rendered).replace(r"\@everyone", "")


@pytest.mark.parametrize("topic", ["", "é: ü ~ 12~ab:c", "x" * TOPIC])
@pytest.mark.parametrize("jurisdiction", [None, "Norland"])
@pytest.mark.parametrize("after", [None, dt.date(2015, 1, 1)])
@pytest.mark.parametrize("before", [None, dt.date(9999, 12, 31)])
def test_a_button_leads_to_its_page(
    topic: str, jurisdiction: str | None, after: dt.date | None, before: dt.date | None
) -> None:
    wanted = Wanted(topic, jurisdiction, Period(after, before))
    name = Page(3, wanted).custom_id(999_999, "f")
    match = re.fullmatch(f"glmbot:timeline:{PAGE_REF}", name)
    assert match
    lookup = ArticleLookup([make_article(jurisdictions=["Norland"])])
    assert Page.read(match, lookup) == Page(999_999, wanted, is_turned=True)
    assert (Page.read(match, ArticleLookup([])) is None) == (jurisdiction is not None)


def test_a_button_from_before_there_were_periods_still_leads_to_its_page() -> None:
    match = re.fullmatch(PAGE_REF, "2:f:-:Fisheries: cod")
    assert match
    assert Page.read(match, ArticleLookup([])) == Page(2, Wanted("Fisheries: cod"), is_turned=True)


def test_what_was_looked_at_in_vain_is_told_with_what_looks_further() -> None:
    found = Timeline("fines", None, (), near=("Taxation",))
    assert text_of(render_timeline(found, Page(0, Wanted("fines")), ENGLISH)).splitlines() == [
        "No title, jurisdiction or topic of an article here has: fines.",
        "Nearest topics: Taxation.",
        "Texts were not looked at: /ask asks them.",
    ]
