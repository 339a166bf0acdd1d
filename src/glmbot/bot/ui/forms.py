"""A form with one field, which Discord shows in a window of its own; what was typed comes back as an action's use."""

from dataclasses import dataclass
from typing import Any

import discord

from glmbot import limits
from glmbot.bot.context import Interaction
from glmbot.bot.ui.delivery import acknowledge
from glmbot.bot.ui.markdown import cut


@dataclass(frozen=True)
class Form:
    """A form: its action's custom_id, its title, and the field's label and content; `most` characters may be typed."""

    custom_id: str
    title: str
    label: str
    content: str = ""
    most: int = limits.MODAL_VALUE


async def open_form(interaction: Interaction, form: Form) -> None:
    """Show a form as the first answer to an interaction; it can't come later."""
    await acknowledge(interaction, lambda: interaction.response.send_modal(_Modal(form)))


class _Modal(discord.ui.Modal):
    """A form as Discord takes it. It answers by its id alone: discord.py need not remember it."""

    def __init__(self, form: Form) -> None:
        super().__init__(title=cut(form.title, limits.MODAL_TITLE), custom_id=form.custom_id)
        self._form = form
        self.stop()

    def to_components(self) -> list[dict[str, Any]]:
        """The field, with its label above it."""
        field: dict[str, Any] = {
            "type": discord.ComponentType.text_input.value,
            "custom_id": "text",
            "style": discord.TextStyle.paragraph.value,
            "required": False,
            "max_length": self._form.most,
        }
        if self._form.content:
            field["value"] = self._form.content
        label = cut(self._form.label, limits.MODAL_LABEL)
        return [{"type": discord.ComponentType.label.value, "label": label, "component": field}]
