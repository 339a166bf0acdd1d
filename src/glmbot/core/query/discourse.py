"""Discourse: whether a question refers back to the one before, or asks several things.

The words that tell it are those of every question language, since such a message may be too short to tell its own.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from glmbot.core.languages import LANGUAGES

_LANGUAGES: Final = tuple(LANGUAGES.values())
_NO_WORDS: Final = frozenset[str]()
_CONJUNCTIONS: Final = _NO_WORDS.union(*(one.conjunctions for one in _LANGUAGES))
_OPENERS: Final = _NO_WORDS.union(*(one.openers for one in _LANGUAGES))
_PRONOUNS: Final = _NO_WORDS.union(*(one.pronouns for one in _LANGUAGES))
_GIST_WORDS: Final = _NO_WORDS.union(*(one.gist_words for one in _LANGUAGES))

_MOST_PARTS: Final = 3


@dataclass(frozen=True)
class BackReference:
    """How a question refers back to the one before: by a conjunction at its beginning, or by a pronoun."""

    conjunction: bool
    pronoun: bool


def back_reference(forms: Sequence[str]) -> BackReference:
    """The signs in the folded words of a question that it is a follow-up."""
    return BackReference(
        conjunction=not _CONJUNCTIONS.isdisjoint(forms[:1]) or " ".join(forms[:2]) in _OPENERS,
        pronoun=not _PRONOUNS.isdisjoint(forms),
    )


def question_word(forms: Sequence[str]) -> str:
    """The first question word of a question, "" where it has none."""
    return next((form for form in forms if form in _GIST_WORDS), "")


def has_question_word(forms: Sequence[str]) -> bool:
    """Whether a question word of any language stands among folded tokens."""
    return _QUESTION_WORDS.search(" ".join(forms)) is not None


def _any(*alternatives: str) -> str:
    return f"(?:{'|'.join(filter(None, alternatives))})"


_SPLITTING: Final = tuple(one.splitting for one in _LANGUAGES)
_QUESTION_WORD: Final = _any(*(one.question_words for one in _SPLITTING))
_QUESTION_WORDS: Final = re.compile(rf"\b{_QUESTION_WORD}\b")
_OPENING: Final = _any(_QUESTION_WORD, *(one.verbs for one in _SPLITTING))
_AND: Final = _any(*(one.conjunctions for one in _SPLITTING), "&")
_AFTER_COMMA: Final = _any(*(words for one in _SPLITTING for words in (one.conjunctions, one.after_comma)))
_BOUNDARY: Final = re.compile(
    rf"\?\s+(?=\S)|[,;]\s*{_AFTER_COMMA}?\s*(?={_QUESTION_WORD}\b)"
    rf"|\s+{_AND}\s+(?:{_any(*(one.adverbs for one in _SPLITTING))}\s+)?(?={_QUESTION_WORD}\b)"
    rf"|[.;]\s+(?=(?:{_any(*(one.after_stop for one in _SPLITTING))}\s+)?{_OPENING}\b)",
    re.IGNORECASE,
)
_ASKS: Final = re.compile(rf"^\W*(?:{_any(*(one.openers for one in _SPLITTING))}\s+)*{_OPENING}\b", re.IGNORECASE)


def asks(sentence: str) -> bool:
    """Whether a sentence begins as a question does."""
    return _ASKS.search(sentence) is not None


def split_parts(question: str) -> list[str]:
    """The parts of a question, at most three; one where it asks one thing.

    Every part after the first begins with a question word; a relative clause ("the minister, who …") does not stand
    after a question word of its own and so is not cut off.
    """
    parts = [part.strip() for part in _BOUNDARY.split(question) if part.strip(" ?,.;")]
    if len(parts) < 2 or not (_ASKS.search(parts[0]) or question.count("?") > 1):  # noqa: PLR2004 - two parts at least
        return [question]
    return parts[:_MOST_PARTS]
