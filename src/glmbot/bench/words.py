"""The pieces of generated sentences: words and names, each with its text, its forms and its chance."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt

from glmbot.bench.names import BODIES, FIELDS, FIRST_NAMES, JURISDICTIONS, MONTHS, OFFICES
from glmbot.core.text.frequencies import Frequencies
from glmbot.core.text.lexicon import Lexicon
from glmbot.core.text.tokens import Analyzer, split_sentences, split_words

Ints: TypeAlias = npt.NDArray[np.int32]
Longs: TypeAlias = npt.NDArray[np.int64]
Floats: TypeAlias = npt.NDArray[np.float64]

INVENTED: Final = 250_000
"""Words beside the real ones: names and rare words, of which large collections have ever more."""
YEARS: Final = range(1995, 2025)
_DAYS: Final = 12
_BODIES: Final = 1_000
_PERSONS: Final = 5_000

_EXPONENT, _SHIFT = 1.07, 12.0
"""Zipf and Mandelbrot: the chance of the word of rank r goes with (r + shift) ** -exponent.

Function words are drawn apart, so that the curve begins where theirs ends: the first word makes 1 % of the others and
stands in a third of all passages, as "law" does in legal news.
"""

_STOPS: Final = 90
_SHORTEST: Final = 3
_LONGEST_ABBREVIATION: Final = 6
_IN_LEXICON: Final = 1.0
"""Words of the lexicon are ten times as common as in general English: they are what legal news speaks of."""

_NUMBER_ZIPF: Final = 4.3
_BEGINNINGS: Final = "bar ver kol tan mor sel dru fen gal hax jov lum nar pol rav sto tev vek wim zor".split()
_MIDDLES: Final = "a e i o u an en il or us".split()
_ENDS: Final = "dic gor kan lin mov nar pet ros sky ton vic zen dal fer gum hal jin lov mar nit".split()


@dataclass(frozen=True)
class Span:
    """The numbers of the pieces of one sort."""

    first: int
    count: int

    def __getitem__(self, place: int) -> int:
        return self.first + place % self.count


class Pieces:
    """What sentences are made of, by number: function words, other words, and names of several words."""

    def __init__(self, analyzer: Analyzer, frequencies: Frequencies, lexicon: Lexicon, seed: int) -> None:
        self._analyzer = analyzer
        self._frequencies = frequencies
        random = np.random.default_rng([seed, 1])
        invented = _invented(random)
        self.rare: Sequence[str] = list(islice(invented, INVENTED))
        self.texts: list[str] = []
        self.stops = self._add(_commonest_stops(analyzer, frequencies))
        self.contents = self._add([*self._real_words(lexicon), *self.rare])
        self.dates = self._add(
            f"{month} {day}, {year}" for year in YEARS for month in MONTHS for day in range(1, 1 + 28, 28 // _DAYS)
        )
        self.places = self._add(JURISDICTIONS)
        self.bodies = self._add(_bodies(random, self.rare))
        self.persons = self._add(_persons(random, self.rare))

    def _add(self, texts: Iterable[str]) -> Span:
        first = len(self.texts)
        self.texts += texts
        return Span(first, len(self.texts) - first)

    def _real_words(self, lexicon: Lexicon) -> list[str]:
        """Real words and numbers, the commonest first."""
        zipf = {
            word: value + _IN_LEXICON * (self._analyzer.term(word) in lexicon.alternatives)
            for word, value in self._frequencies.zipf.items()
            if _is_usable(word) and word not in self._analyzer.stopwords
        }
        numbers = [*map(str, YEARS), *map(str, range(2, 40)), *(f"{one},000" for one in range(1, 100, 7))]
        zipf |= {number: _NUMBER_ZIPF - place / 100 for place, number in enumerate(numbers)}
        return sorted(zipf, key=lambda word: (-zipf[word], word))

    @cached_property
    def sizes(self) -> Ints:
        """How many characters each piece has."""
        return np.fromiter(map(len, self.texts), dtype=np.int32, count=len(self.texts))

    @cached_property
    def content_chances(self) -> Floats:
        """The chance of each content word or one before it."""
        chances = (np.arange(1, self.contents.count + 1) + _SHIFT) ** -_EXPONENT
        return _cumulated(chances)

    @cached_property
    def stop_chances(self) -> Floats:
        """The chance of each function word or one before it."""
        texts = self.texts[: self.stops.count]
        return _cumulated(np.array([10 ** self._frequencies.of(text) for text in texts]))

    @cached_property
    def is_loud(self) -> npt.NDArray[np.bool_]:
        """Which pieces may be read as the name of a person or a body: all others are known not to be."""
        loud = np.zeros(len(self.texts), dtype=np.bool_)
        for span in (self.places, self.bodies, self.persons):
            for number in range(span.first, span.first + span.count):
                loud[number] = " " in self.texts[number]
        return loud

    @cached_property
    def form_names(self) -> list[str]:
        """The distinct forms of all pieces."""
        return list(self._forms[0])

    @cached_property
    def form_starts(self) -> Longs:
        """Where each piece's forms begin in `form_numbers`; one more than there are pieces."""
        return np.cumsum([0, *(len(one) for one in self._forms[1])], dtype=np.int64)

    @cached_property
    def form_numbers(self) -> Ints:
        """The forms of all pieces, one piece after the other."""
        return np.array([number for one in self._forms[1] for number in one], dtype=np.int32)

    @cached_property
    def _forms(self) -> tuple[dict[str, int], list[list[int]]]:
        numbers: dict[str, int] = {}
        listed: list[list[int]] = []
        plain = range(self.contents.first, self.contents.first + self.contents.count)
        for place, text in enumerate(self.texts):
            forms = [text] if place in plain and text.isalpha() else self._analysed(text)
            listed.append([numbers.setdefault(form, len(numbers)) for form in forms])
        return numbers, listed

    def _analysed(self, text: str) -> list[str]:
        return [word.form for word in split_words(text) if not self._analyzer.is_stopword(word)]


def drawn(random: np.random.Generator, chances: Floats, count: int) -> Longs:
    """So many numbers, each by its chance."""
    return np.searchsorted(chances, random.random(count), side="right")


def _cumulated(chances: npt.NDArray[np.floating[Any]]) -> Floats:
    total = np.cumsum(chances)
    made: Floats = (total / total[-1]).astype(np.float64)
    made[-1] = 1.0
    return made


def _is_usable(word: str) -> bool:
    """Whether a word can stand anywhere in a sentence: an abbreviation's full stop would not end it."""
    if len(word) < _SHORTEST or not (word.isascii() and word.isalpha()):
        return False
    return len(word) > _LONGEST_ABBREVIATION or len(split_sentences(f"{word}. Next")) > 1


def _commonest_stops(analyzer: Analyzer, frequencies: Frequencies) -> list[str]:
    words = [word for word in analyzer.stopwords if word.isascii() and word.isalpha()]
    return sorted(words, key=lambda word: (-frequencies.of(word), word))[:_STOPS]


def _invented(random: np.random.Generator) -> Iterable[str]:
    """Words that no language has, each once, the shorter ones first."""
    begin, middle, end = (_shuffled(random, parts) for parts in (_BEGINNINGS, _MIDDLES, _ENDS))
    yield from (one + two + three for one in begin for two in middle for three in end)
    yield from (
        one + two + three + four + five
        for two in middle
        for one in begin
        for three in begin
        for four in middle
        for five in end
    )


def _shuffled(random: np.random.Generator, parts: Sequence[str]) -> list[str]:
    return [parts[place] for place in random.permutation(len(parts))]


def _bodies(random: np.random.Generator, rare: Sequence[str]) -> Iterable[str]:
    """Bodies with their acronyms: "Verdic Trade Council (VTC)"."""
    pick = _picker(random)
    for _ in range(_BODIES):
        name = [pick(rare).capitalize(), pick(FIELDS), pick(BODIES)]
        yield f"{' '.join(name)} ({''.join(word[0] for word in name)})"


def _persons(random: np.random.Generator, rare: Sequence[str]) -> Iterable[str]:
    """People with their offices: "President Anna Koldic"."""
    pick = _picker(random)
    for _ in range(_PERSONS):
        yield f"{pick(OFFICES)} {pick(FIRST_NAMES)} {pick(rare).capitalize()}"


def _picker(random: np.random.Generator) -> Callable[[Sequence[str]], str]:
    return lambda names: names[int(random.integers(len(names)))]
