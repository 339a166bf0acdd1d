"""The explanation of a reply: each query term with its match in the passage, and the doubts."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Final

from glmbot.core.answering.answerer import Answerer, Turn
from glmbot.core.languages.language import QUESTION_TYPE_NAMES, QuestionType
from glmbot.core.ranking.features import Match
from glmbot.core.text.lexicon import Origin
from glmbot.core.translatable import gettext_lazy

ORIGINS: Final[Mapping[Origin, str]] = {
    "word": gettext_lazy("your word"),
    "synonym": gettext_lazy("synonym"),
    "abbreviation": gettext_lazy("abbreviation"),
    "acronym": gettext_lazy("acronym explained in an article"),
    "place": gettext_lazy("name of a place"),
    "phrase": gettext_lazy("idiom"),
    "spelling": gettext_lazy("spelling mended"),
    "translation": gettext_lazy("translation"),
    "person": gettext_lazy("holder of the office"),
    "context": gettext_lazy("from your question before"),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """A query term as written, and the words of the passage that match it; `met` is None where none do."""

    written: str
    met: str | None
    weight: float
    origin: Origin | None
    in_title: bool
    mass: float
    """The idf of the term in general English, 0.3 (common) to 11 (rare)."""


@dataclass(frozen=True)
class Explanation:
    """Why the passage of a turn was shown, and why not for certain."""

    question_type: QuestionType
    reasons: tuple[Reason, ...]
    doubts: tuple[str, ...]
    likely_right: float
    """Estimated probability that the passage answers, 0 to 1; a record or a source needs no estimate and has 1."""


def explain(answerer: Answerer, turn: Turn, passage_id: str | None = None) -> Explanation | None:
    """The explanation of a turn's best passage, or of another of its candidates; None where there is no such one."""
    ranked = sorted(turn.ranked, key=lambda evidence: passage_id not in {None, evidence.hit.passage.passage_id})
    if not ranked or passage_id not in {None, ranked[0].hit.passage.passage_id}:
        return None
    best = ranked[0]
    is_first = turn.assessment is not None and best is turn.ranked[0]
    assessment = turn.assessment if is_first and turn.assessment else answerer.assess(turn.query, ranked)
    pairs = (zip(sentence.terms, sentence.forms, strict=True) for sentence in reversed(best.terms.sentences))
    words = dict(chain.from_iterable(pairs))
    reasons = tuple(_reason(match, words) for match in best.matches)
    return Explanation(turn.query.question_type, reasons, tuple(assessment.doubts.values()), assessment.likely_right)


def _reason(match: Match, words: Mapping[str, str]) -> Reason:
    met = None if match.key is None else " ".join(words.get(term, term) for term in match.key.split(" "))
    origin = next((one.origin for one in match.word.alternatives if one.key == match.key), None)
    return Reason(match.word.written, met, match.weight, origin, match.in_title, match.word.mass)


def reason_lines(explanation: Explanation) -> list[str]:
    """The explanation in words, the heaviest word first."""
    return [*map(_reason_line, sorted(explanation.reasons, key=lambda reason: -reason.mass)), *explanation.doubts]


def _reason_line(reason: Reason) -> str:
    if reason.met is None or reason.origin is None:
        return gettext_lazy("“{word}”: not in the passage", word=reason.written)
    origin, weight = ORIGINS[reason.origin], f"{reason.weight:.2f}"
    told = {"word": reason.written, "met": reason.met, "origin": origin, "weight": weight}
    if reason.in_title:
        return gettext_lazy("“{word}”: met by “{met}” (in the title), {origin}, weight {weight}", **told)
    return gettext_lazy("“{word}”: met by “{met}”, {origin}, weight {weight}", **told)


def question_type_line(explanation: Explanation) -> str:
    """The question type in words."""
    return gettext_lazy("Read as a question of kind “{kind}”.", kind=QUESTION_TYPE_NAMES[explanation.question_type])
