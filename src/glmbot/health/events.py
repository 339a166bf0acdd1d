"""What the bot tells those who observe it: counts, times and kinds; no text, and no id of a person or a place."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Answered:
    """A question was answered: by which `surface` it came, the `kind` of the reply, the seconds of each stage."""

    surface: str
    kind: str
    seconds: float
    """From when the bot had the question until its answer was sent."""
    stages: Mapping[str, float] = field(default_factory=dict)
    answer: int | None = None
    """The id of the bot's own message, where Discord named it."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A question was refused, since its person or server had asked too much."""


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """Discord had the first sign of an answer: `age` in seconds since what was asked came to be, by Discord's clock."""

    what: str
    age: float


@dataclass(frozen=True, slots=True)
class Requested:
    """A request to Discord's REST API came back with a `status`, or with None where none came."""

    what: str
    status: int | None
    seconds: float


@dataclass(frozen=True, slots=True)
class Connected:
    """The connection to the gateway was `ready`, `resumed` or `lost`."""

    how: str


Event: TypeAlias = Answered | Refused | Acknowledged | Requested | Connected
Observer: TypeAlias = Callable[[Event], None]
