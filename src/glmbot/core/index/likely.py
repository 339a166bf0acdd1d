"""Articles that may hold the words of a text in their order: places where its rare terms stand as they do in it."""

from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np

from glmbot.core.index.corpus_index import CorpusIndex
from glmbot.core.index.passage_block import PassageBlock
from glmbot.core.index.postings import Floats, Longs
from glmbot.core.text.strings import Groups

_TERMS: Final = 16
"""The rarest terms of a text that are looked for: they tell a place, and common ones take long."""
_REPEATED: Final = 4
"""How often a term counts that a text repeats."""
_PASSAGES: Final = 300
"""Passages in which the order of the terms is looked at."""
_STRIP: Final = 8
"""Tokens by which the words of a text may have moved and still count together."""
_LEAST_SHARE: Final = 0.25
"""Where less of the rare terms stands in their order, the text does not stand."""
_NOTHING: Final = 1e-9


def likely_articles(index: CorpusIndex, text: str, most: int) -> list[int]:
    """The numbers of the articles that most likely hold a text, or something near to it, the likeliest first.

    Each term of the text votes, by its idf, for where the text would begin if it stood where the term does; the votes
    of eight tokens count together. Source parentheses, which have no tokens, are weighed as sets of terms.
    """
    terms = index.analyzer.terms(text)
    return _likeliest((*_by_passages(index, terms), *_by_sources(index, terms)), most)


def likely_named(index: CorpusIndex, text: str, most: int) -> list[int]:
    """The numbers of the articles whose titles or headings are likest to a text, as sets of terms, likest first."""
    terms = index.analyzer.terms(text)
    arrays, count = index.arrays, len(index.arrays.articles.ids)
    named = (_as_sets(index, groups, count, terms) for groups in (arrays.headings, arrays.titles))
    return _likeliest([(int(one), float(weights[one])) for found, weights in named for one in found], most)


def _likeliest(scored: Iterable[tuple[int, float]], most: int) -> list[int]:
    best: dict[int, float] = {}
    for article, score in scored:
        best[article] = max(score, best.get(article, 0.0))
    return sorted(best, key=lambda article: (-best[article], article))[:most]


def _enough(weights: Iterable[float]) -> float:
    return max(_NOTHING, _LEAST_SHARE * sum(weights))


def _by_passages(index: CorpusIndex, terms: Sequence[str]) -> list[tuple[int, float]]:
    weights = {term: index.bm25.idf(term) for term in terms if term in index.bm25}
    rare = dict(sorted(weights.items(), key=lambda one: -one[1])[:_TERMS])
    numbers, _ = index.engine.search([{term: 1.0} for term in rare], _PASSAGES)
    if not len(numbers):
        return []
    block = index.engine.block(np.sort(numbers))
    strips, votes, voters = _votes(index, block, terms, rare)
    order, starts = np.unique(strips, return_index=True)
    totals = np.add.reduceat(votes, starts)
    # A text that begins near the end of a strip has some of its votes in the next.
    joined = totals.copy()
    beside = np.flatnonzero(np.diff(order) == 1)
    joined[beside] += totals[beside + 1]
    found = np.flatnonzero(joined >= _enough(rare.values()))
    ends = np.append(starts, len(strips))
    middle = voters[(starts[found] + ends[found + 1] - 1) // 2]
    articles = block.articles[block.sentence_passages[block.token_sentences[middle]]]
    return list(zip(articles.tolist(), joined[found].tolist(), strict=True))


def _votes(
    index: CorpusIndex, block: PassageBlock, terms: Sequence[str], rare: dict[str, float]
) -> tuple[Longs, Floats, Longs]:
    """For each vote the strip of tokens where the text would begin, its weight, and the token that votes; in order."""
    strips, weights, voters = [], [], []
    at = block.terms[block.tokens]
    for term, weight in rare.items():
        here = np.flatnonzero(at == index.arrays.terms.find(term))
        for place in [place for place, one in enumerate(terms) if one == term][:_REPEATED]:
            strips.append((here - place + len(terms)) // _STRIP)
            weights.append(np.full(len(here), weight))
            voters.append(here)
    together = np.concatenate(strips)
    order = np.argsort(together, kind="stable")
    return together[order], np.concatenate(weights)[order], np.concatenate(voters)[order]


def _by_sources(index: CorpusIndex, terms: Sequence[str]) -> list[tuple[int, float]]:
    sources = index.arrays.sources
    found, weights = _as_sets(index, sources.by_term, len(sources.article), terms)
    return list(zip(sources.article[found].tolist(), weights[found].tolist(), strict=True))


def _as_sets(index: CorpusIndex, groups: Groups, count: int, terms: Sequence[str]) -> tuple[Longs, Floats]:
    """Those of some sets of terms that have enough of a text's, by number, and what each set has of them."""
    weights = np.zeros(count)
    told: list[float] = []
    for term in dict.fromkeys(terms):
        number = index.arrays.terms.find(term)
        if number is not None and len(members := groups[number]):
            told.append(float(np.log1p(count / len(members))))
            weights[members] += told[-1]
    return np.flatnonzero(weights >= _enough(told)), weights
