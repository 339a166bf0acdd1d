"""The engines that passages can be searched by, each over some articles."""

import importlib.util
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, TypeAlias

from lite_server import LiteServer

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
    with TemporaryDirectory(prefix="glmbot-milvus-") as folder, Server(Path(folder)) as server:
        yield from _pushed(server.address, articles)


class Server(LiteServer):
    """Milvus Lite's own server, with its address."""

    @property
    def address(self) -> EngineAddress:
        """Where the articles stand."""
        return EngineAddress(self.uri)


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
