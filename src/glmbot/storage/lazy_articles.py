"""Articles of a large corpus: their records in arrays, their texts read from their files when they are needed."""

import datetime as dt
import json
import os
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, Final, TypeAlias, overload

import numpy as np

from glmbot.core.corpus.article_file import CorpusError, parse_article, read_body
from glmbot.core.corpus.stored_article import BodyReader, Renewal, StoredArticle
from glmbot.core.index.arrays import CatalogueArrays, FlatArrays
from glmbot.core.model import Article
from glmbot.core.text.strings import Bytes, Longs
from glmbot.storage.regular_file import read_regular

_REMEMBERED: Final = 4096

TextsOf: TypeAlias = Callable[[int, Mapping[str, Any]], tuple[str, BodyReader, Renewal]]
"""For an article's number and record, where its text is kept, and how it is read, and read anew."""


class LazyArticles(Sequence[Article]):
    """The articles by number, in the order of their ids."""

    def __init__(self, texts: Path | TextsOf, index: CatalogueArrays, records: FlatArrays) -> None:
        """Take where the texts are (a folder of files), the index of the articles, and what `record_arrays` made."""
        self._texts = partial(_in_folder, str(texts)) if isinstance(texts, Path) else texts
        self._ends: Longs = records["records.ends"]
        self._data: Bytes = records["records.data"]
        self._keys = index.articles.keys
        self._make = lru_cache(maxsize=_REMEMBERED)(self._article)

    def __len__(self) -> int:
        return len(self._ends)

    @overload
    def __getitem__(self, place: int) -> Article: ...
    @overload
    def __getitem__(self, place: slice) -> list[Article]: ...
    def __getitem__(self, place: int | slice) -> Article | list[Article]:
        if isinstance(place, slice):
            return [self._make(one) for one in range(*place.indices(len(self)))]
        if not -len(self) <= place < len(self):
            raise IndexError(place)
        return self._make(int(place) % len(self))

    def _article(self, number: int) -> Article:
        start = int(self._ends[number - 1]) if number else 0
        record = json.loads(self._data[start : int(self._ends[number])].tobytes())
        place, body, renew = self._texts(number, record)
        return StoredArticle(
            {
                "article_id": record["id"],
                "title": record["title"],
                "date": dt.date.fromordinal(record["date"]),
                "jurisdictions": tuple(record["jurisdictions"]),
                "authors": tuple(record["authors"]),
                "topics": tuple(record["topics"]),
                "url": record["url"],
                "retrieved": None if record["retrieved"] is None else dt.date.fromordinal(record["retrieved"]),
                "origin": record["origin"],
            },
            key=f"{int(self._keys[number]):016x}",
            place=place,
            read_body=body,
            renew=renew,
        )


def _in_folder(folder: str, _: int, record: Mapping[str, Any]) -> tuple[str, BodyReader, Renewal]:
    path = os.path.join(folder, record["path"])  # noqa: PTH118 - three times as quick as Path's
    return path, partial(_read_body, path), partial(_read_article, path)


def _read_body(path: str) -> str | None:
    try:
        return read_body(read_regular(path), path)
    except (OSError, CorpusError):
        return None


def _read_article(path: str) -> Article | None:
    try:
        return parse_article(read_regular(path), path)
    except (OSError, CorpusError):
        return None


def record_of(article: Article, path: Path) -> bytes:
    """What is kept of an article beside its text; `path` is that of its file below the folder."""
    record = {
        "id": article.article_id,
        "title": article.title,
        "date": article.date.toordinal(),
        "jurisdictions": article.jurisdictions,
        "authors": article.authors,
        "topics": article.topics,
        "url": article.url,
        "retrieved": article.retrieved and article.retrieved.toordinal(),
        "origin": article.origin,
        "path": str(path),
    }
    return json.dumps(record).encode()


def record_arrays(records: Sequence[bytes]) -> FlatArrays:
    """The records as arrays."""
    ends = np.cumsum([len(one) for one in records], dtype=np.int64)
    return {"records.ends": ends, "records.data": np.frombuffer(b"".join(records), dtype=np.uint8)}
