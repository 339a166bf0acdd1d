"""What guilds have set goes with them, and with no guild that is only not seen."""

import sqlite3
from types import SimpleNamespace
from typing import Any, Final
from unittest.mock import AsyncMock, Mock

import discord
import pytest

from glmbot.bot.cogs.leaving import LeavingCog
from glmbot.bot.context import BotContext
from glmbot.storage.database import GuildSettings, Store

LEFT: Final = 456789012345678901


def leaving(env: Any) -> LeavingCog:
    cog = env.bot.get_cog(LeavingCog.__name__)
    assert isinstance(cog, LeavingCog)
    return cog


async def test_what_a_guild_has_set_goes_with_it(simcord_env: Any, context: BotContext, guild: Any) -> None:
    await context.records.set_guild_settings(guild.id, GuildSettings(threads=False))
    await leaving(simcord_env).on_guild_remove(simcord_env.bot.get_guild(guild.id))
    assert context.guild_settings(guild.id) == GuildSettings()


async def test_a_database_that_fails_when_a_guild_is_left_ends_nothing_and_is_made_up_for(
    simcord_env: Any, context: BotContext, guild: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def busy(*_: object) -> None:
        raise sqlite3.OperationalError("database is locked")

    await context.records.set_guild_settings(LEFT, GuildSettings(threads=False))
    left: Any = SimpleNamespace(id=LEFT)
    with monkeypatch.context() as held:
        held.setattr(Store, "forget_guild", busy)
        await leaving(simcord_env).on_guild_remove(left)
    assert "database is locked; it is tried again later" in caplog.text
    assert guild
    await leaving(simcord_env).on_ready()
    assert context.store.guild_settings() == {}


@pytest.mark.parametrize(
    "answered",
    [None, discord.DiscordServerError(Mock(status=503, reason=""), ""), TimeoutError()],
    ids=["unavailable", "failed", "late"],
)
async def test_nothing_is_forgotten_of_a_guild_that_is_only_not_seen(
    simcord_env: Any, context: BotContext, monkeypatch: pytest.MonkeyPatch, answered: Exception | None
) -> None:
    await context.records.set_guild_settings(LEFT, GuildSettings(threads=False))
    monkeypatch.setattr(simcord_env.bot, "fetch_guild", AsyncMock(side_effect=answered))
    await leaving(simcord_env).on_ready()
    assert [*context.store.guild_settings()] == [LEFT]


@pytest.mark.parametrize("why", ["another shard's", "another application's"])
async def test_nothing_is_forgotten_of_what_is_not_this_process_to_serve(
    simcord_env: Any, context: BotContext, monkeypatch: pytest.MonkeyPatch, why: str
) -> None:
    await context.records.set_guild_settings(LEFT, GuildSettings(threads=False))
    if why == "another shard's":
        monkeypatch.setattr(simcord_env.bot, "serves", lambda _: False)
    else:
        context.store.remember("commands:7", "hash")
    await leaving(simcord_env).on_ready()
    assert [*context.store.guild_settings()] == [LEFT]
