"""Evidence in the candidates of a search: matched words, words side by side, and the best sentence."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from glmbot.core.model import Hit
from glmbot.core.passage_terms import PassageTerms, Sentence
from glmbot.core.query import Query, QueryWord

CANDIDATES: Final = 50
"""Passages that the index hands over: their order is settled here, at a cost that does not grow with the corpus."""

PAIR_WEIGHT: Final = 0.4
SENTENCE_WEIGHT: Final = 0.3
_PAIR_SATURATION: Final = 0.9

Idf = Callable[[str], float]


@dataclass(frozen=True)
class Match:
    """The alternative by which a passage matches a word of the question; weight 0 where it does not."""

    word: QueryWord
    term: str | None
    weight: float


@dataclass(frozen=True)
class Evidence:
    """How a passage meets a query; `score` orders the candidates and is comparable within one query only."""

    hit: Hit
    matches: tuple[Match, ...]
    pair_share: float
    """Share of the query's pairs that stand side by side in the passage."""
    sentence: Sentence | None
    score: float

    @property
    def matched(self) -> tuple[Match, ...]:
        """The words that the passage has."""
        return tuple(match for match in self.matches if match.weight > 0)


def rank(query: Query, candidates: Sequence[tuple[Hit, PassageTerms]], idf: Idf) -> list[Evidence]:
    """Weigh the candidates and order them, best first; ties keep the order of the search."""
    found = [_weigh(query, hit, terms, idf) for hit, terms in candidates]
    return sorted(found, key=lambda evidence: -evidence.score)


def _weigh(query: Query, hit: Hit, terms: PassageTerms, idf: Idf) -> Evidence:
    pairs = [_pair_count(pair, terms) for pair in query.pairs]
    pair_score = sum(
        (idf(one.term) + idf(other.term)) / 2 * count * (1 + _PAIR_SATURATION) / (count + _PAIR_SATURATION)
        for (one, other), count in zip(query.pairs, pairs, strict=True)
        if count
    )
    sentence, sentence_score = _best_sentence(query, terms, idf)
    return Evidence(
        hit=hit,
        matches=tuple(_match(word, terms) for word in query.words),
        pair_share=sum(count > 0 for count in pairs) / len(pairs) if pairs else 0.0,
        sentence=sentence,
        score=hit.score + PAIR_WEIGHT * pair_score + SENTENCE_WEIGHT * sentence_score,
    )


def _match(word: QueryWord, terms: PassageTerms) -> Match:
    present = [one for one in word.alternatives if one.term in terms.distinct]
    best = max(present, key=lambda one: one.weight, default=None)
    return Match(word, best.term if best else None, best.weight if best else 0.0)


def _pair_count(pair: tuple[QueryWord, QueryWord], terms: PassageTerms) -> int:
    first, second = pair[0].weights, pair[1].weights
    return sum(
        one in first and other in second
        for sentence in terms.sentences
        for one, other in zip(sentence.terms, sentence.terms[1:], strict=False)
    )


def _best_sentence(query: Query, terms: PassageTerms, idf: Idf) -> tuple[Sentence | None, float]:
    best, best_score = None, 0.0
    for sentence in terms.sentences:
        present = frozenset(sentence.terms)
        score = sum(
            max((weight * idf(term) for term, weight in word.weights.items() if term in present), default=0.0)
            for word in query.words
        )
        if score > best_score:
            best, best_score = sentence, score
    return best, best_score
