"""A process that measures on one core: `python -m glmbot.bench ROLE FOLDER [ENGINE]`, commands on its input."""

import json
import os
import sys
from importlib import import_module
from pathlib import Path


def main(role: str, folder: Path, *engine: str) -> None:
    """Do what standard input says, a JSON object on each line, until it ends; tell what came of it."""
    _stay_on_one_core()
    made = import_module(f"glmbot.bench.{role}").Role(folder, *engine)
    for line in sys.stdin:
        command = json.loads(line)
        told = getattr(made, command.pop("do"))(**command)
        print(json.dumps(told), flush=True)  # noqa: T201 - the parent reads it


def _stay_on_one_core() -> None:
    """Stay on the last core, where the system lets a process choose; the parent is more likely on the first."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), *sys.argv[3:])
