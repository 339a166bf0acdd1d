"""Tells answers apart: good, missing, blocked, limited, failing, cut."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from http import HTTPStatus
from typing import Any, Final, Literal, TypeAlias

from glmbot.ingest.loc_gov import routes
from glmbot.ingest.loc_gov.values import number, read_object

Kind: TypeAlias = Literal["page", "item", "feed"]
"""What is asked for: a page of the collection, an item, or an RSS feed."""

_HTML: Final = (b"<!doctype html", b"<html")
_STALE: Final = ("no-cache", "max-age=0")


class Verdict(Enum):
    """What an answer is worth."""

    GOOD = auto()
    SAME = auto()
    MOVED = auto()
    MISSING = auto()
    BLOCKED = auto()
    LIMITED = auto()
    FAILING = auto()
    CUT = auto()
    STRANGE = auto()


_SERVER_ERROR: Final = HTTPStatus.INTERNAL_SERVER_ERROR
_BY_STATUS: Final[Mapping[int, Verdict]] = {
    HTTPStatus.OK: Verdict.GOOD,
    HTTPStatus.NOT_MODIFIED: Verdict.SAME,
    **dict.fromkeys((301, 302, 303, 307, 308), Verdict.MOVED),
    HTTPStatus.FORBIDDEN: Verdict.BLOCKED,
    HTTPStatus.NOT_FOUND: Verdict.MISSING,
    HTTPStatus.GONE: Verdict.MISSING,
    HTTPStatus.TOO_MANY_REQUESTS: Verdict.LIMITED,
}


@dataclass(frozen=True)
class Raw:
    """An answer as it came; header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def judge(raw: Raw, kind: Kind) -> Verdict:
    """What an answer to a question of some kind is worth."""
    by_status = _judge_status(raw)
    if by_status is not Verdict.GOOD:
        return by_status
    if _is_html(raw, kind):
        return Verdict.BLOCKED
    return Verdict.GOOD if kind == "feed" else _judge_json(raw, kind)


def _judge_status(raw: Raw) -> Verdict:
    if routes.CHALLENGE in raw.headers:
        return Verdict.BLOCKED
    return _BY_STATUS.get(raw.status, Verdict.FAILING if raw.status >= _SERVER_ERROR else Verdict.STRANGE)


def _is_html(raw: Raw, kind: Kind) -> bool:
    start = raw.body[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if kind == "feed":
        return start.startswith(_HTML)
    return start.startswith(b"<") or "html" in raw.headers.get("content-type", "")


def _judge_json(raw: Raw, kind: Kind) -> Verdict:
    found = read_object(raw.body)
    if found is None:
        return Verdict.CUT
    told = number(found, routes.STATUS)
    if told is not None and told != HTTPStatus.OK:
        return _judge_status(Raw(told, {}, b""))
    return _judge_rows(raw, found.get(routes.RESULTS)) if kind == "page" else Verdict.GOOD


def _judge_rows(raw: Raw, rows: Any) -> Verdict:
    if not isinstance(rows, list):
        return Verdict.STRANGE
    return Verdict.GOOD if rows or not _is_stale(raw) else Verdict.FAILING


def _is_stale(raw: Raw) -> bool:
    """Whether the server marks its answer as one not to keep: with no results, its index is failing."""
    return any(word in raw.headers.get("cache-control", "").lower() for word in _STALE)
