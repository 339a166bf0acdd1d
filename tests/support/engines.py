"""The engines that passages can be searched by, each over some articles."""

import importlib.util
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, TypeAlias

from glmbot.config import EngineAddress
from glmbot.core.index.arrays import flatten
from glmbot.core.index.corpus_index import CorpusIndex
from glmbot.core.model import Article
from glmbot.storage.lazy_articles import record_arrays, record_of
from glmbot.storage.milvus import Milvus
from glmbot.storage.push import push_arrays
from glmbot.storage.remote import read_head, remote_index
from support.articles import corpus_of
from support.words import ANALYZER, indexed

Opened: TypeAlias = Callable[[Sequence[Article]], AbstractContextManager[CorpusIndex]]
"""Articles, ready to be searched by an engine."""


def missing() -> str | None:
    """Why Milvus can't be had here; None where it can."""
    if importlib.util.find_spec("pymilvus") and importlib.util.find_spec("milvus_lite"):
        return None
    return "Milvus is not installed (pip install 'glmbot[milvus]')"


@contextmanager
def embedded(articles: Sequence[Article]) -> Iterator[CorpusIndex]:
    """The articles in the engine of one machine."""
    yield CorpusIndex.embedded(corpus_of(*articles), ANALYZER, indexed(*articles))


@contextmanager
def in_process(articles: Sequence[Article]) -> Iterator[CorpusIndex]:
    """The articles in Milvus Lite, in this process."""
    with TemporaryDirectory(prefix="glmbot-milvus-") as folder:
        yield from _pushed(EngineAddress(str(Path(folder, "articles.db"))), articles)


@contextmanager
def by_address(articles: Sequence[Article]) -> Iterator[CorpusIndex]:
    """The articles in Milvus Lite, behind a server of its own."""
    with TemporaryDirectory(prefix="glmbot-milvus-") as folder:
        server = Server(Path(folder))
        server.start()
        try:
            yield from _pushed(server.address, articles)
        finally:
            server.stop()


class Server:
    """Milvus Lite's own server, on a port of this machine."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = int(free.getsockname()[1])
        self.address = EngineAddress(f"http://127.0.0.1:{self._port}")
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and wait until it listens."""
        command = ["server", "--data-dir", str(self._folder / "data"), "--host", "127.0.0.1", "--port", str(self._port)]
        self._process = subprocess.Popen(
            [sys.executable, "-m", "milvus_lite", *command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(600):
            with socket.socket() as one:
                if one.connect_ex(("127.0.0.1", self._port)) == 0:
                    return
            assert self._process.poll() is None, "milvus-lite server ended"
            time.sleep(0.1)
        self.stop()
        raise AssertionError("milvus-lite server does not listen")

    def stop(self) -> None:
        """Kill it, as a machine that fails."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()


def flat_of(articles: Sequence[Article]) -> Mapping[str, object]:
    """The arrays and records of some articles."""
    ordered = sorted(articles, key=lambda one: one.article_id)
    records = [record_of(one, Path(f"{one.article_id}.md")) for one in ordered]
    return {**flatten(indexed(*ordered)), **record_arrays(records)}


def _pushed(address: EngineAddress, articles: Sequence[Article]) -> Iterator[CorpusIndex]:
    milvus = Milvus(address)
    push_arrays(milvus, flat_of(articles), corpus_of(*articles).articles)  # type: ignore[arg-type]
    head = read_head(milvus)
    assert head is not None
    yield remote_index(milvus, head, ANALYZER)
    milvus.close()


ENGINES: Final[Mapping[str, Opened]] = {
    "embedded": embedded,
    "Milvus Lite in this process": in_process,
    "Milvus Lite by address": by_address,
}
