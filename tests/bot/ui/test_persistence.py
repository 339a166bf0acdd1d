"""What is tried again, how often, and after which pauses; the clock is the test's own."""

import asyncio
from types import SimpleNamespace
from typing import Any

import aiohttp
import discord
import pytest

from glmbot.bot.ui.persistence import PATIENCE_SECONDS, is_turned_away, persistently, told


def failure(kind: type[discord.HTTPException], status: int, code: int = 0, **headers: str) -> discord.HTTPException:
    response: Any = SimpleNamespace(status=status, reason="", headers=headers)
    return kind(response, {"code": code, "message": ""})


UNAVAILABLE = failure(discord.DiscordServerError, 503)
LIMITED = failure(discord.HTTPException, 429, Via="1.1 google")
TURNED_AWAY = failure(discord.HTTPException, 429)
FORBIDDEN = failure(discord.Forbidden, 403, 50013)


class Clock:
    """A loop's clock that goes on when somebody sleeps."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 0.0
        self.pauses: list[float] = []
        monkeypatch.setattr(asyncio, "sleep", self.sleep)
        monkeypatch.setattr(asyncio.get_running_loop(), "time", lambda: self.now)

    async def sleep(self, seconds: float) -> None:
        self.now += seconds
        self.pauses.append(seconds)


@pytest.fixture
async def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


def failing(*errors: Exception, always: Exception | None = None) -> Any:
    """What fails with each error in turn, and then works, or fails always."""
    left = list(errors)

    async def send() -> str:
        if left:
            raise left.pop(0)
        if always is not None:
            raise always
        return "sent"

    return send


PASSES = [UNAVAILABLE, LIMITED, discord.RateLimited(2.0), aiohttp.ServerDisconnectedError(), TimeoutError(), OSError()]


@pytest.mark.parametrize("error", PASSES)
async def test_what_fails_in_passing_is_tried_again_for_a_minute(clock: Clock, error: Exception) -> None:
    assert await persistently(failing(error, error, error, error)) == "sent"
    assert clock.pauses == sorted(clock.pauses), "the pauses grow"
    clock.now = 0.0
    with pytest.raises(type(error)):
        await persistently(failing(always=error))
    assert PATIENCE_SECONDS / 2 < clock.now <= PATIENCE_SECONDS


@pytest.mark.parametrize("error", [FORBIDDEN, TURNED_AWAY, ZeroDivisionError(), discord.RateLimited(90.0)])
async def test_where_another_try_would_not_help_there_is_none(clock: Clock, error: Exception) -> None:
    with pytest.raises(type(error)):
        await persistently(failing(error))
    assert clock.pauses == []


async def test_a_limit_is_waited_out(clock: Clock) -> None:
    assert await persistently(failing(discord.RateLimited(31.0))) == "sent"
    assert clock.pauses == [31.0]


def test_what_the_edge_turns_away_is_told_from_a_limit() -> None:
    assert is_turned_away(TURNED_AWAY)
    assert not is_turned_away(LIMITED)
    assert not is_turned_away(UNAVAILABLE)


def test_a_failure_is_told_by_its_numbers_or_its_kind() -> None:
    assert told(FORBIDDEN) == "403, 50013"
    assert told(TimeoutError()) == "TimeoutError"
