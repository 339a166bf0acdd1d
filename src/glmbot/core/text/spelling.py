"""Spelling correction: to the nearest word, by Damerau-Levenshtein similarity, of the articles or general English."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from glmbot.core.text.frequencies import Frequencies
from glmbot.core.text.strings import Strings, letter_bits, letters_of

_SHORTEST: Final = 4
_ROUNDING: Final = 1e-9
_EDITS: Final = 99
_NEAREST: Final = 4
_OURS, _FIRST_LETTER = 0.06, 0.03
"""What is added to the similarity of a word that an article has, and of one with the same first letter."""

_OTHER_LETTERS: Final = 1 << 26
_LENGTHS: Final = 2
"""The most bytes that a correction is longer or shorter."""
_COMMON_ZIPF: Final = 3.2
_RARE_ZIPF: Final = 2.6
_COMPOUND_ZIPF: Final = 3.9
_FUNCTION_CUT: Final = 0.8
"""A word that is only like a function word must be very like it: dropped, it can't be found any more."""

_ABBREVIATED: Final = 0.8
_CUTS: Final = ((0.0, 0.72), (_RARE_ZIPF, 0.79), (2.9, 0.83))
"""From a Zipf value on, the least similarity of a correction: the more common a word, the nearer it must be."""


@dataclass(frozen=True)
class Correction:
    """A spelling correction: the folded word meant, its similarity (0 to 1), and whether an article has it."""

    form: str
    nearness: float
    is_ours: bool


class Spelling:
    """Corrects words that neither the articles nor general English know."""

    def __init__(
        self,
        ours: Strings,
        general: Iterable[str],
        light: frozenset[str],
        frequencies: Frequencies,
        letters: npt.NDArray[np.uint32] | None = None,
    ) -> None:
        """Take the vocabulary of the articles (with `letters_of` it where made before) and general words, all folded.

        `light` are function words and words of asking, which a question loses.
        """
        self._frequencies = frequencies
        self._light = light
        self.ours = ours
        self._letters = letters
        self._general = frozenset(form for form in general if form.isalpha() and len(form) >= _SHORTEST - 1)

    @cached_property
    def _tables(self) -> Sequence[tuple[Strings, npt.NDArray[np.int64], npt.NDArray[np.uint32]]]:
        """The words that may be meant, with how long each is and which letters it has."""
        general = Strings.of(self._general)
        ours = letters_of(self.ours) if self._letters is None else self._letters
        return (self.ours, self.ours.sizes, ours), (general, general.sizes, letters_of(general))

    def correct(self, form: str) -> Correction | None:
        """The correction of a folded word; None where it is known, or nothing is near enough."""
        if len(form) < _SHORTEST or not form.isalpha() or form in self.ours or form in self._general:
            return None
        zipf = self._frequencies.of(form)
        if zipf >= _COMMON_ZIPF:
            return None
        cut = max(nearness for floor, nearness in _CUTS if zipf >= floor)
        # Where a word is one edit away, only words that are nearly as near can be meant instead.
        first = next((nearness for word, nearness in self._near(form, cut, 1) if self._may_be_meant(word, nearness)), 0)
        near = self._near(form, max(cut, first - _OURS - _FIRST_LETTER))
        found = [(word, nearness) for word, nearness in near if self._may_be_meant(word, nearness)]
        if not found:
            return self._abbreviated(form)
        _, word, nearness = max(
            (nearness + _OURS * (word in self.ours) + _FIRST_LETTER * (word[0] == form[0]), word, nearness)
            for word, nearness in found
        )
        return Correction(word, nearness, word in self.ours)

    def _may_be_meant(self, word: str, nearness: float) -> bool:
        return nearness >= _FUNCTION_CUT or word in self.ours or word not in self._light

    def _near(self, form: str, cut: float, most: int = _EDITS) -> list[tuple[str, float]]:
        """The few words that are nearest, with their similarities: at least `cut`, at most `most` edits away.

        Only words that so few edits may reach are compared: an edit changes a word's length by one and its set of
        letters by one, or its set of letters by two at most.
        """
        bits, size = letter_bits(form), len(form.encode())
        near: dict[str, float] = {}
        for table, sizes, letters in self._tables:
            rows = np.flatnonzero(np.abs(sizes - size) <= _LENGTHS)
            longest = np.maximum(sizes[rows], size)
            edits = np.minimum(most, ((1 - cut) * longest + _ROUNDING).astype(np.int64))
            different = np.bitwise_count(letters[rows] ^ np.uint32(bits))
            # Of other letters than a to z the bytes, of which there are more than letters, tell no length.
            is_plain = letters[rows] | np.uint32(bits) < _OTHER_LETTERS
            longer = np.abs(sizes[rows] - size) * is_plain
            words = table.take(rows[(longer <= edits) & (different + longer <= 2 * edits)])
            if words:
                score = DamerauLevenshtein.normalized_similarity
                nearness = process.cdist([form], words, scorer=score, score_cutoff=cut, dtype=np.float64)[0]
                close = np.flatnonzero(nearness >= cut)
                near |= {words[n]: float(nearness[n]) for n in close.tolist() if words[n].isalpha()}
        return sorted(near.items(), key=lambda pair: (-pair[1], len(pair[0]), pair[0]))[:_NEAREST]

    def _abbreviated(self, form: str) -> Correction | None:
        """The one word of the articles that an unknown short form begins: "exch" for exchange."""
        begun = [word for row in self.ours.beginning(form) if (word := self.ours[row]).isalpha()]
        roots = {word[: len(form) + 2] for word in begun}
        return Correction(min(begun, key=len), _ABBREVIATED, is_ours=True) if len(roots) == 1 else None


def split_compound(form: str, frequencies: Frequencies) -> tuple[str, str] | None:
    """Decompounding: the two common words that an unknown one is made of ("lawbreaking"), or None."""
    if len(form) < 2 * _SHORTEST or form in frequencies:
        return None
    cuts = range(_SHORTEST - 1, len(form) - _SHORTEST + 2)
    pairs = [(form[:cut], form[cut:]) for cut in cuts]
    fits = [pair for pair in pairs if min(frequencies.of(part) for part in pair) >= _COMPOUND_ZIPF]
    return max(fits, key=lambda pair: min(frequencies.of(part) for part in pair), default=None)
