"""The k best passages of a query, exact: words that can't change the result any more are not read in full.

The bound is MaxScore's (Turtle and Flood 1995, Query evaluation: strategies and optimizations): once the words left
can't lift an unseen passage among the k best, only the passages found so far are looked up in their postings.
"""

from collections.abc import Callable, Collection, Sequence
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from glmbot.core.postings import Floats, Ints, Longs, Postings

Entry: TypeAlias = tuple[tuple[int, ...], float]
"""Term ids that must all be there, and a weight."""
Word: TypeAlias = Sequence[Entry]
"""What may stand for a word of a question: the best entry counts."""
Mask: TypeAlias = npt.NDArray[np.bool_]

MERGED: Final = 16000
"""Up to so many postings in all, merging them is faster than leaving some out."""
DENSE: Final = 1 << 18
"""Up to so many passages, words with alternatives are added up in one array of all scores, if they are not common."""
BLOCK: Final = 256
"""Passages of which the best one is told first."""
SEEDED: Final = 256
"""A word of more postings is not scored in full before a score is known that k passages reach."""
_SLACK: Final = 1 - 1e-9
"""Sums in another order differ in their last bits: bounds are compared with this much room."""


Plain: TypeAlias = Callable[[Postings, Sequence[int], Sequence[float], int, Mask | None], tuple[Longs, Floats]]
"""The same search for words of one term each, compiled to machine code."""


def best(
    postings: Postings, words: Sequence[Word], k: int, allowed: Mask | None = None, plain: Plain | None = None
) -> tuple[Longs, Floats]:
    """The k best passages that share a term with the words, and their scores; ties in the passages' order."""
    if plain is not None and k > 0 and all(len(word) == 1 and len(word[0][0]) == 1 for word in words if word):
        entries = [word[0] for word in words if word]
        return plain(postings, [terms[0] for terms, _ in entries], [weight for _, weight in entries], k, allowed)
    found = [one for one in (_Found(postings, word) for word in words if word) if one.count]
    if not found or k < 1:
        return np.zeros(0, dtype=np.int64), np.zeros(0)
    total, are_plain = sum(one.count for one in found), all(one.is_plain for one in found)
    if total <= MERGED and are_plain:
        return _top(*_merged(found, allowed), k)
    if total <= max(MERGED, postings.size) and postings.size <= DENSE and not are_plain:
        return _top(*_added(found, postings.size, k, allowed), k)
    return _top(*_pruned(found, k, allowed), k)


def _merged(found: Sequence["_Found"], allowed: Mask | None) -> tuple[Ints, Floats]:
    """All passages that have a word, with their scores."""
    pairs = [one.pairs() for one in found]
    docs, scores = pairs[0]
    if len(pairs) > 1:
        docs = np.concatenate([docs for docs, _ in pairs])
        # Postings are in order, so that a stable sort merges runs, and keeps the order of the words.
        order = docs.argsort(kind="stable")
        docs = docs[order]
        is_first = _are_firsts(docs)
        weights = np.concatenate([weights for _, weights in pairs])[order]
        # bincount adds one number after the other, as the model does; reduceat would add them in another order.
        scores = np.bincount(is_first.cumsum() - 1, weights).astype(np.float64, copy=False)
        docs = docs[is_first]
    if allowed is None:
        return docs, scores
    there = allowed[docs]
    return docs[there], scores[there]


def _added(found: Sequence["_Found"], size: int, k: int, allowed: Mask | None) -> tuple[Ints, Floats]:
    """Passages among which the k best are, with their scores; of the alternatives of a word the best counts."""
    scores, best_of_word = np.zeros(size), np.zeros(size)
    for one in found:
        lists = one.lists()
        if len(lists) == 1:
            scores[lists[0][0]] += lists[0][1]
            continue
        for docs, values in lists:
            best_of_word[docs] = np.maximum(best_of_word[docs], values)
        for docs, _ in lists:
            scores[docs] += best_of_word[docs]
            # A passage that another list has too was counted here.
            best_of_word[docs] = 0
    if allowed is not None:
        scores *= allowed
    # Of as many blocks the best each reach the k-th best of these: no less is among the k best.
    least = _kth(np.maximum.reduceat(scores, np.arange(0, size, BLOCK)), k)
    reaching = np.flatnonzero(scores >= max(least, np.finfo(np.float64).tiny))
    return reaching.astype(np.int32), scores[reaching]


def _pruned(found: Sequence["_Found"], k: int, allowed: Mask | None) -> tuple[Ints, Floats]:
    """Passages among which the k best surely are, with their scores."""
    ordered = sorted(found, key=lambda one: (-one.most, one.count))
    # What all words from a place on can add to a passage.
    left = [0.0]
    for one in reversed(ordered):
        left.append(left[-1] + one.most)
    left.reverse()
    docs, scores, least = np.zeros(0, dtype=np.int32), np.zeros(0), 0.0
    passed: set[_Found] = set()
    for place, one in enumerate(ordered):
        if left[place] < least * _SLACK:
            break
        if not least and one.count > SEEDED:
            least = _kth(_scored(found, one.seeds(k, allowed), passed), k)
        # A passage that has none of the words before can reach no more than this word gives it and those after.
        # One that has was scored in full before: what it gets here is less, and is left out below.
        more = one.docs(least * _SLACK - left[place + 1], allowed)
        docs, scores = _joined(docs, scores, more, _scored(found, more, passed), least)
        least = max(least, _kth(scores, k))
        passed.add(one)
    return docs, scores


def _scored(found: Sequence["_Found"], docs: Ints, passed: Collection["_Found"]) -> Floats:
    """BM25 of some passages, given in order, but for words that they have not; added in the query's order."""
    scores = np.zeros(len(docs))
    if len(docs):
        for one in found:
            if one not in passed:
                scores += one.values(docs)
    return scores


def _joined(docs: Ints, scores: Floats, more: Ints, more_scores: Floats, least: float) -> tuple[Ints, Floats]:
    """The passages found so far with others, each once, those left out that score too little."""
    if least:
        kept = more_scores >= least * _SLACK
        more, more_scores = more[kept], more_scores[kept]
    if not len(docs):
        return more, more_scores
    if not len(more):
        return docs, scores
    docs, scores = np.concatenate([docs, more]), np.concatenate([scores, more_scores])
    order = docs.argsort(kind="stable")
    first = order[_are_firsts(docs[order])]
    return docs[first], scores[first]


class _Found:
    """The postings of what may stand for a word."""

    __slots__ = ("_entries", "count", "is_plain", "most")

    def __init__(self, postings: Postings, word: Word) -> None:
        self._entries = [_Entry(postings, terms, weight) for terms, weight in word]
        self.count = sum(one.count for one in self._entries)
        self.most = max(one.most for one in self._entries)
        self.is_plain = len(word) == 1 and len(word[0][0]) == 1

    def pairs(self) -> tuple[Ints, Floats]:
        """The passages of a plain word's term, with what it counts there."""
        return self._entries[0].pairs()

    def lists(self) -> list[tuple[Ints, Floats]]:
        """The passages of all that may stand for the word, with what it counts there."""
        return [one.pairs() for one in self._entries]

    def values(self, docs: Ints) -> Floats:
        """What the word counts in some passages, given in order: the best that stands there for it."""
        if len(self._entries) == 1:
            return self._entries[0].values(docs)
        values: Floats = np.maximum.reduce([one.values(docs) for one in self._entries])
        return values

    def docs(self, least: float, allowed: Mask | None) -> Ints:
        """The passages in which the word counts at least so much, perhaps some more, in order."""
        lists = [one.docs(least) for one in self._entries]
        docs = lists[0] if len(lists) == 1 else _union([one for one in lists if len(one)])
        return docs if allowed is None else docs[allowed[docs]]

    def seeds(self, k: int, allowed: Mask | None) -> Ints:
        """K passages in which the word counts most, in order; fewer where the filters leave fewer."""
        return max(self._entries, key=lambda one: one.count).seeds(k, allowed)


class _Entry:
    """The postings of a term, or of several that must all be there: then the rarest term's."""

    __slots__ = ("_docs", "_others", "_weight", "_weights", "count", "most")

    def __init__(self, postings: Postings, terms: tuple[int, ...], weight: float) -> None:
        self._weight = weight
        if len(terms) == 1:
            self._docs, self._weights = postings.of(terms[0])
            self._others: list[tuple[Ints, Floats]] = []
            self.most = float(postings.most[terms[0]]) * weight
        else:
            (self._docs, self._weights), *self._others = sorted(map(postings.of, terms), key=lambda one: len(one[0]))
            self.most = min(float(postings.most[term]) for term in terms) * weight
        self.count = len(self._docs)

    def pairs(self) -> tuple[Ints, Floats]:
        if self._others:
            return self._docs, self.values(self._docs)
        return self._docs, self._weights if self._weight == 1.0 else self._weights * self._weight

    def values(self, docs: Ints) -> Floats:
        found = _looked_up(self._docs, self._weights, docs)
        for other, weights in self._others:
            found = np.minimum(found, _looked_up(other, weights, docs))
        return found if self._weight == 1.0 else found * self._weight

    def docs(self, least: float) -> Ints:
        if least <= 0:
            return self._docs
        return self._docs[self._weights >= least / self._weight * _SLACK]

    def seeds(self, k: int, allowed: Mask | None) -> Ints:
        docs, weights = self._docs, self._weights
        if allowed is not None:
            there = allowed[docs]
            docs, weights = docs[there], weights[there]
        if len(docs) <= k:
            return docs
        seeds = docs[weights.argpartition(len(docs) - k)[-k:]]
        seeds.sort()
        return seeds


def _looked_up(docs: Ints, weights: Floats, wanted: Ints) -> Floats:
    """The weights of some passages, 0 where a passage has none; both lists are in order."""
    if len(docs) < len(wanted):
        # The shorter list is looked up in the longer one.
        places = wanted.searchsorted(docs)
        there = wanted.take(places, mode="clip") == docs
        values = np.zeros(len(wanted))
        values[places[there]] = weights[there]
        return values
    places = docs.searchsorted(wanted)
    found: Floats = weights.take(places, mode="clip") * (docs.take(places, mode="clip") == wanted)
    return found


def _union(lists: Sequence[Ints]) -> Ints:
    if not lists:
        return np.zeros(0, dtype=np.int32)
    docs = np.concatenate(lists)
    # Postings are in order, so that a stable sort merges runs.
    docs.sort(kind="stable")
    return docs[_are_firsts(docs)]


def _are_firsts(docs: Ints) -> Mask:
    """Where each distinct value of an ordered array begins."""
    different = np.empty(len(docs), dtype=np.bool_)
    different[:1] = True
    np.not_equal(docs[1:], docs[:-1], out=different[1:])
    return different


def _kth(scores: Floats, k: int) -> float:
    """The k-th best score; 0 where there are fewer."""
    return float(np.partition(scores, len(scores) - k)[len(scores) - k]) if 0 < k <= len(scores) else 0.0


def _top(docs: Ints, scores: Floats, k: int) -> tuple[Longs, Floats]:
    kept = scores >= max(_kth(scores, k), np.finfo(np.float64).tiny)
    docs, scores = docs[kept], scores[kept]
    order = np.lexsort((docs, -scores))[:k]
    return docs[order].astype(np.int64), scores[order]
