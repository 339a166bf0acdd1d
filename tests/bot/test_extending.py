"""The recipe of docs/extending.md for a slash command with a button, followed: one module, and it works."""

import re
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest

from glmbot.bot import cogs
from glmbot.bot.client import GlmBot
from glmbot.bot.context import BotContext
from glmbot.bot.run import build_bot
from glmbot.bot.ui import actions
from glmbot.storage.environment import read_settings

DOCS = Path(__file__).parents[2] / "docs"
TITLE = "## A slash command with a button\n"
NAME = "glmbot.bot.cogs.oldest"


def recipe() -> str:
    """The section of the documentation."""
    (text,) = [text for path in DOCS.glob("extending*.md") if TITLE in (text := path.read_text(encoding="utf-8"))]
    return re.split(r"^## ", text.partition(TITLE)[2], flags=re.MULTILINE)[0]


@pytest.fixture
def simcord_bot(context: BotContext, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> GlmBot:
    """The bot with one module more in its folder of features."""
    found = re.search(r"```python\n(.*?)```", recipe(), re.DOTALL)
    assert found is not None
    (tmp_path / "oldest.py").write_text(textwrap.dedent(f"   {found[1].lstrip()}"), encoding="utf-8")
    monkeypatch.setattr(cogs, "__path__", [*cogs.__path__, str(tmp_path)])
    monkeypatch.setattr(actions, "ACTIONS", dict(actions.ACTIONS))
    monkeypatch.delitem(sys.modules, NAME, raising=False)
    for name in ("GLMBOT_DISCORD_API", "GLMBOT_DISCORD_GATEWAY"):
        monkeypatch.delenv(name, raising=False)
    return build_bot(context, read_settings(tmp_path / "none.env"))


async def test_a_module_in_the_folder_is_a_command_with_a_button(channel: Any, ada: Any) -> None:
    shown = await ada.slash(channel, "oldest")
    assert shown.ephemeral
    assert shown.response.content == "Of 2011-12-06: United Nations: Agreement to Combat Trafficking in Persons"
    pressed = await ada.click(shown.response, label="Next article")
    assert pressed.acknowledged
    again = shown.response
    assert again.content.startswith("Of 2014-03-03: Norland")


async def test_its_description_is_registered(simcord_env: Any) -> None:
    commands = {command.name: command for command in simcord_env.bot.tree.get_commands()}
    described = {name: getattr(command, "description", "") for name, command in commands.items()}
    assert described["oldest"] == "Show the oldest article."
    assert described["help"] == "Show how to ask."
