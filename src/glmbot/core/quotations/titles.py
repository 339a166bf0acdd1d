"""The article whose title a quotation is: a citation has it between quotation marks, too."""

from collections.abc import Iterator, Sequence
from functools import reduce
from typing import Final

import numpy as np

from glmbot.core.index.corpus_index import CorpusIndex
from glmbot.core.model import Article
from glmbot.core.quotations.reading import FEWEST_WORDS
from glmbot.core.quotations.words import keys_of

_MOST: Final = 500
"""Articles whose titles are read since they have all terms of a quotation."""


def titled(keys: Sequence[str], text: str, index: CorpusIndex) -> Article | None:
    """The newest article with a title of just these words, its "Norland: " aside; None where there is none."""
    if not keys:
        return None
    articles = (index.corpus.articles[number] for number in _with_terms(text, index))
    found = [one for one in articles if any(list(keys) == keys_of(title) for title in _titles(one, keys))]
    return max(found, key=lambda one: (one.date, one.article_id), default=None)


def _titles(article: Article, keys: Sequence[str]) -> Iterator[str]:
    """The titles of an article; from three words on without the jurisdiction that they begin with, too."""
    for title in (article.title, article.headline):
        yield title
        head, _, rest = title.partition(": ")
        if len(keys) >= FEWEST_WORDS and any(name in head for name in article.jurisdictions):
            yield rest


def _with_terms(text: str, index: CorpusIndex) -> list[int]:
    """The numbers of articles that have all terms of a text in their titles or jurisdictions."""
    numbers = [index.arrays.terms.find(term) for term in dict.fromkeys(index.analyzer.terms(text))]
    groups = [index.title_terms[number] for number in numbers if number is not None]
    if not groups:
        return list(range(len(index.corpus.articles)))[:_MOST]
    if len(groups) < len(numbers):
        return []
    return [int(one) for one in reduce(np.intersect1d, sorted(groups, key=len))[:_MOST]]
