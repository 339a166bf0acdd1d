"""Work over many articles is done apart from the event loop, so that others are answered meanwhile."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import discord
import pytest
import yaml

from glmbot.bot.articles import Articles
from glmbot.bot.client import GlmBot
from glmbot.bot.context import BotContext
from glmbot.bot.run import build_bot
from glmbot.bot.ui import delivery
from glmbot.core.answering.answerer import Answerer, Turn
from glmbot.sim.server import LocalDiscord
from glmbot.sim.shapes import visible_text
from glmbot.storage.database import Store
from glmbot.storage.environment import read_settings
from glmbot.storage.load import build_answerer, read_corpus
from support.articles import corpus_of, given_article, make_article

EVALUATION = Path(__file__).parents[1] / "evaluation"
FIRST, SECOND = "Who is Yuri Fedotov?", "and what did he say?"
MANY = "\n\n".join(f"Section {number} of the Kite Act of Norland forbids kites." for number in range(60))
LIMIT = 20.0
DEFERRED = 5
THREADS = 4


@pytest.fixture
def context() -> BotContext:
    return BotContext(build_answerer(corpus_of(given_article(), make_article(MANY))), Store(None))


@pytest.fixture
async def local() -> AsyncIterator[LocalDiscord]:
    async with LocalDiscord(bot_name="glmbot") as running:
        yield running


@pytest.fixture
async def bot(
    local: LocalDiscord, context: BotContext, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[GlmBot]:
    """The bot in this process, connected to a local Discord."""
    monkeypatch.setenv("GLMBOT_DISCORD_API", local.api)
    monkeypatch.setenv("GLMBOT_DISCORD_GATEWAY", local.gateway)
    monkeypatch.setattr(discord.http.Route, "BASE", discord.http.Route.BASE)
    gateway = discord.gateway.DiscordWebSocket
    monkeypatch.setattr(gateway, "DEFAULT_GATEWAY", gateway.DEFAULT_GATEWAY)
    settings = read_settings(tmp_path / "none.env")
    async with build_bot(context, settings) as running:
        task = asyncio.create_task(running.start(settings.token))
        await local.ready()
        await local.commands()
        yield running
    await task


@pytest.fixture
def release(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """The answer to the first question waits for this, but not for ever."""
    event = threading.Event()
    turn: Callable[..., Turn] = Answerer.turn

    def slow(self: Answerer, question: str, **options: Any) -> Turn:
        assert question != FIRST or event.wait(LIMIT), "nothing happened meanwhile"
        return turn(self, question, **options)

    monkeypatch.setattr(Answerer, "turn", slow)
    yield event
    event.set()


@pytest.mark.usefixtures("bot")
async def test_others_are_answered_while_an_answer_takes_long(local: LocalDiscord, release: threading.Event) -> None:
    slow = await local.run("Ada", "#questions", "ask", question=FIRST)
    assert await local.autocomplete("Ben", "#questions", "ask", "jurisdiction", jurisdiction="uni")
    helped = await local.run("Ben", "#questions", "help")
    assert "Mention me" in visible_text((await helped.response()).body)
    assert slow.acknowledged is None
    release.set()
    assert "Fedotov" in visible_text((await slow.response()).body)


@pytest.mark.usefixtures("bot")
async def test_a_follow_up_waits_for_the_question_before(local: LocalDiscord, release: threading.Event) -> None:
    first = await local.run("Ada", "#questions", "ask", question=FIRST)
    second = await local.run("Ada", "#questions", "ask", question=SECOND)
    helped = await local.run("Ben", "#questions", "help")
    await helped.response()
    release.set()
    await first.response()
    assert "¶¶ 4–5 of 6" in visible_text((await second.response()).body)


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("private", [False, True])
async def test_discord_is_told_in_time_that_an_answer_comes(
    local: LocalDiscord, release: threading.Event, monkeypatch: pytest.MonkeyPatch, *, private: bool
) -> None:
    monkeypatch.setattr(delivery, "PATIENCE_SECONDS", 0.0)
    slow = await local.run("Ada", "#questions", "ask", question=FIRST, private=private)
    assert await slow.acknowledgement() == DEFERRED
    release.set()
    message = await slow.response()
    assert "Fedotov" in visible_text(message.body)
    assert bool(message.body["flags"] & 64) is private


STORM = 40


@pytest.mark.usefixtures("bot")
async def test_in_a_storm_answers_go_out_while_others_are_still_made(
    local: LocalDiscord, context: BotContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They come to the bot at once; made in one round of the event loop, none would go out before the last."""
    context.rate_limit.people.limit = STORM
    context.swap(Articles(build_answerer(corpus_of(given_article()))))
    assert not context.articles.answers_slowly
    made: list[str] = []
    sent: list[int] = []
    """How many answers were made when each was sent."""
    turn: Callable[..., Turn] = Answerer.turn

    def counted(self: Answerer, question: str, **options: Any) -> Turn:
        made.append(question)
        return turn(self, question, **options)

    def note(frame: dict[str, Any]) -> None:
        if "message_reference" in frame.get("message", {}):
            sent.append(len(made))

    monkeypatch.setattr(Answerer, "turn", counted)
    local.service.feed.listen(note)
    for number in range(STORM):
        await local.say("Ada", ("#questions", "#sources")[number % 2], f"@bot {FIRST}")
    await local.until(lambda: len(sent) == STORM or None, within=LIMIT)
    assert sent[0] < STORM


def test_threads_that_share_an_answerer_give_the_replies_that_one_gives() -> None:
    corpus = read_corpus(EVALUATION / "articles")
    listed = yaml.safe_load((EVALUATION / "hand3-blind.yaml").read_text(encoding="utf-8"))["questions"][::8]
    questions = [one["question"] for one in listed]
    expected = [*map(build_answerer(corpus).answer, questions)]
    fresh = build_answerer(corpus)
    gate = threading.Barrier(THREADS)

    def ask_all(_: int) -> list[Any]:
        gate.wait(LIMIT)
        return [*map(fresh.answer, questions)]

    with ThreadPoolExecutor(THREADS) as pool:
        assert list(pool.map(ask_all, range(THREADS))) == [expected] * THREADS
