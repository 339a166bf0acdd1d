"""Numbered notes: the list of them at a body's end, and the marks in the text that lead to them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from glmbot.core.corpus.passages import HEADING, Paragraph
from glmbot.core.model import Span

_ENTRY: Final = re.compile(r"\[(?P<label>\d{1,3})\]\s+(?=\S)")
_NUMBERED: Final = re.compile(r"(?P<label>\d{1,3})[.)]\s+(?=\S)")
_HEADS: Final = frozenset({"notes", "footnotes", "endnotes", "references", "sources"})
_MARK: Final = re.compile(r"\[(?P<label>\d{1,3})\]|(?<=[^\s\d])(?<![ \d][a-z])(?P<raised>[⁰¹²³⁴-⁹]{1,3})")
_RAISED: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes of a body by their labels, and where the list of them begins."""

    by_label: Mapping[str, Span]
    start: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark in the text that leads to a note."""

    span: Span
    note: Span


def find_notes(body: str) -> Notes:
    """The notes that a body ends with; those under a heading may have plain numbers."""
    lines: list[tuple[int, str]] = []
    end = len(body)
    while end > 0:
        start = body.rfind("\n", 0, end) + 1
        line = body[start:end]
        end = max(start - 1, 0)
        is_head = line.startswith(HEADING) and line.removeprefix(HEADING).strip(" :").lower() in _HEADS
        if is_head:
            return _notes(lines, start)
        if line.strip() and not (_ENTRY.match(line) or _NUMBERED.match(line)):
            break
        if line.strip():
            lines.append((start, line))
        if start == 0:
            break
    bracketed = list(takewhile(lambda one: _ENTRY.match(one[1]), lines))
    return _notes(bracketed, bracketed[-1][0] if bracketed else len(body))


def _notes(lines: list[tuple[int, str]], start: int) -> Notes:
    found: dict[str, Span] = {}
    for place, line in reversed(lines):
        if entry := _ENTRY.match(line) or _NUMBERED.match(line):
            found.setdefault(entry["label"], Span(place + entry.end(), place + len(line)))
    return Notes(found, start)


def find_marks(body: str, paragraph: Paragraph, notes: Notes) -> Iterator[Mark]:
    """The marks of a paragraph that lead to a note."""
    if not notes.by_label:
        return
    for found in _MARK.finditer(body, paragraph.span.start, paragraph.span.end):
        label = found["label"] or found["raised"].translate(_RAISED)
        if note := notes.by_label.get(label):
            yield Mark(Span(found.start(), found.end()), note)
