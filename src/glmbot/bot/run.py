"""Runs the bot until it is told to stop: the seam to a local Discord, retries at start, an orderly end."""

import asyncio
import logging
import signal
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager
from http import HTTPStatus
from typing import Any, Final

import aiohttp
import discord
import yarl

from glmbot.bot.client import GlmBot
from glmbot.bot.context import BotContext
from glmbot.bot.ending import finish
from glmbot.bot.gaps import counted
from glmbot.bot.reloading import follow, reload_or_note
from glmbot.bot.sharding import ShardedBot
from glmbot.bot.watching import Watching, watched
from glmbot.config import Settings
from glmbot.core.model import GlmbotError
from glmbot.health.metrics import Metrics

_log = logging.getLogger(__name__)

_ENDING: Final = "ending"
FIRST_PAUSE_SECONDS: Final = 1.0
LONGEST_PAUSE_SECONDS: Final = 300.0
BAN_PAUSE_SECONDS: Final = 300.0
"""After a 429 that Discord's edge sent: more requests only prolong it."""

_UNREACHABLE: Final = (
    aiohttp.ClientConnectionError,
    discord.DiscordServerError,
    discord.GatewayNotFound,
    TimeoutError,
    OSError,
)
_FATAL_CLOSE: Final = {
    4004: "Discord refused the token; copy it again from the Developer Portal (Bot, Reset Token) into DISCORD_TOKEN",
    4010: "Discord refused the shard; check GLMBOT_SHARDS and GLMBOT_SHARD_IDS",
    4011: "Discord wants more shards: it is in too many guilds for so few connections; set GLMBOT_SHARDS=auto, or more",
    4012: "Discord no longer speaks this version of its gateway; update discord.py",
    4013: "Discord refused the intents; run glmbot unchanged",
    4014: "Discord refused the message content intent; switch it on in the Developer Portal (Bot), or take"
    " GLMBOT_MESSAGE_CONTENT away",
}


class ConnectionRefusedByDiscordError(GlmbotError):
    """Discord will not let this bot in; trying again would not help."""


def build_bot(context: BotContext, settings: Settings, **options: Any) -> GlmBot:
    """The bot, for Discord or for a local server that stands in for it: the one way in which it is built."""
    if settings.discord_api is not None and settings.discord_gateway is not None:
        discord.http.Route.BASE = settings.discord_api
        discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(settings.discord_gateway)
        # The local server sends all guilds at once: waiting for more only delays the start.
        options.setdefault("guild_ready_timeout", 0.1)
    return (GlmBot if settings.shards is None else ShardedBot)(context, settings, **options)


async def run_bot(context: BotContext, settings: Settings, metrics: Metrics | None = None) -> None:
    """Run until SIGTERM or SIGINT; SIGHUP reads the articles anew. `metrics` are served where the settings say so.

    Raises:
        ConnectionRefusedByDiscordError: the token or the intents are refused.
        SettingsError: there is no token.
    """
    token = settings.token
    try:
        async with (
            _heeding_signals(context),
            watched(context, settings, metrics) as watching,
            _following(context),
            counted(context.gaps, context.records),
        ):
            await _keep_trying(lambda: _watched_bot(context, settings, watching), token)
    except asyncio.CancelledError:
        _log.info("stopped")


@asynccontextmanager
async def _heeding_signals(context: BotContext) -> AsyncIterator[None]:
    """Heed signals while the block runs: SIGTERM and SIGINT end it, at the second time at once."""
    loop, task = asyncio.get_running_loop(), asyncio.current_task()
    begun: set[asyncio.Task[None]] = set()

    async def end() -> None:
        context.end_reading()
        try:
            await finish(context)
        finally:
            if task is not None:
                task.cancel()

    def stop() -> None:
        if any(one.get_name() == _ENDING for one in begun) and task is not None:
            task.cancel()
        begin(end(), _ENDING)

    def begin(work: Coroutine[None, None, None], name: str) -> None:
        begun.add(made := loop.create_task(work, name=name))
        made.add_done_callback(begun.discard)

    heeded = {
        signal.SIGTERM: stop,
        signal.SIGINT: stop,
        signal.SIGHUP: lambda: begin(reload_or_note(context), "reload"),
    }
    # nohup has SIGHUP ignored, and so it stays.
    numbers = [one for one in heeded if one != signal.SIGHUP or signal.getsignal(one) is not signal.SIG_IGN]
    for number in numbers:
        loop.add_signal_handler(number, heeded[number])
    try:
        yield
    finally:
        for number in numbers:
            loop.remove_signal_handler(number)
        for one in begun:
            one.cancel()


@asynccontextmanager
async def _following(context: BotContext) -> AsyncIterator[None]:
    """Take in what changes in the articles' folder while the block runs, where that is wanted."""
    task = None if context.changed is None else asyncio.create_task(follow(context, context.changed()))
    try:
        yield
    finally:
        if task is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


def _watched_bot(context: BotContext, settings: Settings, watching: Watching) -> GlmBot:
    trace = watching.trace()
    bot = build_bot(context, settings, http_trace=trace)
    bot.clock.follow(trace)
    watching.attach(bot)
    return bot


async def _keep_trying(build: Callable[[], GlmBot], token: str) -> None:
    """Start the bot; until it was ready once, start it anew after a pause where Discord can't be reached.

    discord.py reconnects by itself later on, but its first connection is tried once only.
    """
    pause = FIRST_PAUSE_SECONDS
    while True:
        bot = build()
        async with bot:
            failure = await _start(bot, token)
        if failure is None:
            return
        wait = _pause_after(failure, bot, pause)
        _log.warning("Discord can't be reached (%s); trying again in %.0f s", type(failure).__name__, wait)
        await asyncio.sleep(wait)
        pause = min(pause * 2, LONGEST_PAUSE_SECONDS)


async def _start(bot: GlmBot, token: str) -> Exception | None:
    try:
        await bot.start(token)
    except Exception as error:  # noqa: BLE001 - what may be tried again is told apart by _pause_after
        return error
    return None


def _pause_after(error: Exception, bot: GlmBot, pause: float) -> float:
    """How long to wait before the next start; raises where another start would not help."""
    if isinstance(error, discord.HTTPException) and error.status == HTTPStatus.TOO_MANY_REQUESTS:
        return BAN_PAUSE_SECONDS
    with explained():
        # discord.py 2.7.1 raises AttributeError where the gateway is unreachable on the first connect.
        if bot.was_ready or not isinstance(error, (*_UNREACHABLE, AttributeError)):
            raise error
    return pause


@contextmanager
def explained() -> Iterator[None]:
    """Turn what Discord refuses for good into one line."""
    try:
        yield
    except discord.LoginFailure:
        raise ConnectionRefusedByDiscordError(_FATAL_CLOSE[4004]) from None
    except discord.PrivilegedIntentsRequired:
        raise ConnectionRefusedByDiscordError(_FATAL_CLOSE[4014]) from None
    except discord.ConnectionClosed as error:
        if error.code not in _FATAL_CLOSE:
            raise
        raise ConnectionRefusedByDiscordError(_FATAL_CLOSE[error.code]) from None
    except discord.HTTPException as error:
        what = f"Discord refused a request ({error.status}, code {error.code}): {error.text or error.response.reason}"
        raise ConnectionRefusedByDiscordError(f"{what}; check the ids and the bot's permissions") from None
    except _UNREACHABLE as error:
        what = f"Discord can't be reached ({type(error).__name__})"
        raise ConnectionRefusedByDiscordError(f"{what}; check this machine's connection and try again") from None
