"""The bot in shards, in two processes that share a database."""

import asyncio
import os
import signal
import sys
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import pytest

from glmbot.config import DatabaseAddress
from glmbot.sim.process import Child
from glmbot.sim.server import LocalDiscord
from glmbot.sim.shapes import visible_text
from glmbot.sim.world import Channel
from support import postgres
from support.articles import GIVEN_PATH
from support.digests import acts, digests_of, ferry, write

if reason := postgres.missing():
    pytest.skip(reason, allow_module_level=True)

QUESTION = "Which regions does the MOU target?"
SHARDS = 4


@pytest.fixture(scope="module")
def server() -> Iterator[postgres.Server]:
    with postgres.running() as server:
        yield server


@pytest.fixture
def places(local: LocalDiscord) -> Sequence[Channel]:
    """A channel in a guild of each shard."""
    return [local.world.add_guild(f"branch-{number}", shard=number, shards=SHARDS) for number in range(SHARDS)]


@asynccontextmanager
async def running(
    local: LocalDiscord, database: DatabaseAddress, folder: Path, **settings: str
) -> AsyncIterator[Child]:
    """`glmbot run` as one of several processes."""
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "GLMBOT_READER": "0",
        "GLMBOT_CORPUS": str(GIVEN_PATH.parent),
        "GLMBOT_DATABASE": database.url.get_secret_value(),
        "GLMBOT_DISCORD_API": local.api,
        "GLMBOT_DISCORD_GATEWAY": local.gateway,
        "GLMBOT_SHARDS": str(SHARDS),
        **settings,
    }
    child = Child([sys.executable, "-m", "glmbot", "run"], environment, local.service.feed)
    await child.start()
    try:
        yield child
    finally:
        await child.stop()


async def connected(local: LocalDiscord, *numbers: int) -> None:
    def found() -> bool | None:
        linked = {session.shard[0] for session in local.service.gateway.sessions.values() if session.link}
        return linked >= set(numbers) or None

    await local.service.feed.until(found, within=60, what=f"waiting for shards {numbers}")


async def answer(local: LocalDiscord, who: str, place: Channel, question: str) -> str:
    return visible_text((await local.reply(await local.say(who, place, f"@bot {question}"), within=20)).body)


async def test_two_processes_share_four_shards_and_one_takes_its_own_up_again(
    local: LocalDiscord, server: postgres.Server, places: Sequence[Channel], tmp_path: Path
) -> None:
    database = server.database()
    local.service.gateway.max_concurrency = 2
    local.service.gateway.slow_hellos = [1.0]  # the next of its key connects faster
    async with AsyncExitStack() as stack:
        one = await stack.enter_async_context(running(local, database, tmp_path, GLMBOT_SHARD_IDS="0-1"))
        other = await stack.enter_async_context(running(local, database, tmp_path, GLMBOT_SHARD_IDS="2,3"))
        await connected(local, *range(SHARDS))
        for place in places:
            assert "Latin America" in await answer(local, "Ada", place, QUESTION)
        await local.commands()

        third = await stack.enter_async_context(running(local, database, tmp_path, GLMBOT_SHARD_IDS="1"))
        await local.service.feed.until(lambda: "held by another" in third.tail(50) or None, within=30, what="a refusal")
        await third.stop()

        async def ask_on() -> None:
            while True:
                await local.say("Ben", places[2], f"@bot {QUESTION}")
                await asyncio.sleep(0.2)

        load = asyncio.create_task(ask_on())
        await asyncio.sleep(0.5)
        assert other.pid is not None
        os.killpg(other.pid, signal.SIGKILL)
        assert "Latin America" in await answer(local, "Ada", places[1], QUESTION), "the others go on"
        load.cancel()
        await asyncio.sleep(0.5)
        await other.start()
        await connected(local, *range(SHARDS))
        assert "Latin America" in await answer(local, "Mod", places[3], QUESTION)
        followed = await answer(local, "Ada", places[2], "Who signed it?")
        assert "Latin America" not in followed, "it is another passage"
        assert "sign" in followed, "the conversation goes on where the process before had it"
        logs = [child.tail(500) for child in (one, other)]
    assert sum("registered" in log for log in logs) == 1
    assert local.service.gateway.crowded == 0
    assert not any("Traceback" in log for log in logs)


async def test_a_person_who_asks_in_several_processes_is_counted_once_and_forgotten_in_all(
    local: LocalDiscord, server: postgres.Server, places: Sequence[Channel], tmp_path: Path
) -> None:
    database, few = server.database(), "3"
    async with AsyncExitStack() as stack:
        for numbers in ("0-1", "2-3"):
            settings = {"GLMBOT_SHARD_IDS": numbers, "GLMBOT_QUESTIONS_PER_MINUTE": few}
            await stack.enter_async_context(running(local, database, tmp_path, **settings))
        await connected(local, *range(SHARDS))
        texts = [await answer(local, "Ada", place, QUESTION) for place in places]
        assert ["Too much at once" in text for text in texts] == [False, False, False, True]
        assert "Latin America" in await answer(local, "Ben", places[3], QUESTION)
        await local.commands()
        privacy = await (await local.run("Ada", places[0], "privacy")).response()
        assert "encrypted" in visible_text(privacy.body)
        forgotten = await (await local.run("Ada", places[0], "forget-me")).response()
        assert "Deleted" in visible_text(forgotten.body)
        assert "Latin America" in await answer(local, "Ada", places[2], QUESTION), "what was counted is forgotten, too"


async def test_each_watch_gets_its_digest_from_one_process_also_after_a_kill(
    local: LocalDiscord, server: postgres.Server, places: Sequence[Channel], tmp_path: Path
) -> None:
    shelf = tmp_path / "articles"
    shelf.mkdir()
    write(shelf, ferry(0))
    settings = {"GLMBOT_CORPUS": str(shelf), "GLMBOT_WATCH": "1"}

    async def told(*numbers: int) -> None:
        wanted = Counter({(place.id, number): 1 for place in places for number in numbers})
        await local.until(lambda: acts(digests_of(local)) >= wanted or None, within=60, what=f"digests of {numbers}")

    async with AsyncExitStack() as stack:
        one, other = [
            await stack.enter_async_context(
                running(local, server.database(), tmp_path, GLMBOT_SHARD_IDS=ids, **settings)
            )
            for ids in ("0-1", "2-3")
        ]
        await connected(local, *range(SHARDS))
        await local.commands()
        for place in places:
            used = await local.run("Mod", place, "watch", topic="Ferries", often="once", where="here")
            made = await used.response()
            assert "Watching for new articles" in visible_text(made.body)
        write(shelf, ferry(1))
        await told(1)
        assert other.pid is not None
        os.killpg(other.pid, signal.SIGKILL)
        write(shelf, ferry(2))
        await local.until(lambda: other.ended or None, within=30, what="the end of the other")
        await other.start()
        await one.restart()  # it has told just now, and would wait before it tells more
        await connected(local, *range(SHARDS))
        await told(1, 2)
        await asyncio.sleep(2.0)
        assert set(acts(digests_of(local)).values()) == {1}, "no article comes twice"
        assert not any("Traceback" in child.tail(500) for child in (one, other))


async def test_one_process_may_have_as_many_shards_as_discord_advises(
    local: LocalDiscord, server: postgres.Server, places: Sequence[Channel], tmp_path: Path
) -> None:
    local.service.gateway.advised_shards = SHARDS
    local.service.gateway.max_concurrency = SHARDS
    async with running(local, server.database(), tmp_path, GLMBOT_SHARDS="auto"):
        await connected(local, *range(SHARDS))
        for place in places:
            assert "Latin America" in await answer(local, "Ada", place, QUESTION)
        assert "Latin America" in await answer(local, "Ben", local.world.place("DM", local.who("Ben")), QUESTION)
