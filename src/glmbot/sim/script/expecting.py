"""What must come back: the checks of an expectation, each true or false of a message."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from glmbot.sim.errors import JSON
from glmbot.sim.script.language import QUOTED, ScriptError, unquoted
from glmbot.sim.script.showing import label, plain, shown
from glmbot.sim.shapes import LINK, SELECTS, Component, visible_text, walk
from glmbot.sim.world import Message, World

Holds: TypeAlias = Callable[[World, Message], bool]
PARTS: Final = ("content", "title", "description", "author", "footer")


@dataclass(frozen=True)
class Check:
    """One check, as it was written, and whether it holds of a message."""

    text: str
    holds: Holds


def texts_of(message: Message, part: str) -> list[str]:
    """The texts of a part of a message: its content, or that part of each embed."""
    if part == "content":
        return [message.content]
    found = (embed.get(part) for embed in message.embeds)
    return [(text.get("text") or text.get("name", "")) if isinstance(text, dict) else text for text in found if text]


def whole(message: Message) -> str:
    """All that can be read in a message, labels included, in plain words."""
    return plain(visible_text(message.body) + "\n" + "\n".join(shown(message.body)))


def _button(message: Message, name: str) -> JSON | None:
    parts = (part for part in walk(message.body["components"]) if part["type"] == Component.BUTTON)
    return next((part for part in parts if name in (part.get("label"), label(part), part.get("custom_id"))), None)


def _has_option(message: Message, name: str) -> bool:
    selects = (part for part in walk(message.body["components"]) if part["type"] in SELECTS)
    return any(name in (option["label"], option["value"]) for part in selects for option in part.get("options", []))


def _has_select(message: Message, name: str) -> bool:
    return any(part.get("placeholder") == name for part in walk(message.body["components"]))


def _has_link(message: Message, url: str) -> bool:
    buttons = (part for part in walk(message.body["components"]) if part.get("style") == LINK)
    return any(part["url"] == url for part in buttons) or any(embed.get("url") == url for embed in message.embeds)


def _is_disabled(message: Message, name: str) -> bool:
    found = _button(message, name)
    return found is not None and bool(found.get("disabled"))


def _has_file(message: Message, name: str) -> bool:
    return any(attachment["filename"] == name for attachment in message.body["attachments"])


def _replies_to(message: Message, fragment: str) -> bool:
    quoted = message.body.get("referenced_message") or {}
    return plain(fragment) in plain(quoted.get("content", "")) if quoted else False


_NAMED: Final[Mapping[str, Callable[[Message, str], bool]]] = {
    "contains": lambda message, text: plain(text) in whole(message),
    "lacks": lambda message, text: plain(text) not in whole(message),
    "matches": lambda message, text: re.search(text, whole(message)) is not None,
    "button": lambda message, name: _button(message, name) is not None,
    "no button": lambda message, name: _button(message, name) is None,
    "disabled": _is_disabled,
    "select": _has_select,
    "option": _has_option,
    "link": _has_link,
    "file": _has_file,
    "reply to": _replies_to,
    **{f"{part} is": lambda message, text, part=part: text in texts_of(message, part) for part in PARTS},  # type: ignore[misc] # the default binds the loop's value
    **{
        f"{part} contains": lambda message, text, part=part: any(
            plain(text) in plain(t) for t in texts_of(message, part)
        )  # type: ignore[misc] # the same
        for part in PARTS
    },
}


def check(text: str) -> Check:
    """One check (ScriptError if it is none)."""
    found = re.fullmatch(rf"(?:(?P<name>[a-z ]+?) )?(?P<text>{QUOTED})", text)
    name = (found["name"] or "contains") if found else ""
    if found and name in _NAMED:
        wanted, holds = unquoted(found["text"]), _NAMED[name]
        if name == "matches":
            _check_pattern(wanted)
        return Check(text, lambda _, message: holds(message, wanted))
    if text == "anything":
        return Check(text, lambda _world, _message: True)
    if text == "pings nobody":
        return Check(text, lambda _, message: not message.pings)
    if text == "no reply":
        return Check(text, lambda _, message: "message_reference" not in message.body)
    if pings := re.fullmatch(r"pings (\w+)", text):
        return Check(text, lambda world, message: world.user(pings[1]).id in message.pings)
    if within := re.fullmatch(r"within ([\d.]+) s", text):
        limit = float(within[1]) * 1000
        return Check(text, lambda _, message: message.ack_ms is not None and message.ack_ms <= limit)
    raise ScriptError(f"no such check: {text}")


def _check_pattern(pattern: str) -> None:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ScriptError(f"no regular expression: {pattern} ({error})") from None


def checks(text: str) -> list[Check]:
    """The checks between semicolons."""
    return [check(part) for part in _parts(text)]


def _parts(text: str) -> Iterator[str]:
    for part in re.findall(rf"(?:{QUOTED}|[^;])+", text):
        if part.strip():
            yield part.strip()
