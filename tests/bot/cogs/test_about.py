import re
from typing import Any

import discord
import pytest

from glmbot import __version__, limits
from glmbot.bot.cogs.about import describe, help_text
from glmbot.bot.context import BotContext
from glmbot.bot.i18n import LANGUAGES, say_in, translations


def test_the_bot_tells_its_version_extent_and_limits(context: BotContext) -> None:
    text = describe(context.answerer)
    assert f"**glmbot {__version__}**" in text
    assert "2 articles, Dec. 6, 2011 to Mar. 3, 2014" in text
    assert "It is not legal advice" in text


@pytest.mark.parametrize(("command", "expected"), [("about", "It is not legal advice"), ("help", "/ask")])
async def test_what_it_tells_of_itself_is_for_the_person_alone(
    channel: Any, ada: Any, command: str, expected: str
) -> None:
    result = await ada.slash(channel, command)
    assert result.ephemeral
    assert expected in result.response.content


async def test_help_names_every_command_once(simcord_env: Any) -> None:
    named = re.findall(r"\[([a-z-]+)\]", help_text("[{}]".format))
    commands = simcord_env.bot.tree.get_commands(type=discord.AppCommandType.chat_input)
    assert sorted(named) == sorted(command.name for command in commands)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_help_names_every_menu_by_its_label_and_fits_in_a_message(simcord_env: Any, language: str) -> None:
    say = say_in(language)
    text = say(help_text(lambda name: f"</{name}:{2**64}>"))
    menus = simcord_env.bot.tree.get_commands(type=discord.AppCommandType.message)
    assert len(menus) == 3
    for menu in menus:
        assert translations(language).gettext(menu.name) in text
    assert len(text) < limits.CONTENT


async def test_the_commands_in_help_can_be_pressed(channel: Any, ada: Any) -> None:
    text = (await ada.slash(channel, "help")).response.content
    assert re.search(r"</ask:\d+>", text)
    assert re.search(r"</on-this-day:\d+>", text)
