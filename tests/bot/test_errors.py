"""Every person gets an answer, and the log the fault without their words."""

import logging
from typing import Any
from unittest.mock import Mock

import discord
import pytest
from discord import app_commands

from glmbot.bot.context import BotContext
from glmbot.bot.errors import APOLOGY, NOT_ALLOWED, OUTDATED, explain, explain_in, tell
from glmbot.bot.i18n import say_in
from glmbot.core.model import GlmbotError
from glmbot.core.translatable import gettext_lazy

QUESTION = "Which regions does the MOU target?"


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (GlmbotError(gettext_lazy("{text} is odd", text="x")), "x is odd"),
        (GlmbotError("/srv/articles/one.md: is odd"), APOLOGY),
        (GlmbotError(), APOLOGY),
        (app_commands.CommandNotFound("gone", []), OUTDATED),
        (app_commands.CheckFailure("secret"), NOT_ALLOWED),
        (RuntimeError("secret"), APOLOGY),
    ],
)
def test_a_person_is_told_how_to_mend_what_is_theirs_and_no_more(error: Exception, told: str) -> None:
    assert explain(error) == told


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (GlmbotError(gettext_lazy("no article is on {name}; nearest: {near}", name="x", near="y")),
         "No article is on x; nearest: y."),
        (GlmbotError(gettext_lazy("{text} is no day; write it as MM-DD", text="'13-01'")),
         "'13-01' is no day; write it as MM-DD."),
        (GlmbotError(gettext_lazy("There is none.")), "There is none."),
        (GlmbotError(gettext_lazy("which one?")), "Which one?"),
        (app_commands.CommandNotFound("gone", []), OUTDATED),
        (RuntimeError("secret"), APOLOGY),
    ],
)  # fmt: skip
def test_on_discord_an_error_is_a_whole_sentence(error: Exception, told: str) -> None:
    assert explain_in(error, say_in("en")) == told


def test_an_error_is_a_whole_sentence_in_each_language() -> None:
    error = GlmbotError(gettext_lazy("name a topic, a jurisdiction, or both"))
    assert explain_in(error, say_in("es")) == "Nombra un tema, una jurisdicción o ambos."
    assert explain_in(error, say_in("fr")) == "Nommez un thème, un pays ou territoire, ou les deux."


def test_the_log_has_a_fault_of_the_bot_and_none_of_a_person(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        explain(GlmbotError(gettext_lazy("the day is odd")))
    assert not caplog.records
    explain(RuntimeError("broken"))
    assert [record.message for record in caplog.records] == ["a command failed"]
    assert caplog.records[0].exc_info


@pytest.mark.simcord(check_errors=False)
async def test_a_fault_in_a_command_or_message_is_answered_with_an_apology(
    simcord_env: Any, channel: Any, ada: Any, context: BotContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(context.answerer), "turn", lambda *_, **__: 1 / 0)
    result = await ada.slash(channel, "ask", question=QUESTION)
    assert result.ephemeral
    assert result.response.content == APOLOGY
    await ada.send(channel, f"<@{simcord_env.bot.user.id}> {QUESTION}")
    assert channel.last_message.content == APOLOGY


@pytest.mark.simcord(check_errors=False)
async def test_what_a_person_typed_wrong_is_told_to_them_alone(channel: Any, ada: Any) -> None:
    result = await ada.slash(channel, "on-this-day", day="13-01")
    assert result.ephemeral
    assert result.response.content.endswith("'13-01' is no day; write it as MM-DD.")


@pytest.mark.parametrize(
    ("status", "code", "level"),
    [(404, 10008, "INFO"), (404, 10015, "INFO"), (401, 50027, "INFO"), (404, 10062, "WARNING")],
)
async def test_what_nobody_waits_for_any_more_is_told_to_the_log_in_a_line(
    caplog: pytest.LogCaptureFixture, status: int, code: int, level: str
) -> None:
    error = discord.HTTPException(Mock(status=status, reason=""), {"code": code, "message": ""})
    interaction = Mock(spec=[])  # nothing is asked of it
    with caplog.at_level(logging.INFO):
        await tell(interaction, error)
    assert [(record.levelname, record.exc_info) for record in caplog.records] == [(level, None)]
