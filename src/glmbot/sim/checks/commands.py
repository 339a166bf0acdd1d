"""What Discord refuses in application commands."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

from glmbot.limits import (
    CHOICE_NAME,
    CHOICE_VALUE,
    CHOICES,
    COMMAND_DESCRIPTION,
    COMMAND_NAME,
    COMMAND_NAME_PATTERN,
    COMMAND_OPTIONS,
    COMMAND_TOTAL,
    COMMANDS,
    CONTEXT_MENU_COMMANDS,
)
from glmbot.sim.commands import CHAT, GROUP, MESSAGE, SUB, USER
from glmbot.sim.errors import JSON, TOO_MANY_COMMANDS, DiscordError
from glmbot.sim.form import Place

NAME: Final = re.compile(COMMAND_NAME_PATTERN)
OPTION_TYPES: Final = tuple(range(1, 12))


def check_commands(commands: Any, place: Place) -> None:
    """Raise what is wrong with all commands of a scope (DiscordError 50035, 30032)."""
    listed = place.objects(commands)
    for position, command in enumerate(listed):
        check_command(command, place[position])
    _unique(listed, place, "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique")
    place.settle()
    check_count(listed)


def check_count(commands: Sequence[JSON]) -> None:
    """Raise 30032 where a scope has too many commands of a type (DiscordError)."""
    kinds = Counter(command.get("type") or CHAT for command in commands)
    most = {CHAT: COMMANDS, USER: CONTEXT_MENU_COMMANDS, MESSAGE: CONTEXT_MENU_COMMANDS}
    if any(count > most.get(kind, COMMANDS) for kind, count in kinds.items()):
        raise DiscordError(TOO_MANY_COMMANDS)


def check_command(command: JSON, place: Place) -> None:
    """Note everything wrong with one command."""
    kind = command.get("type") or CHAT
    if not place["type"].one_of(kind, (CHAT, USER, MESSAGE, 4)):
        return
    if kind == CHAT:
        _check_name(command.get("name"), place["name"])
        place["description"].text(command.get("description"), COMMAND_DESCRIPTION, least=1)
        _check_options(place["options"].objects(command.get("options")), place["options"])
    else:
        place["name"].text(command.get("name"), COMMAND_NAME, least=1)
        if command.get("description"):
            place["description"].refuse(
                "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_INVALID", "Context menu commands cannot have description"
            )
        if command.get("options"):
            place["options"].refuse(
                "APPLICATION_COMMAND_CONTEXT_MENU_OPTIONS_INVALID", "Context menu commands cannot have options"
            )
    if _size(command) > COMMAND_TOTAL:
        place.refuse("APPLICATION_COMMAND_TOO_LARGE", f"Command exceeds maximum size ({COMMAND_TOTAL})")


def _check_name(name: Any, place: Place) -> None:
    if not isinstance(name, str):
        place.required()
        return
    place.within(name, COMMAND_NAME, 1)
    if not NAME.match(name) or name != name.lower():
        place.refuse("APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")


def _check_options(options: Sequence[JSON], place: Place) -> None:
    place.within(options, COMMAND_OPTIONS)
    _unique(options, place, "APPLICATION_COMMAND_OPTIONS_DUPLICATE_NAME", "Option name must be unique")
    optional_seen = False
    for position, option in enumerate(options):
        _check_option(option, place[position])
        if option.get("type") in (SUB, GROUP):
            continue
        if option.get("required") and optional_seen:
            place[position].refuse(
                "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
                "Required options must be placed before non-required options",
            )
        optional_seen = optional_seen or not option.get("required")
    branches = [option.get("type") in (SUB, GROUP) for option in options]
    if any(branches) and not all(branches):
        place.refuse(
            "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Sub-command and sub-command group option types are mutually "
            "exclusive to all other types",
        )  # fmt: skip


def _check_option(option: JSON, place: Place) -> None:
    _check_name(option.get("name"), place["name"])
    place["description"].text(option.get("description"), COMMAND_DESCRIPTION, least=1)
    if not place["type"].one_of(option.get("type"), OPTION_TYPES):
        return
    if option["type"] in (SUB, GROUP):
        _check_options(place["options"].objects(option.get("options")), place["options"])
    choices = place["choices"].objects(option.get("choices"))
    place["choices"].within(choices, CHOICES)
    for position, choice in enumerate(choices):
        place["choices"][position]["name"].text(choice.get("name"), CHOICE_NAME, least=1)
        if isinstance(choice.get("value"), str):
            place["choices"][position]["value"].within(choice["value"], CHOICE_VALUE, 1)
    if choices and option.get("autocomplete"):
        place["autocomplete"].refuse(
            "APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE", "Autocomplete cannot be used with choices"
        )


def _unique(items: Sequence[JSON], place: Place, code: str, message: str) -> None:
    seen: set[str] = set()
    for position, item in enumerate(items):
        kind = item.get("type") or CHAT if code.startswith("APPLICATION_COMMANDS") else ""
        key = f"{kind} {item.get('name')}"
        if key in seen:
            place[position]["name"].refuse(code, message)
        seen.add(key)


def _size(part: Any) -> int:
    if not isinstance(part, dict):
        return 0
    texts = (part.get("name"), part.get("description"), part.get("value"))
    inner = [part[key] for key in ("options", "choices") if isinstance(part.get(key), list)]
    return sum(len(text) for text in texts if isinstance(text, str)) + sum(_size(one) for many in inner for one in many)
