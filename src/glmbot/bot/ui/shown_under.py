"""What a message of the bot's shows, read back from its controls (pure)."""

import re
from collections.abc import Iterator
from typing import Final

import discord

from glmbot.bot.ui.components import PASSAGE_REF, PASSAGE_REFS, PREFIX, PassageRef

_SHOWS: Final = re.compile(rf"{PREFIX}:(?:cite|sources):{PASSAGE_REF}(?:[:+].*)?", re.DOTALL)
"""The controls that name the passage under which they stand."""
_SHOW_ALL: Final = re.compile(rf"{PREFIX}:(?:cite|sources):{PASSAGE_REFS}", re.DOTALL)

_OPENS: Final = re.compile(rf"{PREFIX}:open:{PASSAGE_REF}")
"""The buttons that open passages of which a message shows several."""


def passages_under(message: discord.Message) -> list[PassageRef]:
    """The passages that a message shows, each once; none where it shows none.

    One has controls of its own, as the parts of an answer have; each of a comparison, or of checked quotations, has a
    button that opens it.
    """
    names = [*custom_ids(message)]
    found = next((PassageRef.all_of(match) for match in map(_SHOW_ALL.fullmatch, names) if match), [])
    opened = [PassageRef.of(match) for match in map(_OPENS.fullmatch, names) if match]
    return [ref for ref in dict.fromkeys(found or opened) if ref.paragraph]


def shown_under(message: discord.Message) -> PassageRef | None:
    """The passage that a message shows (paragraph 0: the article's record); None where it shows none."""
    matches = (_SHOWS.fullmatch(name) for name in custom_ids(message))
    return next((PassageRef.of(match) for match in matches if match), None)


def custom_ids(message: discord.Message | None) -> Iterator[str]:
    """The custom_ids of the controls under a message, "" for those that have none."""
    for row in message.components if message else ():
        if isinstance(row, discord.ActionRow):
            yield from (getattr(component, "custom_id", None) or "" for component in row.children)
