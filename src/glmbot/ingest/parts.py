"""The lines that a part of a page shows, in order, and where elements of it begin and end among them."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Final

from selectolax.lexbor import LexborNode

from glmbot.ingest import furniture
from glmbot.ingest.elements import NO_TEXT, divides, is_element, is_skipped, is_text
from glmbot.ingest.fields import field_of
from glmbot.ingest.people import are_people

_SENTENCE: Final = re.compile(r"[a-z0-9)\]”\"][.?!:;][)”\"]?\s*\Z")
_FEWEST_WORDS: Final = 4
_LONG: Final = 120
_LONG_IN_ARTICLE: Final = 60


def is_prose(text: str) -> bool:
    """Whether a line is a long sentence, wherever it stands."""
    return len(text) > _LONG and _SENTENCE.search(text) is not None


def is_sentence(value: str) -> bool:
    """Whether what follows a label is a sentence, and so no value of a field."""
    words = value.split()
    return len(words) >= _FEWEST_WORDS and _SENTENCE.search(words[-1]) is not None and not are_people(value)


def goes_on(text: str) -> bool:
    """Whether a line is a sentence as an article has them; shorter ones do than where nothing is known yet."""
    return len(text) > _LONG_IN_ARTICLE and _SENTENCE.search(text) is not None


def goes_on_after(lines: list[str]) -> bool:
    """Whether prose of the article stands among lines, before those that only stand after articles."""
    for line in lines:
        if furniture.is_after_articles(line) or field_of(line) == "other":
            return False
        if goes_on(line):
            return True
    return False


@dataclass(slots=True)
class Lines:
    """The lines of a part of a page; `places` says between which of them an element that was asked for stands."""

    texts: list[str] = field(default_factory=list)
    titles: list[int] = field(default_factory=list)
    places: dict[int, tuple[int, int]] = field(default_factory=dict)


def lines_of(
    root: LexborNode, *, find: Collection[int] = (), without: Collection[int] = (), with_skipped: bool = False
) -> Lines:
    """The lines below an element, without recursion; `with_skipped` also those that no reader is shown."""
    return _Reader(find, without, with_skipped=with_skipped).read(root)


class _Reader:
    def __init__(self, find: Collection[int], without: Collection[int], *, with_skipped: bool) -> None:
        self.find, self.without, self.with_skipped = find, without, with_skipped
        self.lines = Lines()
        self.held: list[str] = []
        self.begun: dict[int, int] = {}

    def read(self, root: LexborNode) -> Lines:
        opened: list[LexborNode] = []
        node: LexborNode | None = root
        while node is not None:
            if is_text(node):
                self.held.append(node.text_content or "")
            elif is_element(node) and not self._is_left_out(node, is_root=not opened):
                self._begin(node)
                opened.append(node)
                if node.child is not None:
                    node = node.child
                    continue
                self._end(opened.pop())
            while node is not None and node.next is None and opened:
                node = opened.pop()
                self._end(node)
            node = node.next if node is not None and opened else None
        self._flush()
        return self.lines

    def _is_left_out(self, node: LexborNode, *, is_root: bool) -> bool:
        if node.mem_id in self.without or node.tag in NO_TEXT:
            return True
        return not (is_root or self.with_skipped) and is_skipped(node)

    def _begin(self, node: LexborNode) -> None:
        if divides(node.tag or "-") or node.tag == "br":
            self._flush()
        if node.tag == "h1":
            self.lines.titles.append(len(self.lines.texts))
        if node.mem_id in self.find:
            self._flush()
            self.begun[node.mem_id] = len(self.lines.texts)

    def _end(self, node: LexborNode) -> None:
        if divides(node.tag or "-"):
            self._flush()
        if node.mem_id in self.begun:
            self._flush()
            self.lines.places[node.mem_id] = (self.begun[node.mem_id], len(self.lines.texts))

    def _flush(self) -> None:
        if self.held and (text := " ".join("".join(self.held).split())):
            self.lines.texts.append(text)
        self.held = []


def seen_text(root: LexborNode, *, without: Collection[int] = ()) -> Iterator[str]:
    """The lines of a part that was left out, those with letters in them."""
    yield from (
        text for text in lines_of(root, without=without, with_skipped=True).texts if any(map(str.isalpha, text))
    )
