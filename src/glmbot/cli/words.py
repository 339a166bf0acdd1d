"""What the packaged words say of a single word."""

from typing import Final

from glmbot.storage.resources import read_resources

_COMMON: Final = 2.9
"""The least Zipf value of a word that is no name."""


def is_common_word(word: str) -> bool:
    """Whether a word in small letters is a common one of English, and no place."""
    vocabulary = read_resources()
    is_place = vocabulary.analyzer.term(word) in vocabulary.lexicon.places
    return not is_place and vocabulary.frequencies.of(word) >= _COMMON
