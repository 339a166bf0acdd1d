"""Searching by an engine that can only add up: one product of vectors bounds the scores, a few are scored here.

Theory of operation. A passage's vector holds the saturated frequency of each of its terms, made with the mean length of
the day on which it was pushed; a question's vector holds weight times idf. Their inner product is BM25's score, but for
three things, all of which make it greater: of alternatives it adds all, where the best counts; of a key of several
terms only the rarest is asked for; and the mean length may have shrunk the norms since. So the engine's best are taken,
scored to the last bit, and as long as one that it has not given might still be among the k best, more are taken.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from glmbot.core.index.bm25 import K1, B, Statistics
from glmbot.core.index.passage_block import PassageRow
from glmbot.core.index.postings import Floats, Ints, Longs, weigh
from glmbot.core.index.topk import Word, add_up

_ROUNDING = 1e-5
"""Engines keep vectors in 32 bits, which have seven digits."""


def question_vector(statistics: Statistics, words: Sequence[Word]) -> dict[int, float]:
    """For each term that is asked for, by number, what it weighs: the sum over the words of its best weight in each."""
    vector: dict[int, float] = {}
    for word in words:
        best: dict[int, float] = {}
        for terms, weight in word:
            rarest = min(terms, key=lambda term: int(statistics.counts[term]))
            best[rarest] = max(best.get(rarest, 0.0), weight * statistics.idf_of(rarest))
        for term, weight in best.items():
            vector[term] = vector.get(term, 0.0) + weight
    return vector


def passage_vector(counts: Mapping[str, int], length: int, mean_length: float) -> dict[str, float]:
    """The saturated frequency of each term of a passage."""
    norm = K1 * (1 - B + B * length / mean_length)
    return {term: count * (K1 + 1) / (count + norm) for term, count in counts.items()}


def most(product: float, mean_length: float, pushed_mean: float) -> float:
    """The most that a passage can score whose product is no greater."""
    return product * (1 + _ROUNDING) * max(1.0, mean_length / pushed_mean)


def scores_of(
    statistics: Statistics, words: Sequence[Word], rows: Sequence[PassageRow], terms_of_forms: Ints
) -> Floats:
    """BM25 of some passages, to the last bit what `topk.best` gives."""
    asked = [term for word in words for terms, _ in word for term in terms]
    place = {term: row for row, term in enumerate(dict.fromkeys(asked))}
    frequencies = np.zeros((len(place), len(rows)), dtype=np.uint32)
    for column, row in enumerate(rows):
        for term in terms_of_forms[row.tokens].tolist():
            if (found := place.get(term)) is not None:
                frequencies[found, column] += 1
    lengths = np.array([len(row.tokens) for row in rows], dtype=np.float64)
    norms = K1 * (1 - B + B * lengths / statistics.mean_length)
    idf = np.array([[statistics.idf_of(term)] for term in asked])
    order: Longs = np.array([place[term] for term in asked], dtype=np.int64)
    return add_up(
        [[(len(terms), weight) for terms, weight in word] for word in words], weigh(idf, frequencies[order], norms, K1)
    )
