"""Pushes articles to Milvus: what is missing there is added, the alias is turned, what is gone is deleted.

It can be stopped at any moment and begun again: each batch asks what of it is there. Passages of the same text and
labels stay; all are made anew where the mean length has moved so far that their vectors would bound scores badly, or
where another version pushed them.
"""

import hashlib
import tempfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar

import numpy as np

from glmbot.core.index.arrays import FlatArrays, IndexArrays, catalogue_of, unflatten
from glmbot.core.index.embedded import EmbeddedEngine
from glmbot.core.model import Article
from glmbot.storage.engine_rows import LABELS, PIECE, PIECES, rows_of, stored_key
from glmbot.storage.index_file import save_arrays
from glmbot.storage.lazy_articles import LazyArticles
from glmbot.storage.load import folder_arrays
from glmbot.storage.milvus import Milvus
from glmbot.storage.remote import CHUNK_BYTES, Head, catalogue_arrays, chunk_row, head_row, made_by, read_head

_T = TypeVar("_T")

_PATIENCE_SECONDS: Final = 120.0
BATCH: Final = 400
"""Rows of a batch, at least; an article's stay together."""
MOST_DRIFT: Final = 0.02
"""So far the mean length may move before all passages are made anew."""
_DELETED: Final = 200
_BYTES: Final = 4 * PIECE

Say = Callable[[int, int], None]
"""Told how many passages of how many have been looked at."""


@dataclass(frozen=True)
class Pushed:
    """What a push did, or would do: in passages, but for the articles that were gone."""

    added: int
    kept: int
    gone: int
    anew: bool
    """Whether all passages are made anew."""


def push(
    milvus: Milvus,
    folder: Path,
    *,
    skip_faulty: bool = False,
    dry_run: bool = False,
    batch: int = BATCH,
    say: Say = lambda *_: None,
) -> Pushed:
    """Push the articles of a folder.

    Raises:
        EngineAwayError: the engine does not answer; what was pushed stays, and pushing again goes on.
        CorpusFolderError, CorpusError: the articles can't be read.
    """
    flat = folder_arrays(folder, skip_faulty=skip_faulty)
    arrays = unflatten(flat)
    articles = LazyArticles(folder, arrays, flat)
    return push_arrays(milvus, flat, articles, dry_run=dry_run, batch=batch, say=say)


def push_arrays(
    milvus: Milvus,
    flat: FlatArrays,
    articles: Sequence[Article],
    *,
    dry_run: bool = False,
    batch: int = BATCH,
    say: Say = lambda *_: None,
) -> Pushed:
    """Push articles by their arrays and records.

    Raises:
        EngineAwayError: as `push`.
    """
    return _Push(milvus, flat, articles, batch=batch, say=say).run(dry_run=dry_run)


class _Push:
    def __init__(self, milvus: Milvus, flat: FlatArrays, articles: Sequence[Article], *, batch: int, say: Say) -> None:
        self._milvus, self._articles, self._batch, self._say = milvus, articles, batch, say
        self._arrays: IndexArrays = unflatten(flat)
        self._engine = EmbeddedEngine(self._arrays)
        stored = np.array([stored_key(one) for one in articles], dtype=np.uint64)
        self._stored = stored
        self._flat = {**catalogue_of(flat), "stored": stored}
        digest = hashlib.blake2b(f"{made_by()} {stored.tobytes().hex()}".encode(), digest_size=8)
        digest.update(flat["records.data"].tobytes())
        self._label = digest.hexdigest()
        self._before = read_head(milvus)

    def run(self, *, dry_run: bool) -> Pushed:
        name, mean = self._milvus.address.name, self._engine.statistics.mean_length
        before = self._before
        stays = (
            before is not None
            and before.made_by == made_by()
            and abs(mean / before.pushed_mean - 1) <= MOST_DRIFT
            and self._has(before.passages)
        )
        passages = before.passages if stays and before is not None else f"{name}_passages_{self._label}"
        pushed_mean = before.pushed_mean if stays and before is not None else mean
        if not dry_run:
            self._make(passages, {"passage": 40, "article": 16})
        added = kept = 0
        for rows in self._batches(pushed_mean):
            missing = self._missing(passages, rows)
            if missing and not dry_run:
                self._ask(lambda client, missing=missing: client.upsert(passages, missing))  # type: ignore[misc]
            added, kept = added + len(missing), kept + len(rows) - len(missing)
            self._say(added + kept, len(self._engine.statistics))
        gone = self._gone() if stays else set[int]()
        if not dry_run:
            self._turn(passages, pushed_mean)
            self._delete(passages, gone)
            self._drop(passages)
        return Pushed(added, kept, len(gone), not stays)

    def _batches(self, pushed_mean: float) -> Iterator[list[dict[str, Any]]]:
        batch: list[dict[str, Any]] = []
        for number, article in enumerate(self._articles):
            batch += rows_of(article, number, self._arrays, self._engine, pushed_mean)
            if len(batch) >= self._batch:
                yield batch
                batch = []
        if batch:
            yield batch

    def _missing(self, passages: str, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """The rows of a batch that are not in the collection."""
        if not self._has(passages):
            return [dict(row) for row in rows]
        names = ", ".join(f'"{row["passage"]}"' for row in rows)

        def ask(client: Any) -> set[str]:
            condition = f"passage in [{names}]"
            found = client.query(passages, filter=condition, output_fields=["passage"], consistency_level="Strong")
            return {str(row["passage"]) for row in found}

        there = self._ask(ask)
        return [dict(row) for row in rows if row["passage"] not in there]

    def _turn(self, passages: str, pushed_mean: float) -> None:
        """Write the catalogue, and have the alias stand for it."""
        name = self._milvus.address.name
        catalogue = f"{name}_catalogue_{self._label}"
        self._ask(lambda client: client.flush(passages))
        if read_head(self._milvus, catalogue) is None:
            self._make(catalogue, {})
            chunks = [*self._chunks()]
            for some in _some([*enumerate(chunks, 1)], 32):
                rows = [chunk_row(number, chunk) for number, chunk in some]
                self._ask(lambda client, rows=rows: client.upsert(catalogue, rows))  # type: ignore[misc]
            count, articles = len(self._engine.statistics), len(self._articles)
            head = Head(self._label, made_by(), passages, pushed_mean, len(chunks), articles, count)
            # The head comes last: a catalogue that has one is whole.
            self._ask(lambda client: client.upsert(catalogue, [head_row(head)]))
            self._ask(lambda client: client.flush(catalogue))
        if self._before is None:
            self._ask(lambda client: client.create_alias(catalogue, name))
        else:
            self._ask(lambda client: client.alter_alias(catalogue, name))

    def _chunks(self) -> Iterator[bytes]:
        with tempfile.TemporaryDirectory(prefix="glmbot-push-") as folder:
            place = Path(folder, "catalogue")
            save_arrays(place, self._flat, self._label)
            packed = zlib.compress(place.read_bytes(), 1)
        return (packed[start : start + CHUNK_BYTES] for start in range(0, len(packed), CHUNK_BYTES))

    def _gone(self) -> set[int]:
        """The articles, by their rows' keys, that the catalogue before has, and this one has not."""
        if self._before is None:
            return set()
        return set(catalogue_arrays(self._milvus, self._before)["stored"].tolist()) - set(self._stored.tolist())

    def _delete(self, passages: str, gone: set[int]) -> None:
        for some in _some(sorted(gone), _DELETED):
            keys = ", ".join(f'"{one:016x}"' for one in some)
            self._ask(lambda client, keys=keys: client.delete(passages, filter=f"article in [{keys}]"))  # type: ignore[misc]

    def _drop(self, passages: str) -> None:
        """Drop the collections that the alias does not lead to."""
        name = self._milvus.address.name
        used = {passages, f"{name}_catalogue_{self._label}"}
        for other in self._ask(lambda client: client.list_collections()):
            if other.startswith((f"{name}_passages_", f"{name}_catalogue_")) and other not in used:
                self._ask(lambda client, other=other: client.drop_collection(other))  # type: ignore[misc]

    def _has(self, collection: str) -> bool:
        return bool(self._ask(lambda client: client.has_collection(collection)))

    def _make(self, collection: str, keys: Mapping[str, int]) -> None:
        """Make a collection unless it is there: of passages, where it has keys, or of a catalogue."""
        if self._has(collection):
            return
        from pymilvus import DataType  # noqa: PLC0415 - an extra brings it

        def make(client: Any) -> None:
            schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
            if keys:
                schema.add_field("passage", DataType.VARCHAR, is_primary=True, max_length=keys["passage"])
                schema.add_field("article", DataType.VARCHAR, max_length=keys["article"])
                schema.add_field("place", DataType.INT32)
                schema.add_field("day", DataType.INT32)
                for name in ("jurisdictions", "topics"):
                    schema.add_field(name, DataType.ARRAY, element_type=DataType.INT64, max_capacity=LABELS)
                for name in ("row", "text"):
                    schema.add_field(
                        name, DataType.ARRAY, element_type=DataType.VARCHAR, max_capacity=PIECES, max_length=_BYTES
                    )
            else:
                schema.add_field("number", DataType.INT64, is_primary=True)
                schema.add_field("data", DataType.VARCHAR, max_length=65_535)
            schema.add_field("terms", DataType.SPARSE_FLOAT_VECTOR)
            index = client.prepare_index_params()
            index.add_index("terms", index_type="SPARSE_INVERTED_INDEX", metric_type="IP")
            client.create_collection(collection, schema=schema, index_params=index)

        self._ask(make)

    def _ask(self, work: Callable[[Any], Any]) -> Any:
        return self._milvus.ask(work, seconds=_PATIENCE_SECONDS)


def _some(everything: Sequence[_T], count: int) -> Iterator[Sequence[_T]]:
    return (everything[start : start + count] for start in range(0, len(everything), count))
