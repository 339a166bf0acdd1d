"""Sending: once more where Discord failed in passing, and in time; what is sent is what was rendered."""

import asyncio
from types import SimpleNamespace
from typing import Any

import discord
import pytest

from glmbot.bot.ui import delivery
from glmbot.bot.ui.components import Button, ChannelSelect, Option, Row, Select
from glmbot.bot.ui.delivery import ASKER_ONLY, Controls, edit_answer, in_time, reply_to
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

    interaction: Any = SimpleNamespace(response=SimpleNamespace(defer=defer))
    assert await in_time(interaction, asyncio.sleep(0, "quick"), private=True) == "quick"
    assert deferred == []
    monkeypatch.setattr(delivery, "PATIENCE_SECONDS", 0.0)
    assert await in_time(interaction, asyncio.sleep(0.01, "slow"), private=True) == "slow"
    assert deferred == [True]


def test_controls_are_put_as_discord_takes_them() -> None:
    rows: tuple[Row, ...] = (
        (
            Button("Go", "glmbot:go", is_on=True),
            Button("Page", url="https://x.example"),
            Button(emoji="👍", custom_id="v"),
        ),
        Select("glmbot:style", "Style", (Option("APA", "apa", "the seventh", is_default=True),)),
        ChannelSelect("glmbot:channels", "Channels", (8,)),
    )
    buttons, select, channels = (row["components"] for row in Controls(rows).to_components())
    assert [button.get("custom_id") or button.get("url") for button in buttons] == [
        "glmbot:go",
        "https://x.example",
        "v",
    ]
    assert buttons[2]["emoji"] == {"name": "👍"}
    assert select[0]["options"] == [{"label": "APA", "value": "apa", "default": True, "description": "the seventh"}]
    assert channels[0]["default_values"] == [{"id": "8", "type": "channel"}]
