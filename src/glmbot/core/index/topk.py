"""The k best passages of a query, exact: a bound for each passage in small whole numbers, then scores for a few.

A posting has a level, its weight in small whole numbers, rounded up (Anh and Moffat 2006, Pruned query evaluation using
pre-computed impacts). Sums of levels are quick to make, and tell which passages can be among the best; only these are
scored.
"""

import math
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt

from glmbot.core.index.postings import Floats, Ints, Levels, Listed, Longs, Postings, weigh

Entry: TypeAlias = tuple[tuple[int, ...], float]
"""Term ids that must all be there, and a weight."""
Word: TypeAlias = Sequence[Entry]
"""What may stand for a word of a question: the best entry counts."""
_Weighed: TypeAlias = tuple[Sequence[Listed], float]
"""The postings of an entry's terms, and its weight."""
Mask: TypeAlias = npt.NDArray[np.bool_]
Sums: TypeAlias = npt.NDArray[np.unsignedinteger[Any]]
"""A sum of levels for each passage, zeros after the last."""

FOLDS: Final = 64
"""Passages in a column of sums."""


def best(postings: Postings, words: Sequence[Word], k: int, allowed: Mask | None = None) -> tuple[Longs, Floats]:
    """The k best passages that share a term with the words, and their scores; ties in the passages' order."""
    return best_of_each(postings, words, k, [allowed])[0]


def best_of_each(
    postings: Postings, words: Sequence[Word], k: int, masks: Sequence[Mask | None]
) -> list[tuple[Longs, Floats]]:
    """What `best` finds among the passages of each of several masks; bounds are made once for all."""
    listed = [[(_lists(postings, terms), weight) for terms, weight in word] for word in words if word]
    if not listed or k < 1:
        return [(np.zeros(0, dtype=np.int64), np.zeros(0)) for _ in masks]
    if postings.size <= k:
        # All may be among the best, so that no bound tells anything.
        candidates = _sharing(listed, postings.size, masks)
    else:
        candidates = _candidates([[_found(*entry) for entry in word] for word in listed], postings.size, k, masks)
    return [_first(postings, listed, docs, k) for docs in candidates]


def _first(postings: Postings, listed: Sequence[Sequence[_Weighed]], docs: Ints, k: int) -> tuple[Longs, Floats]:
    """The k best of some passages, given in order."""
    scores = _scored(postings, listed, docs)
    # Candidates are in the passages' order, which a stable sort keeps where scores are the same.
    order = (-scores).argsort(kind="stable")[:k]
    return docs.take(order).astype(np.int64), scores.take(order)


@dataclass(slots=True)
class _Found:
    """The passages that have all terms of what may stand for a word."""

    docs: Ints
    levels: Sums
    row: Levels | None
    most: int
    """No level is greater."""
    slack: int
    """A level is less than so much above what it stands for."""


def _lists(postings: Postings, terms: tuple[int, ...]) -> Sequence[Listed]:
    return [postings.of(term) for term in terms]


def _sharing(listed: Sequence[Sequence[_Weighed]], size: int, masks: Sequence[Mask | None]) -> Iterator[Ints]:
    """The passages of each mask that have all terms of some entry, in order."""
    there = np.zeros(size, dtype=np.bool_)
    for word in listed:
        for lists, _ in word:
            there[lists[0].docs if len(lists) == 1 else _intersection(lists)[0]] = True
    for allowed in masks:
        yield np.flatnonzero(there if allowed is None else there & allowed).astype(np.int32)


def _found(lists: Sequence[Listed], weight: float) -> _Found:
    first = lists[0]
    docs, levels, row, most, slack = first.docs, first.levels, first.row, first.most, 1
    if len(lists) > 1:
        docs, levels = _intersection(lists)
        row, most = None, min(one.most for one in lists)
    if weight != 1.0:
        row, most, slack = None, math.ceil(most * weight) + 1, 1 + math.ceil(weight)
        levels = np.ceil(levels * np.float32(weight)).astype(np.min_scalar_type(most))
    return _Found(docs, levels, row, most, slack)


def _intersection(lists: Sequence[Listed]) -> tuple[Ints, Levels]:
    """The passages that stand in all lists, and the least of their levels."""
    first, *others = sorted(lists, key=lambda one: len(one.docs))
    docs, levels = first.docs, first.levels
    for other in others:
        places = other.docs.searchsorted(docs)
        there = other.docs.take(places, mode="clip") == docs
        docs, levels = docs[there], np.minimum(levels[there], other.levels[places[there]])
    return docs, levels


def _scored(postings: Postings, listed: Sequence[Sequence[_Weighed]], docs: Ints) -> Floats:
    """The scores of some passages, given in order: for each word the best that stands there for it."""
    terms = [term for word in listed for lists, _ in word for term in lists]
    frequencies = np.empty((len(terms), len(docs)), dtype=postings.frequencies.dtype)
    there = np.empty(frequencies.shape, dtype=np.bool_)
    for term, often, is_there in zip(terms, frequencies, there, strict=True):
        places = term.docs.searchsorted(docs)
        term.frequencies.take(places, mode="clip", out=often)
        np.equal(term.docs.take(places, mode="clip"), docs, out=is_there)
    idf = np.array([[term.idf] for term in terms])
    weights = weigh(idf, frequencies * there, postings.norms[docs], postings.k1)
    return add_up([[(len(lists), weight) for lists, weight in word] for word in listed], weights)


def add_up(words: Sequence[Sequence[tuple[int, float]]], weights: Floats) -> Floats:
    """The scores of passages: for each word the best that may stand for it, told by its number of terms and its weight.

    `weights` have a row for each term of each, in order, and a column for each passage.
    """
    rows = iter(weights)
    scores = np.zeros(weights.shape[1])
    # Word after word, as the model adds: in another order the last bits would differ.
    for word in words:
        values = [_value(count, weight, rows) for count, weight in word]
        scores += values[0] if len(values) == 1 else np.maximum.reduce(values)
    return scores


def _value(count: int, weight: float, rows: Iterator[Floats]) -> Floats:
    """What it counts where its terms, the next ones, have such weights: the least of them."""
    value = next(rows)
    for _ in range(count - 1):
        value = np.minimum(value, next(rows))
    return value if weight == 1.0 else value * weight


def _candidates(found: Sequence[Sequence[_Found]], size: int, k: int, masks: Sequence[Mask | None]) -> Iterator[Ints]:
    """For each mask passages among which its k best surely are, in order."""
    most = slack = 0
    for word in found:
        most += word[0].most if len(word) == 1 else max(one.most for one in word)
        slack += word[0].slack if len(word) == 1 else max(one.slack for one in word)
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
    for allowed in masks:
        if allowed is None:
            yield _greatest(sums, k, slack)
            continue
        held[size:] = 0
        np.multiply(sums[:size], allowed, out=held[:size])
        yield _greatest(held, k, slack)


def _add(sums: Sums, one: _Found) -> None:
    if one.row is None:
        # A term's passages are distinct; numpy's add.at, which minds repeated ones, takes three times as long.
        sums[one.docs.astype(np.intp)] += one.levels
    else:
        there = sums[: len(one.row)]
        there += one.row


def _greatest(sums: Sums, k: int, slack: int) -> Ints:
    """The passages whose sums are among the k greatest, or less by no more than so much, in order."""
    # By columns first, which takes less time: where k of their maxima reach a sum, k passages do.
    maxima = np.maximum.reduce(sums.reshape(FOLDS, -1))
    least = max(1, _kth(maxima, k) - slack)
    columns = (maxima >= least).nonzero()[0]
    docs = (np.arange(0, len(sums), len(maxima))[:, None] + columns).ravel()
    # Of the kind of the postings, which would be copied to be compared with others.
    greatest: Ints = docs[sums.take(docs) >= least].astype(np.int32)
    return greatest


def _kth(sums: Sums, k: int) -> int:
    """The k-th greatest; 0 where there are fewer."""
    if k > len(sums):
        return 0
    # Numpy partitions numbers of 8 bits far slower than wider ones.
    wide = sums.astype(np.uint32)
    wide.partition(len(wide) - k)
    return int(wide[len(wide) - k])


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
