"""What Discord failed at in passing is done again, with growing pauses, for a minute."""

import asyncio
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Final, TypeVar

import aiohttp
import discord

_T = TypeVar("_T")

PATIENCE_SECONDS: Final = 60.0
FIRST_PAUSE_SECONDS: Final = 0.5
LONGEST_PAUSE_SECONDS: Final = 15.0

PASSING: Final = (discord.DiscordServerError, discord.RateLimited, aiohttp.ClientError, TimeoutError, OSError)
"""A 5xx, a limit that discord.py does not wait for, a connection that broke: what may be over at the next try."""
FAILURES: Final = (discord.HTTPException, *PASSING)
"""All that a request to Discord may end with beside its answer."""


async def persistently(work: Callable[[], Awaitable[_T]]) -> _T:
    """Do some work, and again where Discord failed in passing; discord.py itself tries again only some of it.

    Raises:
        discord.HTTPException, OSError, …: what it failed with, at once where another try would not help, or at last.
    """
    loop = asyncio.get_running_loop()
    deadline, pause = loop.time() + PATIENCE_SECONDS, FIRST_PAUSE_SECONDS
    while True:
        try:
            return await work()
        except FAILURES as error:
            wait = _wait_after(error, pause)
            if wait is None or loop.time() + wait > deadline:
                raise
        await asyncio.sleep(wait)
        pause = min(2 * pause, LONGEST_PAUSE_SECONDS)


def is_turned_away(error: BaseException) -> bool:
    """Whether Discord's edge turned a request away, before its limits are told: more requests only prolong that."""
    return (
        isinstance(error, discord.HTTPException)
        and error.status == HTTPStatus.TOO_MANY_REQUESTS
        and "Via" not in getattr(error.response, "headers", {})
    )


def told(error: BaseException) -> str:
    """A failure for the log: what it is, and Discord's numbers where it has any."""
    if isinstance(error, discord.HTTPException):
        return f"{error.status}, {error.code}"
    return type(error).__name__


def _wait_after(error: Exception, pause: float) -> float | None:
    """Seconds until the next try; None where it would not help."""
    if isinstance(error, discord.RateLimited):
        return max(error.retry_after, pause)
    if isinstance(error, PASSING):
        return pause
    is_limited = isinstance(error, discord.HTTPException) and error.status == HTTPStatus.TOO_MANY_REQUESTS
    return pause if is_limited and not is_turned_away(error) else None
