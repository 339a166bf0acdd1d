"""How common a word is in general English, and what it weighs for that."""

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from glmbot.core.text.strings import Strings, values_of

UNKNOWN_ZIPF: Final = 2.4
"""Zipf value of a word that the table lacks: it ends at 2.6."""

_NUMBER_MASS: Final = 6.0
_PASSAGE_WORDS: Final = 80
_LEAST_MASS: Final = 0.3
_REMEMBERED: Final = 100_000


@dataclass(frozen=True)
class Frequencies:
    """Zipf values (log10 of the count in a billion words) of folded words."""

    zipf: Mapping[str, float]
    mass: Callable[[str], float] = field(init=False, repr=False, compare=False)
    """The idf that a word would have among passages of general English, about 0.3 to 11."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "mass", lru_cache(maxsize=_REMEMBERED)(lambda form: _mass(form, self.of(form))))

    def __contains__(self, form: str) -> bool:
        return form in self.zipf

    def of(self, form: str) -> float:
        """The Zipf value of a word."""
        return self.zipf.get(form, UNKNOWN_ZIPF)

    def masses(self, forms: Strings) -> list[float]:
        """The mass of each of many words."""
        return [_mass(form, zipf) for form, zipf in zip(forms, values_of(self.zipf, forms, UNKNOWN_ZIPF), strict=True)]


def _mass(form: str, zipf: float) -> float:
    if form[:1].isdigit():
        return _NUMBER_MASS
    share = min(1.0, _PASSAGE_WORDS * 10 ** (zipf - 9))
    return max(_LEAST_MASS, -math.log(share))


def read_frequencies(lines: Iterable[str]) -> Frequencies:
    """Read the table: `#` begins a comment; a line is 100 times a Zipf value, then the words that have it."""
    zipf: dict[str, float] = {}
    for line in lines:
        if not line.startswith("#"):
            value, *words = line.split()
            zipf.update(dict.fromkeys(words, int(value) / 100))
    return Frequencies(zipf)
