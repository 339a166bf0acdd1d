"""Sends what was rendered: one retry, no ping but the asker's, a refusal noted and not raised."""

import io
import logging
import secrets
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Final, TypeVar

import aiohttp
import discord

from glmbot import limits
from glmbot.bot.controls import Button, ChannelSelect, Row, Select
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


async def respond(
    interaction: discord.Interaction[Any], rendered: Rendered, *, ephemeral: bool
) -> discord.InteractionMessage | discord.WebhookMessage | None:
    """Answer an interaction, first or as a follow-up; gives the message where Discord names it."""
    arguments = _arguments(rendered)
    if interaction.response.is_done():
        return await once_more(lambda: interaction.followup.send(ephemeral=ephemeral, wait=True, **arguments))
    answered = await once_more(lambda: interaction.response.send_message(ephemeral=ephemeral, **arguments))
    return answered.resource if isinstance(answered.resource, discord.InteractionMessage) else None


async def replace_shown(interaction: discord.Interaction[Any], rendered: Rendered) -> None:
    """Change the message whose button was pressed."""
    await once_more(lambda: interaction.response.edit_message(**_replacing(rendered)))


async def edit_answer(message: discord.Message, rendered: Rendered) -> None:
    """Change an answer that was sent before."""
    await once_more(lambda: message.edit(allowed_mentions=ASKER_ONLY, **_replacing(rendered)))


def _arguments(rendered: Rendered) -> dict[str, Any]:
    arguments: dict[str, Any] = {"content": rendered.content or None}
    if rendered.rows:
        arguments["view"] = _view(rendered.rows)
    if rendered.embed is not None:
        arguments["embed"] = rendered.embed
    if rendered.file is not None:
        arguments["file"] = _file(rendered.file)
    return {key: value for key, value in arguments.items() if value is not None}


def _replacing(rendered: Rendered) -> dict[str, Any]:
    """All parts of a message, so that nothing of the one before stays."""
    return {
        "content": rendered.content or None,
        "embed": rendered.embed,
        "attachments": [_file(rendered.file)] if rendered.file is not None else [],
        "view": _view(rendered.rows) if rendered.rows else None,
    }


def _file(file: tuple[str, str]) -> discord.File:
    name, content = file
    return discord.File(io.BytesIO(content.encode("utf-8")), filename=name)


def _view(rows: Sequence[Row]) -> discord.ui.View:
    """The controls under a message; they answer by their ids alone, so that discord.py need not remember the view."""
    view = discord.ui.View(timeout=None)
    for number, row in enumerate(rows):
        if isinstance(row, Select):
            view.add_item(_select(row, number))
        elif isinstance(row, ChannelSelect):
            view.add_item(_channel_select(row, number))
        else:
            for button in row:
                view.add_item(_button(button, number))
    view.stop()
    return view


def _button(button: Button, row: int) -> discord.ui.Button[discord.ui.View]:
    style = discord.ButtonStyle.primary if button.is_on else discord.ButtonStyle.secondary
    return discord.ui.Button(
        label=button.label or None,
        emoji=button.emoji or None,
        url=button.url or None,
        custom_id=button.custom_id or None,
        style=style,
        disabled=button.is_disabled,
        row=row,
    )


def _select(select: Select, row: int) -> discord.ui.Select[discord.ui.View]:
    options = [
        discord.SelectOption(
            label=one.label, value=one.value, description=one.description or None, default=one.is_default
        )
        for one in select.options
    ]
    return discord.ui.Select(custom_id=select.custom_id, placeholder=select.placeholder, options=options, row=row)


def _channel_select(select: ChannelSelect, row: int) -> discord.ui.ChannelSelect[discord.ui.View]:
    kinds = [
        discord.ChannelType.text,
        discord.ChannelType.news,
        discord.ChannelType.voice,
        discord.ChannelType.forum,
    ]
    chosen = [discord.SelectDefaultValue(id=one, type=discord.SelectDefaultValueType.channel) for one in select.chosen]
    return discord.ui.ChannelSelect(
        custom_id=select.custom_id,
        placeholder=select.placeholder,
        channel_types=kinds,
        min_values=0,
        max_values=limits.SELECT_OPTIONS,
        default_values=chosen,
        row=row,
    )
