"""Questions in Spanish and French: recognised by their function words, and put into English word by word."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from glmbot.core.text.lexicon import Translation

_ENOUGH: Final = 1.5
_LOOKALIKES: Final = frozenset("car con era favor fit los mine non plus sin solo son tales van".split())
"""Function words of Spanish or French that are everyday English words of another meaning."""


@dataclass(frozen=True)
class Foreign:
    """A word of a foreign question and the English words that it may mean; none where it is not known."""

    form: str
    meanings: tuple[str, ...]


def language_of(forms: Sequence[str], translations: Mapping[str, Translation], english: frozenset[str]) -> str:
    """`en`, or the language that knows most of the words, where it knows more than English has function words."""
    own = sum(form in english or form in _LOOKALIKES for form in forms)
    scores = {name: _score(forms, one) for name, one in translations.items()}
    best = max(scores, key=lambda name: scores[name], default="en")
    return best if best != "en" and scores[best] >= _ENOUGH and scores[best] > own else "en"


def _score(forms: Sequence[str], translation: Translation) -> float:
    """One for each function word, a half for each other known word; nothing without a function word."""
    function = sum(form in translation.function_words and form not in _LOOKALIKES for form in forms)
    content = sum(form in translation.words for form in forms if form not in translation.function_words)
    return function + content / 2 if function else 0.0


def translate(forms: Sequence[str], translation: Translation, stem: Any) -> list[Foreign]:
    """The content words with their English meanings: the longest phrase first, then the word, then its stem."""
    found: list[Foreign] = []
    place = 0
    while place < len(forms):
        size = next(
            (
                size
                for size in range(min(translation.longest, len(forms) - place), 1, -1)
                if " ".join(forms[place : place + size]) in translation.words
            ),
            1,
        )
        words = " ".join(forms[place : place + size])
        place += size
        if words in translation.function_words:
            continue
        meanings = translation.words.get(words) or translation.stems.get(stem(words), ())
        found.append(Foreign(words, tuple(meanings)))
    return found
