"""Articles by their subject: how much of some words their titles, jurisdictions and topics have."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from glmbot.core.corpus.filters import Filters
from glmbot.core.index.corpus_index import CorpusIndex
from glmbot.core.index.scope import articles_in
from glmbot.core.index.topk import Mask
from glmbot.core.model import Article


@dataclass(frozen=True)
class OnSubject:
    """An article and what of some words its title, jurisdictions or topics have."""

    article: Article
    words: frozenset[int]
    """Which of the words, by their place."""
    share: float
    """Of what all of them weigh."""


@dataclass(frozen=True, eq=False)
class Subject:
    """Some words, each with its weight and its keys, and which articles have each in title, jurisdictions or topics."""

    index: CorpusIndex
    words: Sequence[tuple[Iterable[str], float]]
    """A key is a term, or several with spaces."""

    @cached_property
    def _met(self) -> npt.NDArray[np.bool_]:
        """For each word and article whether it has a key; shape (words, articles)."""
        arrays = self.index.arrays
        met = np.zeros((len(self.words), len(arrays.articles.dates)), dtype=np.bool_)
        for row, (keys, _) in enumerate(self.words):
            for key in keys:
                met[row] |= np.logical_and.reduce([_having(self.index, term) for term in key.split(" ")])
        return met

    def articles(self, filters: Filters | None, *, least: float) -> list[OnSubject]:
        """The articles that filters allow and that have at least a share of what the words weigh, newest first."""
        arrays, weights = self.index.arrays, np.array([weight for _, weight in self.words])
        shares = (weights / weights.sum()) @ self._met
        found = np.flatnonzero((shares >= least) & articles_in(self.index.scope(filters), arrays)).tolist()
        return [
            OnSubject(
                self.index.corpus.articles[number],
                frozenset(np.flatnonzero(self._met[:, number]).tolist()),
                float(shares[number]),
            )
            for number in sorted(found, key=lambda one: (int(arrays.articles.dates[one]), one), reverse=True)
        ]


def _having(index: CorpusIndex, term: str) -> Mask:
    """Which articles have a term in the title, the jurisdictions or a topic."""
    having: Mask = index.weigh_articles([((term,), 1.0)]) > 0
    for place, terms in enumerate(index.topic_terms):
        if term in terms:
            having[index.arrays.topics.articles[place]] = True
    return having
