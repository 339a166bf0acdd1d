"""The wheel as PyPI would have it: whole, and all that an empty environment needs to answer."""

import json
import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from support.articles import GIVEN_ID, GIVEN_PATH, ROOT

QUESTION = "Which regions does the MOU target?"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=120)
    (made,) = folder.glob("*.whl")
    return made


def test_the_wheel_ships_the_corpus_and_the_resources(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        assert archive.read(f"glmbot/shipped_corpus/2011/{GIVEN_ID}.md") == GIVEN_PATH.read_bytes()
    resources = {
        str(path.relative_to(ROOT / "src")) for path in (ROOT / "src/glmbot/resources").rglob("*") if path.is_file()
    }
    assert resources <= names
    assert "glmbot/py.typed" in names


@pytest.mark.parametrize("checker", [("twine", "check", "--strict"), ("check_wheel_contents",)], ids=" ".join)
def test_the_checkers_of_packages_find_nothing(wheel: Path, checker: tuple[str, ...]) -> None:
    """twine renders the README as PyPI does."""
    command = [sys.executable, "-m", *checker, str(wheel)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "warning" not in done.stdout.lower(), done.stdout


def test_the_wheel_answers_in_an_empty_environment(wheel: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    venv.create(empty)
    pip = [sys.executable, "-m", "pip", "--python", str(empty), "--disable-pip-version-check", "--quiet"]
    command = [*pip, "install", "--constraint", str(ROOT / "constraints.txt"), str(wheel)]
    installed = subprocess.run(command, capture_output=True, text=True, check=False, timeout=900)
    if installed.returncode and "Could not find a version" in installed.stderr + installed.stdout:
        pytest.skip("needs a package index to install from")
    assert installed.returncode == 0, installed.stderr
    bare = {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}
    asked = subprocess.run(
        [str(empty / "bin/glmbot"), "ask", QUESTION, "--json"],
        cwd=tmp_path, env=bare, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert asked.returncode == 0, asked.stderr
    assert asked.stderr == ""
    reply = json.loads(asked.stdout)
    assert (reply["kind"], reply["article_id"], reply["paragraphs"]) == ("answer", GIVEN_ID, [2])
    examined = subprocess.run(
        [str(empty / "bin/glmbot"), "doctor", "--json", "--offline"],
        cwd=tmp_path, env=bare, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    states = {one["name"]: one["state"] for one in json.loads(examined.stdout)["findings"]}
    assert [name for name, state in states.items() if state == "must"] == ["token"]
    assert states["reader"] == "ok"
