"""Set-up and upkeep of the connection: intents, commands, what runs by the clock."""

import logging
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from glmbot.bot.client import PERMISSIONS, GlmBot, invitation
from glmbot.bot.cogs import find_cogs
from glmbot.bot.context import BotContext
from glmbot.bot.run import build_bot
from glmbot.storage.environment import read_settings


def test_no_privileged_intent_is_asked_for(simcord_bot: GlmBot) -> None:
    intents = simcord_bot.intents
    assert (intents.members, intents.presences, intents.message_content) == (False, False, False)
    assert (intents.guilds, intents.guild_messages, intents.dm_messages) == (True, True, True)


def test_an_invitation_asks_for_what_the_bot_needs_and_no_more() -> None:
    asked = parse_qs(urlsplit(invitation(7)).query)
    assert asked["client_id"] == ["7"]
    assert asked["permissions"] == [str(PERMISSIONS.value)]
    assert set(asked["scope"][0].split()) == {"bot", "applications.commands"}
    assert not PERMISSIONS.administrator


async def test_every_cog_of_the_folder_is_added(simcord_env: Any) -> None:
    names = {cog.__name__ for cog in find_cogs() if isinstance(cog, type)}
    assert {"AskCog", "ArticlesCog", "SourcesCog", "AboutCog"} <= names == set(simcord_env.bot.cogs)


async def test_commands_are_registered_once_for_an_unchanged_tree(
    simcord_env: Any, context: BotContext, tmp_path: Path
) -> None:
    def count() -> int:
        return sum(one.method == "PUT" and one.path.endswith("/commands") for one in simcord_env.http_requests)

    assert count() == 1
    await simcord_env.restart_bot(build_bot(context, read_settings(tmp_path / "none.env")))
    assert count() == 1


async def test_a_connection_taken_up_again_is_counted(simcord_env: Any, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        await simcord_env.bot.on_resumed()
    assert simcord_env.bot.resumed == 1
    assert "resumed, 1 times so far" in caplog.text
