"""The real bot under load and faults for a minute, and killed three times; `make soak` and `make kills` go on."""

from collections import Counter
from typing import Any

import pytest

from soak.kills import kill_often
from soak.ledger import Verdict
from soak.machine import AtRest, Sample, slope
from soak.report import Report, percentile
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


def report_of(samples: list[Sample], kept: float = 0.0, **more: Any) -> Report:
    rest = AtRest(7, 6, 17)
    given = {"verdict": Verdict(), "refused": Counter[int](), **more}
    return Report(
        "soak", laid=Counter(), reloads=Counter(), ready_after=(), rest=(rest, rest), samples=samples,
        kept=lambda begin, end: kept * (end - begin), **given,
    )  # fmt: skip


def test_memory_that_grows_is_a_broken_promise_unless_the_bot_waits_for_the_processor() -> None:
    growing = [Sample(at, 1, 100 + at / 60, 6, 17) for at in range(800)]
    assert report_of(growing).broken() == ["memory grows by 1.00 MB a minute"]
    assert report_of(growing, kept=0.5).broken() == []
    assert "too long to judge" in "\n".join(report_of(growing, kept=0.5).lines())
    assert report_of(growing[:200]).broken() == [], "too short for a slope"
    assert report_of(growing[:600]).broken() == [], "conversations are still becoming more"
    fast = [Sample(at, 1, 100 + at / 6, 6, 17) for at in range(400)]
    assert report_of(fast).broken() == ["memory grows by 10.00 MB a minute"]
    flat = [Sample(at, 1, 100 + min(at, 600) / 6, 6, 17) for at in range(800)]
    assert report_of(flat).broken() == []
    assert report_of([]).broken() == []


def test_what_a_question_got_wrong_is_a_broken_promise() -> None:
    verdict = Verdict(doubled=["mention 1"], unexplained=["ask 2"], stray=["3"])
    report = report_of([], verdict=verdict, refused=Counter({50035: 2, 40060: 5}), tracebacks=["Traceback"])
    assert [line.partition(":")[0] for line in report.broken()] == [
        "unexplained", "answered twice", "said though nobody asked", "refused with 50035, 2 times", "log",
    ]  # fmt: skip


def test_percentiles_are_values_that_were_there() -> None:
    assert [percentile([3, 1, 2], part) for part in (0.01, 0.5, 0.99)] == [1, 2, 3]
