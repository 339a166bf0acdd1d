"""The k best passages of a query, exact: a bound for each passage in small whole numbers, then scores for a few.

Beside the weight of a posting stands its level, the weight in small whole numbers, rounded up (Anh and Moffat 2006,
Pruned query evaluation using pre-computed impacts). Sums of levels are quick to make, and tell which passages can be
among the best; only these are scored.
"""

import math
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt

from glmbot.core.postings import Floats, Ints, Levels, Longs, Postings

Entry: TypeAlias = tuple[tuple[int, ...], float]
"""Term ids that must all be there, and a weight."""
Word: TypeAlias = Sequence[Entry]
"""What may stand for a word of a question: the best entry counts."""
Mask: TypeAlias = npt.NDArray[np.bool_]
Sums: TypeAlias = npt.NDArray[np.unsignedinteger[Any]]
"""A sum of levels for each passage, zeros after the last."""

Plain: TypeAlias = Callable[[Postings, Sequence[int], Sequence[float], int, Mask | None], tuple[Longs, Floats]]
"""The same search for words of one term each, compiled to machine code."""

FOLDS: Final = 64
"""Passages in a column of sums."""


def best(
    postings: Postings, words: Sequence[Word], k: int, allowed: Mask | None = None, plain: Plain | None = None
) -> tuple[Longs, Floats]:
    """The k best passages that share a term with the words, and their scores; ties in the passages' order."""
    if plain is not None and k > 0 and all(len(word) == 1 and len(word[0][0]) == 1 for word in words if word):
        entries = [word[0] for word in words if word]
        return plain(postings, [terms[0] for terms, _ in entries], [weight for _, weight in entries], k, allowed)
    found = [[_found(postings, terms, weight) for terms, weight in word] for word in words if word]
    if not found or k < 1:
        return np.zeros(0, dtype=np.int64), np.zeros(0)
    docs = _candidates(found, postings.size, k, allowed)
    scores = np.zeros(len(docs))
    for word in found:
        scores += _values(word, docs)
    # Candidates are in the passages' order, which a stable sort keeps where scores are the same.
    order = (-scores).argsort(kind="stable")[:k]
    return docs[order].astype(np.int64), scores[order]


@dataclass(slots=True)
class _Found:
    """The postings of what may stand for a word."""

    docs: Ints
    weights: Floats
    weight: float
    """What the weights are multiplied by."""
    levels: Levels
    row: Levels | None
    """The levels of all passages, where they are held so."""
    most: int
    """No level is greater."""
    slack: int
    """A level is less than so much above what it stands for."""

    def values(self, docs: Ints) -> Floats:
        """What it counts in some passages, given in order; 0 where it is not."""
        if not len(self.docs):
            return np.zeros(len(docs))
        places = self.docs.searchsorted(docs)
        found = self.weights.take(places, mode="clip")
        found *= self.docs.take(places, mode="clip") == docs
        return found if self.weight == 1.0 else found * self.weight


def _found(postings: Postings, terms: tuple[int, ...], weight: float) -> _Found:
    if len(terms) > 1:
        docs, weights = _intersection([postings.of(term) for term in terms])
        most = math.ceil(weights.max(initial=0.0) * weight / postings.unit) + 1
        levels = np.ceil(weights * (weight / postings.unit)).astype(np.min_scalar_type(most))
        return _Found(docs, weights, weight, levels, None, most, 1)
    term = terms[0]
    docs, weights = postings.of(term)
    levels, row = postings.levels_of(term)
    most = math.ceil(postings.most[term] / postings.unit)
    if weight == 1.0:
        return _Found(docs, weights, weight, levels, row, most, 1)
    most = math.ceil(most * weight) + 1
    levels = np.ceil(levels * np.float32(weight)).astype(np.min_scalar_type(most))
    return _Found(docs, weights, weight, levels, None, most, 1 + math.ceil(weight))


def _intersection(lists: Sequence[tuple[Ints, Floats]]) -> tuple[Ints, Floats]:
    """The passages that stand in all lists, and the least of their weights."""
    (docs, weights), *others = sorted(lists, key=lambda one: len(one[0]))
    for other, other_weights in others:
        places = other.searchsorted(docs)
        there = other.take(places, mode="clip") == docs
        docs, weights = docs[there], np.minimum(weights[there], other_weights[places[there]])
    return docs, weights


def _values(word: Sequence[_Found], docs: Ints) -> Floats:
    """What a word counts in some passages, given in order: the best that stands there for it."""
    if len(word) == 1:
        return word[0].values(docs)
    values: Floats = np.maximum.reduce([one.values(docs) for one in word])
    return values


def _candidates(found: Sequence[Sequence[_Found]], size: int, k: int, allowed: Mask | None) -> Ints:
    """Passages among which the k best surely are, in order."""
    most = sum(max(one.most for one in word) for word in found)
    sums, held = SCRATCH.of(np.min_scalar_type(most), size)
    sums.fill(0)
    for word in found:
        if len(word) == 1:
            _add(sums, word[0])
        else:
            held.fill(0)
            for one in word:
                docs = one.docs.astype(np.intp)
                held[docs] = np.maximum(held[docs], one.levels)
            sums += held
    if allowed is not None:
        there = sums[:size]
        there *= allowed
    return _greatest(sums, k, sum(max(one.slack for one in word) for word in found))


def _add(sums: Sums, one: _Found) -> None:
    if one.row is None:
        sums[one.docs.astype(np.intp)] += one.levels
    else:
        there = sums[: len(one.row)]
        there += one.row


def _greatest(sums: Sums, k: int, slack: int) -> Ints:
    """The passages whose sums are among the k greatest, or less by no more than so much, in order."""
    # By columns first, which takes less time: where k of their maxima reach a sum, k passages do.
    maxima = sums.reshape(FOLDS, -1).max(axis=0)
    least = max(1, _kth(maxima, k) - slack)
    columns = (maxima >= least).nonzero()[0]
    docs = (np.arange(0, len(sums), len(maxima))[:, None] + columns).ravel()
    # Of the kind of the postings, which would be copied to be compared with others.
    greatest: Ints = docs[sums.take(docs) >= least].astype(np.int32)
    return greatest


def _kth(numbers: Sums, k: int) -> int:
    """The k-th greatest; 0 where there are fewer."""
    # Numpy partitions numbers of 8 bits far slower than wider ones.
    return int(np.partition(numbers.astype(np.uint32), len(numbers) - k)[len(numbers) - k]) if k <= len(numbers) else 0


class _Scratch(threading.local):
    """Room for sums of all passages, of each thread: memory that is new each time costs more than to fill it."""

    def __init__(self) -> None:
        self._rooms: dict[np.dtype[Any], tuple[Sums, Sums]] = {}

    def of(self, kind: np.dtype[Any], size: int) -> tuple[Sums, Sums]:
        """Two arrays for so many passages."""
        size = max(1, -(-size // FOLDS)) * FOLDS
        room = self._rooms.get(kind)
        if room is None or len(room[0]) < size:
            room = self._rooms[kind] = np.zeros(size, dtype=kind), np.zeros(size, dtype=kind)
        return room[0][:size], room[1][:size]


SCRATCH: Final = _Scratch()
