"""Whether a passage answers a question, as a reader tells: a model that reads the two together.

A reader is handed to the core as a value; without one the lexical signals decide alone. It reads the mended question
with the best candidates of the lexical ranking only: its cost does not grow with the corpus, and the same question gets
the same reply everywhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from glmbot.core.model import Passage, Span

READ: Final = 8
"""Candidates that are read: the right passage is among so many in nearly all questions where it is among all."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader makes of a passage for a question."""

    relevance: float
    """Log-odds that the passage answers."""
    span: Span | None
    """The words that answer, in code points of the passage's text; None where the reader finds none."""
    span_score: float
    """How much likelier these words are than that nothing answers, as a difference of log-likelihoods."""


class Reader(Protocol):
    """Reads passages for a question."""

    def read(self, question: str, passages: Sequence[Passage]) -> Sequence[Reading]:
        """One reading for each passage, in their order."""


@dataclass(frozen=True)
class ReadingWeights:
    """What the lexical score, a reading's relevance and the score of its span weigh in the order of the candidates."""

    lexical: float
    relevance: float
    span: float
