"""Throw random and hostile things at one part for a while: `python tests/fuzz/fuzz.py articles --minutes 10`.

Two things are looked for: what breaks an invariant or crashes, and what takes time that grows faster than its length.
Each case comes from a seed, which is printed with a finding: `--seed N --once` makes it again. Exit code 1 on a
finding. Ctrl+C ends a run sooner.
"""

import argparse
import importlib
import random
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

# run as a script, tests/ is not on the path by itself
sys.path.insert(0, str(Path(__file__).parents[1]))

TARGETS: Final = ("articles", "sources", "questions", "custom_ids", "rendering")

_GROWTH_EVERY: Final = 40
"""One case in so many is repeated to measure growth, which costs far more than a check."""

_SMALL: Final = 4_000
_FACTOR: Final = 8
_ALLOWED: Final = 3.0
"""Growth of the time per code point, between the lengths, beyond which a case is reported: quadratic time gives 8."""
_SHOWN: Final = 400


class Target(Protocol):
    """A part that is tried."""

    waits: bool
    """Whether it waits for another process; else its minutes are those of a core, however busy the machine is."""

    def try_(self, source: random.Random) -> str:
        """Make a case and check it; gives the case as a text. Raises AssertionError where something is broken."""

    def growing(self, source: random.Random) -> tuple[str, str, Callable[[str], object]] | None:
        """An opening, a piece to repeat, and what is to take linear time; None where nothing can grow."""

    def close(self) -> None:
        """Free what the target holds."""


@dataclass(slots=True)
class Tally:
    """What a run saw."""

    cases: int = 0
    code_points: int = 0
    measured: int = 0
    steepest: float = 0.0
    findings: int = 0


def main() -> int:
    """Run until the time is over; print the tally."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000_000)
    parser.add_argument("--once", action="store_true", help="only the case of this seed")
    options = parser.parse_args()
    target: Target = importlib.import_module(f"fuzz.{options.target}").Fuzzed()
    tally, seed = Tally(), options.seed
    clock = time.monotonic if target.waits else time.process_time
    end = clock() + options.minutes * 60
    try:
        while clock() < end:
            _try(target, seed, tally)
            seed += 1
            if options.once:
                break
    except KeyboardInterrupt:
        sys.stdout.write(f"ended after {options.minutes - (end - clock()) / 60:.1f} minutes\n")
    finally:
        target.close()
    sys.stdout.write(
        f"{options.target}: {tally.cases} cases, {tally.code_points} code points; growth measured on {tally.measured},"
        f" steepest {tally.steepest:.2f} (linear 1, quadratic {_FACTOR}); {tally.findings} findings; first seed"
        f" {options.seed}\n"
    )
    return 1 if tally.findings else 0


def _try(target: Target, seed: int, tally: Tally) -> None:
    source = random.Random(seed)  # noqa: S311 - a case that its seed brings back
    tally.cases += 1
    case = ""
    try:
        case = target.try_(source)
        tally.code_points += len(case)
        if seed % _GROWTH_EVERY == 0 and (grown := target.growing(source)) is not None:
            _measure_growth(*grown, tally)
    except Exception as error:  # noqa: BLE001 - whatever goes wrong is the finding
        tally.findings += 1
        sys.stderr.write(f"seed {seed}: {getattr(error, 'case', case)[:_SHOWN]!r}\n{traceback.format_exc()}\n")


def _measure_growth(opening: str, piece: str, work: Callable[[str], object], tally: Tally) -> None:
    if not piece:
        return
    growth = min(_growth(opening, piece, work) for _ in range(3))
    tally.measured += 1
    tally.steepest = max(tally.steepest, growth)
    if growth > _ALLOWED:
        raise AssertionError(f"time grows {growth:.1f} times as fast as the length: {opening!r} + {piece!r} * n")


def _growth(opening: str, piece: str, work: Callable[[str], object]) -> float:
    repeats = max(1, _SMALL // len(piece))
    small, large = opening + piece * repeats, opening + piece * (repeats * _FACTOR)
    return _seconds(work, large) / len(large) / max(_seconds(work, small) / len(small), 1e-8)


def _seconds(work: Callable[[str], object], text: str) -> float:
    start = time.process_time()
    work(text)
    return time.process_time() - start


if __name__ == "__main__":
    sys.exit(main())
