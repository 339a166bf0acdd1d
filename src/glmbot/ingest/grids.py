"""Tables of a page that hold data: their rows, cell by cell; tables that only lay a page out are none."""

from typing import Final

from selectolax.lexbor import LexborNode

from glmbot.ingest.elements import HEADINGS, LISTS, descend, is_element, is_skipped, is_text

_LAYOUT: Final = HEADINGS | LISTS | {"table", "h1", "blockquote", "form", "article", "main", "section"}
_MOST_NODES: Final = 20_000
_LONGEST_CELL: Final = 400
_LEAST: Final = 2
BETWEEN: Final = " | "


def cells_of(table: LexborNode) -> list[list[LexborNode]] | None:
    """The cells of a table of data, row by row; None where it lays out a page."""
    rows: list[list[LexborNode]] = []
    length = 0
    for count, node in enumerate(descend(table)):
        tag = node.tag or "-"
        if count > _MOST_NODES or tag in _LAYOUT:
            return None
        if tag == "tr":
            rows.append([])
        elif tag in {"td", "th"}:
            length = 0
            if not rows:
                return None
            rows[-1].append(node)
        elif is_text(node):
            length += len((node.text_content or "").strip())
            if length > _LONGEST_CELL:
                return None
    rows = [row for row in rows if row]
    wide = sum(len(row) >= _LEAST for row in rows)
    return rows if len(rows) >= _LEAST and wide * _LEAST >= len(rows) else None


def plain_cell(node: LexborNode) -> str:
    """The text of a cell that holds nothing else and no letter beyond ASCII; empty for another."""
    child = node.child
    if child is None or child.next is not None or not is_text(child):
        return ""
    text = child.text_content or ""
    return " ".join(text.split()) if text.isascii() else ""


def is_empty(node: LexborNode) -> bool:
    """Whether a cell shows no text."""
    return not any(is_text(one) and (one.text_content or "").strip() for one in descend(node)) or (
        is_element(node) and is_skipped(node)
    )
