"""Pushes generated articles to Milvus Lite, kills a push half way and resumes it, and compares both row by row.

    python tools/measure_push.py [--passages 100000] [--batch N] [--by-address] [--folder DIR]

One push runs undisturbed. Another is killed (SIGKILL) when half of its passages have been looked at, together with
Milvus Lite: that runs in the same process, or as a server of its own with --by-address. Then both go on. All fields of
all rows, vectors too, of passages and catalogue must be the same. The folder keeps what was made, for another run.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from lite_server import LiteServer

from glmbot.bench.made import Made
from glmbot.bench.making import Role
from glmbot.config import EngineAddress
from glmbot.core.index.arrays import unflatten
from glmbot.storage.engine_rows import stored_key
from glmbot.storage.index_file import load_arrays
from glmbot.storage.lazy_articles import LazyArticles
from glmbot.storage.milvus import Milvus
from glmbot.storage.push import BATCH, push_arrays
from glmbot.storage.remote import read_head

SEED = 1
_ARTICLES_AT_ONCE = 50
_CHUNKS_AT_ONCE = 50
_SHOWN = 20


@dataclass
class Course:
    """What a push told: seconds since its start at counts of passages."""

    told: list[tuple[float, int]] = field(default_factory=list)
    seconds: float = 0.0
    added: int = 0
    kept: int = 0
    was_killed: bool = False

    def __str__(self) -> str:
        done = f"killed after {self.told[-1][1]:,}" if self.was_killed else f"{self.added:,} added, {self.kept:,} there"
        return f"{done}, {self.seconds:,.0f} s; passages a second by quarter: {self.rates()}"

    def rates(self, parts: int = 4) -> str:
        """Passages a second in each part of the push."""
        if len(self.told) < parts + 1:
            return "-"
        cuts = [self.told[place * (len(self.told) - 1) // parts] for place in range(parts + 1)]
        return ", ".join(f"{(after[1] - before[1]) / (after[0] - before[0]):,.0f}" for before, after in pairwise(cuts))


def made(folder: Path, passages: int) -> Made:
    """Generated articles in a folder, made unless they are there."""
    there = Made(folder)
    if not there.index.exists():
        folder.mkdir(parents=True, exist_ok=True)
        Role(folder).make(passages=passages, questions=10, seed=SEED)
    return there


def articles_of(there: Made) -> tuple[Any, LazyArticles]:
    """The arrays and the articles of a generated corpus."""
    flat, _ = load_arrays(there.index)
    return flat, LazyArticles(there.articles, unflatten(flat), flat)


def push_into(folder: Path, uri: str, batch: int, kill_at: float) -> None:
    """Push, and be killed at a share of the passages; tell each batch and what came of it, in lines of JSON."""
    flat, articles = articles_of(Made(folder))
    milvus = Milvus(EngineAddress(uri))
    told, killer = list[tuple[float, int]](), list[threading.Timer]()

    def say(count: int, total: int) -> None:
        print(json.dumps([count, total]), flush=True)
        told.append((time.monotonic(), count))
        if count >= kill_at * total and not killer:
            # Somewhere in the next batch, rather than between two.
            (began, first), (now, _) = told[0], told[-1]
            wait = (now - began) * batch / max(batch, count - first) * random.random()  # noqa: S311 - any moment will do
            killer.append(threading.Timer(wait, os.kill, (os.getpid(), signal.SIGKILL)))
            killer[0].start()

    done = push_arrays(milvus, flat, articles, batch=batch, say=say)
    print(json.dumps({"added": done.added, "kept": done.kept}), flush=True)
    milvus.close()


def run_push(folder: Path, uri: str, batch: int, *, kill_at: float = 2.0) -> Course:
    """Push in a process of its own."""
    course, began = Course(), time.monotonic()
    options = ["--push-into", uri, "--folder", str(folder), "--batch", str(batch), "--kill-at", str(kill_at)]
    with subprocess.Popen(  # noqa: S603 - this file
        [sys.executable, __file__, *options],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "XDG_CACHE_HOME": str(folder / "cache")},
    ) as child:
        assert child.stdout is not None
        for line in child.stdout:
            told = json.loads(line)
            if isinstance(told, dict):
                course.added, course.kept = told["added"], told["kept"]
            else:
                course.told.append((time.monotonic() - began, told[0]))
    course.seconds, course.was_killed = time.monotonic() - began, child.returncode == -signal.SIGKILL
    if child.returncode and not course.was_killed:
        raise SystemExit("a push ended before it was done; its own words stand above")
    return course


def differing(one: Milvus, other: Milvus, keys: Sequence[int]) -> Iterator[str]:
    """The names of rows that are not the same in both, of passages and catalogue; counts first."""
    heads = [read_head(one), read_head(other)]
    if heads[0] is None or heads[0] != heads[1]:
        yield f"heads: {heads}"
        return
    head = heads[0]
    names = [(head.passages, "passage"), (f"{one.address.name}_catalogue_{head.label}", "number")]
    for collection, _ in names:
        counts = [_query(milvus, collection, "", ["count(*)"])[0]["count(*)"] for milvus in (one, other)]
        if counts[0] != counts[1]:
            yield f"{collection}: {counts[0]} and {counts[1]} rows"
    conditions = [
        ", ".join(f'"{key:016x}"' for key in keys[start : start + _ARTICLES_AT_ONCE])
        for start in range(0, len(keys), _ARTICLES_AT_ONCE)
    ]
    asked = [(*names[0], f"article in [{some}]") for some in conditions]
    chunks = range(0, head.chunks + 1, _CHUNKS_AT_ONCE)
    asked += [(*names[1], f"number >= {start} and number < {start + _CHUNKS_AT_ONCE}") for start in chunks]
    seen = 0
    for collection, key, condition in asked:
        here, there = ({row[key]: row for row in _query(one_, collection, condition, ["*"])} for one_ in (one, other))
        seen += len(here)
        yield from (str(name) for name in sorted({*here, *there}, key=str) if here.get(name) != there.get(name))
    total = sum(_query(one, collection, "", ["count(*)"])[0]["count(*)"] for collection, _ in names)
    if seen != total:
        yield f"{total - seen} rows belong to no article"


def _query(milvus: Milvus, collection: str, condition: str, fields: list[str]) -> list[dict[str, Any]]:
    def ask(client: Any) -> list[dict[str, Any]]:
        rows = client.query(collection, filter=condition, output_fields=fields, consistency_level="Strong")
        return [dict(row) for row in rows]

    return milvus.ask(ask, seconds=120)


@dataclass(frozen=True)
class Measured:
    """What came of the pushes, and the names of the rows that differ."""

    undisturbed: Course
    stopped: Course
    resumed: Course
    differ: list[str]


def measure(folder: Path, passages: int, batch: int, *, by_address: bool) -> Measured:
    """Push whole; push, kill and resume; compare."""
    keys = [stored_key(article) for article in articles_of(made(folder, passages))[1]]
    with tempfile.TemporaryDirectory(prefix="measure-push-", dir=folder) as scratch, ExitStack() as stack:
        uris, servers = [], []
        for name in ("whole", "halved"):
            Path(scratch, name).mkdir()
            server = stack.enter_context(LiteServer(Path(scratch, name))) if by_address else None
            uris.append(server.uri if server else f"{scratch}/{name}.db")
            servers.append(server)
        undisturbed = _told("undisturbed", run_push(folder, uris[0], batch))
        stopped = _told("stopped", run_push(folder, uris[1], batch, kill_at=0.5))
        if (second := servers[1]) is not None:
            second.stop()
            second.start()
        resumed = _told("resumed", run_push(folder, uris[1], batch))
        one, other = (Milvus(EngineAddress(uri)) for uri in uris)
        differ = [*differing(one, other, keys)]
        one.close()
        other.close()
    return Measured(undisturbed, stopped, resumed, differ)


def _told(name: str, course: Course) -> Course:
    print(f"{name}: {course}", flush=True)
    return course


def main() -> None:
    """Print the figures; exit with 1 where a row differs."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--passages", type=int, default=100_000)
    parser.add_argument("--by-address", action="store_true")
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--batch", type=int, default=BATCH, help="rows of a batch")
    parser.add_argument("--push-into", help=argparse.SUPPRESS)
    parser.add_argument("--kill-at", type=float, default=2.0, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.push_into:
        push_into(options.folder, options.push_into, options.batch, options.kill_at)
        return
    with tempfile.TemporaryDirectory(prefix="measure-push-") as scratch:
        folder = options.folder or Path(scratch)
        measured = measure(folder, options.passages, options.batch, by_address=options.by_address)
    print(f"rows that differ: {len(measured.differ)}")
    for name in measured.differ[:_SHOWN]:
        print(name)
    sys.exit(1 if measured.differ else 0)


if __name__ == "__main__":
    main()
