"""Where commands print for people: as wide as the terminal is, and in a pipe without the blanks that fill lines."""

import re
import sys
from typing import IO, Any, Final, cast

from rich.console import Console

_FILLED: Final = re.compile(" +(?=\n)")


class Trimmed:
    """A stream that leaves out the blanks before line ends; those of the last line wait for what follows."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream
        self._waiting = ""

    def write(self, text: str) -> int:
        """Write all but blanks at the end."""
        whole = _FILLED.sub("", self._waiting + text)
        shown = whole.rstrip(" ")
        self._waiting = whole[len(shown) :]
        self._stream.write(shown)
        return len(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def screen(width: int | None = None) -> Console:
    """The console of standard output; `width` is for what would be cut otherwise."""
    if sys.stdout.isatty():
        return Console(highlight=False, width=width)
    return Console(highlight=False, width=width, file=cast("IO[str]", Trimmed(sys.stdout)))
