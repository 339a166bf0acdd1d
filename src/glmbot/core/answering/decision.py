"""The decision: features of the evidence in, two logistic probabilities and a verdict out; doubts may veto."""

import math
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Final, Literal

from glmbot.core.answering.doubts import asked_noun, doubts_of
from glmbot.core.languages.language import QuestionType
from glmbot.core.query.query import Query, QueryWord
from glmbot.core.ranking.features import Evidence, Match
from glmbot.core.ranking.rereading import span_score
from glmbot.core.text.lexicon import Key, Lexicon

Verdict = Literal["answer", "related", "none"]

SOFT_DOUBTS: Final = frozenset({"name"})
"""Doubts that only weigh: a name may be misspelt or put otherwise. The others forbid to be sure."""

_HEAVIEST: Final = 11.0
_MANY_WORDS: Final = 6
_HALF: Final = 0.5


@dataclass(frozen=True)
class Features:
    """The features of the decision, each about 0 to 1; shares are of the query's mass unless said otherwise."""

    coverage: float
    """What the passage or its title matches."""
    soft: float
    """The same, words near in meaning counting in part."""
    rest: float
    """What the passage matches of the words that the title has not."""
    rest_soft: float
    """The same, words near in meaning counting in part."""
    rest_words: float
    """How many words the title has not, up to four."""
    rest_missing: float
    """How many of them the passage does not come near."""
    article: float
    """What stands anywhere in the article."""
    corpus: float
    """What some article knows."""
    matched: float
    """How many of the question's own words are matched, up to six."""
    names: float
    """How many names are matched, up to two."""
    short: float
    """One over the number of the question's own words."""
    missing: float
    """The heaviest word that the passage lacks."""
    unknown: float
    """The heaviest word that no article knows."""
    # Signals of the ranking (`Signals`), as they are or cut off:
    specific: float
    sentence_soft: float
    """The signal `sentence` over the share of what the title has not."""
    own: float
    sentence: float
    """What the best sentence alone matches."""
    pairs: float
    bm25: float
    title: float
    nearness: float
    kind_shown: float
    gloss: float
    introduction: float
    typed: float
    """Whether the best sentence has the thing asked about with the type asked for; -1 where the type is missing."""
    margin: float
    """How far the second passage's score stays behind, over the first one's."""
    next_gap: float
    """The same for the signal `specific`."""
    size: float
    """The logarithm of the number of passages in the corpus, 1 for ten thousand."""
    yes_no: float
    """Whether the question type is yes-no."""
    foreign: float
    """Whether the question was translated."""
    context: float
    """Whether words of the question before were lent to it."""
    doubt_name: float
    """Whether a name of the question stands neither in the passage nor in its title."""
    relevance: float = 0.0
    """The log-odds that the passage answers, as the reader tells, over five; this and what follows is 0 without one."""
    likely: float = 0.0
    """The probability of these odds."""
    relevance_margin: float = 0.0
    """How far they lie above those of the best other passage, -1 to 1."""
    best_relevance: float = 0.0
    """The greatest log-odds of all that were read, over five."""
    span: float = 0.0
    """How much likelier words that answer are than none, over ten."""
    moved: float = 0.0
    """Whether another passage came first before they were read."""
    score_margin: float = 0.0
    """How far the score lies above that of the next passage, -1 to 1."""


FEATURES: Final = tuple(feature.name for feature in fields(Features))
"""The names of the features."""


@dataclass(frozen=True)
class Logistic:
    """Logistic regression: a bias, and a weight for each feature that has one."""

    bias: float
    weights: Mapping[str, float]

    def probability(self, features: Features) -> float:
        """The logistic function of bias and weighted features, 0 to 1."""
        score = self.bias + sum(weight * getattr(features, name) for name, weight in self.weights.items())
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


@dataclass(frozen=True)
class Decision:
    """Two models, of being on topic and of the passage being right, each with the probability that a reply needs."""

    on_topic: Logistic
    right: Logistic
    none_below: float
    answer_from: float


@dataclass(frozen=True)
class Assessment:
    """The assessment of the best passage: features, doubts and the verdict that follows."""

    features: Features
    doubts: Mapping[str, str]
    """Named reasons not to be sure, each with a sentence for the reader."""
    likely_right: float
    """Estimated probability that the passage answers, 0 to 1."""
    verdict: Verdict
    """`none` where nothing here is about the question, `answer` where the passage likely answers it."""


def read_decision(data: Mapping[str, Any]) -> Decision:
    """The decision of `coefficients.json`.

    Raises:
        ValueError: a weight belongs to no feature.
    """

    def logistic(name: str) -> Logistic:
        weights = {key: float(value) for key, value in data[name]["weights"].items()}
        if not weights.keys() <= set(FEATURES):
            raise ValueError(f"coefficients.json: {sorted(weights.keys() - set(FEATURES))} are no features; fit anew")
        return Logistic(float(data[name]["bias"]), weights)

    return Decision(logistic("on_topic"), logistic("right"), float(data["none_below"]), float(data["answer_from"]))


def assess(decision: Decision, features: Features, doubts: Mapping[str, str]) -> Assessment:
    """The assessment by the features of a passage and the doubts about it (`SOFT_DOUBTS` forbid nothing)."""
    right = decision.right.probability(features)
    verdict: Verdict = "answer"
    if decision.on_topic.probability(features) < decision.none_below:
        verdict = "none"
    elif doubts.keys() - SOFT_DOUBTS or right < decision.answer_from:
        verdict = "related"
    return Assessment(features, doubts, right, verdict)


def measure(
    query: Query, ranked: Sequence[Evidence], article: Container[Key], size: int, lexicon: Lexicon
) -> tuple[Features, dict[str, str]]:
    """The features of the best passage, and the doubts about it, by name.

    `article` are the keys that its article has, `size` the number of passages in the corpus.
    """
    best = ranked[0]
    doubts = doubts_of(query, best, lexicon, article)
    signals = best.signals
    second = ranked[1] if len(ranked) > 1 else None
    features = Features(
        **_matched(query, best, article),
        **_missing(query, best),
        specific=signals.specific,
        sentence_soft=signals.sentence / max(0.05, 1 - signals.title),
        own=signals.own,
        sentence=best.sentence_share,
        pairs=signals.pairs,
        bm25=min(signals.bm25, 1.5),
        title=signals.title,
        nearness=signals.nearness,
        kind_shown=signals.kind_shown,
        gloss=signals.gloss,
        introduction=signals.introduction,
        typed=_typed(query, best),
        margin=(best.lexical - second.lexical) / best.lexical if second and best.lexical > 0 else _HALF,
        next_gap=signals.specific - second.signals.specific if second else _HALF,
        size=math.log10(max(1, size)) / 4,
        yes_no=float(query.question_type is QuestionType.YES_NO),
        foreign=float(query.language != "en"),
        context=float(query.leans),
        doubt_name=float("name" in doubts),
        **_read(ranked),
    )
    return features, doubts


def _read(ranked: Sequence[Evidence]) -> dict[str, float]:
    """What the reader tells of the first passage beside the others; nothing where none was read."""
    best = ranked[0]
    if best.reading is None:
        return {}
    relevance = best.reading.relevance
    others = [one for one in ranked[1:] if one.reading]
    rival = max((one.reading.relevance for one in others if one.reading), default=relevance - 3)
    next_score = max((one.score for one in others), default=best.score - 1)
    return {
        "relevance": relevance / 5,
        "likely": 1 / (1 + math.exp(-relevance)),
        "relevance_margin": math.tanh((relevance - rival) / 3),
        "best_relevance": max(relevance, rival) / 5 if others else relevance / 5,
        "span": span_score(best.reading) / 10,
        "moved": float(any(one.lexical > best.lexical for one in others)),
        "score_margin": math.tanh((best.score - next_score) / 2),
    }


def _matched(query: Query, best: Evidence, article: Container[Key]) -> dict[str, float]:
    """The features of what the passage, its article and the corpus have of the question."""
    total = query.mass or 1.0
    matches = best.matches
    own = [match for match in matches if match.word in query.own] or list(matches)
    rest = [match for match in matches if not match.titled]
    rest_mass = sum(match.word.mass * match.word.weight for match in rest)
    return {
        "coverage": sum(min(match.weight, match.word.weight) * match.word.mass for match in matches) / total,
        "soft": sum(min(match.soft, match.word.weight) * match.word.mass for match in matches) / total,
        "rest": _over(sum(min(match.weight, match.word.weight) * match.word.mass for match in rest), rest_mass),
        "rest_soft": _over(sum(min(match.soft, match.word.weight) * match.word.mass for match in rest), rest_mass),
        "rest_words": min(4, len(rest)) / 4,
        "rest_missing": min(4, sum(match.soft < _HALF for match in rest)) / 4,
        "article": sum(_anywhere(match, article) * match.word.mass * match.word.weight for match in matches) / total,
        "corpus": sum(word.mass * word.weight for word in query.words if word.is_known) / total,
        "matched": min(sum(match.weight > 0 for match in own), _MANY_WORDS) / _MANY_WORDS,
        "names": min(2, sum(match.word.is_name and match.weight > 0 for match in own)) / 2,
        "short": 1 / max(1, len(own)),
    }


def _missing(query: Query, best: Evidence) -> dict[str, float]:
    """The features of the heaviest term that the passage lacks, and of the heaviest that no article has."""
    unmatched = (match for match in best.matches if match.weight == 0)
    missing = (match.word.mass * match.word.weight * (1 - match.soft) for match in unmatched)
    unknown = (word.mass * word.weight for word in query.words if not word.is_known)
    return {"missing": max(missing, default=0.0) / _HEAVIEST, "unknown": max(unknown, default=0.0) / _HEAVIEST}


def _over(part: float, whole: float) -> float:
    return part / whole if whole else 1.0


def _anywhere(match: Match, article: Container[Key]) -> float:
    """How far the whole article has a word."""
    if match.weight == match.word.weight:
        return 1.0
    own = match.word.weight or 1.0
    found = [other.weight / own for other in match.word.alternatives if other.key in article]
    return min(1.0, max((*found, match.weight / own)))


_TYPED: Final = frozenset(
    {
        QuestionType.COUNT,
        QuestionType.MONEY,
        QuestionType.PERCENT,
        QuestionType.DURATION,
        QuestionType.DATE,
        QuestionType.PLACE,
        QuestionType.PERSON,
        QuestionType.WHICH,
    }
)


def _typed(query: Query, best: Evidence) -> float:
    """1 where the best sentence has the thing asked about, with the type asked for; -1 where the type is missing."""
    if best.sentence is None or query.question_type not in _TYPED:
        return 0.0
    if best.shows_type is False:
        return -1.0
    noun = asked_noun(query)
    if noun is None:
        return _HALF
    return 1.0 if any(best.sentence.has(key) for key in noun.weights) else -_HALF


def unmatched_words(query: Query) -> Iterator[QueryWord]:
    """The query terms of which no article has any alternative."""
    return (word for word in query.own if not word.is_known)
