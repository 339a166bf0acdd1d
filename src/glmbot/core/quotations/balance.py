"""Brackets and quotation marks in pairs: what is cut out of a text keeps the marks that close what it opens."""

from typing import Final

from glmbot.core.model import Span

_OPENING: Final = {")": "(", "]": "[", "”": "“", "»": "«"}
_BETWEEN: Final = ".,;:!?…"
"""What may stand between the last word and the mark that closes."""
_STRAIGHT: Final = '"'
"""Opens and closes; single marks are apostrophes too, and are left as they are."""


def balanced(text: str, span: Span) -> Span:
    """A stretch of a text with the marks just beside it that its own want."""
    opened, closed = _unpaired(text[span.start : span.end])
    start, end = span.start, span.end
    is_odd = text.count(_STRAIGHT, span.start, span.end) % 2 == 1
    place = end
    while place < len(text) and (opened or is_odd):
        char = text[place]
        if opened and _OPENING.get(char) == opened[-1]:
            opened.pop()
            end = place + 1
        elif is_odd and char == _STRAIGHT:
            is_odd = False
            end = place + 1
        elif char not in _BETWEEN:
            break
        place += 1
    while start > 0 and (closed or is_odd):
        if closed and text[start - 1] == _OPENING[closed[0]]:
            closed.pop(0)
        elif is_odd and text[start - 1] == _STRAIGHT:
            is_odd = False
        else:
            break
        start -= 1
    return Span(start, end)


def _unpaired(text: str) -> tuple[list[str], list[str]]:
    """The marks that open and are not closed, and those that close what was not opened, in order."""
    opened: list[str] = []
    closed: list[str] = []
    for char in text:
        if char in _OPENING.values():
            opened.append(char)
        elif char in _OPENING:
            if opened and opened[-1] == _OPENING[char]:
                opened.pop()
            elif _OPENING[char] not in opened:
                closed.append(char)
    return opened, closed
