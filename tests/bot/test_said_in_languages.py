"""What the commands say, in each language and in one without letters, through discord.py's real command tree."""

import re
from typing import Any

import discord
import pytest

from glmbot import limits
from glmbot.bot.cogs import ask, quotations, reading_list
from glmbot.bot.context import BotContext
from glmbot.bot.i18n import Say, say_in
from glmbot.bot.ui.actions import action_of
from glmbot.bot.ui.render import RenderTarget
from support.articles import GIVEN_ID
from support.letterless import say_letterless
from support.sendable import TODAY
from support.sent import controls

COMMANDS: list[tuple[str, dict[str, Any]]] = [
    ("ask", {"question": "Which regions does the MOU target?"}),
    ("ask", {"question": "Which regions does the MOU target?", "after": "2011", "jurisdiction": "united nations"}),
    ("ask", {"question": "What is the visa fee?"}),
    ("ask", {"question": "Which ferries?", "after": "yesterday"}),
    ("ask", {"question": "Which ferries?", "topic": "Wolves"}),
    ("source", {"article": GIVEN_ID, "paragraph": 2}),
    ("source", {"article": GIVEN_ID, "paragraph": 9}),
    ("source", {"article": "zzzz"}),
    ("sources", {"article": GIVEN_ID}),
    ("cite", {"article": GIVEN_ID, "style": "apa"}),
    ("articles", {}),
    ("articles", {"jurisdiction": "Norland", "before": "2015"}),
    ("latest", {}),
    ("on-this-day", {"day": "12-06"}),
    ("on-this-day", {"day": "01-01"}),
    ("on-this-day", {"day": "13-01"}),
    ("article", {"article": GIVEN_ID}),
    ("verify", {"text": "the first formal cooperation agreement between the three entities"}),
    ("verify", {"text": "wolves may be shot on sight"}),
    ("compare", {"topic": "trafficking", "first": "United Nations", "second": "Chile"}),
    ("compare", {"topic": "trafficking", "first": "Unitd Nations", "second": "Norland"}),
    ("compare", {"topic": "trafficking", "first": "Norland", "second": "norland"}),
    ("timeline", {"jurisdiction": "united nations"}),
    ("timeline", {"topic": "wolves"}),
    ("reading-list", {}),
    ("export", {"format": "markdown"}),
    ("about", {}),
    ("help", {}),
    ("privacy", {}),
    ("forget-me", {}),
    ("display", {"answers": "full"}),
    ("stats", {}),
    ("settings", {}),
    ("settings", {"time-zone": "Asia/Tokyo"}),
    ("settings", {"time-zone": "Atlantis"}),
    ("watch", {}),
    ("watch", {"jurisdiction": "Norland", "topic": "Wolves", "often": "once", "where": "here"}),
    ("watch", {"jurisdiction": "Unitd Nations"}),
    ("watch", {"words": "the of"}),
    ("watch", {"words": "ferries lamp", "often": "weekly"}),
    ("watches", {}),
    ("reload", {}),
]
IDS = [f"{name} {' '.join(map(str, options.values()))}" for name, options in COMMANDS]
OWN = [name for name, options in COMMANDS if not options and name not in {"articles", "latest"}]


def speak(monkeypatch: pytest.MonkeyPatch, say: Say, *, embeds: bool = True) -> None:
    """Let the bot answer in a language, whatever the user's is."""
    monkeypatch.setattr(BotContext, "target", lambda *_: RenderTarget(say, TODAY, embeds))


def texts(message: discord.Message) -> list[str]:
    """All that is shown in a message, part by part."""
    found = [message.content]
    for embed in message.embeds:
        found += [embed.title or "", embed.description or "", embed.footer.text or ""]
        found += [text for one in embed.fields for text in (one.name or "", one.value or "")]
    return found


async def test_every_command_has_a_row(simcord_env: Any) -> None:
    commands = {command.name for command in simcord_env.bot.tree.get_commands()}
    assert commands == {name for name, _ in COMMANDS} | {ask.MENU, quotations.MENU, reading_list.MENU}


@pytest.mark.simcord(check_errors=False)
@pytest.mark.parametrize(("command", "options"), COMMANDS, ids=IDS)
async def test_every_command_answers_in_each_language_inside_the_limits(
    channel: Any, manager: Any, monkeypatch: pytest.MonkeyPatch, command: str, options: dict[str, Any]
) -> None:
    said = {}
    for language in ("en", "es", "fr"):
        for embeds in (True, False):
            speak(monkeypatch, say_in(language), embeds=embeds)
            result = await manager.slash(channel, command, **options)
            assert result.acknowledged
            said[language, embeds] = texts(result.response)
            assert all(action_of(one["custom_id"]) for one in controls(result.response) if "custom_id" in one)
            assert any(said[language, embeds])
            assert all(
                ("…" not in text[-1:] and len(text) < limits.CONTENT) or embeds for text in said[language, embeds]
            )
            assert embeds or not result.response.embeds
    for embeds in (True, False):
        assert said["en", embeds] != said["es", embeds] != said["fr", embeds]


@pytest.mark.simcord(check_errors=False)
@pytest.mark.parametrize("command", OWN)
async def test_what_the_bot_says_of_itself_is_translated_whole(
    channel: Any, manager: Any, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    speak(monkeypatch, say_letterless)
    result = await manager.slash(channel, command)
    shown = "\n".join(texts(result.response))
    named = r"ask\.loc\.gov/law|</[\w -]+:\d+>|(?:Jan|Feb|Mar|Apr|Aug|Sept|Oct|Nov|Dec)\.|UTC"
    assert re.findall("[A-Za-z]{2,}", re.sub(named, "", shown)) == []
