"""Questions in other languages than English: recognised by their function words, and put into English word by word."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from glmbot.core.languages import LANGUAGES
from glmbot.core.text.lexicon import Translation

_LEAST_SCORE: Final = 1.5
_SHORTEST_COGNATE: Final = 4
_SHORTEST_STEM: Final = 3
"""Letters that must stand before a cognate's ending: of a shorter word too little is left to be sure of."""

_LOOKALIKES: Final = frozenset().union(*(one.lookalikes for one in LANGUAGES.values()))


@dataclass(frozen=True)
class TranslatedTerm:
    """A term of a foreign question and the English words that it may mean; none where it is not known."""

    form: str
    meanings: tuple[str, ...]
    start: int = field(default=0, compare=False)
    """The place of its first word in the question."""


def language_of(forms: Sequence[str], translations: Mapping[str, Translation], english: frozenset[str]) -> str:
    """The language of a question, by its code: that of most known words, or English where it has as many.

    `english` are the function words of English.
    """
    own = sum(form in english or form in _LOOKALIKES for form in forms)
    scores = {code: _score(forms, translation) for code, translation in translations.items()}
    best = max(scores, key=lambda code: scores[code], default="en")
    return best if best != "en" and scores[best] >= _LEAST_SCORE and scores[best] > own else "en"


def _score(forms: Sequence[str], translation: Translation) -> float:
    """One for each function word, a half for each other known word; nothing without a function word."""
    function = sum(form in translation.function_words and form not in _LOOKALIKES for form in forms)
    content = sum(form in translation.words for form in forms if form not in translation.function_words)
    return function + content / 2 if function else 0.0


def translate(forms: Sequence[str], translation: Translation, stem: Callable[[str], str]) -> Iterator[TranslatedTerm]:
    """The content words with their English meanings: the longest phrase first, then the word, then its stem."""
    start = 0
    while start < len(forms):
        sizes = range(min(translation.longest, len(forms) - start), 1, -1)
        size = next((size for size in sizes if " ".join(forms[start : start + size]) in translation.words), 1)
        words = " ".join(forms[start : start + size])
        if words not in translation.function_words:
            meanings = translation.words.get(words) or translation.stems.get(stem(words), ())
            yield TranslatedTerm(words, tuple(meanings), start)
        start += size


def cognates(form: str, language: str) -> Iterator[str]:
    """English cognates that a folded word may have, the likeliest first; not all of them are words of English."""
    for singular in (form, form[:-2] if form.endswith("es") else "", form.removesuffix("s")):
        if len(singular) >= _SHORTEST_COGNATE:
            yield singular
            for ending, english in LANGUAGES[language].cognate_endings:
                if singular.endswith(ending) and len(singular) - len(ending) >= _SHORTEST_STEM:
                    yield from (singular[: -len(ending)] + other for other in english)
