"""What buttons, selects and forms do. All that an action needs stands in the custom_id: it works after a restart.

An action is one entry: its name, a pattern of what may follow the name in a custom_id (`glmbot:<name>:<rest>`), and the
function that answers. What was sent to Discord stays under its messages for years: a name or a pattern may be widened,
but not changed.
"""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Final, TypeAlias, cast

from glmbot.bot.context import Interaction, context_of, reply_privately
from glmbot.bot.errors import OUTDATED_BUTTON, tell
from glmbot.bot.ui.components import PREFIX

Handler: TypeAlias = Callable[[Interaction, re.Match[str]], Awaitable[None]]
"""Answers the use of a button, select or form; takes its custom_id, matched by the action's pattern."""


@dataclass(frozen=True)
class Action:
    """What buttons or selects of one name do; `pattern` matches a whole custom_id."""

    pattern: re.Pattern[str]
    handler: Handler


ACTIONS: Final[dict[str, Action]] = {}
"""By name. A module registers its actions when it is imported."""


def on_press(name: str, rest: str = "") -> Callable[[Handler], Handler]:
    """Let a function answer the buttons, selects and forms whose custom_id is `name`, followed by what `rest` matches.

    Raises:
        ValueError: another action has that name.
    """

    def register(handler: Handler) -> Handler:
        if name in ACTIONS:
            raise ValueError(f"two actions are called {name!r}")
        pattern = f"{PREFIX}:{name}" + (f":{rest}" if rest else "")
        ACTIONS[name] = Action(re.compile(pattern, re.DOTALL), handler)
        return handler

    return register


def action_of(custom_id: str) -> tuple[Handler, re.Match[str]] | None:
    """What answers a custom_id, and the match of its pattern; None where nothing does."""
    prefix, _, rest = custom_id.partition(":")
    action = ACTIONS.get(rest.partition(":")[0]) if prefix == PREFIX else None
    match = action.pattern.fullmatch(custom_id) if action else None
    return (action.handler, match) if action and match else None


async def answer_component(interaction: Interaction) -> None:
    """Do what the button, select or form that was used stands for; whatever fails is told to the person."""
    context_of(interaction).under_way.begin(interaction)
    found = action_of(str(_data(interaction).get("custom_id", "")))
    try:
        if found is None:
            await reply_privately(interaction, OUTDATED_BUTTON)
        else:
            handler, match = found
            await handler(interaction, match)
    except Exception as error:  # noqa: BLE001 - discord.py would log it and leave the person without an answer
        await tell(interaction, error)


def chosen(interaction: Interaction) -> list[str]:
    """The values that were chosen in a select."""
    return [str(value) for value in _data(interaction).get("values", ())]


def typed(interaction: Interaction) -> str:
    """What was typed into the one field of a form."""
    labels = _data(interaction).get("components", ())
    return next((str(label["component"].get("value") or "") for label in labels if "component" in label), "")


def _data(interaction: Interaction) -> dict[str, Any]:
    return cast("dict[str, Any]", interaction.data or {})
