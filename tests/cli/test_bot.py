"""What `glmbot run` does before it connects."""

import shutil
from pathlib import Path

import pytest

from glmbot.cli import bot
from glmbot.storage import load
from support.articles import GIVEN_PATH


def test_an_article_that_changes_before_the_first_answer_ends_no_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(load, "SMALL_BYTES", 10)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = shutil.copytree(GIVEN_PATH.parent, tmp_path / "articles")
    answerer = load.open_answerer(folder, own=True)
    for path in folder.rglob("2*.md"):
        path.write_text(path.read_text() + "\n\nOne more paragraph.")
    assert bot._made_ready(answerer) is answerer
    assert "the article has changed or is gone; use /reload" in caplog.text
