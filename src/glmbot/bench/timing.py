"""Seconds of what is done, and the most memory that it took."""

import gc
import resource
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path


def seconds_of(act: Callable[[], object]) -> float:
    """The seconds that an act takes."""
    before = time.perf_counter()
    act()
    return time.perf_counter() - before


def seconds_of_each(act: Callable[[int], object], numbers: Iterable[int]) -> list[float]:
    """The seconds that an act takes for each number."""
    clock, found = time.perf_counter, []
    with uncollected():
        for number in numbers:
            before = clock()
            act(number)
            found.append(clock() - before)
    return found


@contextmanager
def uncollected() -> Iterator[None]:
    """Collect this process's garbage before what is timed, and none meanwhile, as `timeit` does."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def peak_bytes() -> int:
    """The most memory that this process has held since it began, in bytes.

    `ru_maxrss` also counts what the parent held when it started this process: Linux's own count comes first.
    """
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))
    except (OSError, StopIteration):
        held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return held if sys.platform == "darwin" else held * 1024
