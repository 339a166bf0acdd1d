"""tantivy, a search engine in Rust; its k1 of 1.2 and b of 0.75 are fixed."""

from collections.abc import Sequence
from typing import Final

import tantivy

from glmbot.bench.engines import Documents, K

_HEAP_BYTES: Final = 500_000_000


class Measured:
    """An index in memory, written by one thread."""

    def build(self, documents: Documents) -> None:
        """Index the passages."""
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("text", stored=False, tokenizer_name="whitespace", index_option="freq")
        self._index = tantivy.Index(builder.build())
        writer = self._index.writer(heap_size=_HEAP_BYTES, num_threads=1)
        for terms in documents:
            writer.add_document(tantivy.Document(text=" ".join(terms)))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def ready(self, queries: Sequence[Sequence[str]]) -> None:
        """Parse the queries."""
        self._queries = [self._index.parse_query(" ".join(terms), ["text"]) for terms in queries]

    def search(self, query: int) -> None:
        """Search for a query."""
        self._searcher.search(self._queries[query], K)
