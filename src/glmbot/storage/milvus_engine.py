"""Passages in Milvus: searched there by inner product, scored here to the last bit."""

import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from glmbot.core.corpus.stored_article import ArticleChangedError, StoredArticle
from glmbot.core.index.arrays import CatalogueArrays
from glmbot.core.index.bm25 import Alternatives, Statistics
from glmbot.core.index.bounds import most, question_vector, scores_of
from glmbot.core.index.passage_block import PassageBlock, PassageRow, gather_rows
from glmbot.core.index.postings import Floats, Longs
from glmbot.core.index.scope import Scope
from glmbot.core.index.topk import Word
from glmbot.core.model import Article
from glmbot.storage.engine_rows import FIELDS, body_of, dimension, label_number, read_row, row_name
from glmbot.storage.milvus import Milvus

_MORE: Final = 2
"""So many times the passages that are wanted are taken at first, and so many times as many again."""
_GROWTH: Final = 4
_MOST: Final = 16_384
"""Milvus gives no more at once; what stands lower is not looked at."""
_REMEMBERED: Final = 20_000
_SEARCH_SECONDS: Final = 5.0
_ASKED: Final = 200
"""Rows that are asked for by name at once."""


class MilvusEngine:
    """Searches the passages of a collection."""

    is_remote = True

    def __init__(
        self,
        milvus: Milvus,
        collection: str,
        catalogue: CatalogueArrays,
        statistics: Statistics,
        *,
        stored: npt.NDArray[np.uint64],
        pushed_mean: float,
    ) -> None:
        """Take the collection, the catalogue, the keys of the articles' rows, and the mean length of the vectors."""
        self.statistics = statistics
        self.articles: Sequence[Article] = ()
        """The articles, by number."""
        self._milvus, self._collection, self._catalogue = milvus, collection, catalogue
        self._stored, self._pushed_mean = stored, pushed_mean
        self._order = np.argsort(stored)
        self._rows: OrderedDict[int, PassageRow] = OrderedDict()
        self._guard = threading.Lock()

    @property
    def away(self) -> str:
        """Why the server can't be asked; "" where it can."""
        return self._milvus.away

    def search(self, words: Iterable[Alternatives], k: int, scope: Scope | None = None) -> tuple[Longs, Floats]:
        """The k best passages that share a term with the words, and their scores; ties in the passages' order."""
        asked = [word for word in self.statistics.words(words) if word]
        condition = self._condition(scope) if scope else ""
        if not asked or k < 1 or condition is None:
            return np.zeros(0, dtype=np.int64), np.zeros(0)
        names = self._catalogue.terms
        vector: dict[int, float] = {}
        for term, weight in question_vector(self.statistics, asked).items():
            place = dimension(names[term])
            vector[place] = vector.get(place, 0.0) + weight
        limit = min(_MOST, max(_MORE * k, 1))
        while True:
            hits = self._milvus.ask(lambda client, limit=limit: self._hits(client, vector, limit, condition))  # type: ignore[misc]
            numbers, scores = self._scored(asked, [hit["entity"] for hit in hits])
            if len(hits) < limit or limit == _MOST:
                break
            least = most(float(hits[-1]["distance"]), self.statistics.mean_length, self._pushed_mean)
            if len(numbers) >= k and scores[k - 1] > least:
                break
            limit = min(_MOST, limit * _GROWTH)
        return numbers[:k], scores[:k]

    def search_apart(
        self, words: Iterable[Alternatives], k: int, scopes: Iterable[Scope]
    ) -> list[tuple[Longs, Floats]]:
        """What `search` finds in each of several scopes."""
        listed = [*words]
        return [self.search(listed, k, scope) for scope in scopes]

    def row(self, number: int) -> PassageRow:
        """A passage, by number."""
        return self._fetched([number])[0]

    def block(self, numbers: Longs) -> PassageBlock:
        """Some passages with their sentences and tokens, by number, given in order."""
        return gather_rows(self._catalogue.forms, numbers, self._fetched(numbers.tolist()))

    def body(self, article: int) -> str | None:
        """The body of an article, by number; None where it is not there any more."""
        first, last = self._catalogue.articles.passages[article : article + 2].tolist()
        stored = int(self._stored[article])
        rows = self._named([row_name(stored, place) for place in range(last - first)] or [row_name(stored, -1)])
        self._keep(rows)
        return body_of(rows) if len(rows) == max(1, last - first) else None

    def _hits(self, client: Any, vector: Mapping[int, float], limit: int, condition: str) -> Sequence[Any]:
        (hits,) = client.search(
            self._collection,
            data=[dict(vector)],
            anns_field="terms",
            limit=limit,
            filter=condition,
            search_params={"metric_type": "IP"},
            output_fields=[*FIELDS],
            timeout=_SEARCH_SECONDS,
        )
        return [*hits]

    def _scored(self, asked: Sequence[Word], rows: Sequence[Mapping[str, Any]]) -> tuple[Longs, Floats]:
        """The passages of some rows with their scores, best first; those that have a word in full."""
        found = self._keep(rows)
        numbers = np.array(sorted(found), dtype=np.int64)
        if not len(numbers):
            return numbers, np.zeros(0)
        ordered = [found[number] for number in numbers.tolist()]
        scores = scores_of(self.statistics, asked, ordered, self._catalogue.forms.terms)
        order = np.argsort(-scores, kind="stable")
        order = order[scores[order] > 0]
        return numbers[order], scores[order]

    def _fetched(self, numbers: Sequence[int]) -> list[PassageRow]:
        """Some passages, by number.

        Raises:
            ArticleChangedError: one is not in the collection any more.
        """
        with self._guard:
            found = {number: row for number in numbers if (row := self._rows.get(number)) is not None}
        found |= self._keep(self._named([self._name(number) for number in numbers if number not in found]))
        for number in numbers:
            if number not in found:
                article = self.articles[self._article_of(number)]
                assert isinstance(article, StoredArticle)
                raise ArticleChangedError(article, f"{self._milvus.address}: {article.article_id}")
        return [found[number] for number in numbers]

    def _named(self, names: Sequence[str]) -> list[Any]:
        """The rows of some names, which are the collection's primary key: no other column is searched."""
        rows: list[Any] = []
        for start in range(0, len(names), _ASKED):
            listed = ", ".join(f'"{name}"' for name in names[start : start + _ASKED])
            rows += self._milvus.ask(lambda client, listed=listed: self._rows_in(client, listed))  # type: ignore[misc]
        return rows

    def _rows_in(self, client: Any, listed: str) -> list[Any]:
        condition = f"passage in [{listed}]"
        return [*client.query(self._collection, filter=condition, output_fields=[*FIELDS], timeout=_SEARCH_SECONDS)]

    def _keep(self, rows: Iterable[Mapping[str, Any]]) -> dict[int, PassageRow]:
        """The passages of rows, by number; rows of articles that the catalogue does not have are left out."""
        found: dict[int, PassageRow] = {}
        for row in rows:
            article = self._number_of(int(row["article"], 16))
            if article is None or row["place"] < 0:
                continue
            number = int(self._catalogue.articles.passages[article]) + int(row["place"])
            with self._guard:
                read = self._rows.get(number)
            if read is None and (read := read_row(row, article, self._catalogue.forms.strings)) is None:
                continue
            found[number] = read
        with self._guard:
            self._rows |= found
            while len(self._rows) > _REMEMBERED:
                self._rows.popitem(last=False)
        return found

    def _number_of(self, stored: int) -> int | None:
        """The article of a key of rows."""
        place = int(np.searchsorted(self._stored, np.uint64(stored), sorter=self._order))
        if place == len(self._order) or int(self._stored[self._order[place]]) != stored:
            return None
        return int(self._order[place])

    def _article_of(self, number: int) -> int:
        return int(np.searchsorted(self._catalogue.articles.passages, number, side="right")) - 1

    def _name(self, number: int) -> str:
        article = self._article_of(number)
        return row_name(int(self._stored[article]), number - int(self._catalogue.articles.passages[article]))

    def _condition(self, scope: Scope) -> str | None:
        """A scope as Milvus filters; None where no article can meet it."""
        parts: list[str] = []
        for field, conditions in (("jurisdictions", scope.jurisdictions), ("topics", scope.topics)):
            for names in conditions:
                if not names:
                    return None
                numbers = ", ".join(str(label_number(name)) for name in sorted(names))
                parts.append(f"array_contains_any({field}, [{numbers}])")
        for periods in scope.periods:
            days = " or ".join(f"(day >= {first} and day <= {last})" for first, last in periods)
            parts.append(f"({days})")
        if scope.left_out:
            keys = ", ".join(f'"{int(self._stored[one]):016x}"' for one in sorted(scope.left_out))
            parts.append(f"article not in [{keys}]")
        return " and ".join(parts)
