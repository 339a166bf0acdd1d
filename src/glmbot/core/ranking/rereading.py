"""The best candidates ordered anew by what a reader makes of them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from glmbot.core.query.query import Query
from glmbot.core.ranking.features import Evidence
from glmbot.core.ranking.reading import READ, Reader, Reading, ReadingWeights

MOST_SPAN: Final = 15.0
"""Scores of spans are cut at so much, either way."""


def reread(query: Query, ranked: Sequence[Evidence], reader: Reader, weights: ReadingWeights) -> list[Evidence]:
    """The candidates, of which the first are read and ordered by score; the others follow as they were."""
    first = ranked[:READ]
    readings = reader.read(query.mended or query.question, [evidence.hit.passage for evidence in first])
    read = [_with_reading(evidence, reading, weights) for evidence, reading in zip(first, readings, strict=True)]
    return [*sorted(read, key=lambda evidence: -evidence.score), *ranked[READ:]]


def span_score(reading: Reading) -> float:
    """The score of a reading's span, within bounds."""
    return max(-MOST_SPAN, min(MOST_SPAN, reading.span_score))


def _with_reading(evidence: Evidence, reading: Reading, weights: ReadingWeights) -> Evidence:
    score = (
        weights.lexical * evidence.score + weights.relevance * reading.relevance + weights.span * span_score(reading)
    )
    return replace(evidence, score=score, reading=reading)
