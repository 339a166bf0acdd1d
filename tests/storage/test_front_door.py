"""The page on answering from a program (docs/extending.md) does what it says."""

import re
import subprocess
import sys
from pathlib import Path

import glmbot.core
import glmbot.storage

PAGE = Path(__file__).parents[2] / "docs" / "extending.md"


def test_the_example_of_the_page_runs() -> None:
    found = re.search(r"^```python\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    assert found
    example = found[1]
    done = subprocess.run([sys.executable, "-c", example], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("sure: According to the UNODC, the MOU")
    assert "Wendy Zeldin" in done.stdout


def test_every_exported_name_is_there() -> None:
    for package in (glmbot.core, glmbot.storage):
        assert all(getattr(package, name) is not None for name in package.__all__)
        assert not hasattr(package, "no_such_name")


def test_the_front_door_costs_no_start() -> None:
    code = "import sys, glmbot.core, glmbot.storage; sys.exit(bool({'numpy', 'yaml', 'pydantic'} & {*sys.modules}))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
