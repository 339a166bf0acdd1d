import json
from pathlib import Path

import pytest

from glmbot.ingest.loc_gov.pace import Pace, retry_after
from ingest.loc_gov.bench import Clock


def pace_at(memory: Path, clock: Clock) -> Pace:
    return Pace(memory, clock=clock, wall=clock, sleep=clock.sleep)


def test_the_pause_counts_from_the_end_of_a_request(tmp_path: Path, clock: Clock) -> None:
    pace = pace_at(tmp_path / "pace", clock)
    with pace.turn():
        clock.now += 30
    with pace.turn():
        pass
    assert clock.slept == [6]


def test_no_time_is_lost_when_the_pause_has_passed(tmp_path: Path, clock: Clock) -> None:
    pace = pace_at(tmp_path / "pace", clock)
    for _ in range(3):
        with pace.turn():
            pass
        clock.now += 7
    assert clock.slept == []


def test_a_request_that_failed_counts(tmp_path: Path, clock: Clock) -> None:
    pace = pace_at(tmp_path / "pace", clock)
    with pytest.raises(OSError, match="gone"), pace.turn():
        raise OSError("gone")
    with pace.turn():
        pass
    assert clock.slept == [6]


def test_another_run_keeps_the_pause(tmp_path: Path, clock: Clock) -> None:
    with pace_at(tmp_path / "pace", clock).turn():
        pass
    clock.now += 2
    with pace_at(tmp_path / "pace", clock).turn():
        pass
    assert clock.slept == [4]


@pytest.mark.parametrize(
    "memory", ["", "[]", '{"last": "x", "closed_until": 0}', '{"last": 9e99, "closed_until": 9e99}']
)
def test_a_damaged_memory_costs_one_pause_at_most(tmp_path: Path, clock: Clock, memory: str) -> None:
    (tmp_path / "pace").write_text(memory)
    with pace_at(tmp_path / "pace", clock).turn():
        pass
    assert sum(clock.slept) <= 6
    assert json.loads((tmp_path / "pace").read_text())["last"] == clock.now


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("Thu, 01 Jan 1970 00:20:00 GMT", 200),
        ("Thu, 01 Jan 1970 00:20:00 -0000", 200),
        ("Thu, 01 Jan 1970 00:10:00 GMT", 0),
        ("9" * 400, 604800),
        ("-5", None),
        ("1.5 hours", None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after_is_read_in_seconds_or_as_a_date(text: str | None, seconds: float | None) -> None:
    assert retry_after(text, 1000.0) == seconds
