"""Copied or exported text into blocks: paragraphs apart by blank lines, by single newlines, or wrapped."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from glmbot.ingest.blocks import Block
from glmbot.ingest.material import Material

_GAP: Final = re.compile(r"\n[ \t\xa0]*(?:\n[ \t\xa0]*)+")
_SPACE: Final = re.compile(r"[ \t\xa0\f]+")
_HEADING: Final = re.compile(r"#{1,6}\s+(?=\S)")
_ITEM: Final = re.compile(r"(?:[-*•–]|\(?\d{1,2}[.)])\s+(?=\S)")
_MARK: Final = re.compile(r"[-*•]\s+")
_QUOTE: Final = re.compile(r"^(?:>\s?)+")
_WRAPPED: Final = (45, 100)
"""The lengths of lines that an editor or a mail program wraps."""
_LONGEST_HEADING: Final = 80
_LONG_BODY: Final = 80

SINGLE: Final = "paragraphs were apart by single newlines"


def read_text(text: str, *, notes: tuple[str, ...] = ()) -> Material:
    """Read plain text."""
    blocks: list[Block] = []
    single = False
    for chunk in _GAP.split(text.strip("\n")):
        lines = [line for line in (_fold(line) for line in chunk.split("\n")) if line]
        found = list(_chunk(lines))
        single = single or sum(block.kind == "paragraph" and len(block.text) > _LONG_BODY for block in found) > 1
        blocks += found
    return Material("text", tuple(_with_headings(blocks)), notes=(*notes, *((SINGLE,) if single else ())))


def _chunk(lines: Sequence[str]) -> Iterator[Block]:
    """The blocks of lines without a blank line between them."""
    if not lines:
        return
    if all(line.startswith(">") for line in lines):
        yield Block("quote", _fold(" ".join(_QUOTE.sub("", line) for line in lines)))
    elif _is_wrapped(lines):
        yield from _unwrapped(lines)
    else:
        yield from map(_line, lines)


def _line(line: str) -> Block:
    if _ITEM.match(line):
        return Block("item", _MARK.sub("", line, count=1) if _MARK.match(line) else line)
    return Block("heading", _HEADING.sub("", line)) if _HEADING.match(line) else Block("paragraph", line)


def _is_wrapped(lines: Sequence[str]) -> bool:
    shortest, longest = _WRAPPED
    return len(lines) > 1 and all(shortest <= len(line) <= longest for line in lines[:-1]) and len(lines[-1]) <= longest


def _unwrapped(lines: Sequence[str]) -> Iterator[Block]:
    """Wrapped lines joined; an item of a list begins anew."""
    start = 0
    for place in range(1, len(lines) + 1):
        if place == len(lines) or _ITEM.match(lines[place]):
            yield _line(" ".join(lines[start:place]))
            start = place


def _with_headings(blocks: Sequence[Block]) -> Iterator[Block]:
    """A lone short line without a full stop, before a longer paragraph, is a heading, once the prose has begun."""
    begun = False
    for place, block in enumerate(blocks):
        after = blocks[place + 1] if place + 1 < len(blocks) else None
        if begun and after and _is_heading(block) and (after.kind == "item" or len(after.text) > _LONG_BODY):
            yield Block("heading", block.text)
        else:
            yield block
        begun = begun or len(block.text) > _LONG_BODY


def _is_heading(block: Block) -> bool:
    text = block.text
    return (
        block.kind == "paragraph"
        and len(text) <= _LONGEST_HEADING
        and text[0].isupper()
        and text[-1] not in '.:;,?!)”"…'
        and "://" not in text
        and not any(mark in text for mark in '“”"')
    )


def _fold(line: str) -> str:
    return _SPACE.sub(" ", line).strip()
