"""What stands under a message that was sent before: the question that led to it, and controls to keep."""

from collections.abc import Iterator

import discord

from glmbot.bot.ui.components import PREFIX, Button, Option, Select, after_ref

_WHY = f"{PREFIX}:why:"
_OTHER = f"{PREFIX}:other:"
_THREAD = f"{PREFIX}:thread:"


def question_under(message: discord.Message | None) -> str:
    """The question that led to an answer, as its button "Why this?" holds it; "" where there is none."""
    for part in _components(message):
        if isinstance(part, discord.Button) and (part.custom_id or "").startswith(_WHY):
            return after_ref((part.custom_id or "").removeprefix(_WHY))
    return ""


def kept_controls(message: discord.Message | None) -> tuple[list[Select], list[Button]]:
    """The select of other passages, and the button that opens a thread."""
    selects, buttons = [], []
    for part in _components(message):
        if isinstance(part, discord.SelectMenu) and part.custom_id.startswith(_OTHER):
            options = tuple(Option(one.label, one.value, one.description or "") for one in part.options)
            selects.append(Select(part.custom_id, part.placeholder or "", options))
        if isinstance(part, discord.Button) and (part.custom_id or "").startswith(_THREAD):
            buttons.append(Button(part.label or "", part.custom_id or ""))
    return selects, buttons


def _components(message: discord.Message | None) -> Iterator[discord.Component]:
    for row in message.components if message else ():
        if isinstance(row, discord.ActionRow):
            yield from row.children
