"""Which passages are candidates of a query, before they are weighed."""

from collections.abc import Sequence

import numpy as np

from glmbot.core.corpus.filters import Filters
from glmbot.core.index.corpus_index import CorpusIndex, Hits
from glmbot.core.index.scope import Scope
from glmbot.core.query.query import Query
from glmbot.core.ranking.features import Evidence
from glmbot.core.ranking.ranker import CANDIDATES, Ranker


def candidates(index: CorpusIndex, query: Query, scope: Scope) -> Hits:
    """The best passages of a scope by BM25."""
    return index.hits((word.weights for word in query.words), CANDIDATES, scope)


def filled(index: CorpusIndex, hits: Hits, scope: Scope) -> Hits:
    """In a small corpus every passage is a candidate, so that nearness in meaning can bring one up."""
    if len(index.passages) > CANDIDATES:
        return hits
    numbers = index.numbers_in(scope)
    return hits.joined(numbers, np.zeros(len(numbers)))


def rank_apart(
    index: CorpusIndex, ranker: Ranker, query: Query, parts: Sequence[Filters], each: int
) -> list[list[Evidence]]:
    """The candidates of a query in several parts of the corpus, so many of each, weighed together: best first."""
    scopes = [index.scope(filters) for filters in parts]
    hits = index.hits_apart((word.weights for word in query.words), each, scopes)
    found = [filled(index, one, scope) for one, scope in zip(hits, scopes, strict=True)]
    together = found[0]
    for one in found[1:]:
        together = together.joined(one.numbers, one.scores)
    ranked, numbers = ranker.rank(query, together), np.sort(together.numbers)
    held = [frozenset(one.numbers.tolist()) for one in found]
    return [[one for one in ranked if int(numbers[one.column]) in own] for own in held]
