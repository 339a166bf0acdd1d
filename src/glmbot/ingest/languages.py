"""Whether a text is English, by the words that every English text is full of."""

import re
from typing import Final

_WORD: Final = re.compile(r"[^\W\d_]+")
_COMMON: Final = frozenset(
    "the of and to in that is for on by with as was be are it an or from at which this has have its not were will"
    " been had their any may shall who would than these such".split()
)
_LEAST: Final = 0.15
_ENOUGH: Final = 25


def is_english(text: str) -> bool:
    """Whether a text looks English; one too short to tell passes."""
    words = [word.lower() for word in _WORD.findall(text[:20_000])]
    return len(words) < _ENOUGH or sum(word in _COMMON for word in words) >= _LEAST * len(words)
