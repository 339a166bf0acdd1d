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
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
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


@dataclass
class Course:
    """What a push told: seconds since its start at counts of passages."""

    told: list[tuple[float, int]] = field(default_factory=list)
    seconds: float = 0.0
    result: str = ""

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


def push_into(folder: Path, uri: str, batch: int) -> None:
    """Push, in a process that may be killed: a line of JSON for each batch, and one at the end."""
    flat, articles = articles_of(Made(folder))
    milvus = Milvus(EngineAddress(uri))
    done = push_arrays(
        milvus,
        flat,
        articles,
        batch=batch,
        say=lambda count, total: print(json.dumps([count, total]), flush=True),
    )
    print(json.dumps(f"added {done.added:,}, kept {done.kept:,}"), flush=True)
    milvus.close()


def run_push(folder: Path, uri: str, batch: int, *, stop_at: float = 2.0) -> Course:
    """Push in a process of its own, and kill it at a share of its passages."""
    course, began = Course(), time.monotonic()
    with subprocess.Popen(  # noqa: S603 - this file
        [sys.executable, __file__, "--push-into", uri, "--folder", str(folder), "--batch", str(batch)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "XDG_CACHE_HOME": str(folder / "cache")},
    ) as child:
        assert child.stdout is not None
        for line in child.stdout:
            told = json.loads(line)
            if isinstance(told, str):
                course.result = told
            else:
                course.told.append((time.monotonic() - began, told[0]))
                if told[0] >= stop_at * told[1]:
                    # Somewhere in the next batch, rather than between two.
                    time.sleep(course.told[-1][0] / len(course.told) * random.random())  # noqa: S311 - any moment will do
                    child.kill()
                    course.result = f"killed at {told[0]:,} of {told[1]:,}"
                    break
    course.seconds = time.monotonic() - began
    if not course.result:
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


def measure(folder: Path, passages: int, batch: int, *, by_address: bool) -> list[str]:
    """Push whole, push and kill and resume, compare; tells the figures, and gives what differs."""
    there = made(folder, passages)
    with tempfile.TemporaryDirectory(prefix="measure-push-", dir=folder) as scratch:
        places = [Path(scratch, name) for name in ("whole", "halved")]
        servers = [LiteServer(place) if by_address else None for place in places]
        uris = [server.uri if server else f"{place}.db" for server, place in zip(servers, places, strict=True)]
        for place in places:
            place.mkdir()
        with _running(servers[0]):
            _tell("undisturbed", run_push(folder, uris[0], batch))
            with _running(servers[1]):
                _tell("stopped half way", run_push(folder, uris[1], batch, stop_at=0.5))
                if (second := servers[1]) is not None:
                    second.stop()
                    second.start()
                _tell("resumed", run_push(folder, uris[1], batch))
                one, other = (Milvus(EngineAddress(uri)) for uri in uris)
                began = time.monotonic()
                keys = [stored_key(article) for article in articles_of(there)[1]]
                found = [*differing(one, other, keys)]
                head = read_head(one)
                assert head is not None
                print(f"compared {head.count:,} passages and {head.chunks + 1:,} rows of the catalogue in"
                      f" {time.monotonic() - began:,.0f} s: {len(found)} differ", flush=True)  # fmt: skip
                one.close()
                other.close()
    return found


def _running(server: LiteServer | None) -> AbstractContextManager[object]:
    return server or nullcontext()


def _tell(name: str, course: Course) -> None:
    print(
        f"{name}: {course.result}, {course.seconds:,.0f} s; passages a second by quarter: {course.rates()}", flush=True
    )


def main() -> None:
    """Print the figures; exit with 1 where a row differs."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--passages", type=int, default=100_000)
    parser.add_argument("--by-address", action="store_true")
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--batch", type=int, default=BATCH, help="rows of a batch")
    parser.add_argument("--push-into", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.push_into:
        push_into(options.folder, options.push_into, options.batch)
        return
    with tempfile.TemporaryDirectory(prefix="measure-push-") as scratch:
        folder = options.folder or Path(scratch)
        found = measure(folder, options.passages, options.batch, by_address=options.by_address)
    for name in found[:20]:
        print(name)
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
