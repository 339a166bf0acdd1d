"""One weighted sum of signals, which orders the candidates of a search."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from glmbot.core.index.corpus_index import Hits
from glmbot.core.query.query import Query
from glmbot.core.ranking.candidates import KeyMatches
from glmbot.core.ranking.extraction import FeatureExtractor
from glmbot.core.ranking.features import SIGNALS, Doubles, Evidence, Signals
from glmbot.core.text.lexicon import Key, Lexicon

CANDIDATES: Final = 50
"""Passages that the index hands over: their order is settled here, at a cost that does not grow with the corpus."""


@dataclass(frozen=True)
class Ranker:
    """Orders candidates by what speaks for them."""

    extractor: FeatureExtractor
    weights: Signals[float]

    @property
    def lexicon(self) -> Lexicon:
        """The lexicon that the signals are measured with."""
        return self.extractor.lexicon

    def rank(self, query: Query, hits: Hits) -> list[Evidence]:
        """Weigh the candidates and order them, best first; ties keep the order of the search."""
        if not len(hits):
            return []
        order = np.argsort(hits.numbers)
        table = self.extractor.extract(query, hits, order)
        scores: Doubles = sum(
            (getattr(self.weights, name) * getattr(table.signals, name) for name in SIGNALS), np.zeros(len(hits))
        )
        columns = np.lexsort((order, -scores)).tolist()
        listed = scores.tolist()
        return [Evidence(listed[column], table, column, listed[column]) for column in columns]

    def article_keys(self, evidence: Evidence) -> frozenset[Key]:
        """The keys of the query that stand somewhere in the article of a passage."""
        index, query_keys = self.extractor.corpus_index, evidence.table.query_keys
        block = index.block(index.numbers_of(evidence.hit.passage.article))
        found = KeyMatches(query_keys, block).keys.any(axis=1)
        listed = (query_keys.alternatives[number] for number in np.flatnonzero(found).tolist())
        return frozenset(one.key for one in listed if one)
