"""A process that builds an engine's index once, and asks it in rounds."""

import gc
from pathlib import Path
from typing import Any, Final

from glmbot.bench.engines import open_engine
from glmbot.bench.made import Made
from glmbot.bench.timing import peak_bytes, seconds_of, seconds_of_each

_FEWEST: Final = 8
"""Queries that even the slowest engine gets."""


class Role:
    """What the process does."""

    def __init__(self, folder: Path, engine: str) -> None:
        self._made = Made(folder)
        self._engine = open_engine(engine)

    def build(self) -> dict[str, Any]:
        """Index the passages: seconds, and the most memory that this process has held, in bytes."""
        documents = self._made.documents()
        gc.collect()
        seconds = seconds_of(lambda: self._engine.build(documents))
        return {"seconds": seconds, "memory": peak_bytes()}

    def ready(self, *, budget: float) -> dict[str, Any]:
        """Warm up, and tell how many queries take about so many seconds."""
        asked, warming = self._made.questions()
        self._engine.ready([one.terms for one in (*asked, *warming)])
        count = self._affordable(len(asked), len(asked), budget)
        seconds_of_each(self._engine.search, range(len(asked), len(asked) + min(count, len(warming))))
        return {"count": count}

    def search(self, *, first: int, count: int) -> dict[str, Any]:
        """Ask so many queries from one on, round and round: seconds of each."""
        whole = len(self._made.questions()[0])
        return {
            "seconds": seconds_of_each(self._engine.search, [place % whole for place in range(first, first + count)])
        }

    def expanded(self, *, budget: float) -> dict[str, Any]:
        """Ask, for about so many seconds, for all that may stand for the words of each question: seconds of each."""
        queries = self._made.expanded()
        self._engine.ready(queries)
        count = self._affordable(0, len(queries), budget)
        return {"seconds": seconds_of_each(self._engine.search, range(count))}

    def _affordable(self, query: int, most: int, budget: float) -> int:
        """How many queries take about so many seconds, by one that is asked twice."""
        once = min(seconds_of(lambda: self._engine.search(query)) for _ in range(2))
        return max(min(_FEWEST, most), min(most, int(budget / once)))
