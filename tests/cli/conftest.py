import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """`glmbot` as a person runs it: a process of its own, in an empty folder and a bare environment."""

    def _run(*arguments: str, stdin: bytes = b"", **environment: str) -> "subprocess.CompletedProcess[bytes]":
        bare = {
            "PATH": os.environ["PATH"],
            "GLMBOT_READER": "0",  # the model has tests of its own
            "HOME": str(tmp_path),
            "COLUMNS": "120",
            "PYTHONWARNINGS": "error::SyntaxWarning",
        }
        return subprocess.run(
            [sys.executable, "-m", "glmbot", *arguments],
            input=stdin,
            capture_output=True,
            timeout=900,  # only what hangs takes so long, however busy the machine is
            check=False,
            cwd=tmp_path,
            env={**bare, **environment},
        )

    return _run
