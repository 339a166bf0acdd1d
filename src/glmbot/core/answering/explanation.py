"""The explanation of a reply: each query term with its match, what the reader found, and the doubts; in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from glmbot.core.answering.answerer import Answerer, Turn
from glmbot.core.answering.decision import SOFT_DOUBTS
from glmbot.core.answering.doubts_told import doubts_told, is_of_missing_words
from glmbot.core.answering.shown import answer_span
from glmbot.core.languages.language import QUESTION_TYPE_NAMES, QuestionType
from glmbot.core.ranking.features import Evidence, Match
from glmbot.core.ranking.reading import Reading
from glmbot.core.text.lexicon import Origin
from glmbot.core.translatable import gettext_lazy, lazy_join, quoted

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
    is_vetoed: bool = False
    """Whether a doubt alone forbids to be sure, however probable it is."""
    reading: Reading | None = None
    """What the reader made of the passage, where it was read."""
    answering: str | None = None
    """The words that answer, where the reader is sure of them."""


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
    return Explanation(
        question_type=turn.query.question_type,
        reasons=tuple(_reason(match, words) for match in best.matches),
        doubts=doubts_told(assessment.doubts, best),
        likely_right=assessment.likely_right,
        is_vetoed=bool(assessment.doubts.keys() - SOFT_DOUBTS),
        reading=best.reading,
        answering=_answering(best),
    )


def _reason(match: Match, words: Mapping[str, str]) -> Reason:
    met = None if match.key is None else " ".join(words.get(term, term) for term in match.key.split(" "))
    origin = next((one.origin for one in match.word.alternatives if one.key == match.key), None)
    return Reason(match.word.written, met, match.weight, origin, match.in_title, match.word.mass)


def _answering(best: Evidence) -> str | None:
    span = answer_span(best)
    return " ".join(best.hit.passage.article.body[span.start : span.end].split()) if span else None


def reason_lines(explanation: Explanation) -> list[str]:
    """The explanation in plain words: what of the question stands in the passage, what not, and how sure it is."""
    ordered = sorted(explanation.reasons, key=lambda reason: -reason.mass)
    here = [_as_met(one) for one in ordered if one.met is not None and not one.in_title]
    title = [_as_met(one) for one in ordered if one.met is not None and one.in_title]
    missing = [_quoted(one) for one in ordered if one.met is None]
    lines: list[str] = []
    if here:
        lines.append(gettext_lazy("Of your question this stands in the passage: {words}.", words=lazy_join(", ", here)))
    if title:
        lines.append(gettext_lazy("In the article’s title only: {words}.", words=lazy_join(", ", title)))
    if missing:
        lines.append(gettext_lazy("Not there: {words}.", words=lazy_join(", ", missing)))
    if (read := _reader_line(explanation)) is not None:
        lines.append(read)
    others = [doubt for doubt in explanation.doubts if not (missing and is_of_missing_words(doubt))]
    return [*lines, *others, _sureness(explanation)]


def _quoted(reason: Reason) -> str:
    return quoted(reason.written)


def _as_met(reason: Reason) -> str:
    """A word of the question, and by what it is met where that is not the word itself."""
    if reason.origin in {None, "word"} or reason.met is None:
        return _quoted(reason)
    origin = ORIGINS[reason.origin]
    return gettext_lazy("“{word}” as “{met}” ({origin})", word=reason.written, met=reason.met, origin=origin)


def _reader_line(explanation: Explanation) -> str | None:
    """What the small model that reads question and passage together says for the passage or against it."""
    reading = explanation.reading
    if reading is None:
        return None
    if reading.relevance <= 0:
        return gettext_lazy("The reader, a small model, does not find the answer in it.")
    if explanation.answering is None:
        return gettext_lazy("The reader, a small model, finds that it answers.")
    return gettext_lazy("The reader, a small model, finds that it answers: “{words}”.", words=explanation.answering)


def _sureness(explanation: Explanation) -> str:
    if explanation.is_vetoed:
        return gettext_lazy("How sure: not enough, for what it lacks.")
    return next(words for least, words in _SURENESS if explanation.likely_right >= least)


_SURENESS: Final[Sequence[tuple[float, str]]] = (
    (0.9, gettext_lazy("How sure: very. Such a passage is nearly always the answer.")),
    (0.7, gettext_lazy("How sure: fairly. Such a passage is mostly the answer.")),
    (0.45, gettext_lazy("How sure: not very. Such a passage is the answer about as often as not.")),
    (0.2, gettext_lazy("How sure: not at all. Such a passage is seldom the answer.")),
    (0.0, gettext_lazy("How sure: it is hardly the answer.")),
)
"""From which probability on it is called so."""


def figure_lines(explanation: Explanation) -> list[str]:
    """The figures behind an explanation, for who wants to know: each word's weight, and what the reader told."""
    lines = [question_type_line(explanation)]
    lines += map(_weight_line, sorted(explanation.reasons, key=lambda reason: -reason.mass))
    if reading := explanation.reading:
        relevance, span = f"{reading.relevance:+.2f}", f"{reading.span_score:+.2f}"
        lines.append(
            gettext_lazy(
                "The reader: log-odds {relevance} that it answers, {span} for the words.",
                relevance=relevance,
                span=span,
            )
        )
    lines.append(gettext_lazy("Probability that it answers: {share}", share=f"{explanation.likely_right:.2f}"))
    return lines


def _weight_line(reason: Reason) -> str:
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
