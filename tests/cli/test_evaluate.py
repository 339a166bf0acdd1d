import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from glmbot.core.corpus.article_file import format_article
from support.articles import make_article

Run = Callable[..., Any]
FERRY = make_article()
SURE = {"id": "q1", "kind": "record", "question": "When was this article published?", "gold": [1], "fact": "date"}
OFF = {"id": "n1", "kind": "off-topic", "question": "zapatilla", "gold": []}


@pytest.fixture
def question_file(tmp_path: Path) -> Path:
    """A question file, with its articles beside it."""
    (tmp_path / "articles").mkdir()
    path = tmp_path / "articles" / f"{FERRY.article_id}.md"
    path.write_text(format_article(FERRY), encoding="utf-8")
    return write(tmp_path / "question_file.yaml", questions=[SURE, OFF])


def write(path: Path, **questions: Any) -> Path:
    path.write_text(yaml.safe_dump(questions), encoding="utf-8")
    return path


def test_figures_and_kinds_are_shown_as_tables(run: Run, question_file: Path) -> None:
    result = run("evaluate", str(question_file), "--corpus", str(question_file.parent / "articles"))
    text = result.stdout.decode()
    assert result.returncode == 0
    assert "answered           1.000  0.21–1.00  1/1" in text
    assert "none when off      1.000  0.21–1.00  1/1" in text
    assert "confidently wrong  0.000  0.00–0.66  0/2" in text
    assert "off-topic" in text
    assert "\x1b" not in text, "no colours where no terminal is"


def test_figures_and_outcomes_come_as_json(run: Run, question_file: Path) -> None:
    result = run("evaluate", str(question_file), "--json", "--corpus", str(question_file.parent / "articles"))
    report = json.loads(result.stdout)
    assert report["figures"]["answered"]["count"] == 1
    assert report["figures"]["answered"]["interval"][1] == 1
    assert [(one["id"], one["reply"], one["good"]) for one in report["outcomes"]] == [
        ("q1", "answer", True),
        ("n1", "none", True),
    ]
    assert report["outcomes"][0]["article"] == FERRY.article_id


def test_a_baseline_is_saved_and_held_against_a_later_run(run: Run, question_file: Path, tmp_path: Path) -> None:
    saved, corpus = tmp_path / "baseline.json", str(question_file.parent / "articles")
    first = run("evaluate", str(question_file), "--save", str(saved), "--corpus", corpus)
    assert first.returncode == 0
    assert b"baseline of 2 questions written" in first.stderr
    assert json.loads(saved.read_text()) == {"n1": "good", "q1": "good"}
    same = run("evaluate", str(question_file), "--compare", str(saved), "--corpus", corpus)
    assert same.returncode == 0
    assert b"0 gained, 0 lost, of 2" in same.stdout


def test_a_lost_question_is_named_and_fails(run: Run, question_file: Path, tmp_path: Path) -> None:
    saved = tmp_path / "baseline.json"
    saved.write_text('{"n1": "bad", "q1": "good"}')
    write(question_file, questions=[{**SURE, "gold": [], "fact": "url"}, OFF])
    result = run(
        "evaluate", str(question_file), "--compare", str(saved), "--corpus", str(question_file.parent / "articles")
    )
    assert result.returncode == 1
    assert "+ n1 [off-topic] none: zapatilla" in result.stdout.decode()
    assert "- q1 [record] answer: When was this article published?" in result.stdout.decode()
    assert b"1 gained, 1 lost, of 2" in result.stdout


@pytest.mark.parametrize("content", [None, "{", "[1]", "5"])
def test_a_baseline_that_can_not_be_read_is_told_in_one_line(
    run: Run, question_file: Path, tmp_path: Path, content: str | None
) -> None:
    saved = tmp_path / "baseline.json"
    if content is not None:
        saved.write_text(content)
    result = run(
        "evaluate", str(question_file), "--compare", str(saved), "--corpus", str(question_file.parent / "articles")
    )
    assert result.returncode == 2
    assert result.stderr.decode().count("\n") == 1
    assert b"baseline" in result.stderr


@pytest.mark.parametrize(
    ("content", "message"),
    [(None, "no such question file"), ("a: [", "can't be read as questions"), ("{}", "no question set")],
)
def test_a_file_without_questions_is_told_in_one_line(
    run: Run, tmp_path: Path, content: str | None, message: str
) -> None:
    path = tmp_path / "none.yaml"
    if content is not None:
        path.write_text(content)
    result = run("evaluate", str(path))
    assert result.returncode == 2
    assert message in result.stderr.decode()
    assert b"Traceback" not in result.stderr
