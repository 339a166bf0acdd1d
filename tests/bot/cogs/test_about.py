from typing import Any

import pytest

from glmbot import __version__
from glmbot.bot.cogs.about import HELP, describe
from glmbot.bot.context import BotContext


def test_the_bot_tells_its_version_extent_and_limits(context: BotContext) -> None:
    text = describe(context.answerer)
    assert f"**glmbot {__version__}**" in text
    assert "2 articles, 8 passages, Dec. 6, 2011 to Mar. 3, 2014" in text
    assert "It is not legal advice" in text


@pytest.mark.parametrize(("command", "expected"), [("about", "It is not legal advice"), ("help", "/ask")])
async def test_what_it_tells_of_itself_is_for_the_person_alone(
    channel: Any, ada: Any, command: str, expected: str
) -> None:
    result = await ada.slash(channel, command)
    assert result.ephemeral
    assert expected in result.response.content


async def test_help_names_only_commands_that_there_are(simcord_env: Any) -> None:
    named = {word for line in HELP for word in line.replace("`", " ").split() if word.startswith("/")}
    assert named <= {f"/{command.name}" for command in simcord_env.bot.tree.get_commands()}
