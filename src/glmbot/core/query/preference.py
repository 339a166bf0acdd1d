"""The preference of a query: jurisdictions and years that it names, whose articles come first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from glmbot.core.corpus.filters import Preference
from glmbot.core.query.query import Query, QueryWord
from glmbot.core.text.lexicon import Key, Lexicon

_LONGEST_NAME: Final = 4
_YEAR_DIGITS: Final = 4


@dataclass(frozen=True)
class NamedPlace:
    """A place named in a question: its query terms, and the keys of all its names."""

    words: tuple[QueryWord, ...]
    names: frozenset[Key]

    @property
    def written(self) -> str:
        """The name as the reader wrote it."""
        return " ".join(word.written for word in self.words)


def named_places(words: Sequence[QueryWord], lexicon: Lexicon) -> Iterator[NamedPlace]:
    """The places that query terms name, by name, alias or demonym; of overlapping names the longest."""
    keys = [word.key for word in words]
    start = 0
    while start < len(words):
        found = None
        for size in range(min(_LONGEST_NAME, len(words) - start), 0, -1):
            key = " ".join(keys[start : start + size])
            names = lexicon.place_names(key)
            if names or key in lexicon.places:
                found = NamedPlace(tuple(words[start : start + size]), frozenset({key, *names}))
                break
        if found:
            yield found
        start += len(found.words) if found else 1


def preference_of(
    query: Query, lexicon: Lexicon, jurisdictions: Mapping[Key, str], years: frozenset[int]
) -> Preference:
    """The preference of a query, of the jurisdictions (by key) and years that some article has."""
    named = {
        jurisdictions[name]
        for place in named_places(query.own, lexicon)
        for name in place.names
        if name in jurisdictions
    }
    numbers = {int(word.form) for word in query.own if word.form.isdecimal() and len(word.form) == _YEAR_DIGITS}
    return Preference(frozenset(named), frozenset(numbers & years))
