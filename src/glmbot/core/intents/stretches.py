"""The stretches of a message that phrases cover, and the places that none does."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

FILLER: Final = -1
"""The rank of what is no intent's phrase."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Tokens of a message that a phrase covers, with the rank of its intent and its language."""

    start: int
    end: int
    rank: int
    language: str


def outermost(found: Sequence[Stretch]) -> list[Stretch]:
    """The phrases that stand in no longer one: "good morning" is no praise."""
    return [one for one in found if not any(_holds(other, one) for other in found)]


def _holds(outer: Stretch, inner: Stretch) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end and outer.end - outer.start > inner.end - inner.start


def uncovered(forms: Sequence[str], found: Sequence[Stretch]) -> list[int]:
    """The places of the tokens that no phrase covers."""
    covered = {place for one in found for place in range(one.start, one.end)}
    return [place for place in range(len(forms)) if place not in covered]
