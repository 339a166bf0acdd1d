import datetime as dt

import discord
import pytest

from glmbot.bot.discord_clock import DiscordClock, sent_at

NOON = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)


def made(seconds: float) -> int:
    """The id of something that Discord made so many seconds after noon."""
    return discord.utils.time_snowflake(NOON + dt.timedelta(seconds=seconds))


class Clocks:
    """A steady clock, and a wall clock that is off by so many seconds."""

    def __init__(self, off: float = 0.0) -> None:
        self.now, self.off = 5000.0, off

    def clock(self) -> DiscordClock:
        return DiscordClock(lambda: self.now, lambda: NOON.timestamp() + self.now - 5000.0 + self.off)


@pytest.mark.parametrize("off", [0.0, 3600.0, -3600.0])
def test_what_comes_at_once_is_new_whatever_this_machine_s_clock_says(off: float) -> None:
    clocks = Clocks(off)
    clock = clocks.clock()
    for second in (0, 60, 600):
        clocks.now = 5000.0 + second
        assert clock.age(made(second)) == pytest.approx(0, abs=0.01)


@pytest.mark.parametrize("off", [0.0, 3600.0, -3600.0])
def test_what_comes_late_is_old_by_what_was_seen_before(off: float) -> None:
    clocks = Clocks(off)
    clock = clocks.clock()
    clock.age(made(0))
    clocks.now += 300
    assert clock.age(made(10)) == pytest.approx(290, abs=0.01)


@pytest.mark.parametrize(
    ("off", "told"),
    [(0, ""), (119, ""), (-119, ""), (600, "600 s ahead of Discord's"), (-600, "600 s behind Discord's")],
)
def test_a_clock_that_is_off_is_told_once(off: float, told: str, caplog: pytest.LogCaptureFixture) -> None:
    clock = Clocks(off).clock()
    for _ in range(3):
        clock.age(made(0))
    assert [told in record.getMessage() for record in caplog.records] == [True] * bool(told)


@pytest.mark.parametrize(
    ("date", "seconds"),
    [
        ("Sun, 01 Mar 2026 12:00:00 GMT", NOON.timestamp()),
        ("Sunday, 01-Mar-26 12:00:00 GMT", NOON.timestamp()),
        ("noon", None),
        ("Sun, 32 Mar 2026 12:00:00 GMT", None),
        ("", None),
    ],
)
def test_a_date_is_read_or_is_none(date: str, seconds: float | None) -> None:
    assert sent_at({"Date": date}) == seconds


def test_a_response_without_a_date_tells_nothing() -> None:
    assert sent_at({}) is None
