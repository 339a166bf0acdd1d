"""Buttons that survive a restart: what they need stands in their custom_id, nothing in memory."""

import re
from typing import Any, Final, Self

import discord

from glmbot import limits
from glmbot.bot.delivery import respond
from glmbot.bot.markdown import cut, escape
from glmbot.bot.rendering import WHY, Rendered
from glmbot.core.explaining import explain, reason_lines

CHANGED: Final = "That article has changed or is gone since this answer. Ask again."
NO_REASON: Final = "That can't be explained any more. Ask again."
_PATTERN: Final = re.compile(rf"{WHY}:(?P<key>[0-9a-f]{{16}}):(?P<paragraph>\d{{1,6}}):(?P<words>.*)", re.DOTALL)


class WhyButton(discord.ui.DynamicItem[discord.ui.Button[Any]], template=_PATTERN):
    """Shows, to the person who presses it, which words led to a passage and what speaks against it."""

    def __init__(self, custom_id: str) -> None:
        """Take the custom_id that the rendering made."""
        super().__init__(discord.ui.Button(label="Why this?", custom_id=custom_id))

    @classmethod
    async def from_custom_id(
        cls, _: discord.Interaction[Any], item: discord.ui.Item[Any], __: re.Match[str], /
    ) -> Self:
        """Build the button that was pressed."""
        assert isinstance(item, discord.ui.Button)
        return cls(item.custom_id or "")

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Explain."""
        await respond(interaction, Rendered(_explained(interaction, self.custom_id)), ephemeral=True)


ITEMS: Final = (WhyButton,)


def is_known(custom_id: str) -> bool:
    """Whether one of our buttons or selects has such an id."""
    return _PATTERN.fullmatch(custom_id) is not None


def _explained(interaction: discord.Interaction[Any], custom_id: str) -> str:
    match = _PATTERN.fullmatch(custom_id)
    assert match is not None
    desk = interaction.client.desk
    article = desk.catalogue.by_key(match["key"])
    if article is None:
        return CHANGED
    turn = desk.answerer.turn(match["words"])
    explanation = explain(desk.answerer, turn, f"{article.article_id}#p{match['paragraph']}")
    if explanation is None:
        return NO_REASON
    lines = [f"**Why this?** Read as a question of kind “{explanation.kind}”.", *map(escape, reason_lines(explanation))]
    return cut("\n".join(lines), limits.CONTENT)
