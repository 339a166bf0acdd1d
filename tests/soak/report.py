"""What a run has shown, as a short table, and which promises it broke."""

import math
import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from soak.ledger import MACHINE, Verdict
from soak.machine import AtRest, Sample, slope

GROWTH: Final = 0.5
"""Megabytes a minute that memory may grow by in a process that has lived for ten minutes: what its swing can feign."""
FILLING: Final = 8.0
"""The same before that, at 20 questions a second: conversations and the latest 2,048 questions still become more."""
SETTLED_SECONDS: Final = 600.0
"""So long a conversation is remembered."""
BUSY: Final = 0.25
"""A bot that waits for the processor for more than this part of the time falls behind."""
MEASURED_SECONDS: Final = 150.0
"""A slope over less time tells nothing."""
ALLOWED: Final = 2
"""So many more tasks, threads or descriptors at rest are none that grow: a thread of a pool, an open connection."""
CODES: Final = frozenset((10062, 40060))
"""What Discord may refuse where an acknowledgement comes late, or again after a 500 that was carried out."""
_SHOWN: Final = 10


@dataclass
class Report:
    """All that was seen; `rest` is what the first process held before, and the last one holds afterwards."""

    title: str
    verdict: Verdict
    laid: Counter[str]
    reloads: Counter[str]
    ready_after: Sequence[float]
    refused: Counter[int]
    rest: tuple[AtRest, AtRest]
    samples: list[Sample]
    tracebacks: list[str] = field(default_factory=list)
    violations: Sequence[str] = ()
    exit_code: int | None = 0
    kept: Callable[[float, float], float] = lambda _begin, _end: 0.0
    """For how many seconds between two moments the machine kept the processor from the bot."""

    def broken(self) -> list[str]:
        """Each promise that was broken."""
        return [
            *(f"unexplained: {one}" for one in self.verdict.unexplained[:_SHOWN]),
            *(f"answered twice: {one}" for one in self.verdict.doubled[:_SHOWN]),
            *(f"said though nobody asked: message {one}" for one in self.verdict.stray[:_SHOWN]),
            *(f"refused with {code}, {count} times" for code, count in self.refused.items() if code not in CODES),
            *(f"at rest: {one}" for one in self.rest[1].grown(self.rest[0], ALLOWED)),
            *(
                [f"memory grows by {self.growth:.2f} MB a minute"]
                if self.is_measured and self.growth > self.bound
                else []
            ),
            *(f"log: {one}" for one in self.tracebacks[:_SHOWN]),
            *(f"Discord's schema: {one}" for one in self.violations[:_SHOWN]),
            *([f"ended with exit code {self.exit_code}"] if self.exit_code else []),
        ]

    @property
    def settled(self) -> list[Sample]:
        """The samples of the last process that count for memory: after ten minutes, else those of its second half."""
        own = self._own
        return [one for one in own if self._is_old(one)] if self._is_filled else own[len(own) // 2 :]

    @property
    def bound(self) -> float:
        """Megabytes a minute by which memory may grow."""
        return GROWTH if self._is_filled else FILLING

    @property
    def _own(self) -> list[Sample]:
        return [one for one in self.samples if one.pid == self.samples[-1].pid]

    @property
    def _is_filled(self) -> bool:
        """Whether the last process lived for ten minutes and long enough after them."""
        return bool(self.samples) and self.samples[-1].at - self._own[0].at >= SETTLED_SECONDS + MEASURED_SECONDS

    def _is_old(self, sample: Sample) -> bool:
        return sample.at - self._own[0].at >= SETTLED_SECONDS

    @property
    def is_measured(self) -> bool:
        """Whether the last process lived long enough for a slope, and had the processor when it needed it.

        Else questions wait in it, and take memory while they do.
        """
        lasted = self.settled[-1].at - self.settled[0].at if self.settled else 0.0
        return lasted >= MEASURED_SECONDS and self.waiting < BUSY

    @property
    def waiting(self) -> float:
        """For which part of that time the machine kept the processor."""
        begin, end = self.settled[0].at, self.settled[-1].at
        return self.kept(begin, end) / max(end - begin, 1.0)

    @property
    def growth(self) -> float:
        """Megabytes a minute."""
        return slope(self.settled)

    def lines(self) -> Iterator[str]:
        """The table."""
        verdict, rest = self.verdict, self.rest
        asked = sum(verdict.asked.values())
        yield self.title
        yield row("asked", f"{asked}: {_counted(verdict.asked)}")
        yield row("answered once", f"{verdict.answered - len(verdict.doubled)}; twice {len(verdict.doubled)}")
        yield row("not answered", f"{sum(verdict.absent.values())}: {_counted(verdict.absent)}")
        if verdict.absent[MACHINE]:
            yield row("", "the machine was too busy to judge these; run again where it is quieter")
        yield row("acknowledged", spread_of(verdict.acknowledged, "ms"))
        yield row("messages", spread_of(verdict.replied, "ms"))
        yield row("faults laid", _counted(self.laid))
        yield row("ready again", spread_of(self.ready_after, "s"))
        yield row("read anew", _counted(self.reloads))
        yield row("refused", _counted(self.refused) if self.refused else "nothing")
        yield row("at rest", f"tasks {rest[0].tasks} → {rest[1].tasks}, threads {rest[0].threads} → {rest[1].threads},"
                              f" descriptors {rest[0].descriptors} → {rest[1].descriptors}")  # fmt: skip
        yield row("memory", self._memory())
        yield from (f"BROKEN {one}" for one in self.broken())

    def _memory(self) -> str:
        if not self.settled:
            return "not told here"
        own = self._own
        lasted = own[-1].at - own[0].at
        text = f"{own[0].memory:.0f} → {own[-1].memory:.0f} MB in the last process's {lasted:.0f} s"
        if self.settled[-1].at - self.settled[0].at < MEASURED_SECONDS:
            return f"{text}; too short for a slope"
        since = "after ten minutes" if self._is_filled else "in its second half, before ten minutes were over"
        grown = f"{text}; {self.growth:+.2f} MB a minute {since} (bound {self.bound:g})"
        waited = f"waited {self.waiting:.0%} of it for a processor"
        return f"{grown}; {waited}" + ("" if self.is_measured else ": too long to judge that")


def load_average() -> str:
    """How busy the machine is, as its load of the last minute."""
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"


def percentile(values: Sequence[float], part: float) -> float:
    """The value below which a part of the values lies."""
    return sorted(values)[max(0, math.ceil(part * len(values)) - 1)] if values else math.nan


def spread_of(values: Sequence[float], unit: str) -> str:
    """How many values there are, their median, 99th percentile and highest."""
    if not values:
        return "none"
    median, high = percentile(values, 0.5), percentile(values, 0.99)
    return f"{len(values)}: median {median:.3g} {unit}, p99 {high:.3g} {unit}, longest {max(values):.3g} {unit}"


def _counted(counts: Mapping[str, int] | Mapping[int, int]) -> str:
    ordered = sorted(counts.items(), key=lambda one: -one[1])
    return ", ".join(f"{name} {count}" for name, count in ordered) or "none"


def row(name: str, text: str) -> str:
    """A line of a table."""
    return f"  {name:<14}{text}"
