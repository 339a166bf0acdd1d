"""The numbers that a page's lists show before their items."""

from typing import Final

from selectolax.lexbor import LexborNode

from glmbot.ingest.elements import ancestors, holds_notes

_ROMAN: Final = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_MOST_ROMAN: Final = 39
_LETTERS: Final = 26
_DIGITS: Final = 6


class Numbering:
    """The lists that a walk is in, with the number of their next item."""

    def __init__(self) -> None:
        self._lists: list[tuple[LexborNode, int]] = []

    def begin(self, node: LexborNode) -> None:
        """Enter a list."""
        self._lists.append((node, _number(node.attributes.get("start")) or 1))

    def end(self) -> None:
        """Leave a list."""
        if self._lists:
            self._lists.pop()

    def mark(self, item: LexborNode) -> str:
        """What stands before an item: its number as the list writes it, or nothing."""
        if not self._lists or self._lists[-1][0].tag != "ol":
            return ""
        node, following = self._lists[-1]
        number = _number(item.attributes.get("value")) or following
        self._lists[-1] = (node, number + 1)
        if _is_bare(node):
            return ""
        if holds_notes(node) or holds_notes(item) or any(map(holds_notes, _near(node))):
            return f"[{number}] "
        return f"{_written(number, node.attributes.get('type') or '1')}. "


def _near(node: LexborNode) -> list[LexborNode]:
    return [above for above, _ in zip(ancestors(node), range(2), strict=False)]


def _is_bare(node: LexborNode) -> bool:
    style = (node.attributes.get("style") or "").replace(" ", "").lower()
    return "list-style:none" in style or "list-style-type:none" in style or "reversed" in node.attributes


def _written(number: int, kind: str) -> str:
    if kind in {"a", "A"} and 1 <= number <= _LETTERS:
        return chr(ord(kind) + number - 1)
    if kind in {"i", "I"} and 1 <= number <= _MOST_ROMAN:
        letters, rest = "", number
        for value, sign in _ROMAN:
            letters += sign * (rest // value)
            rest %= value
        return letters if kind == "i" else letters.upper()
    return str(number)


def _number(value: str | None) -> int | None:
    value = (value or "").strip()
    return int(value) if value.isascii() and value.isdigit() and len(value) <= _DIGITS else None
