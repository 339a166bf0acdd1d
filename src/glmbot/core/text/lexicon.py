"""What words mean here: synonyms, abbreviations, places, phrases, chat words, Spanish and French.

The data are YAML files that an operator can extend (`resources/lexicon/README.md`); this module turns them into terms.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final, Literal, TypeAlias

from glmbot.core.text.tokens import Analyzer, fold

Origin: TypeAlias = Literal[
    "word", "synonym", "abbreviation", "acronym", "place", "phrase", "spelling", "translation", "person", "context"
]
"""Where a term of the query comes from."""

GROUP_WEIGHT: Final = 0.7
REACH_WEIGHT: Final = 0.6
NAME_WEIGHT: Final = 0.9
PHRASE_WEIGHT: Final = 0.8

_PIECE_SIZE: Final = 4

Key: TypeAlias = str
"""A term, or terms that stand side by side, joined by a space."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """A key that may stand for a word of the question, its weight from 0 to 1, and where it comes from."""

    key: Key
    weight: float
    origin: Origin


@dataclass(frozen=True)
class Expression:
    """A regular expression between word boundaries, compiled once a text may have it."""

    say: str
    needles: tuple[str, ...]
    """Every text that it matches has one of these; none where that is not known."""

    def search(self, text: str) -> re.Match[str] | None:
        """Where a folded text has it first."""
        if self.needles and not any(needle in text for needle in self.needles):
            return None
        return self._pattern.search(text)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(rf"\b(?:{self.say})\b")


@dataclass(frozen=True)
class Phrase:
    """An idiom and the plain keys that it means."""

    pattern: Expression
    keys: tuple[Key, ...]


@dataclass(frozen=True)
class Translation:
    """One foreign language: words and phrases to English words, and its function words."""

    words: Mapping[str, Sequence[str]]
    stems: Mapping[str, Sequence[str]]
    function_words: frozenset[str]
    longest: int


@dataclass(frozen=True)
class Lexicon:
    """The general lexicon, ready for lookup by term."""

    alternatives: Mapping[Key, tuple[Alternative, ...]]
    phrases: tuple[Phrase, ...] = ()
    slang: Mapping[str, str | None] = field(default_factory=dict)
    capitals: frozenset[str] = frozenset()
    antonyms: Mapping[str, frozenset[str]] = field(default_factory=dict)
    offices: frozenset[Key] = frozenset()
    heads: frozenset[str] = frozenset()
    """Nouns for whoever holds an office: head, boss, guy."""
    bodies: frozenset[str] = frozenset()
    """Nouns for any body: office, agency, organisation."""
    abstract: frozenset[str] = frozenset()
    """Nouns that a question may use for a thing which an article names by its own word."""
    places: frozenset[Key] = frozenset()
    translations: Mapping[str, Translation] = field(default_factory=dict)
    longest_key: int = 1
    longest_slang: int = 1

    def phrases_in(self, text: str) -> Iterator[Phrase]:
        """The phrases of which a folded text has a needle's first letters: all that it can have, in their order."""
        pieces = {text[start : start + _PIECE_SIZE] for start in range(len(text))}
        # The last pieces are shorter, as are some needles: those are sought by "" and always there.
        places = {place for piece in ("", *pieces) for place in self._phrases_by_piece.get(piece, ())}
        return (self.phrases[place] for place in sorted(places))

    @cached_property
    def slang_openers(self) -> frozenset[str]:
        """The first words of the entries of chat words."""
        return frozenset(entry.partition(" ")[0] for entry in self.slang)

    @cached_property
    def _phrases_by_piece(self) -> Mapping[str, Sequence[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for place, phrase in enumerate(self.phrases):
            for needle in phrase.pattern.needles or ("",):
                found[needle[:_PIECE_SIZE] if len(needle) >= _PIECE_SIZE else ""].append(place)
        return found


def build_lexicon(data: Mapping[str, Any], analyzer: Analyzer, stemmers: Mapping[str, Any]) -> Lexicon:
    """Turn the YAML files, by their stems, into a lexicon; `stemmers` stem Spanish (`es`) and French (`fr`)."""
    keys = _Keys(analyzer)
    links: dict[Key, dict[Key, Alternative]] = defaultdict(dict)
    _add_synonyms(links, data.get("synonyms", {}), keys)
    _add_names(links, data.get("abbreviations", {}), keys)
    places = _add_places(links, data.get("places", {}), keys)
    slang = data.get("slang", {})
    roles = data.get("roles", {})
    return Lexicon(
        alternatives={key: tuple(found.values()) for key, found in links.items()},
        phrases=tuple(_phrases(data.get("phrases", ()), keys)),
        slang=slang,
        capitals=frozenset(data.get("capitals", ())),
        antonyms=_antonyms(data.get("antonyms", ()), keys),
        offices=frozenset(keys.all(roles.get("offices", ()))),
        heads=frozenset(keys.all((*roles.get("generic", ()), *roles.get("person", ())))),
        bodies=frozenset(keys.all(roles.get("bodies", ()))),
        abstract=frozenset(data.get("abstract", ())),
        places=places,
        translations={
            name: _translation({**_place_words(data.get("places", {}), name), **data.get(name, {})}, stemmers[name])
            for name in stemmers
        },
        longest_key=max((key.count(" ") + 1 for key in links), default=1),
        longest_slang=max((word.count(" ") + 1 for word in slang), default=1),
    )


class _Keys:
    """Entries of the files as keys, each analysed once."""

    def __init__(self, analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        self._known: dict[str, Key] = {}

    def of(self, entry: str) -> Key:
        """The terms of an entry; "" for an entry of stop words alone."""
        if entry not in self._known:
            self._known[entry] = " ".join(self._analyzer.terms(str(entry)))
        return self._known[entry]

    def all(self, entries: Iterable[str]) -> list[Key]:
        """The keys of several entries, without the empty ones and repetitions."""
        return list(dict.fromkeys(key for entry in entries if (key := self.of(entry))))


_Links: TypeAlias = dict[Key, dict[Key, Alternative]]


def _link(links: _Links, key: Key, other: Key, weight: float, origin: Origin) -> None:
    if key != other and (other not in links[key] or links[key][other].weight < weight):
        links[key][other] = Alternative(other, weight, origin)


def _add_synonyms(links: _Links, data: Mapping[str, Any], keys: _Keys) -> None:
    for group in data.get("groups", ()):
        listed = keys.all(group)
        for key in listed:
            for other in listed:
                _link(links, key, other, GROUP_WEIGHT, "synonym")
    for entry in data.get("reach", ()):
        for key in keys.all(entry["from"]):
            for other in keys.all(entry["to"]):
                _link(links, key, other, REACH_WEIGHT, "synonym")


def _add_names(links: _Links, data: Mapping[str, str], keys: _Keys) -> None:
    for written, words in data.items():
        for short in filter(None, dict.fromkeys((written, keys.of(written)))):
            for long in keys.all(words.split(",")):
                _link(links, short, long, NAME_WEIGHT, "abbreviation")
                _link(links, long, short, NAME_WEIGHT, "abbreviation")


def _add_places(links: _Links, data: Mapping[str, Any], keys: _Keys) -> frozenset[Key]:
    names: set[Key] = set()
    for place, entry in data.items():
        listed = keys.all([place, *entry.get("aliases", ()), *entry.get("demonyms", ())])
        names.update(keys.all([place, *entry.get("aliases", ())]))
        for key in listed:
            for other in listed:
                _link(links, key, other, NAME_WEIGHT, "place")
    return frozenset(names)


def _phrases(data: Iterable[Mapping[str, Any]], keys: _Keys) -> Iterator[Phrase]:
    for entry in data:
        yield Phrase(Expression(entry["say"], needles_of(entry["say"])), tuple(keys.all(entry["mean"])))


# Not compiled beforehand: packed words have their needles.
_OPTIONAL: Final = r"\([^()]*\)\?|[^()|]\?"
_USUAL: Final = r"(?:[a-z0-9 '_|]|\([a-z0-9 '_|]*\))*"
_OUTER_BAR: Final = r"\|(?![^(]*\))"
_PIECE: Final = r"\([^()]*\)|[^()_]+"


def needles_of(say: str) -> tuple[str, ...]:
    """Strings of which every text that an expression matches has one; none where more than `(a|b)` and `(a )?` is used.

    What may be absent becomes a gap, `_`; of the pieces that are left, the one with the longest options tells most.
    """
    certain = re.sub(_OPTIONAL, "_", say)
    if not re.fullmatch(_USUAL, certain):
        return ()
    found: list[str] = []
    for branch in re.split(_OUTER_BAR, certain):
        pieces = (piece[0].strip("()").split("|") for piece in re.finditer(_PIECE, branch))
        solid = [[max(option.split("_"), key=len) for option in options] for options in pieces]
        found += max(solid, key=lambda options: min(map(len, options)), default=[""])
    return tuple(dict.fromkeys(found)) if all(found) else ()


def _antonyms(data: Iterable[Sequence[str]], keys: _Keys) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for one, other in data:
        found[keys.of(one)].add(keys.of(other))
        found[keys.of(other)].add(keys.of(one))
    found.pop("", None)
    return {key: frozenset(others) for key, others in found.items()}


def _place_words(places: Mapping[str, Any], language: str) -> dict[str, list[str]]:
    """The names of places and of their people in a language, each with the English name of the place."""
    return {word: [place] for place, entry in places.items() for word in entry.get(language, ())}


def _translation(data: Mapping[str, Sequence[str]], stem: Any) -> Translation:
    words = {str(word): tuple(meanings) for word, meanings in data.items() if meanings}
    stems: dict[str, tuple[str, ...]] = {}
    for word, meanings in words.items():
        if " " not in word:
            stemmed = stem(word)
            stems[stemmed] = tuple(dict.fromkeys((*stems.get(stemmed, ()), *meanings)))
    return Translation(
        words=words,
        stems=stems,
        function_words=frozenset(fold(str(word)) for word, meanings in data.items() if not meanings),
        longest=max((word.count(" ") + 1 for word in words), default=1),
    )
