"""The first cases of each target, so that what was found once is found again; `fuzz.py` goes on from there."""

import importlib
from random import Random

import pytest

from fuzz.custom_ids import CHANNELS, Fuzzed
from fuzz.fuzz import TARGETS, Target

CASES = {"articles": 400, "sources": 60, "questions": 20, "custom_ids": 20, "rendering": 20}


@pytest.mark.parametrize("name", TARGETS)
def test_nothing_is_found_in_the_first_cases(name: str) -> None:
    target: Target = importlib.import_module(f"fuzz.{name}").Fuzzed()
    try:
        for seed in range(CASES[name]):
            assert target.try_(Random(seed))  # noqa: S311 - a case that its seed brings back
    finally:
        target.close()


def test_a_channel_that_can_not_be_one_is_told_and_not_set() -> None:
    target = Fuzzed()
    try:
        for value in ("²", "9" * 40, "", "-1", "<#5>", "٣"):
            assert "older version" in target.press("Mod", "glmbot:channels", CHANNELS, [value])
    finally:
        target.close()
