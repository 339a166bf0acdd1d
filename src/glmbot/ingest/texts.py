"""Copied or exported text into blocks: paragraphs apart by blank lines, by single newlines, or wrapped."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, groupby, pairwise
from typing import Final

from glmbot.ingest.blocks import ITEM, Block
from glmbot.ingest.dates import LEAD
from glmbot.ingest.fields import field_of
from glmbot.ingest.furniture import stands_alone
from glmbot.ingest.grids import BETWEEN
from glmbot.ingest.lines import fold
from glmbot.ingest.material import Material
from glmbot.ingest.shaping import BULLET, NUMBER, item_of, shape
from glmbot.ingest.wrapping import is_wrapped, join, unwrapped, words_of

_GAP: Final = re.compile(r"\n[ \t\xa0]*(?:\n[ \t\xa0]*)+")
_HEADING: Final = re.compile(r"\A#{1,6}\s+(?=\S)")
_QUOTE: Final = re.compile(r"^(?:>\s?)+")
_SECOND_LEVEL: Final = "o "
"""How Word marks an item of an item."""
_LONGEST_HEADING: Final = 80
_LONG_BODY: Final = 80
_MOST_SHOWN: Final = 12

SINGLE: Final = "paragraphs were apart by single newlines"


def read_text(text: str, *, notes: tuple[str, ...] = ()) -> Material:
    """Read plain text."""
    reader = _Reader(words_of(text))
    blocks: list[Block] = []
    single = False
    neighbours: set[str] = set()
    for chunk in _GAP.split(text.strip("\n")):
        found = list(_chunk_blocks(chunk, reader))
        pairs = ((one.text, other.text) for one, other in pairwise(found) if _is_heading(one) and _is_heading(other))
        neighbours.update(chain.from_iterable(pairs))
        single = single or sum(block.kind == "paragraph" and len(block.text) > _LONG_BODY for block in found) > 1
        blocks += found
    said = (*((SINGLE,) if single and not reader.was_wrapped else ()), *reader.notes())
    return Material("text", tuple(_with_headings(list(shape(blocks)), neighbours)), notes=(*notes, *said))


def _chunk_blocks(chunk: str, reader: "_Reader") -> Iterator[Block]:
    """The blocks of lines without a blank line between them: rows of a table, and what stands between them."""
    for is_table, group in groupby(chunk.split("\n"), _is_row):
        lines = list(group)
        if is_table and len(lines) > 1:
            yield from _rows([[fold(cell) for cell in line.strip().split("\t")] for line in lines])
        else:
            for run in _runs([line for line in map(fold, lines) if line]):
                yield from reader.blocks(run)


def _is_row(line: str) -> bool:
    """Whether a tab divides a line into cells, and no mark from an item or name from a value."""
    if "\t" not in line.strip():
        return False
    text = fold(line)
    is_item = BULLET.match(text) or ITEM.match(text) or text.startswith(_SECOND_LEVEL)
    return not (is_item or LEAD.match(text) or stands_alone(text))


def _rows(rows: Sequence[list[str]]) -> Iterator[Block]:
    """Rows cell by cell; several tabs between two cells are one where all rows are then of one length."""
    shown = [[cell for cell in row if cell] for row in rows]
    for row in shown if len(set(map(len, shown))) == 1 else rows:
        yield Block("row", BETWEEN.join(row))


def _runs(lines: Sequence[str]) -> Iterator[list[str]]:
    """Lines without a blank line between them, those that belong to no paragraph apart."""
    held: list[str] = []
    for line in lines:
        alone = stands_alone(line)
        if held and (alone or LEAD.match(line) or line.startswith(">") != held[-1].startswith(">")):
            yield held
            held = []
        held.append(line)
        if alone:
            yield held
            held = []
    if held:
        yield held


class _Reader:
    """Turns runs of lines into blocks, and remembers what it put together."""

    def __init__(self, words: frozenset[str]) -> None:
        self._words = words
        self._mended: list[str] = []
        self.was_wrapped = False

    def blocks(self, lines: Sequence[str]) -> Iterator[Block]:
        if all(line.startswith(">") for line in lines):
            yield Block("quote", fold(self._join([_QUOTE.sub("", line) for line in lines])))
        elif is_wrapped(lines):
            self.was_wrapped = True
            for paragraph in unwrapped(lines):
                yield from self._items(paragraph)
        else:
            yield from map(_line, lines)

    def _items(self, lines: Sequence[str]) -> Iterator[Block]:
        """A paragraph's lines as one; an item of a list begins anew."""
        start = 0
        for place in range(1, len(lines) + 1):
            if place == len(lines) or BULLET.match(lines[place]) or NUMBER.match(lines[place]):
                yield _line(self._join(lines[start:place]))
                start = place

    def _join(self, lines: Sequence[str]) -> str:
        return join(lines, self._words, self._mended)

    def notes(self) -> Iterator[str]:
        words = list(dict.fromkeys(self._mended))
        if words:
            more = f" and {len(words) - _MOST_SHOWN} more" if len(words) > _MOST_SHOWN else ""
            yield f"put together, without the hyphen at a line's end: {', '.join(words[:_MOST_SHOWN])}{more}"


def _line(line: str) -> Block:
    if item := item_of(line):
        return item
    return Block("heading", _HEADING.sub("", line)) if _HEADING.match(line) else Block("paragraph", line)


def _with_headings(blocks: Sequence[Block], neighbours: set[str]) -> Iterator[Block]:
    """Lone short lines without a full stop, before a longer paragraph, are headings, once the prose has begun.

    `neighbours` are lines that look so and stand next to each other: those of a table, a form or an oath.
    """
    begun = False
    for place, block in enumerate(blocks):
        if begun and _is_heading(block) and block.text not in neighbours and _leads(blocks, place):
            yield Block("heading", block.text)
        else:
            yield block
        begun = begun or len(block.text) > _LONG_BODY


def _leads(blocks: Sequence[Block], place: int) -> bool:
    """Whether what follows, after further headings, is a list or a long paragraph."""
    for after in blocks[place + 1 :]:
        if after.kind == "item" or len(after.text) > _LONG_BODY:
            return True
        if not (after.kind == "heading" or _is_heading(after)):
            return False
    return False


def _is_heading(block: Block) -> bool:
    text = block.text
    return (
        block.kind == "paragraph"
        and len(text) <= _LONGEST_HEADING
        and text[0].isupper()
        and text[-1] not in '.:;,?!)]”"…'
        and "://" not in text
        and not any(mark in text for mark in '“”"')
        and (not stands_alone(text) or field_of(text) == "other")
    )
