"""BM25 in arrays: how often each passage has each term, and its weight in small whole numbers, made once."""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt

Ints: TypeAlias = npt.NDArray[np.int32]
Longs: TypeAlias = npt.NDArray[np.int64]
Floats: TypeAlias = npt.NDArray[np.float64]
Levels: TypeAlias = npt.NDArray[np.uint8]
Counts: TypeAlias = npt.NDArray[np.unsignedinteger[Any]]

_CHUNK: Final = 1 << 13
"""Passages that are counted together: a passage's place in its chunk fits into 16 bits."""
_BLOCK: Final = 1 << 17
"""Postings that are weighted together."""
_LEVELS: Final = 100
"""Levels of weights: so many that the sums of most queries fit into 8 bits."""
COMMON: Final = 10
"""A term is common where one passage of so many has it, or more."""


@dataclass(slots=True)
class Listed:
    """The passages that have a term, in order."""

    docs: Ints
    frequencies: Counts
    levels: Levels
    row: Levels | None
    """The level of every passage, where the term is common."""
    most: int
    """The greatest level."""
    idf: float


@dataclass(frozen=True)
class Postings:
    """For each term the passages that have it, in order."""

    starts: Longs
    """Where each term's postings begin; one more than there are terms."""
    docs: Ints
    frequencies: Counts
    levels: Levels
    """The weights of the postings in small whole numbers, rounded up."""
    most: Levels
    """The greatest level of each term."""
    idf: Floats
    norms: Floats
    """What the length of each passage comes to in its weights."""
    common: Ints
    """The terms that many passages have, in order."""
    rows: Levels
    """For each common term the level of every passage; 0 where a passage has it not."""
    k1: float
    mean_length: float

    @property
    def size(self) -> int:
        """How many passages there are."""
        return len(self.norms)

    def of(self, term: int) -> Listed:
        """The postings of a term."""
        start, end = int(self.starts[term]), int(self.starts[term + 1])
        row = self.rows[self.common.searchsorted(term)] if (end - start) * COMMON >= len(self.norms) else None
        here = slice(start, end)
        return Listed(
            self.docs[here], self.frequencies[here], self.levels[here], row, int(self.most[term]), float(self.idf[term])
        )

    def count(self, term: int) -> int:
        """How many passages have a term."""
        return int(self.starts[term + 1] - self.starts[term])


def weigh(idf: Floats, frequencies: Counts, norms: Floats, k1: float) -> Floats:
    """What terms weigh in passages, in rank_bm25's own order of operations: sums are its scores to the last bit."""
    weights: Floats = idf * (frequencies * (k1 + 1) / (frequencies + norms))
    return weights


@dataclass(frozen=True)
class Scoring:
    """BM25's parameters, and the idf of a term that stands in some of all passages."""

    k1: float
    b: float
    idf: Callable[[int, int], float]

    @property
    def label(self) -> str:
        """What stands for the parameters and the idf: other scores, another label."""
        return f"k1={self.k1} b={self.b} idf={self.idf(1, 10)!r},{self.idf(9, 10)!r},{self.idf(500, 1_000_000)!r}"


def build_postings(flat: Ints, lengths: Ints, terms: int, scoring: Scoring) -> Postings:
    """Postings of passages: `flat` holds their term ids one passage after the other, `lengths` how many each has."""
    counts, often = np.zeros(terms, dtype=np.int64), 0
    for chunk in _chunks(flat, lengths):
        groups, sizes = chunk.groups()
        counts[groups] += sizes
        often = max(often, int(chunk.frequencies.max(initial=0)))
    starts = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(counts)])
    docs = np.empty(int(starts[-1]), dtype=np.int32)
    frequencies = np.empty(len(docs), dtype=np.min_scalar_type(often))
    cursor = starts[:-1].copy()
    for chunk in _chunks(flat, lengths):
        groups, sizes = chunk.groups()
        places = np.repeat(cursor[groups] - (np.cumsum(sizes) - sizes), sizes) + np.arange(len(chunk.terms))
        docs[places], frequencies[places] = chunk.docs, chunk.frequencies
        cursor[groups] += sizes
    size = len(lengths)
    mean = int(flat.size) / size if size and flat.size else 1.0
    norms = scoring.k1 * (1 - scoring.b + scoring.b * lengths.astype(np.float64) / mean)
    listed = counts.tolist()
    by_count = {count: scoring.idf(count, size) for count in set(listed)}
    idf = np.array([by_count[count] for count in listed], dtype=np.float64)
    levels = np.empty(len(docs), dtype=np.uint8)
    most = np.zeros(terms, dtype=np.uint8)
    # No weight is greater than its idf times k1 + 1.
    unit = idf[counts > 0].max(initial=0.0) * (scoring.k1 + 1) / _LEVELS
    for first, last in _blocks(starts):
        block = slice(int(starts[first]), int(starts[last]))
        weights = weigh(
            np.repeat(idf[first:last], counts[first:last]), frequencies[block], norms[docs[block]], scoring.k1
        )
        levels[block] = np.ceil(weights / unit)
        present = np.flatnonzero(counts[first:last])
        if len(present):
            most[first + present] = np.maximum.reduceat(levels[block], starts[first:last][present] - starts[first])
    common = np.flatnonzero(counts * COMMON >= max(size, 1)).astype(np.int32)
    rows = np.zeros((len(common), size), dtype=np.uint8)
    for row, term in zip(rows, common.tolist(), strict=True):
        here = slice(int(starts[term]), int(starts[term + 1]))
        row[docs[here]] = levels[here]
    return Postings(starts, docs, frequencies, levels, most, idf, norms, common, rows, scoring.k1, mean)


@dataclass(frozen=True)
class _Chunk:
    """Term, passage and frequency of each posting of some passages, ordered by term, then by passage."""

    terms: Ints
    docs: Ints
    frequencies: Ints

    def groups(self) -> tuple[Ints, Longs]:
        """The distinct terms, and how many postings each has."""
        first = _firsts(self.terms)
        return self.terms[first], np.diff(np.append(first, len(self.terms)))


def _chunks(flat: Ints, lengths: Ints) -> Iterator[_Chunk]:
    ends = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(lengths, dtype=np.int64)])
    for start in range(0, len(lengths), _CHUNK):
        sizes = lengths[start : start + _CHUNK]
        terms = flat[ends[start] : ends[start + len(sizes)]].astype(np.int64)
        keys = (terms << 16) | np.repeat(np.arange(len(sizes)), sizes)
        keys.sort()
        first = _firsts(keys)
        often = np.diff(np.append(first, len(keys))).astype(np.int32)
        single = keys[first]
        yield _Chunk((single >> 16).astype(np.int32), ((single & 0xFFFF) + start).astype(np.int32), often)


def _firsts(ordered: npt.NDArray[np.integer]) -> Longs:
    """Where each distinct value of an ordered array begins."""
    if not len(ordered):
        return np.zeros(0, dtype=np.int64)
    return np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))


def _blocks(starts: Longs) -> Iterator[tuple[int, int]]:
    """Ranges of terms with about `_BLOCK` postings each, at least one term."""
    cuts = [0]
    while cuts[-1] < len(starts) - 1:
        after = int(np.searchsorted(starts, starts[cuts[-1]] + _BLOCK, side="right")) - 1
        cuts.append(min(max(after, cuts[-1] + 1), len(starts) - 1))
    return itertools.pairwise(cuts)
