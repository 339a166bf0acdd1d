"""What was finished, one JSON line an item, so that an interrupted run goes on where it was."""

import json
import os
from pathlib import Path
from typing import Any, Final

NAME: Final = ".fetched.jsonl"
"""Hidden, so that it is no article; beside the articles, so that it goes where they go."""


class Journal:
    """The finished items of a corpus folder; a line that was cut by an interruption counts as not written."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        self._mend()
        self.finished: dict[str, str] = dict(_entries(self._path))

    def finish(self, address: str, outcome: str) -> None:
        """Write down that an item needs no second fetch."""
        line = json.dumps({"address": address, "outcome": outcome}, ensure_ascii=False).encode() + b"\n"
        with self._path.open("ab") as stream:
            stream.write(line)
            stream.flush()
            os.fsync(stream.fileno())
        self.finished[address] = outcome

    def _mend(self) -> None:
        """Cut off a last line without its end."""
        if not self._path.is_file():
            return
        data = self._path.read_bytes()
        if data and not data.endswith(b"\n"):
            os.truncate(self._path, data.rfind(b"\n") + 1)


def _entries(path: Path) -> list[tuple[str, str]]:
    if not path.is_file():
        return []
    found = []
    for line in path.read_bytes().splitlines():
        try:
            entry: Any = json.loads(line)
            found.append((str(entry["address"]), str(entry["outcome"])))
        except (ValueError, TypeError, KeyError):
            continue
    return found
