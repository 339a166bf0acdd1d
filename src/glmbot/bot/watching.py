"""Tells observers what passes between the bot and Discord: requests, acknowledgements, the connection."""

import asyncio
import logging
import re
import sqlite3
import sys
import time
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from types import SimpleNamespace
from typing import Final

import aiohttp
import discord

from glmbot import __version__
from glmbot.bot.client import SLOW_SECONDS, GlmBot
from glmbot.bot.context import BotContext, Interaction
from glmbot.config import Settings
from glmbot.core.model import GlmbotError
from glmbot.health.events import Acknowledged, Connected, Observer, Requested
from glmbot.health.metrics import Metrics
from glmbot.health.server import served
from glmbot.storage.database import PassageVotes, Store

_log = logging.getLogger(__name__)

_KINDS: Final = (
    ("callback", re.compile(r"/interactions/(?P<id>\d+)/[^/]+/callback$")),
    ("followup", re.compile(r"/webhooks/\d+/[^/]+")),
    ("message", re.compile(r"/channels/\d+/messages")),
    ("channel", re.compile(r"/channels/\d+|/threads")),
    ("commands", re.compile(r"/applications/\d+/.*commands")),
)
_OTHER: Final = "other"
_REMEMBERED: Final = 1024
_VOTES_SECONDS: Final = 2.0


class Watching:
    """What is known of the connection, over all attempts to connect."""

    def __init__(self, context: BotContext, tell: Observer) -> None:
        self._context = context
        self._tell = tell
        self._bot: GlmBot | None = None
        self._lost: set[int] = set()
        """The shards that are not connected; without shards there is one, 0."""
        self._counting: asyncio.Task[list[PassageVotes]] | None = None
        self._interactions: OrderedDict[int, str] = OrderedDict()

    def trace(self) -> aiohttp.TraceConfig:
        """What discord.py is given, so that each of its requests is told of."""
        config = aiohttp.TraceConfig()

        async def begin(_: object, traced: SimpleNamespace, __: object) -> None:
            traced.began = time.perf_counter()

        async def end(_: object, traced: SimpleNamespace, params: aiohttp.TraceRequestEndParams) -> None:
            self._requested(params.url.path, params.response.status, time.perf_counter() - traced.began)

        async def fail(_: object, traced: SimpleNamespace, params: aiohttp.TraceRequestExceptionParams) -> None:
            self._requested(params.url.path, None, time.perf_counter() - traced.began)

        config.on_request_start.append(begin)
        config.on_request_end.append(end)
        config.on_request_exception.append(fail)
        return config

    def attach(self, bot: GlmBot) -> None:
        """Watch a bot from now on."""
        self._bot, self._lost = bot, set()
        bot.add_listener(self.on_interaction)
        if isinstance(bot, discord.AutoShardedClient):
            # These tell of a shard what the others tell of any.
            for name in ("on_shard_ready", "on_shard_resumed", "on_shard_disconnect"):
                bot.add_listener(getattr(self, name))
        else:
            for name in ("on_ready", "on_resumed", "on_disconnect"):
                bot.add_listener(getattr(self, name))

    def unready(self) -> str:
        """Why the bot can't answer; "" where it can."""
        if self._bot is None or not self._bot.was_ready:
            return "not yet connected to Discord"
        if self._lost:
            numbers = ", ".join(map(str, sorted(self._lost)))
            is_sharded = isinstance(self._bot, discord.AutoShardedClient)
            return f"shards {numbers} are not connected to Discord" if is_sharded else "not connected to Discord"
        if self._context.answerer.corpus_index.engine.away:
            return "the server that keeps the articles does not answer"
        if not self._bot.latency < SLOW_SECONDS:
            return "Discord answers heartbeats late"
        return ""

    async def refresh(self, metrics: Metrics) -> None:
        """Set the gauges."""
        index, bot = self._context.answerer.corpus_index, self._bot
        metrics.corpus(len(index.corpus.articles), len(index.passages), index.arrays.articles.fingerprint)
        metrics.state(
            ready=not self.unready(),
            latency=bot.latency if bot is not None else float("nan"),
            servers=len(bot.guilds) if bot is not None else 0,
            tasks=len(asyncio.all_tasks()),
        )
        # Where another process holds the database, one count waits for it, and not one for each scrape.
        if self._counting is None or self._counting.done():
            self._counting = asyncio.create_task(self._context.records.do(Store.votes))
        try:
            votes = await asyncio.wait_for(asyncio.shield(self._counting), _VOTES_SECONDS)
        except (sqlite3.Error, GlmbotError, TimeoutError) as error:
            _log.warning("the votes can't be counted (%s)", type(error).__name__)
        else:
            metrics.votes(sum(one.up for one in votes), sum(one.down for one in votes))

    async def on_ready(self) -> None:
        """A session has begun."""
        await self.on_shard_ready(0)

    async def on_resumed(self) -> None:
        """A session goes on after the connection was lost."""
        await self.on_shard_resumed(0)

    async def on_disconnect(self) -> None:
        """The connection is lost."""
        await self.on_shard_disconnect(0)

    async def on_shard_ready(self, shard: int) -> None:
        """The session of a shard has begun."""
        self._lost.discard(shard)
        self._tell(Connected("ready"))

    async def on_shard_resumed(self, shard: int) -> None:
        """The session of a shard goes on after its connection was lost."""
        self._lost.discard(shard)
        self._tell(Connected("resumed"))

    async def on_shard_disconnect(self, shard: int) -> None:
        """The connection of a shard is lost; discord.py tells it at each attempt that fails, too."""
        if self._bot is not None and self._bot.was_ready and shard not in self._lost:
            self._lost.add(shard)
            self._tell(Connected("lost"))

    async def on_interaction(self, interaction: Interaction) -> None:
        """Remember of what type an interaction is until it is acknowledged."""
        self._interactions[interaction.id] = interaction.type.name
        if len(self._interactions) > _REMEMBERED:
            self._interactions.popitem(last=False)

    def _requested(self, path: str, status: int | None, seconds: float) -> None:
        if status == 101:  # noqa: PLR2004 - the gateway's own connection, which lasts
            return
        what, found = next(((kind, at) for kind, pattern in _KINDS if (at := pattern.search(path))), (_OTHER, None))
        self._tell(Requested(what, status, seconds))
        if what == "callback" and found is not None and status is not None and status < 400 and self._bot:  # noqa: PLR2004 - HTTP
            number = int(found["id"])
            self._tell(Acknowledged(self._interactions.pop(number, _OTHER), self._bot.clock.age(number)))


@asynccontextmanager
async def watched(context: BotContext, settings: Settings, metrics: Metrics | None) -> AsyncIterator[Watching]:
    """Watch the bot while the block runs, and serve its health where that is set."""
    watching = Watching(context, context.tell)
    async with AsyncExitStack() as stack:
        if metrics is not None and settings.health_address is not None:
            python = ".".join(map(str, sys.version_info[:3]))
            metrics.versions({"version": __version__, "python": python, "discord_py": discord.__version__})
            refresh = partial(watching.refresh, metrics)
            await stack.enter_async_context(served(settings.health_address, metrics, watching.unready, refresh))
        yield watching
