"""`glmbot corpus fetch` as a person runs it, on the local server."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from ingest.loc_gov.loc_server import LocServer

CONTACT = ("--contact", "tests@example.org")


def start(folder: Path, *arguments: str, code: str = "", **environment: str) -> "subprocess.Popen[str]":
    """`glmbot corpus fetch` in an empty environment; `code` runs first in the same process."""
    bare = {"PATH": os.environ["PATH"], "HOME": str(folder.parent), "COLUMNS": "120"}
    main = f"{code}\nimport sys; sys.argv[0] = 'glmbot'; from glmbot.cli import main; main()"
    return subprocess.Popen(
        [sys.executable, "-c", main, "corpus", "fetch", "--corpus", str(folder), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=folder.parent,
        env={**bare, **environment},
    )


def fetch(folder: Path, *arguments: str, code: str = "", **environment: str) -> tuple[int, list[str]]:
    process = start(folder, *arguments, code=code, **environment)
    out, err = process.communicate(timeout=60)
    assert not out
    return process.returncode, [line.removeprefix("glmbot: ") for line in err.splitlines()]


def at(server: LocServer) -> tuple[str, ...]:
    return (*CONTACT, "--base", server.base, "--pause", "0.01")


def wait_for(truth: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not truth() and time.monotonic() < end:
        time.sleep(0.01)
    assert truth()
