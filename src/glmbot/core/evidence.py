"""What speaks for a passage: matches, signals and the evidence that they make up."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Final

from glmbot.core.index import K1, B
from glmbot.core.lexicon import Alternative
from glmbot.core.model import Hit
from glmbot.core.passage_terms import PassageTerms, Sentence
from glmbot.core.query import Query, QueryWord

TITLE_SHARE: Final = 0.7
"""What a word counts that stands in the article's title or jurisdictions, but not in the passage."""


@dataclass(frozen=True)
class Match:
    """The key by which a passage matches a word of the question; weight 0 where it does not."""

    word: QueryWord
    key: str | None
    weight: float
    in_title: bool = False


@dataclass(frozen=True)
class Signals:
    """What speaks for a passage, each about 0 to 1 and comparable between questions."""

    bm25: float
    """BM25 over the most that the question's own words could score."""
    matched: float
    """Share of the question's mass that the passage matches, words of its article's title left aside."""
    repeated: float
    """The same, a word counting by how often it stands there for the passage's length, as BM25 counts it."""
    title: float
    """Share of the mass in words of the article's title, whether the passage repeats them or not."""
    jurisdiction: float
    """Whether the article is about a place that the question names."""
    pairs: float
    """Share of the question's neighbouring words that are neighbours in the passage."""
    sentence: float
    """Share of the mass in the best sentence, title left aside, words near in meaning counting in part."""
    soft: float
    """The same over the whole passage."""
    specific: float
    """As `soft`, each word counting the more the fewer candidates come near it."""
    own: float
    """Share of the mass that the passage has in the reader's own words."""
    nearness: float
    """Cosine of question and best sentence, as bags of word vectors."""
    kind_shown: float
    kind_missing: float
    lead: float
    """The first paragraph, where the question asks what the article is about."""
    gloss: float
    """The passage that explains the acronym which the question asks about."""
    introduction: float
    """The passage that introduces the person whom the question names."""


SIGNALS: Final = tuple(one.name for one in fields(Signals))


in_order: Final[Callable[[Signals], tuple[float, ...]]] = attrgetter(*SIGNALS)
"""The signals as numbers, in the order of their names."""


@dataclass(frozen=True)
class Evidence:
    """How a passage meets a query; `score` orders the candidates and is comparable within one query only."""

    hit: Hit
    terms: PassageTerms
    matches: tuple[Match, ...]
    soft: tuple[float, ...]
    """For each word, how near the passage comes to it in meaning, 0 to 1; its match where it matches."""
    sentence: Sentence | None
    sentence_share: float
    """Share of the query's mass that the best sentence matches."""
    shows_kind: bool | None
    """Whether the best sentence shows the kind of thing asked for; None where the kind has no form of its own."""
    signals: Signals
    score: float
    telling: tuple[float, ...] = ()
    """How well each word tells this passage from the other candidates: 0 where all have it."""
    titled: tuple[float, ...] = ()
    """For each word, how far the article's title has it."""


def match_word(word: QueryWord, present: Sequence[Alternative], title: frozenset[str]) -> Match:
    """The best of the alternatives that are present, else of those in the title."""
    if present:
        best = max(present, key=lambda one: one.weight)
        return Match(word, best.key, best.weight)
    for one in word.alternatives:
        if all(term in title for term in one.key.split(" ")):
            return Match(word, one.key, one.weight * TITLE_SHARE, in_title=True)
    return Match(word, None, 0.0)


def saturation(match: Match, terms: PassageTerms, mean_length: float) -> float:
    """BM25's saturated term frequency over its limit, 0 to 1."""
    if match.key is None or match.in_title:
        return 0.0
    count = terms.counts[match.key] if " " not in match.key else 1
    return count / (count + K1 * (1 - B + B * len(terms.terms) / mean_length))


def title_weight(word: QueryWord, title: frozenset[str]) -> float:
    """How far an article's title has a word."""
    return max(
        (one.weight for one in word.alternatives if all(term in title for term in one.key.split(" "))), default=0.0
    )


def sentence_weights(present: Sequence[Sequence[Alternative]], sentence: Sentence | None) -> list[float]:
    """How far a sentence has each word, of the alternatives that its passage has."""
    if sentence is None:
        return [0.0 for _ in present]
    return [max((one.weight for one in found if sentence.has(one.key)), default=0.0) for found in present]


def pair_share(query: Query, terms: PassageTerms) -> float:
    """Share of the question's neighbours, by mass, that are neighbours in a sentence, by any of their terms."""
    total = sum(one.mass + other.mass for one, other in query.pairs)
    found = sum(one.mass + other.mass for one, other in query.pairs if _are_neighbours(one, other, terms))
    return found / total if total else 0.0


def _are_neighbours(one: QueryWord, other: QueryWord, terms: PassageTerms) -> bool:
    first = [key for key in one.weights if key in terms.distinct]
    second = [key for key in other.weights if key in terms.distinct]
    return any((left, right) in sentence.pairs for sentence in terms.sentences for left in first for right in second)
