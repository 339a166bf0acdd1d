"""Time zones by their IANA names, from this machine or the package tzdata."""

import datetime as dt
import zoneinfo
from functools import cache
from typing import Final

from glmbot.core.text.tokens import fold

UTC: Final = "UTC"


@cache
def zone_names() -> tuple[str, ...]:
    """All names, in order; those of the kind `Area/City` first."""
    return tuple(sorted(zoneinfo.available_timezones(), key=lambda name: ("/" not in name, name)))


def zone_named(wanted: str) -> str | None:
    """The name of a time zone as it is written, whatever its capitals; None where none is called so."""
    return _by_fold().get(fold(wanted.strip()).replace(" ", "_"))


@cache
def zone_of(name: str | None) -> dt.tzinfo:
    """A time zone; UTC where there is none of that name."""
    try:
        return zoneinfo.ZoneInfo(name) if name else dt.UTC
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return dt.UTC


@cache
def _by_fold() -> dict[str, str]:
    return {fold(name): name for name in zone_names()}
