"""Whatever is looked up or pressed, Discord is told in time that an answer comes, and the event loop stands free."""

import asyncio
import threading
from collections.abc import Awaitable, Callable, Mapping
from types import SimpleNamespace
from typing import Any

import aiohttp
import discord
import pytest

from glmbot.bot.articles import Articles
from glmbot.bot.context import BotContext
from glmbot.bot.ui import delivery
from glmbot.core.corpus.passages import LONG_PARAGRAPH
from glmbot.core.index import corpus_index
from glmbot.core.model import Source
from glmbot.core.sources import find_sources
from glmbot.storage.database import Store
from glmbot.storage.load import build_answerer
from support.articles import FERRY, GIVEN_ID, corpus_of, given_article, make_article
from support.sent import controls, custom_id_of

THINKING = {"private": True, "thinking": True}
IN_PLACE = {"private": True, "thinking": False}
LONG = make_article(f"{FERRY}\n\n{'The harbour is long. ' * (LONG_PARAGRAPH // 20)}", title="Norland: Harbours")
QUESTION = "Which regions does the MOU target?"
FERRIES = make_article(topics=("Ferries",))
SOURCE = ("source", {"article": GIVEN_ID, "paragraph": 2})
MORE = tuple(
    make_article(title=f"Norland: Ferry Act {year}", date=f"20{year}-05-01", topics=("Ferries",))
    for year in range(15, 27)
)


@pytest.fixture
def context() -> BotContext:
    return BotContext(build_answerer(corpus_of(given_article(), FERRIES, *MORE)), Store(None))


class Slowness:
    """Lets work over the articles take until Discord is told that an answer comes, and keeps how it was told."""

    def __init__(self) -> None:
        self.told: list[Mapping[str, bool]] = []
        self.begun, self.acknowledged = asyncio.Event(), asyncio.Event()

    async def take_long(self) -> None:
        """Go on when Discord was told."""
        self.begun.set()
        await self.acknowledged.wait()

    async def wait(self, tasks: tuple[asyncio.Task[Any]], **_: float) -> Any:
        """Wait for work until it takes long, by no clock: that of simcord stands still while the bot works."""
        begun = asyncio.create_task(self.begun.wait())
        done, waiting = await asyncio.wait((*tasks, begun), return_when=asyncio.FIRST_COMPLETED)
        begun.cancel()
        return done - {begun}, waiting - {begun}

    async def of(self, use: Awaitable[Any]) -> list[Mapping[str, bool]]:
        """What Discord is told while something is used."""
        self.told.clear()
        self.begun.clear()
        self.acknowledged.clear()
        await use
        return [*self.told]


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Callable[[], Slowness]:
    """From its call on, all work over the articles takes long."""

    def begin() -> Slowness:
        slowness, defer, apart = Slowness(), delivery.defer, BotContext.apart

        async def noted(interaction: Any, **how: bool) -> None:
            await defer(interaction, **how)
            slowness.told.append(how)
            slowness.acknowledged.set()

        async def waits(context: BotContext, work: Callable[[], Any], *, answers: bool = False) -> Any:
            await slowness.take_long()
            return await apart(context, work, answers=answers)

        impatient = SimpleNamespace(create_task=asyncio.create_task, wait=slowness.wait)
        monkeypatch.setattr(delivery, "asyncio", impatient)
        monkeypatch.setattr(delivery, "defer", noted)
        monkeypatch.setattr(BotContext, "apart", waits)
        return slowness

    return begin


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        (("articles", {"jurisdiction": "norland"}), "Ferry Act"),
        (("latest", {}), "Ferry Act"),
        (("on-this-day", {"day": "12-06"}), "Trafficking"),
        (("article", {"article": GIVEN_ID}), "¶ 1 of 6"),
        (SOURCE, "¶ 2 of 6"),
        (("sources", {"article": GIVEN_ID}), "Cited in"),
        (("sources", {"article": GIVEN_ID, "paragraph": 2}), "Cited in"),
        (("cite", {"article": GIVEN_ID, "paragraph": 2}), "Zeldin"),
        (("timeline", {"topic": "ferries"}), "Ferry Act"),
        (("about", {}), "14 articles"),
    ],
)
async def test_a_command_is_acknowledged_however_long_its_answer_takes(
    channel: Any, ada: Any, slow: Any, command: tuple[str, Any], expected: str
) -> None:
    name, options = command
    slowness = slow()
    result = await ada.slash(channel, name, **options)
    assert expected in shown(result.response)
    assert [how["private"] for how in slowness.told] == [result.ephemeral]


@pytest.mark.parametrize(
    ("pressed", "expected"),
    [
        (("articles", {"topic": "ferries"}, "▶"), "Safety Act"),
        (("timeline", {"topic": "ferries"}, "▶"), "Act 26"),
        (("verify", {"text": "the Gulf of Aden, Afghanistan and the bordering countries"}, "¶ 2"), "¶ 2 of 6"),
        (("ask", {"question": QUESTION}, "Sources"), "Cited in"),
        (("ask", {"question": QUESTION}, "Cite"), "Zeldin"),
        (("ask", {"question": QUESTION}, "¶ 3 ▶"), "¶ 3 of 6"),
        (("ask", {"question": QUESTION}, "More"), "¶ 2"),
        ((*SOURCE, "Save"), "Saved to your reading list: ¶ 2"),
    ],
    ids=lambda value: f"{value[0]} {value[2]}" if isinstance(value, tuple) else "",
)
async def test_a_press_is_acknowledged_however_long_its_answer_takes(
    channel: Any, ada: Any, slow: Any, pressed: tuple[str, Any, str], expected: str
) -> None:
    name, options, label = pressed
    message = (await ada.slash(channel, name, **options)).response
    slowness = slow()
    result = await ada.click(message, custom_id=custom_id_of(message, label))
    in_place = label in {"▶", "¶ 3 ▶"}
    assert expected in shown((channel.last_message or message) if in_place else result.response)
    assert slowness.told == [IN_PLACE if in_place else THINKING]


async def test_what_is_chosen_under_an_answer_is_acknowledged_however_long_it_takes(
    channel: Any, ada: Any, slow: Any
) -> None:
    answer = (await ada.slash(channel, "ask", question=QUESTION)).response
    more = (await ada.click(answer, label="More")).response
    citation = (await ada.click(answer, label="Cite")).response
    slowness = slow()
    why = await slowness.of(ada.click(more, custom_id=custom_id_of(more, "Why this?")))
    assert why == [THINKING]
    style = await slowness.of(ada.select(citation, ["apa"], custom_id=custom_id_of(citation, "Citation style")))
    assert "Zeldin, W." in shown(citation)
    assert style == [IN_PLACE]


async def test_the_reading_list_is_acknowledged_however_long_its_comparison_takes(
    channel: Any, ada: Any, slow: Any
) -> None:
    for paragraph in (2, 3):
        card = (await ada.slash(channel, "source", article=GIVEN_ID, paragraph=paragraph)).response
        saved = (await ada.click(card, custom_id=custom_id_of(card, "Save"))).response
    name = custom_id_of(saved, "Note").rpartition(":")[2]
    slowness = slow()
    listed = await ada.slash(channel, "reading-list")
    assert slowness.told == [THINKING]
    shelf = listed.response
    assert await slowness.of(ada.select(shelf, [name], custom_id="glmbot:list-open")) == [IN_PLACE]
    assert "¶ 3" in shown(shelf)
    assert await slowness.of(ada.click(shelf, custom_id=custom_id_of(shelf, "▲"))) == [IN_PLACE]
    form = await ada.click(shelf, custom_id=custom_id_of(shelf, "Note"))
    assert await slowness.of(ada.submit_modal(form, {"text": "Compare"})) == [IN_PLACE]
    assert "Compare" in shown(shelf)
    for _ in ("asked", "sure"):
        assert await slowness.of(ada.click(shelf, custom_id=custom_id_of(shelf, "Remove"))) == [IN_PLACE]
    assert "Reading list · 1 passage" in shown(shelf)


@pytest.mark.parametrize("error", [discord.RateLimited(40.0), aiohttp.ClientConnectionError()], ids=["limit", "broken"])
async def test_help_comes_however_long_discord_takes_to_tell_the_commands_and_where_it_tells_none(
    simcord_env: Any, channel: Any, ada: Any, slow: Any, monkeypatch: pytest.MonkeyPatch, *, error: Exception
) -> None:
    slowness = slow()

    async def fetch_commands() -> None:
        await slowness.take_long()
        raise error

    monkeypatch.setattr(simcord_env.bot, "_mentions", {})
    monkeypatch.setattr(simcord_env.bot.tree, "fetch_commands", fetch_commands)
    result = await ada.slash(channel, "help")
    assert result.ephemeral
    assert "`/ask`" in result.response.content


@pytest.mark.parametrize("used", ["article", "source", "sources", "article Sources", "article ▶"])
async def test_the_sources_of_a_very_long_article_are_found_apart_from_the_event_loop(
    channel: Any, ada: Any, context: BotContext, monkeypatch: pytest.MonkeyPatch, used: str
) -> None:
    def swap() -> None:
        """Answer from the article as if nobody had asked for its sources."""
        context.swap(Articles(build_answerer(corpus_of(LONG))))

    swap()
    assert not context.articles.is_large
    threads: list[str] = []

    def noted(body: str) -> tuple[Source, ...]:
        threads.append(threading.current_thread().name)
        return find_sources(body)

    command, _, label = used.partition(" ")
    monkeypatch.setattr(corpus_index, "find_sources", noted)
    message = (await ada.slash(channel, command, article=LONG.article_id)).response
    if label:
        swap()
        threads.clear()
        (pressed,) = [one["custom_id"] for one in controls(message) if one.get("label", "").endswith(label)]
        await ada.click(message, custom_id=pressed)
    assert threads
    assert all(one.startswith("articles") for one in threads)


def shown(message: Any) -> str:
    """All that a message says."""
    parts = [message.content]
    for embed in message.embeds:
        parts += [embed.title or "", embed.description or ""]
    return "\n".join(parts).replace("\\", "")
