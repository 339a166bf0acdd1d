"""The conversations of this folder, each against the real bot process by the command that people run."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPTS = sorted((Path(__file__).parent / "scripts").rglob("*.script"))
"""Those in a folder are over the corpus of its name."""


def simulate(path: Path, folder: Path) -> "subprocess.CompletedProcess[str]":
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "GLMBOT_READER": "0"}
    if openapi := os.environ.get("GLMBOT_DISCORD_OPENAPI"):
        environment["GLMBOT_DISCORD_OPENAPI"] = openapi
    corpus = ["--corpus", "demo"] if path.parent.name == "demo" else []
    command = [sys.executable, "-m", "glmbot", "simulate", *corpus, "--script", str(path)]
    return subprocess.run(
        command, capture_output=True, text=True, timeout=120, check=False, cwd=folder, env=environment, encoding="utf-8"
    )


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_a_conversation_goes_as_its_script_says(path: Path, tmp_path: Path) -> None:
    result = simulate(path, tmp_path)
    assert result.returncode == 0, result.stdout + result.stderr


def test_a_difference_is_shown_and_exits_with_one(tmp_path: Path) -> None:
    script = tmp_path / "wrong.script"
    script.write_text('Ada in DM says: Who is Yuri Fedotov?\nbot replies: contains "zebra"\n')
    result = simulate(script, tmp_path)
    assert result.returncode == 1
    assert "zebra" in result.stdout
    assert "Fedotov" in result.stdout


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ("# fine\n\nAda hums a tune\n", "3: not understood: Ada hums a tune"),
        ("Ada in DM says: hello\nwait 99999 s\n", "2: 99999 s is too long; a script waits at most 60 s at a time"),
        ('Ada in DM says: hello\nbot replies: smells "good"\n', '2: no such check: smells "good"'),
    ],
)
def test_a_faulty_line_is_told_with_file_and_number_before_the_bot_is_started(
    tmp_path: Path, lines: str, words: str
) -> None:
    script = tmp_path / "conversation.txt"
    script.write_text(lines)
    result = simulate(script, tmp_path)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == f"glmbot: {script}:{words}\n"


@pytest.mark.parametrize("content", ["Ada hums a tune\n", "\xff"])
def test_a_script_that_is_none_exits_with_two(tmp_path: Path, content: str) -> None:
    script = tmp_path / "broken.script"
    script.write_bytes(content.encode("latin-1"))
    result = simulate(script, tmp_path)
    assert result.returncode == 2
    assert result.stderr.startswith("glmbot: ")
    assert "Traceback" not in result.stderr
