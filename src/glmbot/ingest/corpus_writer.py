"""The corpus that articles come into: duplicates found, files written whole or not at all, and removed."""

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from filelock import FileLock, Timeout

from glmbot.core.corpus.article_file import CorpusError, format_article, parse_article
from glmbot.core.model import Article
from glmbot.ingest.drafts import keys_of
from glmbot.ingest.inputs import StoreError, refuse_shipped
from glmbot.ingest.likeness import NEARLY, Likenesses, Signature, likeness, runs_of, signature_of
from glmbot.ingest.refusals import RefusalError
from glmbot.storage.atomic_file import TEMPORARY, write_whole
from glmbot.storage.index_file import DamagedError, load_arrays, save_arrays
from glmbot.storage.load import article_paths
from glmbot.storage.regular_file import ARTICLE_BYTES, read_regular

KEPT_NAME: Final = ".glmbot-likeness"
LOCK_NAME: Final = ".glmbot-adding"
_LABEL: Final = "likeness 1"
_KEYS: Final = 4
_KEEP_EVERY: Final = 2000


@dataclass(frozen=True, slots=True)
class Duplicate:
    """An article of the corpus that an input repeats, and how that is known."""

    path: Path
    why: str

    @property
    def article_id(self) -> str:
        """The id of the article that is there."""
        return self.path.stem


@dataclass(frozen=True, slots=True)
class _Known:
    """What is remembered of an article file: its size and time tell whether it has changed."""

    stamp: tuple[int, int]
    keys: tuple[int, ...]
    signature: Signature


class Store:
    """The articles of a folder by their addresses and their likeness."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._paths: list[str] = []
        self._by_key: dict[int, int] = {}
        self._likenesses = Likenesses()
        self._stamps: list[tuple[int, int]] = []
        self._keys: list[tuple[int, ...]] = []
        self._since_kept = 0
        kept = self._kept()
        for path in article_paths(folder):
            name = str(path.relative_to(folder))
            status = path.stat()
            stamp = (status.st_size, status.st_mtime_ns)
            known = kept.get(name)
            if known is None or known.stamp != stamp:
                known = _read(path, stamp)
            if known:
                self._remember(name, known)

    def duplicate(self, article: Article) -> Duplicate | None:
        """The article that has the same address, or nearly the same text."""
        for key in _numbers(article):
            if (number := self._by_key.get(key)) is not None and self._paths[number]:
                return Duplicate(self.folder / self._paths[number], "the same address, or day and title")
        runs = runs_of(article.body)
        for number in self._likenesses.near(signature_of(runs)):
            path = self.folder / self._paths[number]
            if self._paths[number] and (share := self._share(path, runs)) >= NEARLY:
                return Duplicate(path, f"{share:.0%} of its text is the same")
        return None

    def path_of(self, article: Article) -> Path:
        """Where an article belongs."""
        return self.folder / f"{article.date.year:04}" / f"{article.article_id}.md"

    def add(self, article: Article) -> None:
        """Write an article's file, whole or not at all.

        Raises:
            RefusalError: another file has its place, or it is too long.
        """
        path = self.path_of(article)
        if os.path.lexists(path):
            raise RefusalError(f"{path} is there already, and is faulty; run 'glmbot corpus check'")
        self._write(path, article)

    def replace(self, old: Path, article: Article) -> None:
        """Write an article in another's place, which goes when the new one is there."""
        path = self.path_of(article)
        self._forget(old)
        self._write(path, article)
        if path != old:
            old.unlink(missing_ok=True)

    def remember(self, article: Article) -> None:
        """Take an article as known without writing it, so that a rehearsal tells duplicates among its inputs."""
        runs = runs_of(article.body)
        self._remember(
            str(self.path_of(article).relative_to(self.folder)),
            _Known((0, 0), _numbers(article), signature_of(runs)),
        )

    def keep(self) -> None:
        """Save what is known beside the articles, so that the next start reads only what has changed."""
        rows = [number for number, path in enumerate(self._paths) if path]
        names = json.dumps([self._paths[number] for number in rows]).encode()
        arrays: dict[str, np.typing.NDArray[Any]] = {
            "names": np.frombuffer(names, dtype=np.uint8),
            "stamps": np.array([self._stamps[number] for number in rows], dtype=np.int64).reshape(-1, 2),
            "keys": np.array([_padded(self._keys[number]) for number in rows], dtype=np.uint64).reshape(-1, _KEYS),
            "signatures": np.array([self._likenesses[number] for number in rows], dtype=np.uint32),
        }
        self._since_kept = 0
        save_arrays(self.folder / KEPT_NAME, arrays, _LABEL)

    def _share(self, path: Path, runs: np.typing.NDArray[np.uint64]) -> float:
        try:
            return likeness(runs, runs_of(parse_article(read_regular(path), path.name).body))
        except (OSError, CorpusError):
            return 0.0

    def _write(self, path: Path, article: Article) -> None:
        raw = format_article(article).encode("utf-8")
        if len(raw) > ARTICLE_BYTES:
            raise RefusalError(f"an article of {len(raw):,} bytes; {ARTICLE_BYTES:,} are the most")
        try:
            write_whole(path, raw)
        except OSError as error:
            raise StoreError(f"{path}: can't be written ({error.strerror})") from None
        status = path.stat()
        stamp = (status.st_size, status.st_mtime_ns)
        runs = runs_of(article.body)
        self._remember(str(path.relative_to(self.folder)), _Known(stamp, _numbers(article), signature_of(runs)))
        self._since_kept += 1
        if self._since_kept >= _KEEP_EVERY:
            self.keep()

    def _remember(self, name: str, known: _Known) -> None:
        number = self._likenesses.add(known.signature)
        self._paths.append(name)
        self._stamps.append(known.stamp)
        self._keys.append(known.keys)
        for key in known.keys:
            self._by_key[key] = number

    def _forget(self, path: Path) -> None:
        name = str(path.relative_to(self.folder))
        self._paths = ["" if one == name else one for one in self._paths]

    def _kept(self) -> dict[str, _Known]:
        try:
            arrays, label = load_arrays(self.folder / KEPT_NAME)
        except (OSError, DamagedError):
            return {}
        if label != _LABEL:
            return {}
        names = json.loads(arrays["names"].tobytes())
        rows = zip(names, arrays["stamps"], arrays["keys"], arrays["signatures"], strict=True)
        return {
            name: _Known((int(stamp[0]), int(stamp[1])), tuple(int(key) for key in keys if key), np.array(signature))
            for name, stamp, keys, signature in rows
        }


@contextmanager
def open_store(folder: Path, *, writes: bool = True) -> Iterator[Store]:
    """A folder's store, which nobody else writes to meanwhile; what is known is saved at the end.

    Raises:
        StoreError: it is the packaged corpus, can't be written to, or another glmbot writes to it.
    """
    if not writes:
        yield Store(folder)
        return
    refuse_shipped(folder)
    article_paths(folder)  # says what is wrong with the folder, before anything is written there
    lock = FileLock(folder / LOCK_NAME)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise StoreError(f"{folder}: another glmbot adds articles there; wait until it has ended") from None
    except OSError as error:
        raise StoreError(f"{folder}: can't be written to ({error.strerror}); check its permissions") from None
    try:
        for left in folder.rglob(f"{TEMPORARY}*"):
            left.unlink(missing_ok=True)
        store = Store(folder)
        try:
            yield store
        finally:
            store.keep()
    finally:
        lock.release()


def _read(path: Path, stamp: tuple[int, int]) -> _Known | None:
    """An article file as it is remembered; None where it is faulty."""
    try:
        article = parse_article(read_regular(path), str(path))
    except (OSError, CorpusError):
        return None
    return _Known(stamp, _numbers(article), signature_of(runs_of(article.body)))


def _numbers(article: Article) -> tuple[int, ...]:
    return tuple(
        int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "little") or 1 for key in keys_of(article)
    )


def _padded(keys: Sequence[int]) -> list[int]:
    return [*keys, *([0] * _KEYS)][:_KEYS]
