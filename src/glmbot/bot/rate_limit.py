"""How many questions a person, and a guild, may ask in a minute (pure: time is a value)."""

from collections import OrderedDict, deque
from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Final

WINDOW_SECONDS: Final = 60.0
_KEYS: Final = 50_000


@dataclass
class Buckets:
    """Questions of the last minute, by who asked them."""

    limit: int
    _taken: OrderedDict[Hashable, deque[float]] = field(default_factory=OrderedDict)

    def wait(self, key: Hashable, now: float) -> float:
        """Seconds until the next question of a key is allowed; 0 where it is now."""
        taken = self._recent(key, now)
        return taken[0] + WINDOW_SECONDS - now if taken and len(taken) >= self.limit else 0.0

    def take(self, key: Hashable, now: float) -> None:
        """Count a question."""
        taken = self._recent(key, now) or deque(maxlen=self.limit)
        taken.append(now)
        self._taken[key] = taken
        self._taken.move_to_end(key)
        if len(self._taken) > _KEYS:
            self._taken.popitem(last=False)

    def _recent(self, key: Hashable, now: float) -> deque[float] | None:
        taken = self._taken.get(key)
        while taken and now - taken[0] >= WINDOW_SECONDS:
            taken.popleft()
        if taken is not None and not taken:
            del self._taken[key]
            return None
        return taken


@dataclass
class RateLimit:
    """One bucket for each person over slash commands, mentions and direct messages; and one for each guild."""

    people: Buckets
    guilds: Buckets
    told: Buckets = field(default_factory=lambda: Buckets(1))
    """Who was told in this minute that the bucket is empty."""

    def refuse(self, person: int, guild: int | None, now: float) -> float:
        """Seconds to wait where a question may not be asked now; else 0, and the question is counted."""
        waits = [self.people.wait(person, now), 0.0 if guild is None else self.guilds.wait(guild, now)]
        if wait := max(waits):
            return wait
        self.people.take(person, now)
        if guild is not None:
            self.guilds.take(guild, now)
        return 0.0

    def may_tell(self, person: int, now: float) -> bool:
        """Whether a person is to be told of the refusal: once a minute, then silence."""
        if self.told.wait(person, now):
            return False
        self.told.take(person, now)
        return True
