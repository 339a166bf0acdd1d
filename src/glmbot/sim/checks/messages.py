"""What Discord refuses in messages, callbacks and follow-ups."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from glmbot.limits import (
    ATTACHMENT_BYTES,
    CHOICE_NAME,
    CHOICE_VALUE,
    CHOICES,
    CONTENT,
    FILES,
)
from glmbot.sim.checks.components import check_components, check_modal
from glmbot.sim.checks.embeds import check_embeds
from glmbot.sim.errors import EMPTY_MESSAGE, ENTITY_TOO_LARGE, JSON, DiscordError
from glmbot.sim.form import Place
from glmbot.sim.kinds import MessageFlag
from glmbot.sim.shapes import Upload

PARSED: Final = ("roles", "users", "everyone")
NONCE: Final = 25


def check_message(body: JSON, place: Place, files: Sequence[Upload] = (), before: JSON | None = None) -> None:
    """Note everything wrong with a message to be sent, or with `before` edited; an empty one is refused at once.

    Raises DiscordError 50006 for an empty message, 40005 for a file that is too big.
    """
    flags = _flags(body, place) | (before or {}).get("flags", 0)
    v2 = bool(flags & MessageFlag.COMPONENTS_V2)
    place["content"].text(body.get("content"), CONTENT)
    check_embeds(body.get("embeds"), place["embeds"])
    check_components(body.get("components"), place["components"], v2=v2)
    _check_allowed_mentions(body.get("allowed_mentions"), place["allowed_mentions"])
    nonce = body.get("nonce")
    if isinstance(nonce, str):
        place["nonce"].within(nonce, NONCE)
    if v2:
        for key in ("content", "embeds", "poll", "sticker_ids"):
            if body.get(key):
                place[key].refuse(
                    "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
                    f"The '{key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2",
                )
    _check_files(body, place, files)
    place.settle()
    if is_empty({**(before or {}), **body}, files):
        raise DiscordError(EMPTY_MESSAGE)


def is_empty(body: Mapping[str, Any], files: Sequence[Upload]) -> bool:
    """Whether a message would show nothing at all."""
    content = body.get("content") or ""
    parts = ("embeds", "components", "attachments", "sticker_ids", "poll")
    return not content.strip() and not files and not any(body.get(key) for key in parts)


def check_choices(content: Any, place: Place) -> None:
    """Note everything wrong with the choices of an autocomplete."""
    choices = place["choices"].objects(place.object(content).get("choices"))
    place["choices"].within(choices, CHOICES)
    for position, choice in enumerate(choices):
        at = place["choices"][position]
        at["name"].text(choice.get("name"), CHOICE_NAME, least=1)
        value = choice.get("value")
        if value is None:
            at["value"].required()
        elif isinstance(value, str):
            at["value"].within(value, CHOICE_VALUE, 1)


def check_callback(
    callback: JSON, place: Place, allowed: Sequence[int], files: Sequence[Upload] = (), before: JSON | None = None
) -> None:
    """Raise what is wrong with the answer to an interaction that takes callbacks of these types (DiscordError)."""
    if not place["type"].one_of(callback.get("type"), allowed):
        place.settle()
    content, at = callback.get("data"), place["data"]
    if callback["type"] == 8:  # noqa: PLR2004 - autocomplete
        check_choices(content, at)
    elif callback["type"] == 9:  # noqa: PLR2004 - modal
        check_modal(content, at)
    elif callback["type"] in (4, 7):
        if content is None and callback["type"] == 4:  # noqa: PLR2004 - message
            raise DiscordError(EMPTY_MESSAGE)
        check_message(at.object({} if content is None else content), at, files, before)
    place.settle()


def _flags(body: JSON, place: Place) -> int:
    flags = body.get("flags") or 0
    if not isinstance(flags, int):
        place["flags"].refuse("NUMBER_TYPE_COERCE", f'Value "{flags}" is not int.')
        return 0
    return flags


def _check_allowed_mentions(value: Any, place: Place) -> None:
    if value is None:
        return
    value = place.object(value)
    parse = place["parse"].items(value.get("parse"))
    for position, name in enumerate(parse):
        place["parse"][position].one_of(name, PARSED)
    for name in ("users", "roles"):
        if value.get(name) and name in parse:
            place.refuse(
                "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
                f'parse:["{name}"] and {name}: [ids...] are mutually exclusive.',
            )
        place[name].within(place[name].items(value.get(name)), 100)


def _check_files(body: JSON, place: Place, files: Sequence[Upload]) -> None:
    if any(len(upload.content) > ATTACHMENT_BYTES for upload in files):
        raise DiscordError(ENTITY_TOO_LARGE)
    place["attachments"].within(place["attachments"].objects(body.get("attachments")), FILES)
    place["files"].within(files, FILES)
