from pathlib import Path

import pytest

from glmbot.bench.engines import available
from glmbot.bench.running import BenchError, Process


def test_an_early_end_is_told_in_one_line(tmp_path: Path) -> None:
    with Process("searching", tmp_path / "missing", "rank_bm25") as process, pytest.raises(BenchError, match="build"):
        process.do("build")


def test_what_is_always_there_comes_first() -> None:
    assert available()[0] == "glmbot"
    assert "rank_bm25" in available()


def test_a_process_ends_with_its_block(tmp_path: Path) -> None:
    with Process("making", tmp_path) as process:
        told = process.do("make", passages=120, questions=10, seed=5)
    assert process.ended
    assert told["articles"] > 5
    assert {"index", "articles", "questions.json"} <= {path.name for path in tmp_path.iterdir()}
