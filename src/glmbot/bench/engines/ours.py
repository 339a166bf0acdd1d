"""glmbot's own search."""

from collections.abc import Sequence

from glmbot.bench.engines import Documents, K
from glmbot.core.index.bm25 import PassageIndex
from glmbot.core.index.topk import Word, best


class Measured:
    """The postings of `core.index`, searched as an answer searches them."""

    def build(self, documents: Documents) -> None:
        """Index the passages."""
        self._index = PassageIndex.of(documents)

    def ready(self, queries: Sequence[Sequence[str]]) -> None:
        """Look up the numbers of the terms, as the other engines get parsed queries."""
        find, count = self._index.vocabulary.find, self._index.postings.count
        self._queries: list[list[Word]] = []
        for terms in queries:
            numbers = [number for term in terms if (number := find(term)) is not None and count(number)]
            self._queries.append([[((number,), 1.0)] for number in numbers])

    def search(self, query: int) -> None:
        """Search for a query."""
        best(self._index.postings, self._queries[query], K)
