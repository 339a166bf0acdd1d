"""The text of a page's part as it grows: white space folded, line ends kept, sub-headings told by their letters."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from glmbot.core.text.invisible import invisible_in
from glmbot.ingest.blocks import Block, BlockKind
from glmbot.ingest.decoding import settle

LINE_END: Final = "\x1f"
"""Stands for a line end that the page asks for, until white space is folded."""
LONGEST_HEADING: Final = 100
_SPACE: Final = re.compile(r"[ \t\n\r\f\xa0]+")
_SEEN: Final = 60
_FEW_WORDS: Final = 4


def fold(text: str) -> str:
    """A text with white space folded."""
    return _SPACE.sub(" ", text).strip()


def text_of(html: str) -> str:
    """The text of a piece of HTML, white space folded: for values of metadata."""
    return fold(LexborHTMLParser(html).root.text() if "<" in html or "&" in html else html)  # type: ignore[union-attr]


class Line:
    """The pieces of one part of the text, each with whether it is set off."""

    def __init__(self) -> None:
        self.unseen: Counter[str] = Counter()
        self._pieces: list[tuple[str, bool]] = []
        self._tail = ""
        self._cut = ""
        self._mark = ""

    def add(self, text: str, *, emphasis: bool) -> None:
        """Go on with a piece."""
        if self._cut and text and self._cut_space(text):
            self._pieces.append((" ", emphasis))
            self._tail += " "
        if text:
            self._cut = ""
            self._pieces.append((text, emphasis))
            self._tail = (self._tail + text)[-_SEEN:]

    def cut(self, text: str) -> None:
        """Leave a piece out; where it held the space between two words, a space stays."""
        self._cut = text or self._cut

    def begin(self, mark: str) -> None:
        """Begin with an item's number."""
        self._mark = mark

    @property
    def before(self) -> str:
        """The last letters so far, white space folded."""
        return _SPACE.sub(" ", self._tail).replace(LINE_END, "\n")

    def close(self, kind: BlockKind) -> Iterator[Block]:
        """End the part; an empty line inside it ends a paragraph too."""
        pieces, self._pieces, self._cut, self._tail = self._pieces, [], "", ""
        if not any(text.strip() for text, _ in pieces):
            return
        for text, _ in pieces:
            if not text.isascii():
                self.unseen += invisible_in(text)
        mark, self._mark = self._mark, ""
        for place, lines in enumerate(_paragraphs(pieces)):
            yield from _blocks(kind, lines, mark if place == 0 else "")

    def _cut_space(self, text: str) -> bool:
        before = self.before[-1:]
        spaced = self._cut[:1].isspace() or self._cut[-1:].isspace()
        return spaced and bool(before.strip()) and text[0].isalnum()


def _paragraphs(pieces: list[tuple[str, bool]]) -> Iterator[list[tuple[str, bool]]]:
    """The lines of each paragraph, each with whether the whole of it is set off."""
    lines: list[tuple[str, bool]] = []
    for text, is_set_off in (*_lines(pieces), ("", False)):
        if text:
            lines.append((text, is_set_off))
        elif lines:
            yield lines
            lines = []


def _lines(pieces: list[tuple[str, bool]]) -> Iterator[tuple[str, bool]]:
    parts: list[str] = []
    set_off = size = 0
    for text, emphasis in (*pieces, (LINE_END, False)):
        first, *others = text.split(LINE_END)
        for place, part in enumerate((first, *others)):
            if place:
                yield settle(fold("".join(parts))).text, set_off == size > 0
                parts, set_off, size = [], 0, 0
            parts.append(part)
            count = len("".join(part.split()))
            size += count
            set_off += count * emphasis


def _blocks(kind: BlockKind, lines: list[tuple[str, bool]], mark: str) -> Iterator[Block]:
    """A paragraph's first line, set off from what follows or alone, is a sub-heading."""
    if kind == "paragraph" and lines[0][1] and _heads(lines[0][0]) and not (len(lines) > 1 and lines[1][1]):
        yield Block("heading", lines[0][0])
        lines = lines[1:]
    if lines:
        yield Block(kind, mark + "\n".join(text for text, _ in lines))


def _heads(text: str) -> bool:
    """Whether letters that are set off read as a heading, and not as a sentence."""
    if len(text) > LONGEST_HEADING or not any(char.isalpha() for char in text) or text[0].islower():
        return False
    few = len(text.split()) <= _FEW_WORDS
    return text[-1] not in '.:;,…”]"' or (few and text[-1] in ".:")
