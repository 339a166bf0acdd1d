"""The controls under a message, as Discord takes them."""

from collections.abc import Sequence
from typing import Any, Final

import discord

from glmbot import limits
from glmbot.bot.ui.components import Button, ChannelSelect, Option, Row, Select

_CHANNEL_KINDS: Final = (
    discord.ChannelType.text,
    discord.ChannelType.news,
    discord.ChannelType.voice,
    discord.ChannelType.forum,
)
"""Channels that may be chosen for answers."""


class Controls(discord.ui.View):
    """The controls under a message, as Discord takes them."""

    # They answer by their ids alone: discord.py need not remember the view. Nor need it have items, each of which is
    # tied to its view in a cycle, so that only the garbage collector would free them.

    def __init__(self, rows: Sequence[Row]) -> None:
        super().__init__(timeout=None)
        self._rows = rows
        self.stop()

    def to_components(self) -> list[dict[str, Any]]:
        """The rows as discord.py puts them into a request."""
        return [{"type": discord.ComponentType.action_row.value, "components": _components(row)} for row in self._rows]


def _components(row: Row) -> list[dict[str, Any]]:
    if isinstance(row, Select):
        return [_select(row)]
    if isinstance(row, ChannelSelect):
        return [_channel_select(row)]
    return [_button(button) for button in row]


def _button(button: Button) -> dict[str, Any]:
    made: dict[str, Any] = {"type": discord.ComponentType.button.value, "disabled": button.is_disabled}
    if button.url:
        made |= {"style": discord.ButtonStyle.link.value, "url": button.url}
    else:
        style = discord.ButtonStyle.primary if button.is_on else discord.ButtonStyle.secondary
        made |= {"style": style.value, "custom_id": button.custom_id}
    if button.label:
        made["label"] = button.label
    if button.emoji:
        made["emoji"] = {"name": button.emoji}
    return made


def _select(select: Select) -> dict[str, Any]:
    return {
        "type": discord.ComponentType.string_select.value,
        "custom_id": select.custom_id,
        "placeholder": select.placeholder,
        "options": [_option(option) for option in select.options],
    }


def _option(option: Option) -> dict[str, Any]:
    made: dict[str, Any] = {"label": option.label, "value": option.value, "default": option.is_default}
    if option.description:
        made["description"] = option.description
    return made


def _channel_select(select: ChannelSelect) -> dict[str, Any]:
    return {
        "type": discord.ComponentType.channel_select.value,
        "custom_id": select.custom_id,
        "placeholder": select.placeholder,
        "channel_types": [kind.value for kind in _CHANNEL_KINDS],
        "min_values": 0,
        "max_values": limits.SELECT_OPTIONS,
        "default_values": [{"id": str(channel), "type": "channel"} for channel in select.chosen],
    }
