"""What was measured, and the figures that it is held against."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any, Final, Literal

from glmbot.bench.engines import MODEL, OURS, TANTIVY

_LARGE: Final = (100_000, 1_000_000)


def quantile(seconds: Sequence[float], share: float) -> float:
    """The least value that so large a share does not exceed (nearest rank)."""
    ordered = sorted(seconds)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


@dataclass(frozen=True)
class Searched:
    """One engine at one size; seconds, and bytes."""

    build: float
    memory: int
    queries: Sequence[float]
    """For each query the median of its rounds; slow engines get the first queries only, each in one round."""

    def against(self, other: "Searched", share: float) -> float:
        """How many times faster than another, over the queries that both got."""
        count = min(len(self.queries), len(other.queries))
        return quantile(other.queries[:count], share) / quantile(self.queries[:count], share)


@dataclass(frozen=True)
class Compared:
    """Topics compared in four jurisdictions, and answered as questions: seconds of each."""

    seconds: Sequence[float]
    answers: Sequence[float]
    found: int
    """How many comparisons found a passage in some jurisdiction."""


@dataclass(frozen=True)
class Size:
    """All that was measured with so many passages; seconds, and bytes."""

    passages: int
    made: Mapping[str, Any]
    """What the generator tells: articles, terms, bytes of the saved index, seconds to generate and to save."""
    engines: Mapping[str, Searched]
    load: float
    ready: float
    answers: Sequence[float]
    kinds: Mapping[str, int]
    expanded: Sequence[float] = ()
    """rank_bm25's bare search of the same questions with all that may stand for their words; the first ones only."""
    compared: Compared | None = None

    @property
    def answer_ratio(self) -> float | None:
        """How many times faster the whole answers are than rank_bm25's searches of the same questions."""
        count = len(self.expanded)
        return median(self.expanded) / median(self.answers[:count]) if count else None


@dataclass(frozen=True)
class Wire:
    """The bot beside an echo bot: milliseconds of CPU an event (none where the system is silent), and of latency."""

    cpu: Mapping[str, float]
    latencies: Mapping[str, Mapping[int, Sequence[float]]]
    """By bot and by commands a second, counted from when each command was due; infinite where no answer came."""
    bursts: Mapping[str, Sequence[float]]
    burst: int
    mentions: Mapping[str, Mapping[int, Sequence[float]]] = field(default_factory=dict)
    """The same of questions by mention."""
    beside: "Mapping[str, Beside]" = field(default_factory=dict)
    """By what people do that asks nothing."""


@dataclass(frozen=True)
class Beside:
    """Milliseconds that something takes alone, and while questions are being answered; as many of it a second."""

    alone: Sequence[float]
    answering: Sequence[float]


@dataclass(frozen=True)
class Results:
    """One run."""

    machine: Mapping[str, Any]
    seed: int
    sizes: Sequence[Size]
    ask: Mapping[str, float] = field(default_factory=dict)
    """Seconds of whole processes: `glmbot ask`, and Python that imports rank_bm25."""
    wire: Wire | None = None


@dataclass(frozen=True)
class Figure:
    """A ratio that was measured, and what it is to be."""

    name: str
    value: float
    bound: float
    is_least: bool
    unit: Literal["×", "s"] = "×"

    @property
    def is_reached(self) -> bool:
        """Whether it is what it is to be."""
        return self.value >= self.bound if self.is_least else self.value <= self.bound

    @property
    def wanted(self) -> str:
        """The bound in words."""
        return f"at {'least' if self.is_least else 'most'} {self.bound:g} {self.unit}"


def figures(results: Results) -> list[Figure]:
    """The figures of a run, as far as it measured what they need."""
    return [*_of_sizes(results.sizes), *_of_processes(results)]


def _of_sizes(sizes: Sequence[Size]) -> Iterator[Figure]:
    for size in sizes:
        yield from _of_search(size)
        if size.passages == _LARGE[0] and size.answer_ratio is not None:
            name = f"whole answer p50 against rank_bm25's search of the same question, {size.passages:,} passages"
            yield Figure(name, size.answer_ratio, 50, is_least=True)
        if size.passages == _LARGE[0] and (compared := size.compared) is not None:
            name = f"comparison of four jurisdictions p50 against one answer, {size.passages:,} passages"
            yield Figure(name, median(compared.seconds) / median(compared.answers), 2, is_least=False)
    growths = [one for one in sizes if one.passages >= 10_000]  # noqa: PLR2004 - below that all is quick
    if len(growths) > 1:
        first, last = growths[0], growths[-1]
        name = f"whole answer p50, {last.passages:,} passages against {first.passages:,}"
        yield Figure(name, median(last.answers) / median(first.answers), 5, is_least=False)
    for size in sizes:
        yield from _of_build(size)


def _of_search(size: Size) -> Iterator[Figure]:
    engines, at = size.engines, f"{size.passages:,} passages"
    if size.passages not in _LARGE:
        return
    if MODEL in engines and size.passages == _LARGE[0]:
        ratio = engines[OURS].against(engines[MODEL], 0.5)
        yield Figure(f"search p50 against rank_bm25, {at}", ratio, 1000, is_least=True)
    if TANTIVY in engines:
        other = engines[TANTIVY]
        yield Figure(f"search p50 against tantivy, {at}", engines[OURS].against(other, 0.5), 1, is_least=True)
        yield Figure(f"search p99 against tantivy, {at}", engines[OURS].against(other, 0.99), 1, is_least=True)


def _of_build(size: Size) -> Iterator[Figure]:
    if size.passages not in _LARGE:
        return
    ours, model, at = size.engines[OURS], size.engines.get(MODEL), f"{size.passages:,} passages"
    if model is not None:
        yield Figure(f"build against rank_bm25's, {at}", ours.build / model.build, 1.3, is_least=False)
        yield Figure(f"peak memory against rank_bm25's, {at}", ours.memory / model.memory, 1.2, is_least=False)
    yield Figure(f"load against build, {at}", size.load / ours.build, 0.01, is_least=False)


def _of_processes(results: Results) -> Iterator[Figure]:
    if results.ask:
        ratio = results.ask["glmbot ask"] / results.ask["import rank_bm25"]
        yield Figure("glmbot ask, whole process, against importing rank_bm25", ratio, 4, is_least=False)
    if (wire := results.wire) is not None:
        if wire.cpu:
            yield Figure("CPU per /ask against an echo", wire.cpu["glmbot"] / wire.cpu["echo"], 1.5, is_least=False)
        yield from _of_pace("command", wire.latencies, 2)
        if wire.mentions:
            yield from _of_pace("mention", wire.mentions, 3)
        for surface, late in wire.beside.items():
            ratio = quantile(late.answering, 0.99) / quantile(late.alone, 0.99)
            yield Figure(f"{surface} p99 while questions are answered, against alone", ratio, 2, is_least=False)
        last = max(wire.bursts["glmbot"]) / 1000
        yield Figure(f"the last of a burst of {wire.burst}", last, 3, is_least=False, unit="s")


def _of_pace(surface: str, latencies: Mapping[str, Mapping[int, Sequence[float]]], bound: float) -> Iterator[Figure]:
    at = min(latencies["glmbot"], key=lambda rate: abs(rate - 100))
    late = {name: quantile(found[at], 0.99) for name, found in latencies.items()}
    yield Figure(
        f"{surface} p99 at {at} a second against the echo", late["glmbot"] / late["echo"], bound, is_least=False
    )
