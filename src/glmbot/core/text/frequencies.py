"""Word frequencies of general English, as Zipf values, and the idf that follows from them."""

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from glmbot.core.text.strings import Strings, values_of

UNKNOWN_ZIPF: Final = 2.4
"""Zipf value of a word that the table lacks; the rarest that it has are at 2.6."""

_NUMBER_MASS: Final = 6.0
_PASSAGE_WORDS: Final = 80
_LEAST_MASS: Final = 0.3
_REMEMBERED: Final = 100_000


@dataclass(frozen=True)
class Frequencies:
    """A frequency table: the Zipf value (log10 of the count in a billion words) of each folded word."""

    zipf: Mapping[str, float]
    mass: Callable[[str], float] = field(init=False, repr=False, compare=False)
    """A word's mass: its idf among passages of 80 words of general English, -ln(80 * 10^(zipf - 9)), 0.3 to 11.

    A number has 6, whatever its digits.
    """

    def __post_init__(self) -> None:
        object.__setattr__(self, "mass", lru_cache(maxsize=_REMEMBERED)(lambda form: _mass(form, self.of(form))))

    def __contains__(self, form: str) -> bool:
        return form in self.zipf

    def of(self, form: str) -> float:
        """The Zipf value of a folded word; `UNKNOWN_ZIPF` where the table lacks it."""
        return self.zipf.get(form, UNKNOWN_ZIPF)

    def masses(self, forms: Strings) -> list[float]:
        """The mass of each folded word, in their order."""
        return [_mass(form, zipf) for form, zipf in zip(forms, values_of(self.zipf, forms, UNKNOWN_ZIPF), strict=True)]


def _mass(form: str, zipf: float) -> float:
    if form[:1].isdigit():
        return _NUMBER_MASS
    share = min(1.0, _PASSAGE_WORDS * 10 ** (zipf - 9))
    return max(_LEAST_MASS, -math.log(share))


def read_frequencies(lines: Iterable[str]) -> Frequencies:
    """The frequency table of a file's lines: `#` begins a comment; a line is 100 times a Zipf value, then its words.

    Raises:
        ValueError: a line does not begin with a whole number.
    """
    zipf: dict[str, float] = {}
    for line in lines:
        if not line.startswith("#"):
            value, *words = line.split()
            zipf.update(dict.fromkeys(words, int(value) / 100))
    return Frequencies(zipf)
