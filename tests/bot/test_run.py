"""What may be tried again, and what Discord refuses for good."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import aiohttp
import discord
import pytest
import yarl

from glmbot.bot.context import BotContext
from glmbot.bot.run import (
    BAN_PAUSE_SECONDS,
    ConnectionRefusedByDiscordError,
    _pause_after,
    build_bot,
    explained,
)
from glmbot.storage.environment import read_settings


def http_error(status: int) -> discord.HTTPException:
    response: Any = SimpleNamespace(status=status, reason="refused")
    return discord.HTTPException(response, {"code": 10004, "message": "Unknown Guild"})


def closed(code: int) -> discord.ConnectionClosed:
    socket: Any = SimpleNamespace(close_code=code)
    return discord.ConnectionClosed(socket, shard_id=None, code=code)


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (discord.LoginFailure("x"), "refused the token"),
        (discord.PrivilegedIntentsRequired(None), "message content intent"),
        (closed(4004), "refused the token"),
        (closed(4013), "refused the intents"),
        (http_error(404), r"refused a request \(404, code 10004\): Unknown Guild"),
        (aiohttp.ClientConnectionError(), "can't be reached"),
        (TimeoutError(), "can't be reached"),
    ],
)
def test_what_discord_refuses_is_told_in_a_line(error: Exception, told: str) -> None:
    with pytest.raises(ConnectionRefusedByDiscordError, match=told), explained():
        raise error


@pytest.mark.parametrize("error", [closed(4000), ZeroDivisionError()])
def test_what_is_no_refusal_stays_as_it_is(error: Exception) -> None:
    with pytest.raises(type(error)), explained():
        raise error


async def test_a_first_connection_is_tried_again_and_a_later_fault_is_not(context: BotContext, tmp_path: Path) -> None:
    bot = build_bot(context, read_settings(tmp_path / "none.env"))
    assert _pause_after(TimeoutError(), bot, 4.0) == 4.0
    assert _pause_after(http_error(429), bot, 4.0) == BAN_PAUSE_SECONDS
    with pytest.raises(ConnectionRefusedByDiscordError):
        _pause_after(http_error(403), bot, 4.0)
    bot.was_ready = True
    with pytest.raises(ConnectionRefusedByDiscordError, match="can't be reached"):
        _pause_after(TimeoutError(), bot, 4.0)


async def test_a_local_server_stands_in_for_discord(
    context: BotContext, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gateway = discord.gateway.DiscordWebSocket
    monkeypatch.setattr(discord.http.Route, "BASE", discord.http.Route.BASE)
    monkeypatch.setattr(gateway, "DEFAULT_GATEWAY", gateway.DEFAULT_GATEWAY)
    monkeypatch.setenv("GLMBOT_DISCORD_API", "http://127.0.0.1:1/api/v10")
    monkeypatch.setenv("GLMBOT_DISCORD_GATEWAY", "ws://127.0.0.1:1/gateway")
    build_bot(context, read_settings(tmp_path / "none.env"))
    assert discord.http.Route.BASE == "http://127.0.0.1:1/api/v10"
    assert yarl.URL("ws://127.0.0.1:1/gateway") == gateway.DEFAULT_GATEWAY
