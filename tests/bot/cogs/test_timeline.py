"""/timeline and its pages, under discord.py's real command tree."""

from typing import Any

import pytest

from glmbot.bot.context import BotContext
from glmbot.storage.database import Store
from glmbot.storage.load import build_answerer
from support.articles import corpus_of, make_article
from support.sent import controls


@pytest.fixture
def context() -> BotContext:
    articles = (
        make_article(
            f"(May 1, 20{year}) The ferry act of 20{year} was adopted. It is long.",
            title=f"Norland: Ferry Act {year}",
            date=f"20{year}-05-01",
            topics=["Ferries"],
        )
        for year in range(10, 35)
    )
    return BotContext(build_answerer(corpus_of(*articles)), Store(None))


def description(message: Any) -> str:
    return str(message.embeds[0].description)


async def test_a_timeline_is_turned_page_by_page(channel: Any, ada: Any) -> None:
    shown = await ada.slash(channel, "timeline", topic="ferries", jurisdiction="norland")
    assert shown.response.embeds[0].title == "ferries · Norland: 25 articles"
    assert "Ferry Act 10" in description(shown.response)
    assert "The ferry act of 2010 was adopted." in description(shown.response)
    assert [one.filename for one in shown.response.attachments] == ["timeline.png"]
    await ada.click(shown.response, label="▶")
    assert "Ferry Act 20" in description(channel.last_message)
    assert [one.filename for one in channel.last_message.attachments] == ["timeline.png"]
    await ada.click(channel.last_message, label="▶")
    assert "Ferry Act 34" in description(channel.last_message)
    assert [one["disabled"] for one in controls(channel.last_message)] == [False, True, True]


async def test_a_period_holds_on_all_pages(channel: Any, ada: Any) -> None:
    shown = await ada.slash(channel, "timeline", topic="ferries since 2012", before="2030")
    assert shown.response.embeds[0].title == "ferries · from 2012-01-01 on · up to 2030-12-31: 19 articles"
    await ada.click(shown.response, label="▶")
    assert "Ferry Act 30" in description(channel.last_message)
    assert "Ferry Act 31" not in description(channel.last_message)


@pytest.mark.simcord(check_errors=False)
async def test_nothing_named_is_told_to_the_person_alone(channel: Any, ada: Any) -> None:
    result = await ada.slash(channel, "timeline")
    assert result.ephemeral
    assert result.response.content == "Name a topic, a jurisdiction, or both."
