"""Writes the word frequencies of the lexicon from the package wordfreq: the most frequent English words, folded."""

import sys
import unicodedata
from collections import defaultdict
from math import log10
from pathlib import Path
from typing import Final

from wordfreq import get_frequency_dict

TARGET = Path(__file__).parent.parent / "src/glmbot/resources/frequencies.txt"
WORDS: Final = 46_000
PER_BILLION: Final = 9
"""Zipf's scale is the base-10 logarithm of the occurrences in a billion words."""

HEADER = """\
# The most frequent English words, folded (lower case, no accents): 100 times their Zipf value, then the words.
# Written by tools/make_frequencies.py from wordfreq 3.1.1 (Robyn Speer), CC BY-SA 4.0; sources: lexicon/LICENSES.md.
"""


def fold(text: str) -> str:
    """Lower case without accents."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def folded_frequencies() -> dict[str, float]:
    """The share of each folded word in English text: spellings that fold to one are added up, possessives left out."""
    shares: defaultdict[str, float] = defaultdict(float)
    for word, share in get_frequency_dict("en", "large").items():
        plain = fold(word)
        if plain.isascii() and plain.isalpha():
            shares[plain] += share
    return shares


def buckets(shares: dict[str, float]) -> dict[int, list[str]]:
    """100 times the Zipf value, falling, with its words in alphabetical order."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    for word in sorted(shares, key=lambda word: (-shares[word], word))[:WORDS]:
        found[round(100 * (log10(shares[word]) + PER_BILLION))].append(word)
    return {zipf: sorted(words) for zipf, words in found.items()}


def main() -> int:
    """Write the file; exit 0."""
    lines = (f"{zipf} {' '.join(words)}\n" for zipf, words in buckets(folded_frequencies()).items())
    TARGET.write_text(HEADER + "".join(lines), encoding="ascii")
    return 0


if __name__ == "__main__":
    sys.exit(main())
