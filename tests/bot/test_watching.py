"""What passes between the bot and Discord is told by kind and time, without ids."""

import datetime as dt
from typing import Any
from unittest.mock import Mock

import discord
import pytest

from glmbot.bot.context import BotContext
from glmbot.bot.discord_clock import DiscordClock
from glmbot.bot.watching import Watching
from glmbot.health.events import Acknowledged, Connected, Requested


@pytest.fixture
def told() -> list[Any]:
    return []


@pytest.fixture
def watching(context: BotContext, told: list[Any]) -> Watching:
    return Watching(context, told.append)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/api/v10/channels/123/messages", "message"),
        ("/api/v10/channels/123", "channel"),
        ("/api/v10/applications/5/guilds/7/commands", "commands"),
        ("/api/v10/webhooks/5/token/messages/@original", "followup"),
        ("/api/v10/gateway/bot", "other"),
    ],
)
def test_a_request_is_told_by_its_kind(watching: Watching, told: list[Any], path: str, kind: str) -> None:
    watching._requested(path, 200, 0.5)
    assert told == [Requested(kind, 200, 0.5)]


def test_an_acknowledgement_is_told_with_its_age_by_discords_clock(watching: Watching, told: list[Any]) -> None:
    # this machine's clock is years off
    now = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    clock = DiscordClock()
    clock.age(discord.utils.time_snowflake(now))
    watching._bot = Mock(clock=clock)
    asked = discord.utils.time_snowflake(now - dt.timedelta(seconds=2))
    watching._requested(f"/api/v10/interactions/{asked}/token/callback", 204, 0.1)
    (acknowledged,) = [one for one in told if isinstance(one, Acknowledged)]
    assert str(asked) not in repr(told)
    assert acknowledged == Acknowledged("other", acknowledged.age)
    assert acknowledged.age == pytest.approx(2, abs=1.5)


def test_a_refused_callback_acknowledges_nothing(watching: Watching, told: list[Any]) -> None:
    watching._requested("/api/v10/interactions/5/token/callback", 500, 0.1)
    assert told == [Requested("callback", 500, 0.1)]


async def test_the_connection_is_told(watching: Watching, told: list[Any]) -> None:
    assert watching.unready() == "not yet connected to Discord"
    await watching.on_ready()
    await watching.on_resumed()
    assert told == [Connected("ready"), Connected("resumed")]
