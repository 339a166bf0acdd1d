"""What the bot's process takes, and for how long the machine kept the processor from it (Linux: /proc)."""

import asyncio
import os
import time
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import aiohttp

LOOK_SECONDS: Final = 0.1
_SAMPLE_SECONDS: Final = 1.0
_MEGABYTE: Final = 1_000_000
_REST_SECONDS: Final = 17.0
"""aiohttp closes a connection that was not used for fifteen."""


@dataclass(frozen=True)
class Sample:
    """A process at a moment, on the clock of `time.perf_counter`; memory in megabytes."""

    at: float
    pid: int
    memory: float
    threads: int
    descriptors: int


@dataclass(frozen=True)
class AtRest:
    """What a process holds while nobody asks."""

    tasks: int
    threads: int
    descriptors: int

    def grown(self, before: "AtRest", allowed: int) -> list[str]:
        """What there is more of than before, by more than is allowed."""
        pairs = ((name, getattr(self, name), getattr(before, name)) for name in ("tasks", "threads", "descriptors"))
        return [f"{name} grew from {old} to {new}" for name, new, old in pairs if new > old + allowed]


@dataclass
class Machine:
    """Looks at the process that `pid` gives, ten times a second."""

    pid: Callable[[], int | None]
    samples: list[Sample] = field(default_factory=list)
    _moments: list[float] = field(default_factory=list)
    _kept: list[float] = field(default_factory=list)
    """Seconds so far, at each moment: those that the bot was ready to run and had no processor, and those that this
    process, which plays Discord, was late."""

    async def watch(self) -> None:
        """Look until it is cancelled."""
        total, last_pid, last_wait, sampled = 0.0, None, 0.0, 0.0
        while True:
            due = time.perf_counter() + LOOK_SECONDS
            await asyncio.sleep(LOOK_SECONDS)
            now, pid = time.perf_counter(), self.pid()
            wait = _waited(pid)
            total += now - due + (wait - last_wait if pid == last_pid else wait)
            last_pid, last_wait = pid, wait
            self._moments.append(now)
            self._kept.append(total)
            if pid is not None and now - sampled >= _SAMPLE_SECONDS and (sample := sample_of(pid)) is not None:
                self.samples.append(sample)
                sampled = now

    def kept(self, begin: float, end: float) -> float:
        """For how many seconds the machine kept the processor between two moments."""
        if not self._moments:
            return 0.0
        first = max(0, bisect_left(self._moments, begin) - 1)
        last = min(len(self._moments) - 1, bisect_left(self._moments, end))
        return self._kept[last] - self._kept[first]


def sample_of(pid: int) -> Sample | None:
    """A process now; None where it has ended, or the system does not tell."""
    try:
        status = dict(
            line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
        )
        descriptors = len(list(Path(f"/proc/{pid}/fd").iterdir()))
    except OSError:
        return None
    if "VmRSS" not in status:
        return None
    memory = int(status["VmRSS"].split()[0]) * 1024 / _MEGABYTE
    return Sample(time.perf_counter(), pid, memory, int(status["Threads"]), descriptors)


def slope(samples: list[Sample]) -> float:
    """Megabytes a minute by which memory grows, by least squares."""
    if len(samples) < 2:
        return 0.0
    middle = sum(one.at for one in samples) / len(samples)
    level = sum(one.memory for one in samples) / len(samples)
    spread = sum((one.at - middle) ** 2 for one in samples)
    return 60 * sum((one.at - middle) * (one.memory - level) for one in samples) / spread


async def at_rest(pid: int, port: int) -> AtRest:
    """What a process holds now; its tasks by its metrics."""
    sample = sample_of(pid)
    assert sample is not None
    async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}/metrics") as answer:
        lines = (await answer.text()).splitlines()
    tasks = next(line.split()[1] for line in lines if line.startswith("glmbot_tasks "))
    return AtRest(round(float(tasks)), sample.threads, sample.descriptors)


async def come_to_rest(pid: int, port: int, before: AtRest | None = None, allowed: int = 0) -> AtRest:
    """What a process holds once connections that nothing uses are closed, and once it holds no more than before.

    After a minute: what it holds then.
    """
    await asyncio.sleep(_REST_SECONDS)
    for _ in range(60):
        now = await at_rest(pid, port)
        if before is None or not now.grown(before, allowed):
            break
        await asyncio.sleep(1.0)
    return now


def processor_seconds(pid: int) -> float:
    """The processor time of a process so far; 0 where it is not told."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _waited(pid: int | None) -> float:
    """For how many seconds the first thread of a process was ready to run and had no processor; 0 where not told."""
    try:
        return int(Path(f"/proc/{pid}/schedstat").read_text(encoding="ascii").split()[1]) / 1e9
    except (OSError, IndexError, ValueError):
        return 0.0
