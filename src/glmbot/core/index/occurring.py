"""Which articles have some terms, wherever in title, jurisdictions, topics or text they stand."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from glmbot.core.index.corpus_index import CorpusIndex

_AT_ONCE: Final = 256
"""Articles whose passages are asked for at once."""


def occurring(index: CorpusIndex, terms: Sequence[str], numbers: Sequence[int]) -> list[int]:
    """Those of some articles, by number, that have all of some terms.

    Raises:
        EngineAwayError: the server that keeps the passages does not answer.
    """
    found: list[int] = []
    for start in range(0, len(numbers), _AT_ONCE):
        found += _occurring(index, terms, numbers[start : start + _AT_ONCE])
    return found


def _occurring(index: CorpusIndex, terms: Sequence[str], numbers: Sequence[int]) -> list[int]:
    left = {number: {term for term in terms if not _is_named(index, number, term)} for number in numbers}
    asked = sorted(number for number, missing in left.items() if missing)
    if asked:
        bounds = index.arrays.articles.passages
        block = index.engine.block(np.concatenate([np.arange(bounds[one], bounds[one + 1]) for one in asked]))
        vocabulary = index.bm25.vocabulary
        articles = block.articles[block.sentence_passages[block.token_sentences]]
        has = block.terms[block.tokens]
        for term in {one for number in asked for one in left[number]}:
            place = vocabulary.find(term)
            having = set(np.unique(articles[has == place]).tolist()) if place is not None else set[int]()
            for number in having & left.keys():
                left[number].discard(term)
    return [number for number in numbers if not left[number]]


def _is_named(index: CorpusIndex, number: int, term: str) -> bool:
    """Whether a term stands in an article's title, jurisdictions or topics."""
    article = index.corpus.articles[number]
    return any(term in index.analyzer.terms(text) for text in (article.title, *article.jurisdictions, *article.topics))
