"""Articles that stand in Milvus: their catalogue, kept in pieces there and in a file here, and an answerer over them.

An alias, the name of the articles, stands for the collection that holds their catalogue; its first row names the
collection of the passages. A push writes another catalogue and turns the alias, so that each question sees one or the
other, whole. The catalogue that was opened last is kept, so that a bot can start from it while the server is away.
"""

import asyncio
import base64
import contextlib
import hashlib
import json
import logging
import tempfile
import time
import zlib
from collections.abc import AsyncIterator, Mapping
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Final

from glmbot import __version__
from glmbot.config import EngineAddress
from glmbot.core.answering.answerer import Answerer
from glmbot.core.corpus.article_file import Corpus
from glmbot.core.corpus.stored_article import BodyReader, Renewal
from glmbot.core.index.arrays import FORMAT, FlatArrays, unflatten_catalogue
from glmbot.core.index.bm25 import SCORING, Statistics
from glmbot.core.index.corpus_index import CorpusIndex
from glmbot.core.index.engine import EngineAwayError
from glmbot.core.ranking.reading import Reader
from glmbot.core.text.tokens import Analyzer
from glmbot.storage.atomic_file import write_whole
from glmbot.storage.engine_rows import ROW_FORMAT
from glmbot.storage.index_file import DamagedError, cache_folders, label_of, load_arrays
from glmbot.storage.lazy_articles import LazyArticles
from glmbot.storage.load import answerer_over
from glmbot.storage.milvus import EngineError, Milvus
from glmbot.storage.milvus_engine import MilvusEngine
from glmbot.storage.resources import packed_label, read_resources

_log = logging.getLogger(__name__)

CHUNK_BYTES: Final = 45_000
"""Bytes of a catalogue in a row: no more than 60,000 as text."""
CHUNKS_AT_ONCE: Final = 64
LOOK_SECONDS: Final = 60.0
"""How often a bot looks whether other articles were pushed."""
LOOK_AWAY_SECONDS: Final = 5.0
"""How often it looks whether a server that was away answers again."""
_PATIENCE_SECONDS: Final = 60.0


@dataclass(frozen=True)
class Head:
    """What the first row of a catalogue says."""

    label: str
    """What stands for the articles, and for the version that made the catalogue."""
    made_by: str
    passages: str
    """The collection of the passages."""
    pushed_mean: float
    """The mean length that the passages' vectors were made with."""
    chunks: int
    articles: int
    count: int
    """How many passages there are."""


_NO_HEAD: Final = Head("", "", "", 1.0, 0, 0, 0)
"""Made by no version."""


def made_by() -> str:
    """What a catalogue depends on beside the articles: the words, the stemmer, the scoring, the forms of the data."""
    return f"{__version__} {FORMAT} {ROW_FORMAT} {packed_label()} {SCORING.label}"


def read_head(milvus: Milvus, collection: str | None = None) -> Head | None:
    """The head of the catalogue that the alias stands for, or of another; None where there is none."""

    def ask(client: Any) -> str | None:
        name = collection or milvus.address.name
        if not client.has_collection(name):
            return None
        rows = client.query(name, filter="number == 0", output_fields=["data"], consistency_level="Strong")
        return str(rows[0]["data"]) if rows else None

    written = milvus.ask(ask)
    return None if written is None else _head_of(written)


def _head_of(written: str | bytes) -> Head:
    """The head that was written, perhaps by another version: with fields that are unknown here, or without some."""
    given = json.loads(written)
    known = {field: given[field] for field in asdict(_NO_HEAD) if field in given}
    return Head(**known) if len(known) == len(asdict(_NO_HEAD)) else replace(_NO_HEAD, label=str(given.get("label")))


def head_row(head: Head) -> dict[str, Any]:
    """The first row of a catalogue."""
    return {"number": 0, "data": json.dumps(asdict(head)), "terms": {0: 1.0}}


def chunk_row(number: int, chunk: bytes) -> dict[str, Any]:
    """A row with a piece of a catalogue, numbered from 1."""
    return {"number": number, "data": base64.b85encode(chunk).decode(), "terms": {0: 1.0}}


def open_remote(address: EngineAddress, *, reader: Reader | None = None) -> Answerer:
    """An Answerer over the articles that were pushed to an engine.

    Raises:
        EngineAwayError: the engine does not answer.
        EngineError: nothing was pushed, or by another version; or pymilvus is missing.
    """
    return RemoteArticles(address, reader=reader, own=False).open()


class RemoteArticles:
    """The articles that were pushed to an engine, for a process that lives long."""

    def __init__(self, address: EngineAddress, *, reader: Reader | None = None, own: bool = True) -> None:
        """Take where they are, and whether the catalogue is to be the process's `own` (`load_arrays`).

        Raises:
            EngineError: pymilvus is missing.
        """
        self._milvus, self._reader, self._own = Milvus(address), reader, own
        self._settled = ""
        """The label of the articles that were opened last, or that can't be."""

    def open(self) -> Answerer:
        """An Answerer over the articles as they are now.

        Raises:
            EngineAwayError: the engine does not answer.
            EngineError: nothing was pushed, or by another version.
        """
        address, head = self._milvus.address, read_head(self._milvus)
        if head is None:
            raise EngineError(f"{address}: no articles were pushed there; glmbot corpus push does it")
        if head.made_by != made_by():
            self._settled = head.label
            raise EngineError(f"{address}: another version pushed the articles; push them again: glmbot corpus push")
        answerer = self._over(head)
        _keep(address, head)
        return answerer

    def start(self) -> Answerer:
        """An Answerer at the start of a bot: while the engine is away, over the articles that were opened last.

        Where none were, it waits for the engine.

        Raises:
            EngineError: as `open`.
        """
        is_told = False
        while True:
            try:
                return self.open()
            except EngineAwayError:
                if (head := _kept(self._milvus.address)) is not None and head.made_by == made_by():
                    _log.warning("%s: starting with the catalogue that was fetched last", self._milvus.address)
                    return self._over(head)
                if not is_told:
                    _log.warning("%s: no catalogue was fetched yet; waiting for the engine", self._milvus.address)
                is_told = True
            time.sleep(LOOK_AWAY_SECONDS)

    async def changed(self) -> AsyncIterator[None]:
        """Yield whenever other articles are there than were opened last, as long as they are not opened."""
        while True:
            await asyncio.sleep(LOOK_AWAY_SECONDS if self._milvus.away else LOOK_SECONDS)
            with contextlib.suppress(EngineAwayError):
                head = await asyncio.to_thread(read_head, self._milvus)
                if head is not None and head.label != self._settled:
                    yield

    def _over(self, head: Head) -> Answerer:
        resources = read_resources()
        index = remote_index(self._milvus, head, resources.analyzer, own=self._own)
        answerer = answerer_over(index, resources, reader=self._reader)
        self._settled = head.label
        return answerer


def remote_index(milvus: Milvus, head: Head, analyzer: Analyzer, *, own: bool = False) -> CorpusIndex:
    """The articles of a catalogue, ready to be searched; `own` as for `load_arrays`."""
    flat = catalogue_arrays(milvus, head, own=own)
    arrays = unflatten_catalogue(flat)
    statistics = Statistics(arrays.terms, flat["counts"], head.count, float(flat["mean_length"][0]))
    engine = MilvusEngine(
        milvus, head.passages, arrays, statistics, stored=flat["stored"], pushed_mean=head.pushed_mean
    )

    def texts(number: int, record: Mapping[str, Any]) -> tuple[str, BodyReader, Renewal]:
        return f"{milvus.address}: {record['id']}", partial(engine.body, number), lambda: None

    engine.articles = LazyArticles(texts, arrays, flat)
    return CorpusIndex(Corpus(engine.articles), analyzer, arrays, engine)


def catalogue_arrays(milvus: Milvus, head: Head, *, own: bool = False) -> FlatArrays:
    """The arrays of a catalogue, from the file that holds it here, or fetched; `own` as for `load_arrays`.

    Raises:
        EngineAwayError, EngineError: it is not here, and can't be fetched.
    """
    for folder in cache_folders():
        place = _catalogue_in(folder, head)
        try:
            if label_of(place) == head.label:
                with contextlib.suppress(DamagedError):
                    return load_arrays(place, own=own)[0]
            write_whole(place, _fetched(milvus, head))
            return load_arrays(place, own=own)[0]
        except (DamagedError, OSError) as error:
            _log.info("%s: the catalogue can't be kept there (%s)", place, error)
    with tempfile.TemporaryDirectory(prefix="glmbot-catalogue-") as scratch:
        place = _catalogue_in(Path(scratch), head)
        write_whole(place, _fetched(milvus, head))
        return load_arrays(place, own=True)[0]


def _catalogue_in(folder: Path, head: Head) -> Path:
    return folder / f"{head.label}.catalogue"


def _head_in(folder: Path, address: EngineAddress) -> Path:
    digest = hashlib.blake2b(f"{address.uri}\0{address.name}".encode(), digest_size=8)
    return folder / f"{digest.hexdigest()}.head"


def _kept(address: EngineAddress) -> Head | None:
    """The head of the catalogue that was opened last, if both are here."""
    for folder in cache_folders():
        with contextlib.suppress(OSError, ValueError):
            head = _head_of(_head_in(folder, address).read_bytes())
            if label_of(_catalogue_in(folder, head)) == head.label:
                return head
    return None


def _keep(address: EngineAddress, head: Head) -> None:
    """Keep a head for a start without the engine; the catalogue of the one before is of no more use."""
    if (before := _kept(address)) == head:
        return
    for folder in cache_folders():
        with contextlib.suppress(OSError):
            write_whole(_head_in(folder, address), json.dumps(asdict(head)).encode())
            if before is not None and before.label != head.label:
                _catalogue_in(folder, before).unlink(missing_ok=True)


def _fetched(milvus: Milvus, head: Head) -> bytes:
    chunks: dict[int, bytes] = {}
    collection = f"{milvus.address.name}_catalogue_{head.label}"
    for first in range(1, head.chunks + 1, CHUNKS_AT_ONCE):
        condition = f"number >= {first} and number < {first + CHUNKS_AT_ONCE}"

        def ask(client: Any, condition: str = condition) -> list[Any]:
            return [*client.query(collection, filter=condition, output_fields=["number", "data"])]

        for row in milvus.ask(ask, seconds=_PATIENCE_SECONDS):
            chunks[int(row["number"])] = base64.b85decode(row["data"])
    try:
        return zlib.decompress(b"".join(chunks[number] for number in range(1, head.chunks + 1)))
    except (KeyError, zlib.error):
        raise EngineError(f"{milvus.address}: the catalogue is not whole; push it again: glmbot corpus push") from None
