"""Sending: once more where Discord failed in passing, and in time; what is sent is what was rendered."""

import asyncio
from types import SimpleNamespace
from typing import Any
from unittest.mock import AsyncMock, Mock

import discord
import pytest

from glmbot.bot.ui import delivery
from glmbot.bot.ui.components import Button
from glmbot.bot.ui.delivery import ACKNOWLEDGED, ASKER_ONLY, edit_answer, in_time, reply_to, respond
from glmbot.bot.ui.render import Rendered


async def test_a_reply_pings_who_asked_and_carries_what_was_rendered(simcord_env: Any, channel: Any, ada: Any) -> None:
    await ada.send(channel, "hello")
    question = await simcord_env.bot.get_channel(channel.id).fetch_message(channel.last_message.id)
    rendered = Rendered(
        "text", (discord.Embed(title="title"),), ("faults.txt", "odd\n"), ((Button("Go", "glmbot:go"),),)
    )
    sent = await reply_to(question, rendered)
    assert sent is not None
    assert (sent.content, sent.embeds[0].title) == ("text", "title")
    assert [file.filename for file in sent.attachments] == ["faults.txt"]
    assert [user.id for user in sent.mentions] == [ada.id]
    assert (ASKER_ONLY.everyone, ASKER_ONLY.users, ASKER_ONLY.roles) == (False, False, False)
    await edit_answer(sent, Rendered("other"))
    changed = channel.last_message
    assert (changed.content, changed.embeds, changed.attachments, changed.components) == ("other", [], [], [])


async def test_where_it_may_not_write_a_reply_is_none(simcord_env: Any, guild: Any) -> None:
    mute = discord.PermissionOverwrite(send_messages=False)
    writers = guild.create_role("writers", permissions=discord.Permissions(send_messages=True, view_channel=True))
    overwrites = {guild.default_role: mute, writers: discord.PermissionOverwrite(send_messages=True)}
    channel = guild.create_text_channel("mute", overwrites=overwrites)
    ada = guild.add_member(simcord_env.create_user("ada2"), roles=[writers])
    await ada.send(channel, "hello")
    question = await simcord_env.bot.get_channel(channel.id).fetch_message(channel.last_message.id)
    assert await reply_to(question, Rendered("text")) is None


async def test_work_that_takes_long_is_announced_and_other_work_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    deferred: list[bool] = []

    async def defer(*, ephemeral: bool, thinking: bool) -> None:
        assert thinking
        deferred.append(ephemeral)

    interaction: Any = SimpleNamespace(response=SimpleNamespace(defer=defer), extras={})
    assert await in_time(interaction, asyncio.sleep(0, "quick"), private=True) == "quick"
    assert deferred == []
    monkeypatch.setattr(delivery, "PATIENCE_SECONDS", 0.0)
    assert await in_time(interaction, asyncio.sleep(0.01, "slow"), private=True) == "slow"
    assert deferred == [True]


def failure(status: int, code: int) -> discord.HTTPException:
    kind = discord.NotFound if status == 404 else discord.HTTPException
    return kind(Mock(status=status, reason=""), {"code": code, "message": ""})


async def test_what_was_answered_before_by_no_message_that_stands_is_answered() -> None:
    response = Mock(is_done=Mock(return_value=False), send_message=AsyncMock(side_effect=failure(400, ACKNOWLEDGED)))
    original = AsyncMock(side_effect=failure(404, 10008))
    interaction: Any = Mock(response=response, original_response=original, extras={})
    assert await respond(interaction, Rendered("text"), ephemeral=True) is None
    original.assert_awaited()
