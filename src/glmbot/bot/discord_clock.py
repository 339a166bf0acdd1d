"""Discord's time, told by what it sends: this machine's own clock may be wrong by minutes.

An id holds when Discord made it (Discord's documentation, snowflakes), a response when it was sent (its header Date).
What comes at once tells Discord's time; the newest ever seen, moved on by a clock that nobody sets, tells how old what
comes late is.
"""

import logging
import time
from collections.abc import Callable, Mapping
from email.utils import parsedate_to_datetime
from typing import Final

import aiohttp
import discord

_log = logging.getLogger(__name__)

OFF_SECONDS: Final = 120.0
_BOOT: Final = getattr(time, "CLOCK_BOOTTIME", None)


def steady() -> float:
    """Seconds of a clock that nobody sets, and that goes on while the machine sleeps where the system has such."""
    return time.monotonic() if _BOOT is None else time.clock_gettime(_BOOT)


class DiscordClock:
    """Tells how old things were when they came."""

    def __init__(self, now: Callable[[], float] = steady, wall: Callable[[], float] = time.time) -> None:
        self._now, self._wall = now, wall
        self._ahead: float | None = None
        self._is_told = False

    def age(self, snowflake: int) -> float:
        """Seconds since Discord made something; 0 where nothing newer was seen."""
        made = discord.utils.snowflake_time(snowflake).timestamp()
        return self._theirs(made) - made

    def follow(self, trace: aiohttp.TraceConfig) -> None:
        """Hear of each response by what traces the requests of an HTTP client, before the client begins."""
        trace.on_request_end.append(self._note_response)

    async def _note_response(self, _: object, __: object, params: aiohttp.TraceRequestEndParams) -> None:
        if (sent := sent_at(params.response.headers)) is not None:
            self._theirs(sent)

    def _theirs(self, known: float) -> float:
        """Discord's time now, in seconds since 1970, as it was some moment at least."""
        now = self._now()
        self._ahead = known - now if self._ahead is None else max(self._ahead, known - now)
        self._compare(now + self._ahead)
        return now + self._ahead

    def _compare(self, theirs: float) -> None:
        off = self._wall() - theirs
        if abs(off) > OFF_SECONDS and not self._is_told:
            self._is_told = True
            where = "ahead of" if off > 0 else "behind"
            _log.warning("this machine's clock is %.0f s %s Discord's; set it by NTP", abs(off), where)


def sent_at(headers: Mapping[str, str]) -> float | None:
    """When a response was sent, in whole seconds since 1970, by its header Date (RFC 9110, 6.6.1); None without one."""
    try:
        return parsedate_to_datetime(headers["Date"]).timestamp()
    except (KeyError, ValueError, OverflowError):
        return None
