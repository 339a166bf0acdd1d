"""Reads loc.gov's JSON, in which any field may be a text, a list, a label with a link, or missing."""

import html
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

_TAG: Final = re.compile(r"<[^<>]{0,200}>")


def read_object(body: bytes) -> dict[str, Any] | None:
    """The JSON object in an answer; None where there is none, or only a part of one."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def texts(record: Mapping[str, Any], names: Iterable[str]) -> tuple[str, ...]:
    """Every text of some fields, plain."""
    found = (_plain(one) for name in names for one in _strings(record.get(name)))
    return tuple(dict.fromkeys(one for one in found if one))


def number(record: Mapping[str, Any], name: str) -> int | None:
    """A field that is a number, or a text of digits."""
    value = record.get(name)
    if isinstance(value, str) and value.strip().isdecimal():
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _strings(value: Any) -> Iterable[str]:
    """A text as it is, the texts of a list, the labels of a mapping from label to link."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from value
    elif isinstance(value, list):
        for one in value:
            if isinstance(one, str | dict):
                yield from _strings(one)


def _plain(text: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", text)).split())
