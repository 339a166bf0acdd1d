"""The search compiled to machine code by numba, where it is installed: the same passages and scores, sooner.

As in `topk`, words that can't bring another passage among the best are only looked up for those found. It serves words
of one term each; others are left to `topk`.
"""

import threading
from collections.abc import Sequence
from typing import Final

import numba
import numpy as np

from glmbot.core.postings import Floats, Ints, Longs, Postings

_NOTHING: Final = np.zeros(0, dtype=np.bool_)
PRUNED: Final = 60_000
"""Up to so many postings in all, reading them is faster than leaving some out."""
_PROBE: Final = 30
"""Looking a passage up costs about as much as reading so many postings."""
_SLACK: Final = 1 - 1e-9
"""Sums in another order differ in their last bits: bounds are compared with this much room."""


class Scratch(threading.local):
    """Scores of all passages, zero between two searches, and the passages that one has touched; of each thread."""

    def __init__(self) -> None:
        self.scores: Floats = np.zeros(0)
        self.touched: Ints = np.zeros(0, dtype=np.int32)

    def of(self, size: int) -> tuple[Floats, Ints]:
        """Arrays for so many passages."""
        if len(self.scores) < size:
            self.scores, self.touched = np.zeros(size), np.zeros(size, dtype=np.int32)
        return self.scores, self.touched


_SCRATCH: Final = Scratch()


def best_plain(
    postings: Postings, terms: Sequence[int], factors: Sequence[float], k: int, allowed: "np.ndarray | None"
) -> tuple[Longs, Floats]:
    """The k best passages that have some of the terms, each weighted; ties in the passages' order."""
    scores, touched = _SCRATCH.of(postings.size)
    most = np.array([postings.most[term] * factor for term, factor in zip(terms, factors, strict=True)])
    order = np.argsort(-most, kind="stable")
    # What all words from a place on can add to a passage.
    left = np.append(np.cumsum(most[order][::-1])[::-1], 0.0)
    numbers, found = np.empty(k, dtype=np.int64), np.empty(k)
    count = _search(
        postings.starts,
        postings.docs,
        postings.weights,
        np.array(terms, dtype=np.int64),
        np.array(factors, dtype=np.float64),
        order,
        left,
        sum(postings.count(term) for term in terms) > PRUNED,
        _NOTHING if allowed is None else allowed,
        scores,
        touched,
        numbers,
        found,
    )
    return numbers[:count], found[:count]


@numba.njit(cache=True, nogil=True, boundscheck=False)
def _search(  # type: ignore[no-untyped-def]  # numba infers the types
    starts,
    docs,
    weights,
    terms,
    factors,
    order,
    left,
    prunes,
    allowed,
    scores,
    touched,
    numbers,
    found,
):
    k = len(numbers)
    count, least, place = 0, 0.0, 0
    while place < len(order) and left[place] >= least * _SLACK:
        term = terms[order[place]]
        for at in range(starts[term], starts[term + 1]):
            doc = docs[at]
            if scores[doc] == 0.0:
                if len(allowed) and not allowed[doc]:
                    continue
                touched[count] = doc
                count += 1
            scores[doc] += weights[at] * factors[order[place]]
        place += 1
        if prunes and count >= k and place < len(order):
            least = _kth(scores, touched, count, found)
    while place < len(order):
        # No passage that is not touched yet can come among the best: those that are get what is left of them.
        count = _pruned(scores, touched, count, least * _SLACK - left[place])
        term, factor = terms[order[place]], factors[order[place]]
        first, last = starts[term], starts[term + 1]
        if last - first < count * _PROBE:
            for at in range(first, last):
                if scores[docs[at]] > 0.0:
                    scores[docs[at]] += weights[at] * factor
        else:
            for slot in range(count):
                doc = touched[slot]
                scores[doc] += _weight(docs, weights, first, last, doc) * factor
        place += 1
        least = _kth(scores, touched, count, found)
    if count >= k:
        least = _kth(scores, touched, count, found)
    kept = 0
    for slot in range(count):
        doc = touched[slot]
        near = scores[doc] >= least * _SLACK
        scores[doc] = 0.0
        if near:
            # In the query's order, as the model adds: the sums above may differ from it in their last bit.
            score = 0.0
            for one in range(len(terms)):
                score += _weight(docs, weights, starts[terms[one]], starts[terms[one] + 1], doc) * factors[one]
            kept = _insert(numbers, found, kept, doc, score)
    return kept


@numba.njit(cache=True, nogil=True, boundscheck=False)
def _pruned(scores, touched, count, least):  # type: ignore[no-untyped-def]
    """Leave out the passages that score too little; their scores are zero again."""
    kept = 0
    for slot in range(count):
        doc = touched[slot]
        if scores[doc] >= least:
            touched[kept] = doc
            kept += 1
        else:
            scores[doc] = 0.0
    return kept


@numba.njit(cache=True, nogil=True, boundscheck=False)
def _kth(scores, touched, count, found):  # type: ignore[no-untyped-def]
    """The k-th best of the scores so far, where k is the length of `found`, which is used up."""
    k = len(found)
    for slot in range(count):
        score = scores[touched[slot]]
        if slot >= k and score <= found[k - 1]:
            continue
        at = slot if slot < k else k - 1
        while at > 0 and found[at - 1] < score:
            found[at] = found[at - 1]
            at -= 1
        found[at] = score
    return found[k - 1]


@numba.njit(cache=True, nogil=True, boundscheck=False)
def _weight(docs, weights, low, high, doc):  # type: ignore[no-untyped-def]
    end = high
    while low < high:
        middle = (low + high) >> 1
        if docs[middle] < doc:
            low = middle + 1
        else:
            high = middle
    return weights[low] if low < end and docs[low] == doc else 0.0


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
