"""What was measured as tables of words, as a JSON object, and as lines of a picture."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from glmbot.bench.figures import Compared, Results, Size, Wire, figures, quantile

_MILLION: Final = 1_000_000


@dataclass(frozen=True)
class Grid:
    """A table: its heads, and rows of as many cells; numbers stand to the right, from the third column on."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]


def grids(results: Results) -> list[Grid]:
    """The tables of a run: engines, whole answers, the wire, and the figures with what they are to be."""
    made = [
        Grid(
            ("passages", "engine", "build s", "peak MB", "p50 µs", "p99 µs", "queries"),
            [row for size in results.sizes for row in _engine_rows(size)],
        ),
        Grid(
            ("passages", "articles", "index MB", "save ms", "load ms", "ready ms", "answer p50 ms", "p99 ms"),
            [_answer_row(size) for size in results.sizes],
        ),
    ]
    if results.wire is not None:
        made.append(Grid(("a second", "bot", "p50 ms", "p99 ms", "CPU ms an event"), list(_wire_rows(results.wire))))
    rows = [
        (one.name, "reached" if one.is_reached else "not reached", f"{one.value:.3g} {one.unit}", one.wanted)
        for one in figures(results)
    ]
    return [*made, Grid(("figure", "", "measured", "to reach"), rows)]


def as_object(results: Results) -> dict[str, Any]:
    """All that was measured, for JSON: times in seconds, memory in bytes."""
    wire = results.wire
    return {
        "machine": dict(results.machine),
        "seed": results.seed,
        "sizes": [_size_object(size) for size in results.sizes],
        "processes": dict(results.ask),
        "wire": None if wire is None else _wire_object(wire),
        "figures": [
            {
                "name": one.name,
                "value": _finite(one.value),
                "unit": one.unit,
                "bound": one.bound,
                "is_least": one.is_least,
                "reached": one.is_reached,
            }
            for one in figures(results)
        ],
    }


def series(results: Results) -> dict[str, dict[int, float]]:
    """The median search of each engine, in seconds by passages."""
    made: dict[str, dict[int, float]] = {}
    for size in results.sizes:
        for name, one in size.engines.items():
            made.setdefault(name, {})[size.passages] = quantile(one.queries, 0.5)
    return made


def _engine_rows(size: Size) -> Iterator[Sequence[str]]:
    for name, one in size.engines.items():
        times = [f"{quantile(one.queries, share) * _MILLION:,.0f}" for share in (0.5, 0.99)]
        built = (f"{one.build:.2f}", f"{one.memory / _MILLION:,.0f}")
        yield f"{size.passages:,}", name, *built, *times, str(len(one.queries))


def _answer_row(size: Size) -> Sequence[str]:
    times = [f"{quantile(size.answers, share) * 1000:,.1f}" for share in (0.5, 0.99)]
    index = (f"{size.made['bytes'] / _MILLION:,.1f}", *(f"{one * 1000:,.1f}" for one in _index_times(size)))
    return f"{size.passages:,}", f"{size.made['articles']:,}", *index, *times


def _index_times(size: Size) -> tuple[float, float, float]:
    return size.made["save"], size.load, size.ready


def _wire_rows(wire: Wire) -> Iterator[Sequence[str]]:
    for surface, latencies in (("commands", wire.latencies), ("mentions", wire.mentions)):
        for rate in latencies.get("glmbot", ()):
            for name, found in latencies.items():
                times = [f"{value:,.1f}" for value in _times(found[rate])]
                cpu = f"{wire.cpu[name]:.2f}" if wire.cpu and latencies is wire.latencies else "–"
                yield f"{rate} {surface}", name, *times, cpu
    for surface, beside in wire.beside.items():
        for name, late in (("alone", beside.alone), ("while answering", beside.answering)):
            yield surface, name, *(f"{value:,.1f}" for value in _times(late)), ""
    for name, late in wire.bursts.items():
        yield f"{wire.burst} at once", name, *(f"{value:,.1f}" for value in _times(late)), ""


def _times(late: Sequence[float]) -> list[float]:
    return [quantile(late, share) for share in (0.5, 0.99)]


def _finite(value: float) -> float | None:
    """A value as JSON can hold it."""
    return value if math.isfinite(value) else None


def _size_object(size: Size) -> dict[str, Any]:
    return {
        "passages": size.passages,
        **size.made,
        "engines": {
            name: {
                "build": one.build,
                "memory": one.memory,
                "p50": quantile(one.queries, 0.5),
                "p99": quantile(one.queries, 0.99),
                "queries": len(one.queries),
            }
            for name, one in size.engines.items()
        },
        "load": size.load,
        "ready": size.ready,
        "answer": {
            "p50": quantile(size.answers, 0.5),
            "p99": quantile(size.answers, 0.99),
            "replies": dict(size.kinds),
            "times_faster_than_rank_bm25": size.answer_ratio,
        },
        "comparison": None if size.compared is None else _compared_object(size.compared),
    }


def _compared_object(compared: Compared) -> dict[str, Any]:
    return {
        "p50": quantile(compared.seconds, 0.5),
        "answer_p50": quantile(compared.answers, 0.5),
        "topics": len(compared.seconds),
        "found": compared.found,
    }


def _wire_object(wire: Wire) -> dict[str, Any]:
    return {
        "cpu_ms": dict(wire.cpu),
        "latency_ms": _latencies(wire.latencies),
        "mention_latency_ms": _latencies(wire.mentions),
        "beside_ms": {
            surface: {"alone": _percentiles(beside.alone), "answering": _percentiles(beside.answering)}
            for surface, beside in wire.beside.items()
        },
        "burst_ms": {name: _finite(max(late)) for name, late in wire.bursts.items()},
    }


def _latencies(found: Mapping[str, Mapping[int, Sequence[float]]]) -> dict[str, Any]:
    return {name: {str(rate): _percentiles(late) for rate, late in by_rate.items()} for name, by_rate in found.items()}


def _percentiles(late: Sequence[float]) -> dict[str, Any]:
    return {
        **dict(zip(("p50", "p99"), map(_finite, _times(late)), strict=True)),
        "lost": sum(math.isinf(one) for one in late),
    }
