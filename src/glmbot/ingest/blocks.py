"""The parts of a text: paragraph, heading, list, block quotation."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from glmbot.core.corpus.passages import HEADING

BlockKind: TypeAlias = Literal["title", "heading", "paragraph", "item", "quote"]

_ITEM: Final = re.compile(r"(?:[-*•–]|\(?\d{1,2}[.)])\s")
_HASHES: Final = re.compile(r"#{1,6}\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a text on one line, white space folded; items in a row are a list."""

    kind: BlockKind
    text: str


def to_body(blocks: Iterable[Block]) -> str:
    """The body of an article file: blocks apart by a blank line, the items of a list a line each."""
    parts: list[str] = []
    in_list = False
    for block in blocks:
        if block.kind == "item":
            line = block.text if _ITEM.match(block.text) else f"- {block.text}"
            parts.append(("\n" if in_list else "\n\n") + line)
        else:
            text = f"{HEADING}{_HASHES.sub('', block.text)}" if block.kind in {"heading", "title"} else block.text
            parts.append("\n\n" + text)
        in_list = block.kind == "item"
    return "".join(parts).removeprefix("\n\n")
