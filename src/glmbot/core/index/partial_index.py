"""An index in which no search finds some articles: those whose texts can't be had any more."""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from glmbot.core.corpus.filters import Filters
from glmbot.core.index.corpus_index import CorpusIndex
from glmbot.core.index.postings import Floats, Longs
from glmbot.core.index.scope import Scope


class PartialIndex(CorpusIndex):
    """The index of a corpus, some articles of which are left out."""

    _left_out: Longs

    @classmethod
    def of(cls, whole: CorpusIndex, article_ids: Iterable[str]) -> "PartialIndex":
        """An index without some articles; what was made of the arrays is shared with the whole."""
        made = object.__new__(cls)
        numbers = [whole.arrays.articles.ids.find(one) for one in article_ids]
        left_out = np.array([one for one in numbers if one is not None], dtype=np.int64)
        made.__dict__.update(whole.__dict__, _left_out=left_out)
        return made

    def scope(self, filters: Filters | None) -> Scope:
        """The articles that filters allow, among those that are not left out."""
        return replace(super().scope(filters), left_out=frozenset(self._left_out.tolist()))

    def weigh_articles(self, words: Iterable[tuple[Iterable[str], float]]) -> Floats:
        """What the words weigh that each article has; nothing in those that are left out."""
        found = super().weigh_articles(words)
        found[self._left_out] = 0.0
        return found

    def weigh_sources(self, words: Iterable[tuple[Iterable[str], float]]) -> Floats:
        """What the words weigh that each source has; nothing in those of articles that are left out."""
        found = super().weigh_sources(words)
        found[np.isin(self.arrays.sources.article, self._left_out)] = 0.0
        return found
