"""Doubts put to the reader: why it is not certain that a passage answers."""

from collections.abc import Mapping
from typing import Final

from glmbot.core.answering.doubts import CLEAR, missing_words
from glmbot.core.ranking.features import Evidence
from glmbot.core.translatable import Translatable, either, gettext_lazy, quoted

_TELLING: Final = 4.0
"""A word of less mass (`QueryWord.mass`) says little of what is asked."""
_LACKING_TOLD: Final = 2


def doubts_told(doubts: Mapping[str, str], best: Evidence) -> tuple[str, ...]:
    """Why it is not certain that a passage answers: the doubts, or else the weightiest words that it lacks."""
    if doubts:
        return tuple(dict.fromkeys(doubts.values()))
    lacking = sorted(
        (match.word for match in missing_words(best) if match.soft < CLEAR and match.word.mass >= _TELLING),
        key=lambda word: -word.mass,
    )
    told = [quoted(word.written) for word in lacking[:_LACKING_TOLD]]
    return (gettext_lazy("The passage does not mention {word}.", word=either(told)),) if told else ()


def is_of_missing_words(doubt: str) -> bool:
    """Whether a doubt says no more than which words the passage lacks."""
    return isinstance(doubt, Translatable) and doubt.template.startswith("The passage does not mention ")
