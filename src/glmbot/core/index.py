"""BM25 over passages: the only importer of rank_bm25."""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, cast

import numpy as np
import numpy.typing as npt
from rank_bm25 import BM25Okapi

from glmbot.core.model import Hit, Passage

K1: Final = 0.6
B: Final = 0.75

Scores = npt.NDArray[np.float64]
Alternatives = Mapping[str, float]
"""Keys that may stand for one word of a question, each with its weight; a key is a term, or several with spaces."""


class LuceneBM25(BM25Okapi):  # type: ignore[misc]  # rank_bm25 ships no types
    """BM25 as rank_bm25 computes it, with Lucene's idf.

    idf = ln(1 + (N - n + 0.5) / (n + 0.5)), always positive (Lucene's BM25Similarity). rank_bm25's own gives zero or
    negative weights to words of half the passages or more, which is every word of a corpus of two.
    """

    def _calc_idf(self, nd: Mapping[str, int]) -> None:
        for term, count in nd.items():
            self.idf[term] = lucene_idf(count, self.corpus_size)


def lucene_idf(count: int, corpus_size: int) -> float:
    """The idf of a term that stands in `count` of `corpus_size` passages."""
    return math.log(1 + (corpus_size - count + 0.5) / (count + 0.5))


class PassageIndex:
    """Passages searchable by terms."""

    def __init__(self, passages: Sequence[Passage], terms: Iterable[Sequence[str]]) -> None:
        """Index passages; `terms` are theirs, in the same order."""
        self.passages = tuple(passages)
        documents = [list(one) for one in terms]
        # BM25Okapi divides by the corpus's length: without a single term there is nothing to score.
        self._model = LuceneBM25(documents, k1=K1, b=B) if any(documents) else None

    def __len__(self) -> int:
        return len(self.passages)

    def __contains__(self, key: str) -> bool:
        """Whether every term of a key stands in some passage."""
        return self._model is not None and all(term in self._model.idf for term in key.split(" "))

    @property
    def mean_length(self) -> float:
        """The mean number of terms of a passage."""
        return float(self._model.avgdl) if self._model is not None else 1.0

    @property
    def vocabulary(self) -> Iterable[str]:
        """Every term that some passage has."""
        return () if self._model is None else cast("Iterable[str]", self._model.idf.keys())

    def idf(self, term: str) -> float:
        """Lucene's idf; of a term that no passage has, what it would be."""
        if self._model is not None and term in self._model.idf:
            return cast("float", self._model.idf[term])
        return lucene_idf(0, len(self.passages))

    def scores(self, words: Iterable[Alternatives]) -> Scores:
        """BM25 of each passage: the sum over the words, each counted by its best alternative in that passage."""
        total = np.zeros(len(self.passages))
        if self._model is None:
            return total
        for alternatives in words:
            known = [(key, weight) for key, weight in alternatives.items() if key in self]
            if known:
                total += np.max([self._key_scores(key) * weight for key, weight in known], axis=0)
        return total

    def _key_scores(self, key: str) -> Scores:
        """BM25 of a term; of several, the least of theirs, so that all must be there."""
        assert self._model is not None
        return cast("Scores", np.min([self._model.get_scores([term]) for term in key.split(" ")], axis=0))

    def search(self, words: Iterable[Alternatives], k: int, allowed: npt.NDArray[np.bool_] | None = None) -> list[Hit]:
        """The k best passages that share a term with the words, best first; ties in the passages' order."""
        scores = self.scores(words)
        if allowed is not None:
            scores = np.where(allowed, scores, 0.0)
        matching = np.flatnonzero(scores > 0)
        best = matching[np.argsort(-scores[matching], kind="stable")[:k]]
        return [Hit(self.passages[place], float(scores[place]), rank) for rank, place in enumerate(best)]
