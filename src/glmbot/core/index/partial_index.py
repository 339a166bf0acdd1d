"""An index in which no search finds some articles: those whose texts can't be had any more."""

from collections.abc import Iterable
from functools import cached_property

import numpy as np

from glmbot.core.corpus.filters import Filters
from glmbot.core.index.corpus_index import CorpusIndex
from glmbot.core.index.postings import Floats, Longs
from glmbot.core.index.topk import Mask


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
        made.__dict__.pop("_kept", None)
        return made

    def allowed(self, filters: Filters | None) -> Mask | None:
        """Which passages filters allow, among those of the articles that are not left out."""
        allowed = super().allowed(filters)
        return self._kept if allowed is None else allowed & self._kept

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

    @cached_property
    def _kept(self) -> Mask:
        mask: Mask = ~np.isin(self.arrays.passages.article, self._left_out)
        return mask
