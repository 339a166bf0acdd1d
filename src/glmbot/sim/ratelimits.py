"""Rate limits per route and channel, with Discord's headers: generous, or about as strict as the real ones."""

import asyncio
import hashlib
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

Mode: TypeAlias = Literal["generous", "real"]
MAJOR: Final = ("channel_id", "guild_id", "webhook_token")
GENEROUS: Final = (10_000, 1.0)
DEFAULT: Final = (10, 5.0)
REAL: Final[Mapping[tuple[str, str], tuple[int, float]]] = {
    ("POST", "/channels/{channel_id}/messages"): (5, 5.0),
    ("PATCH", "/channels/{channel_id}/messages/{message_id}"): (5, 5.0),
    ("DELETE", "/channels/{channel_id}/messages/{message_id}"): (5, 1.0),
    ("POST", "/channels/{channel_id}/typing"): (5, 5.0),
    ("PUT", "/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me"): (1, 0.25),
    ("POST", "/webhooks/{webhook_id}/{webhook_token}"): (5, 2.0),
    ("PUT", "/applications/{application_id}/commands"): (2, 60.0),
}
GLOBAL_PER_SECOND: Final = 50
UNLIMITED: Final = ("/interactions/", "/gateway")
"""Interaction callbacks have no bucket."""


@dataclass
class Bucket:
    """One bucket: so many requests until `resets` (seconds on the loop's clock)."""

    limit: int
    window: float
    used: int = 0
    resets: float = 0.0


@dataclass
class RateLimits:
    """All buckets of the bot."""

    mode: Mode = "generous"
    _buckets: dict[tuple[str, ...], Bucket] = field(default_factory=dict)
    _second: float = 0.0
    _in_second: int = 0

    def take(self, method: str, template: str, path: Mapping[str, str]) -> tuple[dict[str, str], float | None, bool]:
        """Count a request: the headers to send, the seconds to wait if it is one too many, and whether globally."""
        if template.startswith(UNLIMITED):
            return {}, None, False
        now = asyncio.get_running_loop().time()
        if wait := self._globally(now):
            return {}, wait, True
        limit, window = GENEROUS if self.mode == "generous" else REAL.get((method, template), DEFAULT)
        major = tuple(path.get(name, "") for name in MAJOR)
        bucket = self._buckets.setdefault((method, template, *major), Bucket(limit, window))
        if now >= bucket.resets:
            bucket.used, bucket.resets = 0, now + bucket.window
        refused = bucket.used >= bucket.limit
        bucket.used += not refused
        after = bucket.resets - now
        headers = {
            "X-RateLimit-Limit": str(bucket.limit),
            "X-RateLimit-Remaining": str(bucket.limit - bucket.used),
            "X-RateLimit-Reset": f"{time.time() + after:.3f}",
            "X-RateLimit-Reset-After": f"{after:.3f}",
            "X-RateLimit-Bucket": hashlib.md5(f"{method} {template}".encode(), usedforsecurity=False).hexdigest(),
        }
        return headers, after if refused else None, False

    def _globally(self, now: float) -> float | None:
        if self.mode == "generous":
            return None
        if now >= self._second + 1:
            self._second, self._in_second = now, 0
        self._in_second += 1
        return self._second + 1 - now if self._in_second > GLOBAL_PER_SECOND else None
