"""Long messages: the question in one, by its interrogative sentences, and the rest as its context."""

import re
from dataclasses import dataclass
from typing import Final

from glmbot.core.query.discourse import asks
from glmbot.core.text.tokens import split_sentences

_LONG: Final = 300
"""Characters from which on a message tells a story before it asks."""

_LEAST_REST: Final = 60
"""Characters beside the questions from which on they are context, and not a greeting."""

_BEGINNING: Final = 500
"""Characters of a sentence in which it must be seen that it asks."""

_INDIRECT: Final = re.compile(
    r"\b(?:know|wonder|wondering|(?:my )?question is|ask|asking|tell me|explain)\b[^.!?]*"
    r"\b(?:whether|if|who|what|when|where|which|why|how)\b"
    r"|\b(?:saber|pregunta|pregunto|quisiera)\b[^.!?]*\b(?:si|qui[eé]n|qu[eé]|cu[aá]ndo|d[oó]nde|cu[aá]l|c[oó]mo)\b"
    r"|\b(?:savoir|demande|question est)\b[^.!?]*\b(?:si|qui|que|quand|o[uù]|quel|quelle|pourquoi|comment|combien)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class LongMessage:
    """A message that tells more than it asks: its questions, the last first, and all that is none of them."""

    questions: tuple[str, ...]
    rest: str


def read_long(text: str) -> LongMessage | None:
    """The questions of a message that is long; None where it is short, or asks no question in a sentence of its own."""
    if len(text) < _LONG:
        return None
    sentences = [text[span.start : span.end] for span in split_sentences(text)]
    asking = [one for one in sentences if one.rstrip("\"'”’»)] ").endswith("?") or _asks(one[:_BEGINNING])]
    rest = " ".join(one for one in sentences if one not in asking)
    return LongMessage(tuple(asking[::-1]), rest) if asking and len(rest) >= _LEAST_REST else None


def _asks(sentence: str) -> bool:
    return asks(sentence) or _INDIRECT.search(sentence) is not None
