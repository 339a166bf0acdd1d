"""The engine of one machine: passages in arrays, in memory or mapped from a file."""

from collections.abc import Iterable

from glmbot.core.index.arrays import IndexArrays
from glmbot.core.index.bm25 import Alternatives, PassageIndex
from glmbot.core.index.passage_block import PassageBlock, PassageRow, gather
from glmbot.core.index.postings import Floats, Longs
from glmbot.core.index.scope import Scope, articles_in
from glmbot.core.index.topk import Mask


class EmbeddedEngine:
    """Searches the passages of this process."""

    is_remote = False
    away = ""

    def __init__(self, arrays: IndexArrays) -> None:
        self.statistics = PassageIndex(arrays.terms, arrays.postings)
        """What each term weighs among the passages."""
        self._arrays = arrays

    def search(self, words: Iterable[Alternatives], k: int, scope: Scope | None = None) -> tuple[Longs, Floats]:
        """The k best passages that share a term with the words, and their scores; ties in the passages' order."""
        return self.statistics.search(words, k, self._passages_in(scope) if scope else None)

    def search_apart(
        self, words: Iterable[Alternatives], k: int, scopes: Iterable[Scope]
    ) -> list[tuple[Longs, Floats]]:
        """What `search` finds in each of several scopes."""
        return self.statistics.search_apart(words, k, [self._passages_in(scope) for scope in scopes])

    def _passages_in(self, scope: Scope) -> Mask:
        """Which passages a scope has."""
        return articles_in(scope, self._arrays).take(self._arrays.passages.article)

    def row(self, number: int) -> PassageRow:
        """A passage, by number."""
        passages, sentences = self._arrays.passages, self._arrays.sentences
        first, last = passages.sentences[number : number + 2].tolist()
        cuts = sentences.tokens[first : last + 1]
        return PassageRow(
            article=int(passages.article[number]),
            start=int(passages.start[number]),
            end=int(passages.end[number]),
            first=int(passages.first[number]),
            count=int(passages.count[number]),
            starts=sentences.start[first:last],
            ends=sentences.end[first:last],
            cuts=cuts - cuts[0],
            tokens=self._arrays.tokens[cuts[0] : cuts[-1]],
        )

    def block(self, numbers: Longs) -> PassageBlock:
        """Some passages with their sentences and tokens, by number, given in order."""
        return gather(self._arrays, numbers)
