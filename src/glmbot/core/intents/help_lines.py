"""Help lines: where people in danger can turn, by the intent in which they say so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from glmbot.core.model import GlmbotError

DISTRESS: Final = ("danger", "despair")
"""The intents that name lines."""

HelpLines: TypeAlias = Mapping[str, Sequence["HelpLine"]]
"""The lines of each intent in `DISTRESS`, in their order."""

_FIELDS: Final = ("call", "name", "source")


class HelpLinesError(GlmbotError):
    """A file of help lines has an entry that can't be used."""


@dataclass(frozen=True)
class HelpLine:
    """A line: what to dial, whose it is, and the page that says so."""

    call: str
    name: str
    source: str

    def __str__(self) -> str:
        return f"{self.call} · {self.name}"


def read_help_lines(data: Any, name: str) -> HelpLines:
    """The help lines of what a YAML file holds; `name` is the file's.

    Raises:
        HelpLinesError: an entry lacks a field or has a wrong one; the message names it.
    """
    entries = data.get("lines") if isinstance(data, Mapping) else None
    if not isinstance(entries, Sequence) or isinstance(entries, str) or not entries:
        raise HelpLinesError(f"{name}: needs a list 'lines'; see the one that glmbot ships")
    found: dict[str, list[HelpLine]] = {intent: [] for intent in DISTRESS}
    for number, entry in enumerate(entries, 1):
        wanted = entry.get("for") if isinstance(entry, Mapping) else None
        if not isinstance(wanted, list) or not wanted or not set(wanted) <= set(DISTRESS):
            raise HelpLinesError(f"{name}: line {number} needs 'for' with {' or '.join(DISTRESS)} in a list")
        values = [entry.get(field) for field in _FIELDS]
        if not all(isinstance(value, str) and value.strip() for value in values):
            raise HelpLinesError(f"{name}: line {number} needs {', '.join(_FIELDS)} as text; put numbers in quotes")
        for intent in wanted:
            found[intent].append(HelpLine(*(value.strip() for value in values)))
    return found
