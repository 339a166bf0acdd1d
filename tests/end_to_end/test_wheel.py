import subprocess
import sys
import zipfile
from pathlib import Path

from support.articles import GIVEN_ID, GIVEN_PATH, ROOT


def test_the_wheel_ships_the_corpus_and_the_resources(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=120)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        assert archive.read(f"glmbot/shipped_corpus/2011/{GIVEN_ID}.md") == GIVEN_PATH.read_bytes()
    resources = {
        str(path.relative_to(ROOT / "src")) for path in (ROOT / "src/glmbot/resources").rglob("*") if path.is_file()
    }
    assert resources <= names
    assert "glmbot/py.typed" in names
