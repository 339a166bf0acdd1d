"""What an examination has found: one line each, with what to do."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How urgent a finding is."""

    OK = "ok"
    NOTE = "note"
    """Worth knowing; the bot runs all the same."""
    MUST = "must"
    """Something must be done."""
    SKIPPED = "skipped"
    """Not looked at, since something else lacks."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: `what` is so, `remedy` is what to do about it."""

    name: str
    state: State
    what: str
    remedy: str = ""

    def __str__(self) -> str:
        return "; ".join(filter(None, (self.what, self.remedy)))


def ok(name: str, what: str) -> Finding:
    """All is well."""
    return Finding(name, State.OK, what)


def note(name: str, what: str, remedy: str = "") -> Finding:
    """Worth knowing."""
    return Finding(name, State.NOTE, what, remedy)


def must(name: str, what: str, remedy: str) -> Finding:
    """Something must be done."""
    return Finding(name, State.MUST, what, remedy)


def skipped(name: str, why: str) -> Finding:
    """Not looked at."""
    return Finding(name, State.SKIPPED, why)
