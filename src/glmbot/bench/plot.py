"""Times by corpus size as an SVG picture: both axes logarithmic, readable on light and on dark ground."""

import math
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Final, TypeAlias

Series: TypeAlias = Mapping[str, Mapping[int, float]]
"""For each name, seconds by passages."""

_WIDTH, _HEIGHT = 720, 420
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 130, 34, 48
_LINE: Final = 15.0
"""The least distance of two names."""
_COLOURS: Final = ("#d9480f", "#e8a317", "#5c7cfa", "#0ca678", "#ae3ec9", "#868e96")
_UNITS: Final = ((1.0, "s"), (1e-3, "ms"), (1e-6, "µs"))
_STYLE: Final = (
    "text{font:12px system-ui,sans-serif;fill:#444}.grid{stroke:#8884;stroke-width:1}"
    "@media(prefers-color-scheme:dark){text{fill:#ccc}}"
)


class _Frame:
    """Where values stand in the picture."""

    def __init__(self, series: Series) -> None:
        sizes = [size for found in series.values() for size in found]
        seconds = [value for found in series.values() for value in found.values()]
        self.sizes = _decades(min(sizes), max(sizes))
        self.seconds = _decades(min(seconds), max(seconds))

    def x(self, size: float) -> float:
        low, high = math.log10(self.sizes[0]), math.log10(self.sizes[-1])
        return _LEFT + (math.log10(size) - low) / (high - low) * (_WIDTH - _LEFT - _RIGHT)

    def y(self, seconds: float) -> float:
        low, high = math.log10(self.seconds[0]), math.log10(self.seconds[-1])
        return _HEIGHT - _BOTTOM - (math.log10(seconds) - low) / (high - low) * (_HEIGHT - _TOP - _BOTTOM)


def plot(title: str, series: Series) -> str:
    """The picture: a line for each name, which stands at its end."""
    frame = _Frame(series)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img">',
        f"<title>{escape(title)}</title><style>{_STYLE}</style>",
        _text(_LEFT, 18, title, "start"),
        *_grid(frame),
        *_lines(frame, series),
        _text((_LEFT + _WIDTH - _RIGHT) / 2, _HEIGHT - 8, "passages", "middle"),
        "</svg>\n",
    ]
    return "\n".join(parts)


def _grid(frame: _Frame) -> Iterator[str]:
    right, bottom = _WIDTH - _RIGHT, _HEIGHT - _BOTTOM
    for size in frame.sizes:
        x = frame.x(size)
        yield f'<path class="grid" d="M{x:.1f} {_TOP}V{bottom}"/>' + _text(x, bottom + 18, f"{size:,.0f}", "middle")
    for seconds in frame.seconds:
        y = frame.y(seconds)
        yield f'<path class="grid" d="M{_LEFT} {y:.1f}H{right}"/>' + _text(_LEFT - 8, y + 4, _said(seconds), "end")


def _lines(frame: _Frame, series: Series) -> Iterator[str]:
    places = _apart({name: frame.y(found[max(found)]) for name, found in series.items()})
    for number, (name, found) in enumerate(series.items()):
        colour = _COLOURS[number % len(_COLOURS)]
        points = [(frame.x(size), frame.y(found[size])) for size in sorted(found)]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        yield f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>'
        for x, y in points:
            yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>'
        yield _text(points[-1][0] + 9, places[name] + 4, name, "start", colour)


def _apart(places: Mapping[str, float]) -> dict[str, float]:
    """The places of names, moved so that none covers another."""
    moved: dict[str, float] = {}
    last = -math.inf
    for name in sorted(places, key=lambda one: places[one]):
        last = max(places[name], last + _LINE)
        moved[name] = last
    return moved


def _decades(least: float, most: float) -> Sequence[float]:
    """The powers of ten around some values, at least two."""
    low, high = math.floor(math.log10(least) + 1e-9), math.ceil(math.log10(most) - 1e-9)
    return [10.0**power for power in range(low, max(high, low + 1) + 1)]


def _said(seconds: float) -> str:
    scale, unit = next((one for one in _UNITS if seconds >= one[0] * 0.999), _UNITS[-1])
    return f"{seconds / scale:g} {unit}"


def _text(x: float, y: float, text: str, anchor: str, colour: str | None = None) -> str:
    style = f' style="fill:{colour}"' if colour else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{style}>{escape(text)}</text>'
