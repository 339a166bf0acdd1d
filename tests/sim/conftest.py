import asyncio
import contextlib
from collections.abc import AsyncIterator

import aiohttp
import discord
import pytest
import yarl

from glmbot.sim.server import LocalDiscord
from sim.clients import RestClient, Running
from sim.desk_bot import DeskBot
from sim.echo_bot import EchoBot
from sim.rich_bot import RichBot


@pytest.fixture
async def lenient() -> AsyncIterator[LocalDiscord]:
    async with LocalDiscord(bot_name="echo") as local:
        yield local


@pytest.fixture
async def local(lenient: LocalDiscord) -> AsyncIterator[LocalDiscord]:
    """A local Discord in which nothing breaks Discord's published schema, in either direction."""
    yield lenient
    assert lenient.violations == []


@pytest.fixture
def running(lenient: LocalDiscord, monkeypatch: pytest.MonkeyPatch) -> Running:
    monkeypatch.setattr(discord.http.Route, "BASE", lenient.api)
    monkeypatch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(lenient.gateway))

    @contextlib.asynccontextmanager
    async def run(bot: discord.Client) -> AsyncIterator[None]:
        task = asyncio.create_task(bot.start("simulated"))
        try:
            await lenient.ready()
            await bot.wait_until_ready()
            yield
        finally:
            await bot.close()
            await asyncio.gather(task, return_exceptions=True)

    return run


@pytest.fixture
def echo_bot() -> EchoBot:
    return EchoBot()


@pytest.fixture
def rich_bot() -> RichBot:
    return RichBot()


@pytest.fixture
def desk_bot() -> DeskBot:
    return DeskBot()


@pytest.fixture
async def rest(lenient: LocalDiscord) -> AsyncIterator[RestClient]:
    async with aiohttp.ClientSession() as session:
        yield RestClient(session, lenient)
