"""Runs the measurements of each size in processes of their own, the engines in turn."""

import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from types import TracebackType
from typing import Any, Final, Self

from glmbot.bench.engines import MODEL, available
from glmbot.bench.figures import Compared, Searched, Size
from glmbot.core.model import GlmbotError

ROUNDS: Final = 3
_ROUND_SECONDS: Final = 2.0
"""About what one engine's round takes at most: the slow ones get fewer queries."""
_EXPANDED_UP_TO: Final = 100_000
"""Passages up to which rank_bm25 is asked for expanded queries: a second each at that size."""
_EXPANDED_SECONDS: Final = 5.0
_ONE_THREAD: Final = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS", "RAYON_NUM_THREADS"), "1"
)
_PROCESSES: Final = 7

Say = Callable[[str], None]


class BenchError(GlmbotError):
    """A measurement ended before it was done."""


class Process:
    """A process that measures, in one role; it ends with this one."""

    def __init__(self, role: str, folder: Path, *engine: str) -> None:
        self._name = " ".join((role, *engine))
        self._process = subprocess.Popen(  # noqa: S603 - the project's own module
            [sys.executable, "-m", "glmbot.bench", role, str(folder), *engine],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, **_ONE_THREAD},
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            self._process.kill()
        self._process.communicate()

    @property
    def ended(self) -> bool:
        """Whether it has ended."""
        return self._process.poll() is not None

    def do(self, command: str, **values: Any) -> dict[str, Any]:
        """Have it do something, and wait for what came of it.

        Raises:
            BenchError: it has ended.
        """
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            self._process.stdin.write(json.dumps({"do": command, **values}) + "\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            pass
        line = self._process.stdout.readline()
        if not line:
            raise BenchError(f"the measurement “{self._name}: {command}” ended early; what it said stands above")
        told: dict[str, Any] = json.loads(line)
        return told


def measure_size(passages: int, *, questions: int, seed: int, say: Say) -> Size:
    """All measurements with so many passages.

    Raises:
        BenchError: a measurement ended before it was done.
    """
    with tempfile.TemporaryDirectory(prefix="glmbot-bench-") as scratch:
        folder = Path(scratch)
        say(f"{passages:,} passages: articles are generated")
        with Process("making", folder) as making:
            made = making.do("make", passages=passages, questions=questions, seed=seed)
        with ExitStack() as stack:
            engines: dict[str, Process] = {}
            built: dict[str, dict[str, Any]] = {}
            for name in available():
                say(f"{passages:,} passages: {name} builds its index")
                # Started here, not before: they share a core, and one that starts would slow the one that builds.
                engines[name] = stack.enter_context(Process("searching", folder, name))
                built[name] = engines[name].do("build") | engines[name].do("ready", budget=_ROUND_SECONDS)
            searched = _searched(engines, built, passages, questions, say)
            say(f"{passages:,} passages: whole answers")
            answering = stack.enter_context(Process("answering", folder))
            opened, answered = answering.do("open"), answering.do("answer")
            say(f"{passages:,} passages: comparisons of jurisdictions")
            compared = answering.do("compare")
            expanded: Sequence[float] = ()
            if passages <= _EXPANDED_UP_TO:
                say(f"{passages:,} passages: rank_bm25 searches the expanded questions")
                expanded = engines[MODEL].do("expanded", budget=_EXPANDED_SECONDS)["seconds"]
    return Size(
        passages,
        {**made, "keys": answered["keys"], "answer_memory": answered["memory"]},
        searched,
        opened["load"],
        opened["ready"],
        answered["seconds"],
        answered["kinds"],
        expanded,
        Compared(compared["compared"], compared["answered"], compared["found"]),
    )


def _searched(
    engines: Mapping[str, Process], built: Mapping[str, Mapping[str, Any]], passages: int, questions: int, say: Say
) -> dict[str, Searched]:
    """Ask the engines in turn, in rounds."""
    found: dict[str, dict[int, list[float]]] = {name: defaultdict(list) for name in engines}
    for number in range(ROUNDS):
        say(f"{passages:,} passages: searches, round {number + 1} of {ROUNDS}")
        for name, engine in engines.items():
            # What can't be asked everything in a round is asked something else in the next.
            count = built[name]["count"]
            first = number * count
            for place, seconds in enumerate(engine.do("search", first=first, count=count)["seconds"], first):
                found[name][place % questions].append(seconds)
    return {
        name: Searched(one["seconds"], one["memory"], [median(times) for _, times in sorted(found[name].items())])
        for name, one in built.items()
    }


def measure_processes(say: Say, count: int = _PROCESSES) -> dict[str, float]:
    """Seconds of whole processes, in turn: `glmbot ask` on the shipped corpus, and Python that imports rank_bm25."""
    say("whole processes: glmbot ask, and importing rank_bm25")
    question = "Who signed the memorandum of understanding against human trafficking?"
    commands = {
        "glmbot ask": ["-m", "glmbot", "ask", question],
        "import rank_bm25": ["-c", "import rank_bm25"],
    }
    with tempfile.TemporaryDirectory(prefix="glmbot-bench-") as empty:
        environment = {key: value for key, value in os.environ.items() if not key.startswith("GLMBOT_")}
        seconds: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(count):
            for name, command in commands.items():
                before = time.perf_counter()
                subprocess.run(  # noqa: S603 - the project's own command
                    [sys.executable, *command], stdout=subprocess.DEVNULL, check=True, cwd=empty, env=environment
                )
                seconds[name].append(time.perf_counter() - before)
    return {name: median(times) for name, times in seconds.items()}


def machine() -> dict[str, Any]:
    """What this machine is, as far as it tells, and how busy it was."""
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "load": round(os.getloadavg()[0], 2),
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next(
        (line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.processor()
    )
