"""How alike two texts are: MinHash signatures over runs of words, and the exact share that confirms them."""

import re
import zlib
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt

SIZE: Final = 64
BANDS: Final = 16
RUN: Final = 4
NEARLY: Final = 0.9

_WORD: Final = re.compile(r"\w+")
_random: Final = np.random.default_rng(20111206)
_FACTORS: Final = _random.integers(1, 1 << 63, SIZE, dtype=np.uint64) | np.uint64(1)
_OFFSETS: Final = _random.integers(0, 1 << 63, SIZE, dtype=np.uint64)
_SPREAD: Final = np.uint64(0x9E3779B97F4A7C15)

Signature = npt.NDArray[np.uint32]


def runs_of(text: str) -> npt.NDArray[np.uint64]:
    """The runs of four words of a text, each as a number, without repetition."""
    words = np.array([zlib.crc32(word.encode()) for word in _WORD.findall(text.lower())] or [0], dtype=np.uint64)
    count = max(1, len(words) - RUN + 1)
    runs = np.zeros(count, dtype=np.uint64)
    for place in range(min(RUN, len(words))):
        runs = (runs ^ words[place : place + count]) * _SPREAD
        runs ^= runs >> np.uint64(29)
    return np.unique(runs)


def signature_of(runs: npt.NDArray[np.uint64]) -> Signature:
    """For each of 64 orders, the first run in that order."""
    least = np.full(SIZE, np.iinfo(np.uint64).max, dtype=np.uint64)
    for start in range(0, len(runs), 4096):  # a long text is no reason for a large table
        mixed = runs[start : start + 4096, None] * _FACTORS + _OFFSETS
        least = np.minimum(least, mixed.min(axis=0))
    return (least >> np.uint64(32)).astype(np.uint32)


def likeness(one: npt.NDArray[np.uint64], other: npt.NDArray[np.uint64]) -> float:
    """The share of runs that two texts have in common, of all that either has."""
    common = len(np.intersect1d(one, other, assume_unique=True))
    return common / (len(one) + len(other) - common)


class Likenesses:
    """The signatures of many texts, in one growing table, searched by bands."""

    def __init__(self) -> None:
        self._table: Signature = np.zeros((256, SIZE), dtype=np.uint32)
        self._bands: npt.NDArray[np.uint64] = np.zeros((256, BANDS), dtype=np.uint64)
        self._count = 0

    def add(self, signature: Signature) -> int:
        """Keep a signature; gives its number."""
        if self._count == len(self._table):
            self._table = np.concatenate([self._table, np.zeros_like(self._table)])
            self._bands = np.concatenate([self._bands, np.zeros_like(self._bands)])
        self._table[self._count] = signature
        self._bands[self._count] = _bands_of(signature)
        self._count += 1
        return self._count - 1

    def near(self, signature: Signature, least: float = NEARLY - 0.15) -> Sequence[int]:
        """The numbers of the signatures that are likely near, nearest first; estimates stray, so `least` is lower."""
        same = (self._bands[: self._count] == _bands_of(signature)).any(axis=1)
        found = np.flatnonzero(same)
        estimates = (self._table[found] == signature).mean(axis=1)
        order = np.argsort(-estimates, kind="stable")
        return [int(found[place]) for place in order if estimates[place] >= least]

    def __getitem__(self, number: int) -> Signature:
        signature: Signature = self._table[number]
        return signature


def _bands_of(signature: Signature) -> npt.NDArray[np.uint64]:
    rows: npt.NDArray[Any] = signature.reshape(BANDS, -1).astype(np.uint64)
    bands = np.zeros(BANDS, dtype=np.uint64)
    for place in range(rows.shape[1]):
        bands = (bands ^ rows[:, place]) * _SPREAD
    return bands
