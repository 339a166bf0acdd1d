"""Articles by year as bars: where they stand, and as an SVG picture readable on light and on dark ground."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

WIDTH: Final = 640
HEIGHT: Final = 180
COLOUR: Final = (0x4F, 0x86, 0xD9)
GREY: Final = (0x8A, 0x8F, 0x98)
_EDGE: Final = 12
_TOP: Final = 22
_BOTTOM: Final = 24
_YEAR: Final = 44
"""The least distance of two years that are written."""
_GAP: Final = 0.25
_STYLE: Final = "text{font:12px system-ui,sans-serif;fill:#8a8f98;text-anchor:middle}rect{fill:#4f86d9}"


@dataclass(frozen=True, slots=True)
class Bar:
    """A year: its bar in pixels from the upper left, and what is written above and below it."""

    left: int
    top: int
    width: int
    height: int
    count: str
    year: str

    @property
    def middle(self) -> int:
        """Where the middle of the bar is."""
        return self.left + self.width // 2


FLOOR: Final = HEIGHT - _BOTTOM
"""Where the bars stand."""


def bars(counts: Sequence[tuple[int, int]]) -> list[Bar]:
    """A bar for each year; as many years are written as have room."""
    if not counts:
        return []
    step = (WIDTH - 2 * _EDGE) / len(counts)
    most = max(count for _, count in counts)
    every = max(1, -(-_YEAR // max(1, int(step))))
    width = max(1, min(40, int(step * (1 - _GAP))))
    found = []
    for place, (year, count) in enumerate(counts):
        height = round((FLOOR - _TOP) * count / most)
        left = round(_EDGE + step * place + (step - width) / 2)
        written = place % every == 0
        shown = str(count) if count and step >= 8 * len(str(count)) else ""
        found.append(Bar(left, FLOOR - height, width, height, shown, str(year) if written else ""))
    return found


def svg(title: str, counts: Sequence[tuple[int, int]]) -> str:
    """The picture, with a title for readers who do not see it."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">',
        f"<title>{escape(title)}</title><style>{_STYLE}</style>",
        f'<path d="M{_EDGE} {FLOOR}.5H{WIDTH - _EDGE}" stroke="#8a8f98"/>',
    ]
    for bar in bars(counts):
        if bar.height:
            parts.append(f'<rect x="{bar.left}" y="{bar.top}" width="{bar.width}" height="{bar.height}" rx="2"/>')
        if bar.count:
            parts.append(f'<text x="{bar.middle}" y="{bar.top - 5}">{bar.count}</text>')
        if bar.year:
            parts.append(f'<text x="{bar.middle}" y="{FLOOR + 16}">{bar.year}</text>')
    return "\n".join([*parts, "</svg>\n"])
