"""The figures of a fit as SVG pictures."""

from collections.abc import Mapping, Sequence
from typing import Final

COLOURS: Final = ("#8a8f98", "#4f86d9")
_HEAD: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 620 380" font-family="sans-serif" font-size="12" fill="#777">'
    '<path d="M60 20V320H560" fill="none" stroke="#999"/>'
)


def curve(series: Mapping[str, Sequence[tuple[float, float, float]]]) -> str:
    """Shares answered against shares confidently wrong, by threshold; `series` are (threshold, answered, wrong)."""
    drawn = ""
    for colour, (name, points) in zip(COLOURS[-len(series) :], series.items(), strict=True):
        placed = [(threshold, 60 + 500 * answered, 320 - 1400 * wrong) for threshold, answered, wrong in points]
        line = " ".join(f"{x:.0f},{y:.0f}" for _, x, y in placed)
        drawn += f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>'
        for threshold, x, y in placed[::5]:
            drawn += f'<circle cx="{x:.0f}" cy="{y:.0f}" r="3" fill="{colour}"/>'
            drawn += f'<text x="{x + 6:.0f}" y="{y + 12:.0f}">{threshold:.2f}</text>'
        _, x, y = placed[0]
        drawn += f'<text x="{x:.0f}" y="{y - 8:.0f}" text-anchor="end" fill="{colour}">{name}</text>'
    ticks = "".join(_below(60 + 500 * n / 10, f"{10 * n} %") for n in range(0, 11, 2))
    ticks += "".join(_beside(324 - 1400 * n / 100, f"{n} %") for n in range(0, 21, 5))
    return f"{_HEAD}{drawn}{ticks}" + _labels(
        "answered with the right passage, of answerable questions", "confidently wrong, of all questions"
    )


def calibration(points: Sequence[tuple[float, float, int]]) -> str:
    """Of the replies given with a probability, how many are right; `points` are (probability, share right, count)."""
    drawn = '<path d="M60 320L560 20" stroke="#999" stroke-dasharray="4 4"/>'
    line = " ".join(f"{60 + 500 * p:.0f},{320 - 300 * share:.0f}" for p, share, _ in points)
    drawn += f'<polyline points="{line}" fill="none" stroke="{COLOURS[1]}" stroke-width="2"/>'
    for p, share, count in points:
        x, y = 60 + 500 * p, 320 - 300 * share
        drawn += f'<circle cx="{x:.0f}" cy="{y:.0f}" r="4" fill="{COLOURS[1]}"/>'
        drawn += f'<text x="{x + 8:.0f}" y="{y + 14:.0f}">{count}</text>'
    ticks = "".join(_below(60 + 500 * n / 10, f"{10 * n} %") for n in range(0, 11, 2))
    ticks += "".join(_beside(324 - 300 * n / 10, f"{10 * n} %") for n in range(0, 11, 2))
    return f"{_HEAD}{drawn}{ticks}" + _labels(
        "estimated probability that the passage answers", "right, of so many replies"
    )


def _below(x: float, text: str) -> str:
    return f'<text x="{x:.0f}" y="340" text-anchor="middle">{text}</text>'


def _beside(y: float, text: str) -> str:
    return f'<text x="52" y="{y:.0f}" text-anchor="end">{text}</text>'


def _labels(below: str, above: str) -> str:
    return f'<text x="310" y="365" text-anchor="middle">{below}</text><text x="70" y="16">{above}</text></svg>\n'
