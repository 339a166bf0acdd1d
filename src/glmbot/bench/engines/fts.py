"""SQLite's full-text search; its k1 of 1.2 and b of 0.75 are fixed."""

import sqlite3
from collections.abc import Sequence

from glmbot.bench.engines import Documents, K


class Measured:
    """A table in memory that keeps no text."""

    def build(self, documents: Documents) -> None:
        """Index the passages."""
        self._base = sqlite3.connect(":memory:")
        self._base.execute("CREATE VIRTUAL TABLE passages USING fts5(terms, content='', detail=full)")
        rows = ((place, " ".join(terms)) for place, terms in enumerate(documents))
        self._base.executemany("INSERT INTO passages(rowid, terms) VALUES (?, ?)", rows)
        self._base.execute("INSERT INTO passages(passages) VALUES ('optimize')")
        self._base.commit()

    def ready(self, queries: Sequence[Sequence[str]]) -> None:
        """Write the queries in its language."""
        self._queries = [" OR ".join(f'"{term}"' for term in terms) for terms in queries]

    def search(self, query: int) -> None:
        """Search for a query."""
        wanted = (self._queries[query], K)
        self._base.execute("SELECT rowid FROM passages WHERE passages MATCH ? ORDER BY rank LIMIT ?", wanted).fetchall()
