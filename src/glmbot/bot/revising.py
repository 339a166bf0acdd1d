"""Answers that stand in a channel already: found, put right after their question has changed, taken back."""

import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import Final

import discord

from glmbot.bot.sent_answers import Answered
from glmbot.bot.ui.delivery import delete_answer, edit_answer
from glmbot.bot.ui.persistence import FAILURES, told
from glmbot.bot.ui.render import Rendered

_log = logging.getLogger(__name__)

_READ: Final = 100
"""Messages after a question that are looked through for its answer."""


async def find_answer(message: discord.Message, bot_id: int) -> Answered | None:
    """What answers a question by its replies to it, whichever process sent it.

    Raises:
        discord.HTTPException, OSError, …: the channel can't be read.
    """
    found = Answered(message.author.id, time.monotonic())
    async for one in message.channel.history(limit=_READ, after=message, oldest_first=True):
        if one.author.id == bot_id and one.reference is not None and one.reference.message_id == message.id:
            found.keep(one)
    return found if found.messages else None


async def revise(answered: Answered, rendered: Sequence[Rendered], send: Callable[[Rendered], Awaitable[bool]]) -> bool:
    """Put new text into the messages of an answer, and say whether all of it stands there.

    What is more, or in the place of a message that somebody deleted, is sent; what is left over is deleted.
    """
    before, answered.messages = answered.messages, []
    is_whole = True
    for place, new in enumerate(rendered):
        if place < len(before):
            try:
                await edit_answer(before[place], new)
            except discord.NotFound:
                pass  # it is sent anew
            except FAILURES as error:
                _log.warning("an answer could not be edited (%s)", told(error))
                answered.messages.append(before[place])
                is_whole = False
                continue
            else:
                answered.messages.append(before[place])
                continue
        is_whole = await send(new) and is_whole
    await _delete(before[len(rendered) :])
    return is_whole


async def withdraw(answered: Answered) -> None:
    """Delete the messages of an answer."""
    sent, answered.messages = answered.messages, []
    await _delete(sent)


async def _delete(messages: Sequence[discord.PartialMessage]) -> None:
    for sent in messages:
        try:
            await delete_answer(sent)
        except FAILURES as error:
            _log.warning("an answer could not be deleted (%s)", told(error))
