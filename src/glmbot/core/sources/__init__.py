"""The sources that an article gives in parentheses: found, read, and Id., supra and short forms resolved.

The grammar and the rules R1 to R6 were worked out on real articles of 2008 to 2023: `parentheses` finds a source and
its end (R1 to R3), `cites` splits it, `authorities` reads a full cite, `resolution` follows Id. and supra (R4, R5),
`scope` tells which sentences a source supports (R6).
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final

from glmbot.core.corpus.passages import Paragraph, split_paragraphs
from glmbot.core.model import Cite, Source, SourceFlag, Span
from glmbot.core.sources.authorities import describe
from glmbot.core.sources.cites import read_cites
from glmbot.core.sources.notes import Mark, find_marks, find_notes
from glmbot.core.sources.parentheses import Parenthesis, find_parentheses
from glmbot.core.sources.resolution import Resolver
from glmbot.core.sources.scope import supporting

__all__ = ["describe", "find_sources", "supporting"]

_ITEM: Final = re.compile(r"\n(?=(?:[-*•–]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s)")


def find_sources(body: str) -> tuple[Source, ...]:
    """Every source of an article's body, in order, each with its cites resolved: parentheses, and marks of notes.

    Offsets count code points in the body. Takes time linear in the body's length.
    """
    resolver = Resolver()
    notes = find_notes(body)
    read: dict[Span, tuple[Cite, ...]] = {}
    found: list[Source] = []
    for paragraph in split_paragraphs(body):
        if notes.by_label and paragraph.span.start >= notes.start:
            break
        parentheses = [one for item in _split_items(body, paragraph) for one in find_parentheses(body, item)]
        marks = _outside(parentheses, list(find_marks(body, paragraph, notes)))
        together: list[Parenthesis | Mark] = [*parentheses, *marks]
        for one in sorted(together, key=lambda each: each.span.start):
            if isinstance(one, Parenthesis):
                found += _read(body, paragraph.number, one, resolver)
            else:
                found += _read_mark(body, paragraph.number, one, resolver, read)
    return tuple(found)


def _outside(parentheses: Sequence[Parenthesis], marks: Sequence[Mark]) -> Iterator[Mark]:
    """The marks that stand in no parenthesis; both are in order."""
    place = 0
    for mark in marks:
        while place < len(parentheses) and parentheses[place].span.end <= mark.span.start:
            place += 1
        if place == len(parentheses) or mark.span.end <= parentheses[place].span.start:
            yield mark


def _read_mark(
    body: str, paragraph: int, mark: Mark, resolver: Resolver, read: dict[Span, tuple[Cite, ...]]
) -> Iterator[Source]:
    """The source at a note's mark: the cites are the note's, read where it is led to first."""
    if mark.note not in read:
        resolver.open_source()
        read[mark.note] = tuple(resolver.resolve(raw) for raw in read_cites(body, mark.note))
    if cites := read[mark.note]:
        flags = tuple(dict.fromkeys(flag for cite in cites for flag in cite.flags))
        yield Source(paragraph, mark.span, body[mark.span.start : mark.span.end], cites, flags)


def _split_items(body: str, paragraph: Paragraph) -> Iterator[Span]:
    """The items of a list inside a paragraph, or the whole: no source runs from one item into the next."""
    start = paragraph.span.start
    for gap in _ITEM.finditer(body, start, paragraph.span.end):
        yield Span(start, gap.start())
        start = gap.end()
    yield Span(start, paragraph.span.end)


def _read(body: str, paragraph: int, parenthesis: Parenthesis, resolver: Resolver) -> Iterator[Source]:
    resolver.open_source()
    cites = tuple(resolver.resolve(raw) for raw in read_cites(body, parenthesis.inner))
    if cites:
        text = body[parenthesis.span.start : parenthesis.span.end]
        yield Source(paragraph, parenthesis.span, text, cites, _flags(parenthesis, cites))


def _flags(parenthesis: Parenthesis, cites: tuple[Cite, ...]) -> tuple[SourceFlag, ...]:
    return tuple(dict.fromkeys(chain(parenthesis.flags, *(cite.flags for cite in cites))))
