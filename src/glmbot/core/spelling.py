"""Misspelt words mended to the nearest that the articles, or general English, know."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from glmbot.core.frequencies import Frequencies

_SHORTEST: Final = 4
_COMMON_ZIPF: Final = 3.2
_RARE_ZIPF: Final = 2.6
_COMPOUND_ZIPF: Final = 3.9
_FUNCTION_CUT: Final = 0.8
"""A word that is only like a function word must be very like it: dropped, it can't be found any more."""

_ABBREVIATED: Final = 0.8
_CUTS: Final = ((0.0, 0.72), (_RARE_ZIPF, 0.79), (2.9, 0.83))
"""The more common a word is in general English, the nearer a correction must be."""


@dataclass(frozen=True)
class Correction:
    """The word that was meant, how near it is (0 to 1), and whether an article has it."""

    form: str
    nearness: float
    is_ours: bool


class Spelling:
    """Mends words that neither the articles nor general English know."""

    def __init__(
        self, ours: Iterable[str], general: Iterable[str], light: frozenset[str], frequencies: Frequencies
    ) -> None:
        """Take the folded words of the articles, and general words that may be meant as well."""
        self._frequencies = frequencies
        self._light = light
        self.ours = frozenset(form for form in ours if form.isalpha())
        self._general = frozenset(form for form in general if form.isalpha() and len(form) >= _SHORTEST - 1)
        self._lengths = _by_length(self.ours | self._general)

    def mend(self, form: str) -> Correction | None:
        """The word that was meant, or None where the word is known or nothing is near enough."""
        if len(form) < _SHORTEST or not form.isalpha() or form in self.ours or form in self._general:
            return None
        zipf = self._frequencies.of(form)
        if zipf >= _COMMON_ZIPF:
            return None
        cut = max(nearness for floor, nearness in _CUTS if zipf >= floor)
        candidates = [word for size in range(len(form) - 2, len(form) + 3) for word in self._lengths.get(size, ())]
        found = process.extract(
            form, candidates, scorer=DamerauLevenshtein.normalized_similarity, score_cutoff=cut, limit=4
        )
        found = [one for one in found if one[1] >= _FUNCTION_CUT or one[0] in self.ours or one[0] not in self._light]
        if not found:
            return self._abbreviated(form)
        best = max(
            found, key=lambda one: (one[1] + 0.06 * (one[0] in self.ours) + 0.03 * (one[0][0] == form[0]), one[0])
        )
        return Correction(best[0], best[1], best[0] in self.ours)

    def _abbreviated(self, form: str) -> Correction | None:
        """The one word of the articles that an unknown short form begins: "exch" for exchange."""
        begun = [word for word in self.ours if word.startswith(form)]
        roots = {word[: len(form) + 2] for word in begun}
        return Correction(min(begun, key=len), _ABBREVIATED, is_ours=True) if len(roots) == 1 else None


def split_compound(form: str, frequencies: Frequencies) -> tuple[str, str] | None:
    """The two common words that an unknown one is made of ("lawbreaking"), or None."""
    if len(form) < 2 * _SHORTEST or form in frequencies:
        return None
    cuts = range(_SHORTEST - 1, len(form) - _SHORTEST + 2)
    pairs = [(form[:cut], form[cut:]) for cut in cuts]
    fits = [pair for pair in pairs if min(frequencies.of(part) for part in pair) >= _COMPOUND_ZIPF]
    return max(fits, key=lambda pair: min(frequencies.of(part) for part in pair), default=None)


def _by_length(words: Iterable[str]) -> Mapping[int, list[str]]:
    lengths: dict[int, list[str]] = defaultdict(list)
    for word in sorted(words):
        lengths[len(word)].append(word)
    return lengths
