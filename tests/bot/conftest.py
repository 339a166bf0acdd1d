from pathlib import Path
from typing import Any

import discord
import pytest

from glmbot.bot import workers
from glmbot.bot.client import GlmBot
from glmbot.bot.context import BotContext
from glmbot.bot.run import build_bot
from glmbot.storage.database import Store
from glmbot.storage.environment import read_settings
from glmbot.storage.load import build_answerer
from support.articles import GIVEN_PATH, corpus_of, given_article, make_article


@pytest.fixture
def context() -> BotContext:
    assert GIVEN_PATH.exists()
    return BotContext(build_answerer(corpus_of(given_article(), make_article())), Store(None))


@pytest.fixture
def simcord_bot(context: BotContext, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> GlmBot:
    for name in ("GLMBOT_DISCORD_API", "GLMBOT_DISCORD_GATEWAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GLMBOT_KEY", "a key of the operator's for all of these tests")
    # simcord waits five seconds for the bot: threads that give way to all else would keep it waiting on a busy machine.
    monkeypatch.setattr(workers, "_NICE", 0)
    return build_bot(context, read_settings(tmp_path / "none.env"))


@pytest.fixture
def guild(simcord_env: Any) -> Any:
    return simcord_env.create_guild()


@pytest.fixture
def channel(guild: Any) -> Any:
    return guild.create_text_channel("questions")


@pytest.fixture
def ada(simcord_env: Any, guild: Any) -> Any:
    return guild.add_member(simcord_env.create_user("ada"))


@pytest.fixture
def manager(simcord_env: Any, guild: Any) -> Any:
    """A member who may manage the guild."""
    role = guild.create_role("managers", permissions=discord.Permissions(manage_guild=True, view_channel=True))
    return guild.add_member(simcord_env.create_user("mo"), roles=[role])
