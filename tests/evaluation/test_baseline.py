"""No change loses quality unseen: the project's question sets against the committed baseline.

A loss that is wanted (a gain elsewhere outweighs it) is a new baseline, which a reviewer sees:
`glmbot evaluate --save tests/evaluation/baseline.json`.
"""

import json
from pathlib import Path

import pytest

from glmbot.evaluation.judge import Outcome, compare, figures
from glmbot.evaluation.run import SHIPPED_SUITE, Evaluator, read_question_files

BASELINE = Path(__file__).parent / "baseline.json"


@pytest.fixture(scope="module")
def outcomes() -> list[Outcome]:
    evaluator = Evaluator()
    return [
        one for question_file in read_question_files(SHIPPED_SUITE, Path()) for one in evaluator.evaluate(question_file)
    ]


def test_no_question_that_was_answered_as_wanted_is_lost(outcomes: list[Outcome]) -> None:
    before = json.loads(BASELINE.read_text(encoding="utf-8"))
    _, lost = compare(before, outcomes)
    assert [f"{one.case.case_id}: {one.case.question}" for one in lost] == []


def test_the_baseline_knows_every_question(outcomes: list[Outcome]) -> None:
    before = json.loads(BASELINE.read_text(encoding="utf-8"))
    assert set(before) == {one.case.case_id for one in outcomes}
    assert len(before) == len(outcomes), "ids are unique over all files"


def test_every_exact_question_on_the_shipped_article_is_answered(outcomes: list[Outcome]) -> None:
    exact = [one for one in outcomes if one.case.kind == "exact" and one.case.case_id.startswith("q")]
    assert len(exact) == 10
    assert [one.case.question for one in exact if not one.is_good] == []


def test_nonsense_and_what_is_off_topic_get_nothing_on_the_shipped_article(outcomes: list[Outcome]) -> None:
    off = [one for one in outcomes if one.case.kind in {"off-topic", "nonsense"} and one.case.case_id.startswith("u")]
    assert len(off) == 10
    assert [one.case.question for one in off if one.kind != "none"] == []


def test_the_figures_cover_every_kind_that_they_are_of(outcomes: list[Outcome]) -> None:
    assert all(share.total > 50 for share in figures(outcomes).values())
