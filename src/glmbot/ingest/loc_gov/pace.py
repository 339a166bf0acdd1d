"""One request at a time, with a pause after each, also across runs; and how long a server asks to wait."""

import datetime as dt
import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Final

from glmbot.ingest.loc_gov.errors import LimitedError
from glmbot.storage.atomic_file import write_whole

PAUSE: Final = 6.0
UNKNOWN_WAIT: Final = 3600.0
_LONGEST_WAIT: Final = 7 * 86400.0


class Pace:
    """Lets requests through, each `pause` seconds or more after the one before, which may have been in another run."""

    def __init__(
        self,
        memory: Path,
        pause: float = PAUSE,
        *,
        clock: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.pause = pause
        self._memory, self._clock, self._wall, self._sleep = memory, clock, wall, sleep
        last, self._closed_until = _read(memory)
        self._free = clock() + min(max(last + pause - wall(), 0.0), pause)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait until a request is due; the pause counts from its end.

        Raises:
            LimitedError: the server asked to wait longer.
        """
        self.check()
        while (wait := self._free - self._clock()) > 0:
            self._sleep(wait)
        self._remember()
        try:
            yield
        finally:
            self._free = self._clock() + self.pause
            self._remember()

    def rest(self, seconds: float) -> None:
        """Let no request through for some seconds more."""
        self._free = max(self._free, self._clock() + seconds)

    def close(self, seconds: float | None) -> None:
        """Remember that the server asked to wait, for later runs too."""
        self._closed_until = self._wall() + min(UNKNOWN_WAIT if seconds is None else seconds, _LONGEST_WAIT)
        self._remember()

    def check(self) -> None:
        """Refuse to ask while the server asked to wait.

        Raises:
            LimitedError: with the seconds that are left.
        """
        left = self._closed_until - self._wall()
        if 0 < left <= _LONGEST_WAIT:
            raise LimitedError(left)

    def _remember(self) -> None:
        write_whole(self._memory, json.dumps({"last": self._wall(), "closed_until": self._closed_until}).encode())


def retry_after(text: str | None, now: float) -> float | None:
    """The seconds that a `Retry-After` header means, given as a number or as a date; None where it says nothing."""
    text = (text or "").strip()
    if text.isascii() and text.isdecimal():
        return min(float(text[:12]), _LONGEST_WAIT)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=dt.UTC)
    return min(max(moment.timestamp() - now, 0.0), _LONGEST_WAIT)


def _read(memory: Path) -> tuple[float, float]:
    try:
        found = json.loads(memory.read_bytes())
        return float(found["last"]), float(found["closed_until"])
    except (OSError, ValueError, TypeError, KeyError):
        return 0.0, 0.0
