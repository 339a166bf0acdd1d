"""Discord's ids: milliseconds since 2015 and a counter, so that an id also tells its moment."""

import datetime as dt
import time
from typing import Final

EPOCH_MILLISECONDS: Final = 1_420_070_400_000
SHIFT: Final = 22


class Snowflakes:
    """Gives out ids that only grow, also within a millisecond."""

    ahead_seconds: float = 0.0
    """How much the clock here is ahead of this machine's; below zero where it is behind."""

    def __init__(self) -> None:
        self._last = 0

    def next(self) -> str:
        """The next id, of now."""
        now = (int((time.time() + self.ahead_seconds) * 1000) - EPOCH_MILLISECONDS) << SHIFT
        self._last = max(now, self._last + 1)
        return str(self._last)

    def later(self) -> str:
        """The next id, of the millisecond after that of the last."""
        self._last = ((self._last >> SHIFT) + 1) << SHIFT
        return str(self._last)


def shard_of(guild_id: str | None, shards: int) -> int:
    """Which of so many shards has a guild's events, and which has those of none (Discord's documentation, Sharding)."""
    return 0 if guild_id is None else (int(guild_id) >> SHIFT) % shards


def moment(snowflake: str) -> dt.datetime:
    """When an id was given out (UTC)."""
    milliseconds = (int(snowflake) >> SHIFT) + EPOCH_MILLISECONDS
    return dt.datetime.fromtimestamp(milliseconds / 1000, tz=dt.UTC)


def now() -> str:
    """This moment as Discord writes it."""
    return dt.datetime.now(tz=dt.UTC).isoformat()
