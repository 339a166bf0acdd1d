from types import SimpleNamespace
from typing import Any

import discord
import pytest

from glmbot.bot.cogs.settings import GUILDS_ONLY, MANAGERS_ONLY, _refusal, render_settings
from glmbot.bot.context import BotContext
from glmbot.bot.ui.components import ChannelSelect, Select
from glmbot.storage.database import GuildSettings
from support.sendable import ENGLISH


async def test_a_manager_changes_what_the_guild_sets(
    channel: Any, guild: Any, manager: Any, context: BotContext
) -> None:
    shown = (await manager.slash(channel, "settings")).response
    await manager.click(shown, label="Threads")
    await manager.click(shown, label="Private")
    await manager.click(shown, label="In full")
    await manager.select(shown, ["fr"], custom_id="glmbot:language")
    await manager.select(shown, [channel], custom_id="glmbot:channels")
    expected = GuildSettings(frozenset({channel.id}), threads=False, private=True, language="fr", full_answers=True)
    assert context.store.guild_settings()[guild.id] == expected
    await manager.select(shown, ["auto"], custom_id="glmbot:language")
    assert context.guild_settings(guild.id).language is None


@pytest.mark.parametrize(
    ("guild_id", "manages", "told"), [(None, True, GUILDS_ONLY), (5, False, MANAGERS_ONLY), (5, True, None)]
)
def test_only_who_manages_the_guild_may_look_and_change(
    guild_id: int | None, *, manages: bool, told: str | None
) -> None:
    permissions = discord.Permissions(manage_guild=manages)
    interaction: Any = SimpleNamespace(guild_id=guild_id, permissions=permissions)
    assert _refusal(interaction) == told


def test_what_is_set_is_what_is_chosen() -> None:
    settings = GuildSettings(frozenset({9, 8}), threads=False, private=True, language="es", full_answers=True)
    channels, languages, toggles = render_settings(settings, ENGLISH).rows
    assert isinstance(channels, ChannelSelect)
    assert channels.chosen == (8, 9)
    assert isinstance(languages, Select)
    assert [option.value for option in languages.options if option.is_default] == ["es"]
    assert isinstance(toggles, tuple)
    assert [(button.custom_id, button.is_on) for button in toggles] == [
        ("glmbot:set:threads:on", False),
        ("glmbot:set:private:off", True),
        ("glmbot:set:full:off", True),
    ]
