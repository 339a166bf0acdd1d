"""The real bot under load and faults for a minute, and killed three times; `make soak` and `make kills` go on."""

import pytest

from soak.kills import kill_often
from soak.machine import AtRest, Sample, slope
from soak.report import percentile
from soak.soak import Load, soak


async def test_under_load_and_faults_each_question_is_answered_once_or_its_absence_explained(
    capsys: pytest.CaptureFixture[str],
) -> None:
    report = await soak(Load(seconds=60, reload_seconds=6), print)
    assert report.broken() == [], "\n".join([*report.lines(), capsys.readouterr().out])
    assert report.laid["kill -9"] >= 1
    assert report.verdict.answered > 0


async def test_after_a_kill_all_that_was_confirmed_is_there_and_nobody_is_answered_twice() -> None:
    outcome = await kill_often(3, 20111206, print)
    assert outcome.broken() == [], "\n".join(outcome.lines())
    assert outcome.kills >= 3
    assert outcome.answered


def test_what_grows_at_rest_is_named() -> None:
    before = AtRest(7, 6, 17)
    assert AtRest(9, 4, 19).grown(before, 2) == []
    assert AtRest(10, 6, 40).grown(before, 2) == ["tasks grew from 7 to 10", "descriptors grew from 17 to 40"]


def test_the_slope_of_memory_is_by_the_minute() -> None:
    assert slope([]) == slope([Sample(0, 1, 100, 6, 17)]) == 0
    line = [Sample(at, 1, 100 + at / 30, 6, 17) for at in range(120)]
    assert slope(line) == pytest.approx(2)
    assert slope([Sample(at, 1, 100 + at % 2, 6, 17) for at in range(120)]) == pytest.approx(0, abs=0.05)


def test_percentiles_are_values_that_were_there() -> None:
    assert [percentile([3, 1, 2], part) for part in (0.01, 0.5, 0.99)] == [1, 2, 3]
