"""What the reader is worth on the shipped article: no weight was fitted to the sixth author's questions."""

from pathlib import Path
from typing import Final

import pytest

from glmbot.evaluation.judge import Outcome
from glmbot.evaluation.run import SHIPPED_SUITE, Evaluator, read_question_files
from glmbot.storage.reader import open_reader

FILES: Final = ("given-hand1-blind", "given-hand4-blind", "given-hand6-blind")


@pytest.fixture(scope="module")
def outcomes() -> tuple[list[Outcome], list[Outcome]]:
    reader, missing = open_reader()
    if reader is None:
        pytest.skip(f"{missing} is not installed")
    files = [one for one in read_question_files(SHIPPED_SUITE, Path()) if one.path.stem in FILES]
    words, read = Evaluator(), Evaluator(reader)
    return [one for file in files for one in words.evaluate(file)], [
        one for file in files for one in read.evaluate(file)
    ]


def test_it_shows_the_right_passage_more_often(outcomes: tuple[list[Outcome], list[Outcome]]) -> None:
    words, read = (sum(one.is_right for one in run) for run in outcomes)
    assert read > words


def test_it_is_less_often_certain_and_wrong(outcomes: tuple[list[Outcome], list[Outcome]]) -> None:
    words, read = (sum(one.is_wrong for one in run) for run in outcomes)
    assert read < 0.8 * words
