"""Timelines as messages: inside the limits, whatever the articles are."""

import pytest

from glmbot.bot.ui.render import RenderTarget
from glmbot.bot.ui.render_timeline import TOPIC, render_timeline
from glmbot.core.research.timeline import Timeline
from support.articles import make_article
from support.sendable import RENDER_TARGETS, assert_sendable, text_of

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
    for page in (0, 1, 99):
        rendered = render_timeline(Timeline("é" * TOPIC, "Elbonia " * 40, ARTICLES[:count]), page, target)
        assert_sendable(rendered)
        assert (rendered.file is not None) == (count > 5)
        assert "@everyone" not in text_of(rendered).replace(r"\@everyone", "")
