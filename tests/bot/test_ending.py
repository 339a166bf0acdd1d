"""The end lets handlers finish, and ends those that take too long; what people are told then is tested end to end."""

import asyncio

import pytest

from glmbot.bot import ending
from glmbot.bot.context import BotContext
from glmbot.bot.ending import finish

NAME = "discord.py: on_message"


async def test_a_handler_comes_to_its_end_and_so_does_what_begins_meanwhile(context: BotContext) -> None:
    done: list[str] = []

    async def handle(name: str) -> None:
        await asyncio.sleep(0.05)
        done.append(name)
        if name == "first":
            begun.append(asyncio.create_task(handle("second"), name=NAME))

    begun = [asyncio.create_task(handle("first"), name=NAME)]
    await finish(context)
    assert done == ["first", "second"]


async def test_a_handler_that_takes_too_long_is_ended(context: BotContext, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ending, "FINISH_SECONDS", 0.1)
    endless = asyncio.create_task(asyncio.Event().wait(), name=NAME)
    other = asyncio.create_task(asyncio.Event().wait(), name="another")
    await finish(context)
    await asyncio.sleep(0)
    assert endless.cancelled()
    assert not other.done()
    other.cancel()
