"""What stands under a message that the bot has sent, whichever way simcord gives the message."""

from collections.abc import Iterator, Sequence
from typing import Any

from glmbot.bot.ui.components import Row


def controls(message: Any) -> list[dict[str, Any]]:
    """The buttons and selects of a message, in order, as Discord's objects."""
    return list(_flat(message.components))


def ids_of(rows: Sequence[Row]) -> list[str]:
    """The custom_ids in rows that are to be sent."""
    flat = (part for row in rows for part in (row if isinstance(row, tuple) else (row,)))
    return [part.custom_id for part in flat if part.custom_id]


def custom_id_of(message: Any, text: str) -> str:
    """The custom_id of the button or select that is marked by a label, an emoji or a placeholder."""
    (found,) = [control["custom_id"] for control in controls(message) if text in _marks(control)]
    return str(found)


def marks(message: Any) -> list[str]:
    """What is written on each button and select of a message."""
    return [mark for control in controls(message) for mark in _marks(control)]


def _flat(rows: Any) -> Iterator[dict[str, Any]]:
    for row in rows:
        yield from (row if isinstance(row, dict) else row.to_dict())["components"]


def _marks(control: dict[str, Any]) -> list[str]:
    emoji = (control.get("emoji") or {}).get("name")
    return [mark for mark in (control.get("label"), emoji, control.get("placeholder")) if mark]
