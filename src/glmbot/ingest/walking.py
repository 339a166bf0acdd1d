"""A walk over a page's elements, without recursion, that gives the parts of its text in order."""

import re
from collections import Counter
from collections.abc import Collection, Generator, Iterator
from dataclasses import dataclass, field
from typing import Final

from selectolax.lexbor import LexborNode

from glmbot.ingest import elements
from glmbot.ingest.blocks import Block, BlockKind
from glmbot.ingest.fields import field_of
from glmbot.ingest.grids import BETWEEN, cells_of, is_empty, plain_cell
from glmbot.ingest.lines import LINE_END, Line, fold
from glmbot.ingest.numbering import Numbering
from glmbot.ingest.parts import seen_text
from glmbot.ingest.raised import lowered, raised

_BACK: Final = re.compile(r"[\s↩↑^⤴←︎🔙]+")
_MARKS: Final = ("“”", "‘’")


@dataclass(slots=True)
class Walk:
    """What a walk goes by, and what it left out on the way."""

    without: Collection[int] = ()
    """Elements that were read already."""
    as_fields: bool = False
    """Whether what stands before a value is its label, and tables hold fields: for lists of metadata."""
    has_notes: bool = False
    never: Collection[int] = ()
    """Elements that are no part of the article, whatever they hold."""
    left: list[str] = field(default_factory=list)
    """The lines of what was skipped."""
    struck: list[str] = field(default_factory=list)
    unseen: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class _Open:
    """An element that the walk is in, the kind of its text, and what it ends with."""

    tag: str
    kind: BlockKind
    emphasis: bool = False
    preformatted: bool = False
    ends: str = ""


def blocks_of(root: LexborNode, walk: Walk) -> Iterator[Block]:
    """The parts of the text below an element."""
    yield from _Walker(walk).blocks(root)


def flat_text(root: LexborNode, walk: Walk) -> str:
    """The text below an element on one line."""
    return " ".join(" ".join(block.text.split()) for block in blocks_of(root, walk))


class _Walker:
    def __init__(self, walk: Walk) -> None:
        self.walk = walk
        self.line = Line()
        self.opened: list[_Open] = []
        self.numbering = Numbering()
        self.emphasis = self.quotes = 0
        self.root = 0

    @property
    def kind(self) -> BlockKind:
        return self.opened[-1].kind if self.opened else "paragraph"

    def blocks(self, root: LexborNode) -> Iterator[Block]:
        self.root = root.mem_id
        node: LexborNode | None = root
        while node is not None:
            if elements.is_text(node):
                self._text(node)
            elif elements.is_element(node) and node.mem_id not in self.walk.without:
                entered = yield from self._enter(node)
                if entered and node.child is not None:
                    node = node.child
                    continue
                if entered:
                    yield from self._leave()
            while node is not None and node.next is None and self.opened:
                node = node.parent
                yield from self._leave()
            node = node.next if node is not None and self.opened else None
        yield from self.line.close("paragraph")
        self.walk.unseen += self.line.unseen

    def _text(self, node: LexborNode) -> None:
        text = node.text_content or ""
        if self.opened and self.opened[-1].preformatted:
            text = text.replace("\n", LINE_END)
        self.line.add(text, emphasis=self.emphasis > 0)

    def _enter(self, node: LexborNode) -> Generator[Block, None, bool]:
        """Begin an element; tells whether the walk goes into it."""
        tag = node.tag or "-"
        if self._is_left_out(node, tag) or (yield from self._replaced(node, tag)):
            return False
        yield from self._edge(tag)
        kind = self._opened(node, tag)
        ends = ""
        if tag == "q":
            begins, ends = _MARKS[self.quotes % 2]
            self.quotes += 1
            self.line.add(begins, emphasis=self.emphasis > 0)
        opened = _Open(tag, kind, elements.is_emphasis(node), tag == "pre" or self._is_preformatted(), ends)
        self.emphasis += opened.emphasis
        self.opened.append(opened)
        return True

    def _is_left_out(self, node: LexborNode, tag: str) -> bool:
        if self.walk.as_fields and (tag in {"button", "label"} or node.mem_id == self.root):
            return False
        if node.mem_id != self.root and (node.mem_id in self.walk.never or elements.is_skipped(node)):
            self.walk.left += seen_text(node, without=self.walk.without)
            return True
        return self.walk.as_fields and elements.counts(node)

    def _replaced(self, node: LexborNode, tag: str) -> Generator[Block, None, bool]:
        """Put in what stands for an element; tells whether that was done."""
        if self.walk.as_fields and (label := elements.short_text(node)) and field_of(label):
            yield from self.line.close(self.kind)
            yield Block("label", label)
        elif elements.is_struck(node):
            self._strike(node)
        elif tag in {"sup", "sub"}:
            self._raise(node, tag)
        elif tag == "table" and not self.walk.as_fields and (rows := cells_of(node)):
            yield from self.line.close(self.kind)
            if caption := node.css_first("caption"):
                yield from self._caption(caption)
            yield from self._rows(rows)
        else:
            return tag == "a" and _BACK.fullmatch(node.text().strip() or "-") is not None
        return True

    def _leave(self) -> Iterator[Block]:
        one = self.opened.pop()
        if one.ends:
            self.line.add(one.ends, emphasis=self.emphasis > 0)
            self.quotes -= 1
        self.emphasis -= one.emphasis
        if one.tag in elements.LISTS:
            self.numbering.end()
        if self.walk.as_fields and one.tag == "a":
            self.line.add(LINE_END, emphasis=False)
        if one.tag != "br":
            yield from self._edge(one.tag, one.kind)
        if one.tag == "li":
            self.line.begin("")

    def _edge(self, tag: str, kind: BlockKind | None = None) -> Iterator[Block]:
        """An element begins or ends: a part ends there, but inside an item or a heading at most a space stands."""
        kind = kind or self.kind
        if tag == "br":
            self.line.add(LINE_END if kind in {"paragraph", "quote"} else " ", emphasis=False)
        elif not elements.divides(tag):
            return
        elif tag in {"p", "div"} and kind in {"item", "label"}:
            self.line.add(" ", emphasis=False)
        else:
            yield from self.line.close(kind)

    def _opened(self, node: LexborNode, tag: str) -> BlockKind:
        """The kind of the text inside an element, under what it stands in."""
        if tag == "h1":
            return "title"
        if tag in elements.HEADINGS:
            return "heading"
        if tag in elements.LABELS or (self.walk.as_fields and tag in {"th", "button", "label"}):
            return "label"
        if tag in elements.LISTS:
            self.numbering.begin(node)
        if tag == "li":
            self.line.begin(self.numbering.mark(node))
            return "item"
        if tag == "blockquote":
            return "quote"
        return self.kind if tag not in {"td", "dd"} else "paragraph"

    def _is_preformatted(self) -> bool:
        return bool(self.opened and self.opened[-1].preformatted)

    def _caption(self, node: LexborNode) -> Iterator[Block]:
        if text := flat_text(node, self.walk):
            yield Block("paragraph", text)

    def _rows(self, rows: list[list[LexborNode]]) -> Iterator[Block]:
        for row in rows:
            cells = ["" if is_empty(cell) else plain_cell(cell) or flat_text(cell, self.walk) for cell in row]
            if any(cells):
                yield Block("row", BETWEEN.join(cells).strip())

    def _strike(self, node: LexborNode) -> None:
        text = node.text()
        if fold(text):
            self.walk.struck.append(fold(text))
        self.line.cut(text)

    def _raise(self, node: LexborNode, tag: str) -> None:
        text = fold(node.text())
        before = self.line.before
        if tag == "sub":
            self.line.add(lowered(before, text), emphasis=self.emphasis > 0)
            return
        is_link = node.css_first("a") is not None or elements.holds_notes(node) or _is_linked(node)
        after = node.next
        follows = (after.text_content or "") if after is not None and elements.is_text(after) else ""
        text = raised(before, text, is_link=is_link, has_notes=self.walk.has_notes, follows=follows)
        self.line.add(text, emphasis=self.emphasis > 0)


def _is_linked(node: LexborNode) -> bool:
    return node.parent is not None and node.parent.tag == "a"
