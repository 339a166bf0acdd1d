"""How sure a reply may be: measured evidence in, two probabilities out, and doubts that forbid to be sure."""

import math
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from glmbot.core.doubts import DOUBTS, asked_noun, doubts_of
from glmbot.core.evidence import Evidence, Match
from glmbot.core.kinds import Kind
from glmbot.core.lexicon import Key, Lexicon
from glmbot.core.query import Query, QueryWord

Verdict = Literal["answer", "related", "none"]

Features = Mapping[str, float]
"""What the decision looks at, by name, each about 0 to 1."""

SOFT_DOUBTS: Final = frozenset({"name"})
"""Doubts that only weigh: a name may be misspelt or put otherwise. The others forbid to be sure."""

_HEAVIEST: Final = 11.0
_MANY_WORDS: Final = 6
_HALF: Final = 0.5


@dataclass(frozen=True)
class Logistic:
    """A logistic score: bias, and a weight for each feature."""

    bias: float
    weights: Mapping[str, float]

    def probability(self, features: Features) -> float:
        """The probability that the model gives."""
        score = self.bias + sum(weight * features[name] for name, weight in self.weights.items())
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


@dataclass(frozen=True)
class Decision:
    """Thresholds over two probabilities: that something here is about the question, that the passage answers it."""

    on_topic: Logistic
    right: Logistic
    none_below: float
    answer_from: float

    def verdict(self, features: Features, doubts: Iterable[str]) -> Verdict:
        """`none` where nothing here is about it, `answer` where the passage likely answers it, else `related`."""
        if self.on_topic.probability(features) < self.none_below:
            return "none"
        is_doubtful = any(name not in SOFT_DOUBTS for name in doubts)
        return "related" if is_doubtful or self.right.probability(features) < self.answer_from else "answer"


def read_decision(data: Mapping[str, Any]) -> Decision:
    """A decision from what its JSON file holds."""

    def logistic(name: str) -> Logistic:
        return Logistic(float(data[name]["bias"]), {key: float(value) for key, value in data[name]["weights"].items()})

    return Decision(logistic("on_topic"), logistic("right"), float(data["none_below"]), float(data["answer_from"]))


def measure(query: Query, ranked: Sequence[Evidence], article: Container[Key], size: int, lexicon: Lexicon) -> Features:
    """The features of the best passage; `article` are the keys that its article has, `size` the corpus's passages."""
    best = ranked[0]
    doubts = doubts_of(query, best, lexicon)
    signals = best.signals
    second = ranked[1] if len(ranked) > 1 else None
    return {
        **_matched(query, best, article),
        **_missing(query, best),
        "specific": signals.specific,
        "sentence_soft": signals.sentence / max(0.05, 1 - signals.title),
        "own": signals.own,
        "sentence": best.sentence_share,
        "pairs": signals.pairs,
        "bm25": min(signals.bm25, 1.5),
        "title": signals.title,
        "nearness": signals.nearness,
        "kind_shown": signals.kind_shown,
        "gloss": signals.gloss,
        "introduction": signals.introduction,
        "typed": _typed(query, best),
        "margin": (best.score - second.score) / best.score if second and best.score > 0 else _HALF,
        "next_gap": signals.specific - second.signals.specific if second else _HALF,
        "size": math.log10(max(1, size)) / 4,
        "yes_no": float(query.kind is Kind.YES_NO),
        "foreign": float(query.language != "en"),
        "context": float(query.leans),
        **{f"doubt_{name}": float(name in doubts) for name in DOUBTS},
    }


def doubted(features: Features) -> Iterator[str]:
    """The names of the doubts that were measured."""
    return (name for name in DOUBTS if features[f"doubt_{name}"])


def _matched(query: Query, best: Evidence, article: Container[Key]) -> dict[str, float]:
    """What the passage, its article and the corpus have of the question."""
    total = query.mass or 1.0
    own = [match for match in best.matches if match.word in query.own] or list(best.matches)
    weighed = list(zip(best.matches, best.soft, strict=True))
    rest = [(match, soft) for (match, soft), title in zip(weighed, best.titled, strict=True) if not title]
    rest_mass = sum(match.word.mass * match.word.weight for match, _ in rest)
    return {
        "coverage": sum(min(match.weight, match.word.weight) * match.word.mass for match in best.matches) / total,
        "soft": sum(min(soft, match.word.weight) * match.word.mass for match, soft in weighed) / total,
        "rest": _over(sum(min(match.weight, match.word.weight) * match.word.mass for match, _ in rest), rest_mass),
        "rest_soft": _over(sum(min(soft, match.word.weight) * match.word.mass for match, soft in rest), rest_mass),
        "rest_words": min(4, len(rest)) / 4,
        "rest_missing": min(4, sum(soft < _HALF for _, soft in rest)) / 4,
        "article": sum(_anywhere(match, article) * match.word.mass * match.word.weight for match in best.matches)
        / total,
        "corpus": sum(word.mass * word.weight for word in query.words if word.is_known) / total,
        "matched": min(sum(match.weight > 0 for match in own), _MANY_WORDS) / _MANY_WORDS,
        "names": min(2, sum(match.word.is_name and match.weight > 0 for match in own)) / 2,
        "short": 1 / max(1, len(own)),
    }


def _missing(query: Query, best: Evidence) -> dict[str, float]:
    """The heaviest word that the passage lacks, and the heaviest that no article knows."""
    unmatched = [(match, soft) for match, soft in zip(best.matches, best.soft, strict=True) if match.weight == 0]
    missing = (match.word.mass * match.word.weight * (1 - soft) for match, soft in unmatched)
    unknown = (word.mass * word.weight for word in query.words if not word.is_known)
    return {"missing": max(missing, default=0.0) / _HEAVIEST, "unknown": max(unknown, default=0.0) / _HEAVIEST}


def _over(part: float, whole: float) -> float:
    return part / whole if whole else 1.0


def _anywhere(match: Match, article: Container[Key]) -> float:
    """How far the whole article has a word."""
    if match.weight == match.word.weight:
        return 1.0
    own = match.word.weight or 1.0
    found = [one.weight / own for one in match.word.alternatives if one.key in article]
    return min(1.0, max((*found, match.weight / own)))


_TYPED: Final = frozenset(
    {Kind.COUNT, Kind.MONEY, Kind.PERCENT, Kind.DURATION, Kind.DATE, Kind.PLACE, Kind.PERSON, Kind.WHICH}
)


def _typed(query: Query, best: Evidence) -> float:
    """1 where the best sentence has the thing asked about, with the kind asked for; -1 where the kind is missing."""
    if best.sentence is None or query.kind not in _TYPED:
        return 0.0
    if best.shows_kind is False:
        return -1.0
    noun = asked_noun(query)
    if noun is None:
        return _HALF
    return 1.0 if any(best.sentence.has(key) for key in noun.weights) else -_HALF


def unmatched_words(query: Query) -> Iterator[QueryWord]:
    """The reader's words that no article has, nor anything that may stand for them."""
    return (word for word in query.own if not word.is_known)
