"""rank_bm25, the definition of the scores."""

from collections.abc import Sequence

import numpy as np

from glmbot.bench.engines import Documents, K
from glmbot.core.index.bm25 import model


class Measured:
    """The model: a score for each passage, then the best of them."""

    def build(self, documents: Documents) -> None:
        """Index the passages."""
        self._model = model(documents)
        self._count = min(K, len(documents))

    def ready(self, queries: Sequence[Sequence[str]]) -> None:
        """Take the terms."""
        self._queries = [list(terms) for terms in queries]

    def search(self, query: int) -> None:
        """Search for a query; its own `get_top_n` sorts all scores, which is slower."""
        scores = self._model.get_scores(self._queries[query])
        np.argpartition(scores, -self._count)[-self._count :]
