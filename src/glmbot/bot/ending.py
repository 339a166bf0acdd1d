"""An orderly end: what was asked before it is answered within a few seconds, or its person is told."""

import asyncio
import contextlib
from typing import Final

import discord

from glmbot.bot.context import BotContext
from glmbot.bot.ui.delivery import is_answered, reply_to, respond
from glmbot.bot.ui.persistence import FAILURES
from glmbot.bot.ui.render import said
from glmbot.bot.under_way import Asked
from glmbot.core.translatable import gettext_lazy

FINISH_SECONDS: Final = 3.5
TELL_SECONDS: Final = 1.0
REST_SECONDS: Final = 0.2
"""When nothing has been asked for so long, nothing is left in the connection that was asked before."""

STOPPING: Final = gettext_lazy("I am being restarted just now. Please ask again in a minute.")
_HANDLERS: Final = ("discord.py: on_", "CommandTree-invoker")
"""How discord.py names the tasks in which it lets events be handled."""


async def finish(context: BotContext) -> None:
    """Let what is under way come to its end; end the rest, and tell who waits for it."""
    loop = asyncio.get_running_loop()
    deadline = loop.time() + FINISH_SECONDS
    while (left := deadline - loop.time()) > 0:
        if handlers := _handlers():
            await asyncio.wait(handlers, timeout=left)
            continue
        await asyncio.sleep(REST_SECONDS)
        if not _handlers():
            return
    handlers = _handlers()
    waiting = [asked for one in handlers if (asked := context.under_way.of(one))]
    for one in handlers:
        one.cancel()
    telling = [asyncio.create_task(_tell(context, one)) for one in waiting]
    if telling:
        await asyncio.wait(telling, timeout=TELL_SECONDS)


async def _tell(context: BotContext, asked: Asked) -> None:
    with contextlib.suppress(*FAILURES):
        if isinstance(asked, discord.Message):
            await reply_to(asked, said(STOPPING, context.message_target(asked)))
        elif not is_answered(asked):
            await respond(asked, said(STOPPING, context.target(asked)), ephemeral=True)


def _handlers() -> list[asyncio.Task[object]]:
    return [one for one in asyncio.all_tasks() if one.get_name().startswith(_HANDLERS)]
