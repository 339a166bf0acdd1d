"""Sends what was rendered: one retry, no ping but the asker's, a refusal noted and not raised."""

import io
import logging
import secrets
from collections.abc import Awaitable, Callable
from typing import Any, Final, TypeVar

import aiohttp
import discord

from glmbot.bot.rendering import Rendered

_log = logging.getLogger(__name__)
_T = TypeVar("_T")

ASKER_ONLY: Final = discord.AllowedMentions(everyone=False, users=False, roles=False, replied_user=True)
PASSING: Final = (discord.DiscordServerError, aiohttp.ClientConnectionError, TimeoutError, OSError)


async def once_more(send: Callable[[], Awaitable[_T]]) -> _T:
    """Do it, and once more if Discord failed in passing (a 503, a broken connection): discord.py does not."""
    try:
        return await send()
    except PASSING:
        return await send()


async def reply_to(message: discord.Message, rendered: Rendered) -> discord.Message | None:
    """Answer a message; None where Discord does not let us, which is noted without any text of the message.

    The nonce lets Discord drop the second of two tries that both arrived.
    """
    reference = message.to_reference(fail_if_not_exists=False)
    nonce = secrets.randbits(53)

    async def send() -> discord.Message:
        return await message.channel.send(
            reference=reference,
            allowed_mentions=ASKER_ONLY,
            nonce=nonce,
            suppress_embeds=rendered.embed is None,
            **_arguments(rendered),
        )

    try:
        return await once_more(send)
    except discord.RateLimited as error:
        _log.warning("an answer was dropped: channel %s is limited for %.0f s", message.channel.id, error.retry_after)
    except discord.Forbidden as error:
        _log.info("not allowed to answer in channel %s (%s)", message.channel.id, error.code)
    except discord.NotFound:
        _log.info("the channel %s is gone", message.channel.id)
    return None


async def respond(interaction: discord.Interaction[Any], rendered: Rendered, *, ephemeral: bool) -> None:
    """Answer an interaction, first or as a follow-up."""
    if interaction.response.is_done():
        await once_more(lambda: interaction.followup.send(ephemeral=ephemeral, **_arguments(rendered)))
    else:
        await once_more(lambda: interaction.response.send_message(ephemeral=ephemeral, **_arguments(rendered)))


def _arguments(rendered: Rendered) -> dict[str, Any]:
    arguments: dict[str, Any] = {"content": rendered.content or None}
    if rendered.why:
        arguments["view"] = _view(rendered.why)
    if rendered.embed is not None:
        arguments["embed"] = rendered.embed
    if rendered.file is not None:
        name, content = rendered.file
        arguments["file"] = discord.File(io.BytesIO(content.encode("utf-8")), filename=name)
    return {key: value for key, value in arguments.items() if value is not None}


def _view(why: str) -> discord.ui.View:
    """The buttons under a message; they answer by their ids alone, so that discord.py need not remember the view."""
    view = discord.ui.View(timeout=None)
    view.add_item(discord.ui.Button(label="Why this?", custom_id=why))
    view.stop()
    return view
