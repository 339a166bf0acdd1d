"""Throw random and hostile texts at the source parser for a while: `python tests/fuzz/fuzz_sources.py --minutes 10`.

Two things are looked for: a text that breaks an invariant or crashes, and a text whose time grows faster than its
length. Every text comes from a printed seed, so that `--seed N --once` shows it again. Exit code 1 on a finding.
"""

import argparse
import random
import sys
import time
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import Final

# run as a script, tests/ is not on the path by itself
sys.path.insert(0, str(Path(__file__).parents[1]))

from fuzz.grammar import ATOMS, random_body
from fuzz.invariants import check_sources
from glmbot.core.sources import find_sources

_GROWTH_EVERY: Final = 40
"""One text in so many is repeated to measure growth, which costs far more than a check."""

_SMALL: Final = 4_000
_FACTOR: Final = 8
_ALLOWED: Final = 3.0
"""Growth of the time per code point, between the lengths, beyond which a text is reported: quadratic time gives 8."""


@dataclass(slots=True)
class Tally:
    """What a run saw."""

    texts: int = 0
    code_points: int = 0
    sources: int = 0
    measured: int = 0
    steepest: float = 0.0
    findings: int = 0


def main() -> int:
    """Run until the time is over; print the tally."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000_000)
    parser.add_argument("--once", action="store_true", help="only the text of this seed")
    options = parser.parse_args()
    tally = Tally()
    seed, end = options.seed, time.monotonic() + options.minutes * 60
    while time.monotonic() < end:
        _try(seed, tally)
        seed += 1
        if options.once:
            break
    sys.stdout.write(
        f"{tally.texts} texts, {tally.code_points} code points, {tally.sources} sources; "
        f"growth measured on {tally.measured}, steepest {tally.steepest:.2f} (linear 1, quadratic {_FACTOR}); "
        f"{tally.findings} findings; first seed {options.seed}\n"
    )
    return 1 if tally.findings else 0


def _try(seed: int, tally: Tally) -> None:
    source = random.Random(seed)  # noqa: S311 - a text that its seed brings back
    body = _make(source)
    tally.texts += 1
    tally.code_points += len(body)
    try:
        tally.sources += len(check_sources(body))
        if seed % _GROWTH_EVERY == 0:
            _measure_growth(source, body, tally)
    except Exception:  # noqa: BLE001 - whatever goes wrong is the finding
        tally.findings += 1
        sys.stderr.write(f"seed {seed}: {body[:200]!r}\n{traceback.format_exc()}\n")


def _make(source: random.Random) -> str:
    match source.randrange(4):
        case 0:
            return "".join(chr(source.choice((source.randrange(32, 127), source.randrange(0xD800)))) for _ in range(80))
        case 1:
            return "".join(source.choice(ATOMS) for _ in range(source.randrange(120)))
        case _:
            return random_body(source, source.randrange(1, 80))


def _measure_growth(source: random.Random, body: str, tally: Tally) -> None:
    """Repeat a short piece, and a whole body, and compare the time per code point at two lengths."""
    piece = source.choice((body, "".join(source.choice(ATOMS) for _ in range(source.randrange(1, 5)))))
    opening = source.choice(("", "Barns are red. (", "(Ada Quill, ", "(Id.; "))
    if not piece:
        return
    growth = min(_growth(opening, piece) for _ in range(3))
    tally.measured += 1
    tally.steepest = max(tally.steepest, growth)
    if growth > _ALLOWED:
        raise AssertionError(f"time grows {growth:.1f} times as fast as the length: {opening!r} + {piece!r} * n")


def _growth(opening: str, piece: str) -> float:
    repeats = max(1, _SMALL // len(piece))
    small, large = opening + piece * repeats, opening + piece * (repeats * _FACTOR)
    return _seconds(large) / len(large) / max(_seconds(small) / len(small), 1e-8)


def _seconds(body: str) -> float:
    start = time.process_time()
    find_sources(body)
    return time.process_time() - start


if __name__ == "__main__":
    sys.exit(main())
