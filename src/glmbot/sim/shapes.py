"""Turning what a bot sends into what Discord shows: defaults filled in, as its answers carry them."""

import mimetypes
import re
import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Final

from glmbot.sim.errors import JSON


class Component(IntEnum):
    """Discord's component types."""

    ROW = 1
    BUTTON = 2
    SELECT = 3
    TEXT_INPUT = 4
    USER_SELECT = 5
    ROLE_SELECT = 6
    MENTIONABLE_SELECT = 7
    CHANNEL_SELECT = 8
    SECTION = 9
    TEXT = 10
    THUMBNAIL = 11
    GALLERY = 12
    FILE = 13
    SEPARATOR = 14
    CONTAINER = 17
    LABEL = 18


SELECTS: Final = (
    Component.SELECT,
    Component.USER_SELECT,
    Component.ROLE_SELECT,
    Component.MENTIONABLE_SELECT,
    Component.CHANNEL_SELECT,
)
LINK: Final = 5
PREMIUM: Final = 6

_DEFAULTS: Final[Mapping[int, JSON]] = {
    Component.SECTION: {},
    Component.THUMBNAIL: {"description": None, "spoiler": False},
    Component.FILE: {"spoiler": False, "name": None, "size": None},
    Component.SEPARATOR: {"divider": True, "spacing": 1},
    Component.CONTAINER: {"accent_color": None, "spoiler": False},
    Component.TEXT_INPUT: {"label": None, "min_length": 0, "max_length": 4000},
    **{kind: {"min_values": 1, "max_values": 1} for kind in SELECTS},
}


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a request."""

    field: str
    filename: str
    content: bytes


def walk(components: Sequence[Any]) -> Iterator[JSON]:
    """All components of a message or modal, outermost first, accessories and labelled ones included."""
    for component in components:
        if not isinstance(component, dict):
            continue
        yield component
        inner = component.get("components")
        yield from walk(inner if isinstance(inner, list) else [])
        yield from walk([component[key] for key in ("accessory", "component") if key in component])


def shown_components(components: Sequence[JSON], files: Mapping[str, str]) -> list[JSON]:
    """Components as a message carries them: numbered, defaults filled in, `attachment://` resolved by `files`."""
    numbers = iter(range(1, 1000))

    def shown(component: JSON) -> JSON:
        given = {key: value for key, value in component.items() if value is not None}
        result = {**_DEFAULTS.get(component.get("type", 0), {}), **given}
        result["id"] = component.get("id") or next(numbers)
        for key in ("media", "file"):
            if key in given:
                result[key] = _media(given[key], files)
        if "items" in given:
            result["items"] = [_gallery_item(item, files) for item in given["items"]]
        if "emoji" in given:
            result["emoji"] = {key: value for key, value in given["emoji"].items() if value is not None}
        if "default_values" in given:
            result["default_values"] = [{**value, "id": str(value["id"])} for value in given["default_values"]]
        if "components" in given:
            result["components"] = [shown(inner) for inner in given["components"]]
        if "accessory" in given:
            result["accessory"] = shown(given["accessory"])
        return result

    return [shown(component) for component in components]


def _gallery_item(item: JSON, files: Mapping[str, str]) -> JSON:
    return {"description": None, "spoiler": False, **item, "media": _media(item["media"], files)}


def _media(media: JSON, files: Mapping[str, str]) -> JSON:
    url = files.get(media["url"], media["url"])
    size: JSON = {"width": None, "height": None, "content_type": None, "loading_state": 2, "flags": 0}
    return {"id": "1", "proxy_url": url, **size, "url": url}


def shown_embed(embed: JSON, files: Mapping[str, str]) -> JSON:
    """An embed as a message carries it: text trimmed, null left out, pictures resolved."""
    result: JSON = {"type": "rich"}
    for key in ("title", "description", "url", "color", "timestamp"):
        if embed.get(key) is not None:
            value = embed[key]
            result[key] = value.strip() if isinstance(value, str) else value
    if embed.get("fields"):
        result["fields"] = [_field(entry) for entry in embed["fields"]]
    for key, text in (("footer", "text"), ("author", "name")):
        if embed.get(key):
            result[key] = {name: value for name, value in embed[key].items() if value is not None}
            result[key][text] = str(embed[key].get(text, "")).strip()
    for key in ("image", "thumbnail"):
        if embed.get(key):
            url = files.get(embed[key]["url"], embed[key]["url"])
            result[key] = {"url": url, "proxy_url": url, "width": 0, "height": 0}
    return result


def _field(entry: JSON) -> JSON:
    name, value = str(entry["name"]).strip(), str(entry["value"]).strip()
    return {"name": name, "value": value, "inline": bool(entry.get("inline"))}


def embed_size(embed: JSON) -> int:
    """The characters of an embed that count towards the total of a message."""
    texts = [embed.get("title"), embed.get("description")]
    named = ((embed.get(key), text) for key, text in (("footer", "text"), ("author", "name")))
    texts += [part.get(text) for part, text in named if isinstance(part, dict)]
    fields = embed["fields"] if isinstance(embed.get("fields"), list) else []
    texts += [entry.get(key) for entry in fields if isinstance(entry, dict) for key in ("name", "value")]
    return sum(len(text.strip()) for text in texts if isinstance(text, str))


def visible_text(body: JSON) -> str:
    """Everything a reader sees of a message, in order, one part a line."""
    lines = [body.get("content") or ""]
    for embed in body.get("embeds", []):
        lines += [(embed.get("author") or {}).get("name", ""), embed.get("title", ""), embed.get("description", "")]
        lines += [f"{entry['name']}\n{entry['value']}" for entry in embed.get("fields", [])]
        lines.append((embed.get("footer") or {}).get("text", ""))
    for component in walk(body.get("components", [])):
        if component["type"] == Component.TEXT:
            lines.append(component["content"])
    lines += [attachment["filename"] for attachment in body.get("attachments", [])]
    return "\n".join(line for line in lines if line)


_PNG: Final = re.compile(rb"\x89PNG\r\n\x1a\n.{4}IHDR(?P<size>.{8})", re.DOTALL)
"""How a PNG picture begins, with its width and height (ISO/IEC 15948, 11.2.2)."""


def attachment_payload(
    attachment_id: str, upload: Upload, url: str, *, ephemeral: bool, description: str | None
) -> JSON:
    """An attachment object."""
    kind = mimetypes.guess_type(upload.filename)[0] or "application/octet-stream"
    payload: JSON = {"id": attachment_id, "filename": upload.filename, "size": len(upload.content), "url": url}
    payload |= {"proxy_url": url, "content_type": kind}
    if (start := _PNG.match(upload.content)) is not None:
        payload["width"], payload["height"] = struct.unpack(">II", start["size"])
    if ephemeral:
        payload["ephemeral"] = True
    if description:
        payload["description"] = description
    return payload
