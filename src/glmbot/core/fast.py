"""The search compiled to machine code by numba, where it is installed: the same passages and scores, sooner.

It goes the way of `topk`, for words of one term each.
"""

import math
from collections.abc import Sequence
from typing import Final

import numba
import numpy as np

from glmbot.core import topk
from glmbot.core.postings import Floats, Longs, Postings

_ANY: Final = np.zeros(0, dtype=np.bool_)


def best_plain(
    postings: Postings, terms: Sequence[int], factors: Sequence[float], k: int, allowed: topk.Mask | None
) -> tuple[Longs, Floats]:
    """The k best passages that have some of the terms, each weighted; ties in the passages' order."""
    pairs = zip(terms, factors, strict=True)
    most = sum(math.ceil(int(postings.most[term]) * factor) for term, factor in pairs)
    sums, _ = topk.SCRATCH.of(np.min_scalar_type(most), postings.size)
    numbers, found = np.empty(k, dtype=np.int64), np.empty(k)
    count = _search(
        postings.starts,
        postings.docs,
        postings.frequencies,
        postings.levels,
        postings.idf,
        postings.norms,
        postings.common,
        postings.rows,
        np.array(terms, dtype=np.int64),
        np.array(factors, dtype=np.float64),
        postings.k1 + 1,
        _ANY if allowed is None else allowed,
        sums,
        topk.FOLDS,
        numbers,
        found,
    )
    return numbers[:count], found[:count]


@numba.njit(cache=True, nogil=True, boundscheck=False)
def _search(  # type: ignore[no-untyped-def]  # numba infers the types
    starts,
    docs,
    frequencies,
    levels,
    idf,
    norms,
    common,
    rows,
    terms,
    factors,
    rise,
    allowed,
    sums,
    folds,
    numbers,
    found,
):
    sums[:] = 0
    slack = 0
    for one in range(len(terms)):
        term, factor = terms[one], factors[one]
        row = np.searchsorted(common, term)
        if factor != 1.0:
            slack += 1 + int(np.ceil(factor))
            for at in range(starts[term], starts[term + 1]):
                sums[docs[at]] += int(np.ceil(levels[at] * factor))
        elif row < len(common) and common[row] == term:
            slack += 1
            for doc in range(rows.shape[1]):
                sums[doc] += rows[row, doc]
        else:
            slack += 1
            for at in range(starts[term], starts[term + 1]):
                sums[docs[at]] += levels[at]
    for doc in range(len(allowed)):
        if not allowed[doc]:
            sums[doc] = 0
    columns = sums.reshape(folds, -1)
    maxima = columns[0].copy()
    for fold in range(1, folds):
        for column in range(len(maxima)):
            maxima[column] = max(maxima[column], columns[fold, column])
    least = max(1, _kth(maxima, len(numbers)) - slack)
    kept = 0
    for column in range(len(maxima)):
        if maxima[column] >= least:
            for fold in range(folds):
                if columns[fold, column] >= least:
                    doc = fold * len(maxima) + column
                    score = 0.0
                    for one in range(len(terms)):
                        term = terms[one]
                        often = _frequency(docs, frequencies, starts[term], starts[term + 1], doc)
                        # As `weigh` does it.
                        score += idf[term] * (often * rise / (often + norms[doc])) * factors[one]
                    kept = _insert(numbers, found, kept, doc, score)
    return kept


@numba.njit(cache=True, nogil=True, boundscheck=False)
def _kth(values, k):  # type: ignore[no-untyped-def]
    """The k-th greatest of some small whole numbers; 0 where there are fewer."""
    counts = np.zeros(int(values.max()) + 1, dtype=np.int64)
    for value in values:
        counts[value] += 1
    value, above = len(counts), 0
    while value > 0 and above < k:
        value -= 1
        above += counts[value]
    return value


@numba.njit(cache=True, nogil=True, boundscheck=False)
def _frequency(docs, frequencies, low, high, doc):  # type: ignore[no-untyped-def]
    end = high
    while low < high:
        middle = (low + high) >> 1
        if docs[middle] < doc:
            low = middle + 1
        else:
            high = middle
    return int(frequencies[low]) if low < end and docs[low] == doc else 0


@numba.njit(cache=True, nogil=True, boundscheck=False)
def _insert(numbers, found, kept, doc, score):  # type: ignore[no-untyped-def]
    """Keep a passage among the best, in order of score, then of number."""
    k = len(numbers)
    if kept == k and (score < found[k - 1] or (score == found[k - 1] and doc > numbers[k - 1])):
        return kept
    slot = kept if kept < k else k - 1
    while slot > 0 and (found[slot - 1] < score or (found[slot - 1] == score and numbers[slot - 1] > doc)):
        found[slot] = found[slot - 1]
        numbers[slot] = numbers[slot - 1]
        slot -= 1
    found[slot] = score
    numbers[slot] = doc
    return kept + 1 if kept < k else kept
