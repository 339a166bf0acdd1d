import math

import pytest

from glmbot.bench.figures import Beside, Compared, Figure, Results, Searched, Size, Wire, figures, quantile
from glmbot.bench.report import as_object, grids, series


def searched(microseconds: float, count: int = 100, *, build: float = 1.0, memory: int = 100) -> Searched:
    return Searched(build, memory, [microseconds * 1e-6] * count)


def size(passages: int, engines: dict[str, Searched], answer: float = 0.01) -> Size:
    made = {"articles": 9, "terms": 9, "bytes": 10, "generate": 1.0, "save": 0.1, "keys": 12, "answer_memory": 1}
    compared = Compared([answer * 3] * 10, [answer] * 10, 4)
    return Size(passages, made, engines, 0.02, 0.05, [answer] * 100, {"Answer": 100}, [answer * 60] * 10, compared)


def named(results: Results) -> dict[str, Figure]:
    return {one.name: one for one in figures(results)}


def test_a_quantile_is_a_value_that_was_measured() -> None:
    values = [5.0, 1.0, 4.0, 2.0, 3.0]
    assert quantile(values, 0.5) == 3.0
    assert quantile(values, 0.99) == 5.0
    assert quantile(values, 0.0) == 1.0
    assert quantile(list(map(float, range(1, 101))), 0.99) == 99.0


def test_engines_are_compared_over_the_queries_that_both_got() -> None:
    quick = Searched(1.0, 1, [1.0] * 10 + [100.0] * 90)
    slow = Searched(1.0, 1, [50.0] * 10)
    assert quick.against(slow, 0.5) == 50.0


def test_ratios_of_search_build_memory_and_load() -> None:
    engines = {
        "glmbot": searched(100, build=1.2, memory=110),
        "rank_bm25": searched(200_000, 10),
        "tantivy": searched(90),
    }
    found = named(Results({}, 1, [size(100_000, engines)]))
    assert found["search p50 against rank_bm25, 100,000 passages"].value == pytest.approx(2000)
    assert found["search p50 against tantivy, 100,000 passages"].value == pytest.approx(0.9)
    assert not found["search p50 against tantivy, 100,000 passages"].is_reached
    assert found["build against rank_bm25's, 100,000 passages"].value == pytest.approx(1.2)
    assert found["build against rank_bm25's, 100,000 passages"].is_reached
    assert found["peak memory against rank_bm25's, 100,000 passages"].value == pytest.approx(1.1)
    load = found["load against build, 100,000 passages"]
    assert load.value == pytest.approx(0.02 / 1.2)
    assert not load.is_reached
    comparison = found["comparison of four jurisdictions p50 against one answer, 100,000 passages"]
    assert comparison.value == pytest.approx(3)
    assert not comparison.is_reached
    answer = found["whole answer p50 against rank_bm25's search of the same question, 100,000 passages"]
    assert answer.value == pytest.approx(60)
    assert answer.is_reached


def test_growth_is_from_ten_thousand_to_the_largest() -> None:
    sizes = [
        size(count, {"glmbot": searched(9)}, answer)
        for count, answer in ((1000, 0.001), (10_000, 0.01), (40_000, 0.03))
    ]
    found = named(Results({}, 1, sizes))
    assert found["whole answer p50, 40,000 passages against 10,000"].value == pytest.approx(3)


def test_small_sizes_are_held_against_nothing() -> None:
    assert figures(Results({}, 1, [size(1000, {"glmbot": searched(9), "rank_bm25": searched(9)})])) == []


def test_the_wire_and_whole_processes() -> None:
    wire = Wire(
        {"glmbot": 1.5, "echo": 0.5},
        {"glmbot": {50: [1.0], 100: [8.0]}, "echo": {50: [1.0], 100: [5.0]}},
        {"glmbot": [900.0, 2500.0], "echo": [100.0]},
        2,
        {"glmbot": {100: [8.0]}, "echo": {100: [2.0]}},
        {"choices": Beside([2.0], [3.0])},
    )
    found = named(Results({}, 1, [], {"glmbot ask": 0.3, "import rank_bm25": 0.1}, wire))
    assert {name: (round(one.value, 3), one.is_reached) for name, one in found.items()} == {
        "glmbot ask, whole process, against importing rank_bm25": (3.0, True),
        "CPU per /ask against an echo": (3.0, False),
        "command p99 at 100 a second against the echo": (1.6, True),
        "mention p99 at 100 a second against the echo": (4.0, False),
        "choices p99 while questions are answered, against alone": (1.5, True),
        "the last of a burst of 2": (2.5, True),
    }


def test_a_lost_command_counts_as_never_answered() -> None:
    late = {"glmbot": {100: [1.0, math.inf]}, "echo": {100: [1.0, 1.0]}}
    results = Results({}, 1, [], {}, Wire({}, late, {"glmbot": [1.0, math.inf], "echo": [1.0, 1.0]}, 2))
    assert {one.value for one in figures(results)} == {math.inf}
    told = as_object(results)
    assert [one["value"] for one in told["figures"]] == [None, None]
    assert told["wire"]["latency_ms"]["glmbot"]["100"] == {"p50": 1.0, "p99": None, "lost": 1}
    assert "inf" in str(grids(results))


def test_lines_of_the_picture_are_medians_by_size() -> None:
    results = Results(
        {}, 1, [size(1000, {"glmbot": searched(9)}), size(2000, {"glmbot": searched(12), "tantivy": searched(5)})]
    )
    assert series(results) == {
        "glmbot": {1000: pytest.approx(9e-6), 2000: pytest.approx(12e-6)},
        "tantivy": {2000: pytest.approx(5e-6)},
    }
