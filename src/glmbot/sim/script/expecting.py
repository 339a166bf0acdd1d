"""What must come back: the checks of an expectation, each true or false of a message."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from glmbot.sim.errors import JSON
from glmbot.sim.script.language import QUOTED, ScriptError, unquoted
from glmbot.sim.script.matching import check_pattern, matches
from glmbot.sim.script.showing import label, plain, shown
from glmbot.sim.shapes import LINK, SELECTS, Component, visible_text, walk
from glmbot.sim.stage import Stage
from glmbot.sim.world import Message

Holds: TypeAlias = Callable[[Stage, Message], bool]
SHOWN: Final = 20
"""Lines of a file that a difference shows."""
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


def text_of_file(stage: Stage, message: Message, name: str) -> str | None:
    """The text of a file of a message; None where there is none of that name, or no text in it."""
    if not _has_file(message, name):
        return None
    try:
        return stage.service.files[f"{message.channel_id}/{message.id}/{name}"].decode()
    except UnicodeDecodeError:
        return None


def file_lines(stage: Stage, message: Message) -> list[str]:
    """The first lines of each text file of a message, each with the file's name, as a difference shows them."""
    names = [str(attachment["filename"]) for attachment in message.body["attachments"]]
    texts = ((name, text_of_file(stage, message, name) or "") for name in names)
    return [f"{name}: {line}" for name, text in texts for line in text.splitlines()[:SHOWN]]


def _replies_to(message: Message, fragment: str) -> bool:
    quoted = message.body.get("referenced_message") or {}
    return plain(fragment) in plain(quoted.get("content", "")) if quoted else False


_NAMED: Final[Mapping[str, Callable[[Message, str], bool]]] = {
    "contains": lambda message, text: plain(text) in whole(message),
    "lacks": lambda message, text: plain(text) not in whole(message),
    "matches": lambda message, pattern: matches(pattern, whole(message)),
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


_PLAIN: Final[Mapping[str, Holds]] = {
    "anything": lambda _stage, _message: True,
    "pings nobody": lambda _, message: not message.pings,
    "no reply": lambda _, message: "message_reference" not in message.body,
}


def check(text: str) -> Check:
    """One check (ScriptError if it is none)."""
    holds = _PLAIN.get(text) or _quoting(text) or _about_file(text) or _pinging(text) or _in_time(text)
    if holds is None:
        raise ScriptError(f"no such check: {text}")
    return Check(text, holds)


def _quoting(text: str) -> Holds | None:
    found = re.fullmatch(rf"(?:(?P<name>[a-z ]+?) )?(?P<text>{QUOTED})", text)
    name = (found["name"] or "contains") if found else ""
    if found is None or name not in _NAMED:
        return None
    wanted, holds = unquoted(found["text"]), _NAMED[name]
    if name == "matches":
        check_pattern(wanted)
    return lambda _, message: holds(message, wanted)


def _about_file(text: str) -> Holds | None:
    found = re.fullmatch(rf"file ({QUOTED}) contains ({QUOTED})", text)
    if found is None:
        return None
    name, words = unquoted(found[1]), " ".join(unquoted(found[2]).split())

    def holds(stage: Stage, message: Message) -> bool:
        content = text_of_file(stage, message, name)
        return content is not None and words in " ".join(content.split())

    return holds


def _pinging(text: str) -> Holds | None:
    found = re.fullmatch(r"pings (\w+)", text)
    return found and (lambda stage, message: stage.who(found[1]).id in message.pings)


def _in_time(text: str) -> Holds | None:
    found = re.fullmatch(r"within (\d*\.?\d+) s", text)
    if found is None:
        return None
    limit = float(found[1]) * 1000
    return lambda _, message: message.ack_ms is not None and message.ack_ms <= limit


def checks(text: str) -> list[Check]:
    """The checks between semicolons."""
    return [check(part) for part in _parts(text)]


def _parts(text: str) -> Iterator[str]:
    for part in re.findall(rf"(?:{QUOTED}|[^;])+", text):
        if part.strip():
            yield part.strip()
