import pytest
from hypothesis import given
from hypothesis import strategies as st

from glmbot.bot import rate_limit
from glmbot.bot.rate_limit import WINDOW_SECONDS, Buckets, RateLimit


@pytest.mark.parametrize(
    ("limit", "taken", "now", "wait"),
    [
        (1, [], 0.0, 0),
        (1, [10.0], 10.0, 60),
        (1, [10.0], 69.5, 0.5),
        (1, [10.0], 70.0, 0),
        (3, [0.0, 1.0], 2.0, 0),
        (3, [0.0, 1.0, 2.0], 2.0, 58),
        (3, [0.0, 30.0, 59.0], 59.5, 0.5),
        (3, [0.0, 30.0, 59.0], 60.0, 0),
        (3, [0.0, 30.0, 59.0, 60.0], 61.0, 29),
        (2, [0.0, 1.0], 1000.0, 0),
    ],
)
def test_a_question_waits_until_the_oldest_of_the_last_minute_is_a_minute_old(
    limit: int, taken: list[float], now: float, wait: float
) -> None:
    buckets = Buckets(limit)
    for moment in taken:
        assert buckets.wait("ada", moment) == 0
        buckets.take("ada", moment)
    assert buckets.wait("ada", now) == wait
    assert buckets.wait("ben", now) == 0


@pytest.mark.parametrize(
    ("asked", "waits"),
    [
        ([(1, 9, 0), (1, 9, 1), (1, 9, 2)], [0, 0, 58]),
        ([(1, 9, 0), (1, 8, 1), (1, None, 2)], [0, 0, 58]),
        ([(1, None, 0), (2, None, 1), (3, None, 2), (4, None, 3)], [0, 0, 0, 0]),
        ([(1, 9, 0), (2, 9, 1), (3, 9, 2), (4, 9, 3), (4, 8, 3)], [0, 0, 0, 57, 0]),
        ([(1, 9, 0), (1, 9, 1), (1, 9, 30), (1, 9, 60), (1, 9, 60.5)], [0, 0, 30, 0, 0.5]),
        ([(1, 9, 0), (1, 9, 30), (2, 9, 31), (1, 9, 32)], [0, 0, 0, 28]),
    ],
    ids=["a person", "a person everywhere", "no guild", "a guild", "a refusal costs nothing", "the longer wait"],
)
def test_a_person_may_ask_two_and_a_guild_three_questions_a_minute(
    asked: list[tuple[int, int | None, float]], waits: list[float]
) -> None:
    fair = RateLimit(Buckets(2), Buckets(3))
    assert [fair.refuse(person, guild, now) for person, guild, now in asked] == waits


def test_a_refusal_is_told_once_a_minute_to_each_person() -> None:
    fair = RateLimit(Buckets(1), Buckets(1))
    told = [fair.may_tell(person, now) for person, now in ((1, 0), (1, 1), (2, 1), (1, 59.9), (1, 60), (1, 61))]
    assert told == [True, False, True, False, True, False]


def test_memory_is_bounded_and_who_asked_longest_ago_is_forgotten_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rate_limit, "_KEYS", 3)
    buckets = Buckets(1)
    for key, now in (("ada", 0), ("ben", 1), ("cy", 2), ("dan", 3)):
        buckets.take(key, now)
    assert [buckets.wait(key, 3) > 0 for key in ("ada", "ben", "cy", "dan")] == [False, True, True, True]
    assert len(buckets._taken) == 3


def test_who_has_not_asked_for_a_minute_takes_no_memory_once_looked_at() -> None:
    buckets = Buckets(2)
    buckets.take("ada", 0)
    buckets.wait("ada", WINDOW_SECONDS)
    assert not buckets._taken


@given(st.integers(1, 5), st.lists(st.floats(0, 40), max_size=60))
def test_in_no_minute_more_than_the_limit_is_asked(limit: int, pauses: list[float]) -> None:
    buckets, now, taken = Buckets(limit), 0.0, list[float]()
    for pause in pauses:
        now += pause
        wait = buckets.wait("ada", now)
        assert 0 <= wait < WINDOW_SECONDS + 0.001
        if not wait:
            buckets.take("ada", now)
            taken.append(now)
    for moment in taken:
        assert sum(moment <= one < moment + WINDOW_SECONDS - 0.001 for one in taken) <= limit
