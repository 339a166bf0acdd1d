"""bm25s: scores in sparse arrays, with numpy."""

from collections.abc import Sequence

import bm25s

from glmbot.bench.engines import Documents, K
from glmbot.core.index.bm25 import K1, B


class Measured:
    """bm25s with the same parameters and Lucene's idf."""

    def build(self, documents: Documents) -> None:
        """Index the passages."""
        self._retriever = bm25s.BM25(k1=K1, b=B, method="lucene", backend="numpy")
        self._retriever.index(documents, show_progress=False)
        self._count = min(K, len(documents))

    def ready(self, queries: Sequence[Sequence[str]]) -> None:
        """Take the terms."""
        self._queries = [[list(terms)] for terms in queries]

    def search(self, query: int) -> None:
        """Search for a query."""
        self._retriever.retrieve(
            self._queries[query], k=self._count, show_progress=False, n_threads=0, backend_selection="numpy"
        )
