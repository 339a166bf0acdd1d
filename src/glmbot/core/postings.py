"""BM25 in arrays: the weight of each posting computed once (eager scoring as in BM25S, arXiv 2407.03618)."""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

Ints: TypeAlias = npt.NDArray[np.int32]
Longs: TypeAlias = npt.NDArray[np.int64]
Floats: TypeAlias = npt.NDArray[np.float64]
Levels: TypeAlias = npt.NDArray[np.uint8]

_CHUNK: Final = 1 << 13
"""Passages that are counted together: a passage's place in its chunk fits into 16 bits."""
_BLOCK: Final = 1 << 17
"""Postings that are weighted together."""
_LEVELS: Final = 100
"""Levels of weights: so many that the sums of most queries fit into 8 bits."""
COMMON: Final = 10
"""A term is common where one passage of so many has it, or more."""


@dataclass(frozen=True)
class Postings:
    """For each term the passages that have it, in order, with their weights."""

    starts: Longs
    """Where each term's postings begin; one more than there are terms."""
    docs: Ints
    weights: Floats
    most: Floats
    """The greatest weight of each term."""
    idf: Floats
    unit: float
    """The weight that a level stands for."""
    levels: Levels
    """The weights in levels, rounded up."""
    common: Ints
    """The terms that many passages have, in order."""
    rows: Levels
    """For each common term the level of every passage; 0 where a passage has it not."""
    size: int
    """How many passages there are."""
    mean_length: float

    def of(self, term: int) -> tuple[Ints, Floats]:
        """The passages of a term and their weights."""
        start, end = self.starts[term], self.starts[term + 1]
        return self.docs[start:end], self.weights[start:end]

    def levels_of(self, term: int) -> tuple[Levels, Levels | None]:
        """The levels of a term's postings, and the row of all passages where it is common."""
        start, end = self.starts[term], self.starts[term + 1]
        is_common = (end - start) * COMMON >= self.size
        return self.levels[start:end], self.rows[self.common.searchsorted(term)] if is_common else None

    def count(self, term: int) -> int:
        """How many passages have a term."""
        return int(self.starts[term + 1] - self.starts[term])


@dataclass(frozen=True)
class Scoring:
    """BM25's parameters, and the idf of a term that stands in some of all passages."""

    k1: float
    b: float
    idf: Callable[[int, int], float]


def build_postings(flat: Ints, lengths: Ints, terms: int, scoring: Scoring) -> Postings:
    """Postings of passages: `flat` holds their term ids one passage after the other, `lengths` how many each has.

    weight = idf * (f * (k1 + 1) / (f + k1 * (1 - b + b * length / mean))), in rank_bm25's own order of operations, so
    that sums over terms are its scores to the last bit.
    """
    counts = np.zeros(terms, dtype=np.int64)
    for chunk in _chunks(flat, lengths):
        groups, sizes = chunk.groups()
        counts[groups] += sizes
    starts = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(counts)])
    docs = np.empty(int(starts[-1]), dtype=np.int32)
    frequencies = np.empty(len(docs), dtype=np.min_scalar_type(lengths.max(initial=0)))
    cursor = starts[:-1].copy()
    for chunk in _chunks(flat, lengths):
        groups, sizes = chunk.groups()
        places = np.repeat(cursor[groups] - (np.cumsum(sizes) - sizes), sizes) + np.arange(len(chunk.terms))
        docs[places], frequencies[places] = chunk.docs, chunk.frequencies
        cursor[groups] += sizes
    size = len(lengths)
    mean = int(flat.size) / size if size and flat.size else 1.0
    listed = counts.tolist()
    by_count = {count: scoring.idf(count, size) for count in set(listed)}
    idf = np.array([by_count[count] for count in listed], dtype=np.float64)
    weights = np.empty(len(docs), dtype=np.float64)
    norms = scoring.k1 * (1 - scoring.b + scoring.b * lengths.astype(np.int64) / mean)
    most = np.zeros(terms)
    for first, last in _blocks(starts):
        block = slice(int(starts[first]), int(starts[last]))
        often = frequencies[block].astype(np.int64)
        each = np.repeat(idf[first:last], counts[first:last])
        weights[block] = each * (often * (scoring.k1 + 1) / (often + norms[docs[block]]))
        present = np.flatnonzero(counts[first:last])
        if len(present):
            most[first + present] = np.maximum.reduceat(weights[block], starts[first:last][present] - starts[first])
    unit = float(most.max(initial=0.0)) / _LEVELS * (1 + 1e-9) or 1.0
    levels = np.empty(len(docs), dtype=np.uint8)
    for start in range(0, len(docs), _BLOCK):
        np.ceil(weights[start : start + _BLOCK] / unit, out=levels[start : start + _BLOCK], casting="unsafe")
    common = np.flatnonzero(counts * COMMON >= max(size, 1)).astype(np.int32)
    rows = np.zeros((len(common), size), dtype=np.uint8)
    for row, term in zip(rows, common.tolist(), strict=True):
        postings = slice(int(starts[term]), int(starts[term + 1]))
        row[docs[postings]] = levels[postings]
    return Postings(starts, docs, weights, most, idf, unit, levels, common, rows, size, mean)


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
