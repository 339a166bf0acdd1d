"""Words that can be shown in place of stems."""

from collections.abc import Sequence

import numpy as np

from glmbot.core.index.arrays import IndexArrays
from glmbot.core.index.corpus_index import CorpusIndex


def words_of(index: CorpusIndex, terms: Sequence[str]) -> list[str]:
    """For each term the word that the articles most often use for it; the term itself where they have none.

    Where a server keeps the passages, it is the word that is commonest in general English.
    """
    numbers = [index.arrays.terms.find(term) for term in terms]
    none = np.empty(0, np.int64)
    forms = [none if number is None else np.flatnonzero(index.arrays.forms.terms == number) for number in numbers]
    together = np.concatenate([none, *forms])
    if isinstance(index.arrays, IndexArrays):
        tokens = index.arrays.tokens
        counts = np.bincount(tokens[np.isin(tokens, together)], minlength=len(index.forms)).astype(np.float64)
    else:
        counts = -index.arrays.forms.masses.astype(np.float64)
    return [
        index.forms[int(one[np.argmax(counts[one])])] if len(one) else term
        for term, one in zip(terms, forms, strict=True)
    ]
