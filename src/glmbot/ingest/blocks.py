"""The parts of a text: paragraph, heading, list, block quotation."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from glmbot.core.corpus.passages import HEADING

BlockKind: TypeAlias = Literal["title", "heading", "label", "paragraph", "item", "row", "quote"]

ITEM: Final = re.compile(r"(?:[-*•–]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5}|[A-Z](?=\)))[.)]|\[\d{1,3}\])\s")
"""How the items of a list begin in a body."""
_HASHES: Final = re.compile(r"^(?:#{1,6}\s+)+(?=\S)", re.MULTILINE)
_IN_ROWS: Final = frozenset({"item", "row"})


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a text, white space folded but for the line ends inside a paragraph; items in a row are a list."""

    kind: BlockKind
    text: str


def to_body(blocks: Iterable[Block]) -> str:
    """The body of an article file: blocks apart by a blank line, items of a list and rows of a table a line each."""
    parts: list[str] = []
    before: BlockKind | None = None
    is_note = False
    for block in blocks:
        text = block.text
        if block.kind == "item":
            text = text if ITEM.match(text) else f"- {text}"
        elif block.kind in {"heading", "title"}:
            text = f"{HEADING}{_HASHES.sub('', text)}"
        else:
            text = _HASHES.sub("", text) if "\n" in text else text
        goes_on = before == block.kind and before in _IN_ROWS and not (_is_note(text) and not is_note)
        parts.append(("\n" if goes_on else "\n\n") + text)
        before, is_note = block.kind, _is_note(text)
    return "".join(parts).removeprefix("\n\n")


def _is_note(text: str) -> bool:
    return text.startswith("[")
