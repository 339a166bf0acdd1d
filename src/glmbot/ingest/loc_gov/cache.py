"""Answers on disk, with what the server needs to tell whether they still hold."""

import hashlib
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from glmbot.storage.atomic_file import write_whole

FRESH: Final = 3600.0
"""Seconds for which an answer without validators is good."""


@dataclass(frozen=True)
class Kept:
    """One answer on disk."""

    body: bytes
    etag: str | None
    modified: str | None
    fetched: float

    @property
    def conditions(self) -> dict[str, str]:
        """The headers that ask for the answer only if it has changed."""
        pairs = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in pairs.items() if value}


class Cache:
    """Answers by address, each in a file of its own; a damaged file is dropped."""

    def __init__(self, folder: Path, wall: Callable[[], float] = time.time) -> None:
        self._folder, self._wall = folder, wall

    def keep(self, address: str, body: bytes, *, etag: str | None, modified: str | None) -> None:
        """Write an answer down."""
        head = {"address": address, "etag": etag, "modified": modified, "fetched": self._wall(), "sum": _sum(body)}
        write_whole(self._path(address), json.dumps(head).encode() + b"\n" + body)

    def find(self, address: str) -> Kept | None:
        """The answer for an address, as it was written."""
        path = self._path(address)
        try:
            head, _, body = path.read_bytes().partition(b"\n")
        except OSError:
            return None
        kept = _read(head, body, address)
        if kept is None:
            path.unlink(missing_ok=True)
        return kept

    def is_fresh(self, kept: Kept) -> bool:
        """Whether an answer is good without asking: only where the server can't be asked whether it changed."""
        return not kept.conditions and 0 <= self._wall() - kept.fetched < FRESH

    def _path(self, address: str) -> Path:
        name = hashlib.sha256(address.encode()).hexdigest()[:40]
        return self._folder / name[:2] / name


def _read(head: bytes, body: bytes, address: str) -> Kept | None:
    try:
        found: dict[str, Any] = json.loads(head)
        if found["address"] != address or found["sum"] != _sum(body):
            return None
        return Kept(body, _text(found["etag"]), _text(found["modified"]), float(found["fetched"]))
    except (ValueError, TypeError, KeyError):
        return None


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _sum(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()
