"""The lexicon: synonyms, abbreviations, places, phrases, chat words, and the words of other languages.

The data are YAML files that an operator can extend (`resources/lexicon/README.md`); this module turns them into terms.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final, Literal, TypeAlias

from glmbot.core.text.tokens import Analyzer, fold, split_words

Origin: TypeAlias = Literal[
    "word", "synonym", "abbreviation", "acronym", "place", "phrase", "spelling", "translation", "person", "context"
]
"""Where a key of the query comes from: the reader's own word, or what query expansion found it by."""

GROUP_WEIGHT: Final = 0.7
"""The weight of a synonym, which may stand for a word and the other way round."""
REACH_WEIGHT: Final = 0.6
"""The weight of a narrower word (hyponym), which may stand for a broader one but not the other way round."""
NAME_WEIGHT: Final = 0.9
"""The weight of another name of the same thing: an abbreviation, an alias of a place."""
PHRASE_WEIGHT: Final = 0.8
"""The weight of what an idiom means."""

_PIECE_SIZE: Final = 4

Key: TypeAlias = str
"""An n-gram of terms: one term, or several that stand side by side, joined by single spaces."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """An alternative of query expansion: a key that may stand for a word of the question; `weight` is 0 to 1."""

    key: Key
    weight: float
    origin: Origin


@dataclass(frozen=True)
class Expression:
    """A regular expression between word boundaries, compiled once a text may have it."""

    say: str
    needles: tuple[str, ...]
    """Literals of which every text that it matches has one; empty where none are known."""

    def search(self, text: str) -> re.Match[str] | None:
        """The first match in a folded text; None where it has none."""
        if self.needles and not any(needle in text for needle in self.needles):
            return None
        return self._pattern.search(text)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(rf"\b(?:{self.say})\b")


@dataclass(frozen=True)
class Phrase:
    """An idiom and the keys that it means; without keys it says nothing of what is asked."""

    pattern: Expression
    keys: tuple[Key, ...]


@dataclass(frozen=True)
class Translation:
    """The dictionary of a language that is translated: folded words and phrases, each with its English meanings."""

    words: Mapping[str, Sequence[str]]
    stems: Mapping[str, Sequence[str]]
    """The meanings of all words of a stem, together."""
    function_words: frozenset[str]
    longest: int
    """The number of words of the longest phrase."""


@dataclass(frozen=True)
class Lexicon:
    """What general English knows of words, by their keys (or folded, where the type is str)."""

    alternatives: Mapping[Key, tuple[Alternative, ...]]
    phrases: tuple[Phrase, ...] = ()
    slang: Mapping[str, str | None] = field(default_factory=dict)
    """Chat words and fillers put plainly; None for one without a meaning of its own."""
    capitals: frozenset[str] = frozenset()
    """Abbreviations that are everyday words unless typed in capitals: us, who."""
    antonyms: Mapping[str, frozenset[str]] = field(default_factory=dict)
    offices: frozenset[Key] = frozenset()
    """Nouns of an office: minister, executive director."""
    heads: frozenset[str] = frozenset()
    """Nouns for whoever holds an office: head, boss, guy."""
    bodies: frozenset[str] = frozenset()
    """Nouns for any body: office, agency, organisation."""
    abstract: frozenset[str] = frozenset()
    """Nouns that a question may use for a thing which an article names by its own word."""
    places: frozenset[Key] = frozenset()
    """Names and aliases of jurisdictions and regions."""
    translations: Mapping[str, Translation] = field(default_factory=dict)
    """The dictionaries of the languages that are translated, by their codes."""
    longest_key: int = 1
    """The number of terms of the longest key that has alternatives."""
    longest_slang: int = 1
    """The number of words of the longest entry of the chat words."""

    def phrases_in(self, text: str) -> Iterator[Phrase]:
        """The phrases that a folded text can have, in their order: it has the first letters of their needles."""
        pieces = {text[start : start + _PIECE_SIZE] for start in range(len(text))}
        # The last pieces are shorter, as are some needles: those are sought by "" and always there.
        found = {index for piece in ("", *pieces) for index in self._phrases_by_piece.get(piece, ())}
        return (self.phrases[index] for index in sorted(found))

    def place_names(self, key: Key) -> set[Key]:
        """The other names of a place and of its people, by one of them or by an abbreviation ("US")."""
        found = self.alternatives.get(key, ())
        meant = {key, *(other.key for other in found if other.origin == "abbreviation" and other.key in self.places)}
        names = {other.key for one in meant for other in self.alternatives.get(one, ()) if other.origin == "place"}
        return (names | meant) - {key}

    @cached_property
    def slang_openers(self) -> frozenset[str]:
        """The first words of the entries of chat words."""
        return frozenset(entry.partition(" ")[0] for entry in self.slang)

    @cached_property
    def _phrases_by_piece(self) -> Mapping[str, Sequence[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for index, phrase in enumerate(self.phrases):
            for needle in phrase.pattern.needles or ("",):
                found[needle[:_PIECE_SIZE] if len(needle) >= _PIECE_SIZE else ""].append(index)
        return found


def build_lexicon(data: Mapping[str, Any], analyzer: Analyzer, stemmers: Mapping[str, Any]) -> Lexicon:
    """The lexicon of the YAML files, given by their stems; `stemmers` has one for each language that is translated."""
    keys = _Keys(analyzer)
    links: dict[Key, dict[Key, Alternative]] = defaultdict(dict)
    _add_synonyms(links, data.get("synonyms", {}), keys)
    _add_names(links, data.get("abbreviations", {}), keys)
    _add_names(links, data.get("capitals", {}), keys)
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
    for word, contrary in data:
        found[keys.of(word)].add(keys.of(contrary))
        found[keys.of(contrary)].add(keys.of(word))
    found.pop("", None)
    return {key: frozenset(others) for key, others in found.items()}


def _place_words(places: Mapping[str, Any], language: str) -> dict[str, list[str]]:
    """The names of places and of their people in a language, word by word, each with the English name of the place."""
    return {
        " ".join(word.form for word in split_words(name)): [place]
        for place, entry in places.items()
        for name in entry.get(language, ())
    }


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
