"""Generated articles: drawn by a seed as numbers of pieces, and turned into text only where it is asked for."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final, overload

import numpy as np
import numpy.typing as npt

from glmbot.bench.names import FIRST_NAMES, JURISDICTIONS, TOPICS
from glmbot.bench.words import YEARS, Floats, Ints, Longs, Pieces, drawn
from glmbot.core.model import Article

_CHUNK: Final = 1 << 16
"""Passages that are drawn together."""

_MEDIAN_WORDS, _SPREAD = 68.0, 0.45
"""Lognormal: a mean of 75 words."""
_LEAST_WORDS, _LEAST_LEAD_WORDS, _MOST_WORDS = 8, 30, 400
_SENTENCE_WORDS: Final = 22
_UNEVEN: Final = 0.25
_CONTENT_SHARE: Final = 0.6
_THEMES: Final = 12
"""Words that an article comes back to."""
_THEME_SHARE: Final = 0.2
_THEME_RANKS: Final = (40.0, 40_000.0)
_FEWEST_PASSAGES, _MOST_PASSAGES = 3, 13

_DATE_AT, _PLACE_AT, _BODY_AT, _PERSON_AT = 2, 4, 6, 8
"""Where names stand in the first sentence, never side by side."""
_NAMED_SHARE: Final = 0.3
_PLACED_SHARE: Final = 0.25
_SOURCED_SHARE: Final = 0.5
_TITLE_WORDS: Final = 5


class GeneratedArticle(Article):
    """An article whose text is made when it is first needed."""

    corpus: "GeneratedCorpus"
    number: int

    @cached_property
    def body(self) -> str:
        """The text."""
        return self.corpus.body(self.number)


@dataclass(frozen=True)
class _Drawn:
    """Passages as numbers of pieces, one passage after the other."""

    pieces: Ints
    passage_ends: Longs
    sentence_ends: Longs
    """After which piece each sentence ends."""


class GeneratedCorpus(Sequence[Article]):
    """Articles with so many passages in all, in the order of their ids; the same seed makes the same articles."""

    def __init__(self, pieces: Pieces, passages: int, seed: int) -> None:
        self.pieces = pieces
        random = np.random.default_rng([seed, 2, passages])
        sizes = random.integers(_FEWEST_PASSAGES, _MOST_PASSAGES + 1, size=passages // _FEWEST_PASSAGES + 1)
        ends = np.minimum(np.cumsum(sizes), passages)
        self.article_ends: Longs = ends[: int(np.searchsorted(ends, passages)) + 1]
        """After which passage each article ends."""
        self._count = count = len(self.article_ends)
        low, high = np.log(_THEME_RANKS)
        self._themes = np.exp(random.uniform(low, high, (count, _THEMES))).astype(np.int32) + pieces.contents.first
        self._days = np.sort(random.integers(_ordinal(YEARS[0]), _ordinal(YEARS[-1] + 1), size=count))
        self.places: Ints = _skewed(random, len(JURISDICTIONS), count)
        self._topics = _skewed(random, len(TOPICS), count)
        self._has_body = random.random(count) < _NAMED_SHARE
        self._has_person = random.random(count) < _NAMED_SHARE
        self._is_sourced = random.random(count) < _SOURCED_SHARE
        self._is_placed = random.random(passages) < _PLACED_SHARE
        self._drawn = self._draw(passages, seed)

    @overload
    def __getitem__(self, place: int) -> Article: ...
    @overload
    def __getitem__(self, place: slice) -> list[Article]: ...
    def __getitem__(self, place: int | slice) -> Article | list[Article]:
        if isinstance(place, slice):
            return [self._article(number) for number in range(*place.indices(self._count))]
        if not -self._count <= place < self._count:
            raise IndexError(place)
        return self._article(place % self._count)

    def __len__(self) -> int:
        return self._count

    @property
    def tokens(self) -> Ints:
        """The pieces of all passages."""
        return self._drawn.pieces

    @property
    def passage_ends(self) -> Longs:
        """After which piece each passage ends."""
        return self._drawn.passage_ends

    @property
    def sentence_ends(self) -> Longs:
        """After which piece each sentence ends."""
        return self._drawn.sentence_ends

    @cached_property
    def article_of(self) -> Ints:
        """The article of each passage."""
        return np.repeat(np.arange(self._count, dtype=np.int32), np.diff(self.article_ends, prepend=0))

    def source(self, number: int) -> str:
        """The source parenthesis that ends an article; "" where it has none."""
        if not self._is_sourced[number]:
            return ""
        title = self._titled(number, slice(_TITLE_WORDS, 2 * _TITLE_WORDS))
        name = FIRST_NAMES[number % len(FIRST_NAMES)]
        return f"({name} Reporter, {title}, DAILY NEWS website (Nov. 1, {self.year(number)}).)"

    def year(self, number: int) -> int:
        """The year of an article."""
        return dt.date.fromordinal(int(self._days[number])).year

    def body(self, number: int) -> str:
        """The text of an article: its passages with a blank line between them, the source at its end."""
        first = int(self.article_ends[number - 1]) if number else 0
        ends = self.passage_ends[first : self.article_ends[number]].tolist()
        start = int(self.passage_ends[first - 1]) if first else 0
        words = list(map(self.pieces.texts.__getitem__, self.tokens[start : ends[-1]].tolist()))
        low, high = np.searchsorted(self.sentence_ends, [start, ends[-1]], side="right")
        begin = 0
        for after in (self.sentence_ends[low:high] - start).tolist():
            words[begin] = words[begin][0].upper() + words[begin][1:]
            words[after - 1] += "."
            begin = after
        cuts = [0, *(end - start for end in ends)]
        text = "\n\n".join(" ".join(words[cut:next_cut]) for cut, next_cut in pairwise(cuts))
        source = self.source(number)
        return f"{text} {source}" if source else text

    def _article(self, number: int) -> Article:
        day = dt.date.fromordinal(int(self._days[number]))
        place = JURISDICTIONS[int(self.places[number])]
        article = object.__new__(GeneratedArticle)
        article.__dict__.update(
            article_id=f"{day.isoformat()}-{number:07d}-{self._titled(number, slice(2)).lower().replace(' ', '-')}",
            title=f"{place}: {self._titled(number, slice(_TITLE_WORDS))}",
            date=day,
            jurisdictions=(place,),
            authors=(f"{FIRST_NAMES[number % len(FIRST_NAMES)]} Writer",),
            topics=(TOPICS[int(self._topics[number])],),
            url=f"https://www.example.org/item/{number:07d}/",
            retrieved=None,
            origin=None,
            corpus=self,
            number=number,
        )
        return article

    def _titled(self, number: int, which: slice) -> str:
        """Some of the words that an article comes back to, as a title has them."""
        return " ".join(self.pieces.texts[piece].capitalize() for piece in self._themes[number][which].tolist())

    def _draw(self, passages: int, seed: int) -> _Drawn:
        pieces, passage_ends, sentence_ends, before = [], [], [], 0
        for start in range(0, passages, _CHUNK):
            random = np.random.default_rng([seed, 3, start])
            chunk = self._draw_chunk(random, np.arange(start, min(start + _CHUNK, passages)))
            pieces.append(chunk.pieces)
            passage_ends.append(chunk.passage_ends + before)
            sentence_ends.append(chunk.sentence_ends + before)
            before += len(chunk.pieces)
        return _Drawn(np.concatenate(pieces), np.concatenate(passage_ends), np.concatenate(sentence_ends))

    def _draw_chunk(self, random: np.random.Generator, numbers: Longs) -> _Drawn:
        article = self.article_of[numbers]
        lengths = np.round(random.lognormal(np.log(_MEDIAN_WORDS), _SPREAD, len(numbers))).astype(np.int64)
        lengths = np.clip(lengths, np.where(self._are_leads(numbers), _LEAST_LEAD_WORDS, _LEAST_WORDS), _MOST_WORDS)
        ends = np.cumsum(lengths)
        sentence_ends = _sentences(random, lengths, ends)
        is_content = random.random(int(ends[-1])) < _CONTENT_SHARE
        is_content[sentence_ends - 1] = True
        of_word = np.repeat(article, lengths)
        pieces = np.empty(len(is_content), dtype=np.int32)
        count = int(is_content.sum())
        content = drawn(random, self.pieces.content_chances, count).astype(np.int32) + self.pieces.contents.first
        themed = random.random(count) < _THEME_SHARE
        content[themed] = self._themes[of_word[is_content][themed], random.integers(_THEMES, size=int(themed.sum()))]
        pieces[is_content] = content
        pieces[~is_content] = drawn(random, self.pieces.stop_chances, len(pieces) - count) + self.pieces.stops.first
        self._name(random, pieces, ends - lengths, numbers)
        return _Drawn(pieces, ends, sentence_ends)

    def _are_leads(self, numbers: Longs) -> npt.NDArray[np.bool_]:
        """Which passages are the first of their articles."""
        firsts = np.concatenate([[0], self.article_ends[:-1]])
        made: npt.NDArray[np.bool_] = firsts[self.article_of[numbers]] == numbers
        return made

    def _name(self, random: np.random.Generator, pieces: Ints, starts: Longs, numbers: Longs) -> None:
        """Put dates, places, bodies and persons into first sentences."""
        known, article = self.pieces, self.article_of[numbers]
        is_lead, is_placed = self._are_leads(numbers), self._is_placed[numbers]
        leads, placed = starts[is_lead], starts[is_placed & ~is_lead]
        pieces[leads + _DATE_AT] = known.dates.first + random.integers(known.dates.count, size=len(leads))
        pieces[leads + _PLACE_AT] = known.places.first + self.places[article[is_lead]]
        pieces[placed + _DATE_AT] = known.places.first + self.places[article[is_placed & ~is_lead]]
        for at, has, span in (
            (_BODY_AT, self._has_body, known.bodies),
            (_PERSON_AT, self._has_person, known.persons),
        ):
            chosen = starts[is_lead & has[article]]
            pieces[chosen + at] = span.first + random.integers(span.count, size=len(chosen))


def _sentences(random: np.random.Generator, lengths: Longs, ends: Longs) -> Longs:
    """After which piece each sentence ends: passages cut into parts of about the same length."""
    counts = np.maximum(1, np.round(lengths / _SENTENCE_WORDS)).astype(np.int64)
    last = np.cumsum(counts)
    place = np.arange(int(last[-1])) - np.repeat(last - counts, counts) + 1.0
    of_passage = np.repeat(np.arange(len(lengths)), counts)
    inner = place < counts[of_passage]
    place[inner] += random.uniform(-_UNEVEN, _UNEVEN, int(inner.sum()))
    cut = np.floor(lengths[of_passage] * place / counts[of_passage]).astype(np.int64)
    made: Longs = (ends - lengths)[of_passage] + cut
    return made


def _skewed(random: np.random.Generator, count: int, size: int) -> Ints:
    """Numbers below `count`, the lower ones more often."""
    chances: Floats = np.cumsum(1.0 / np.arange(3, count + 3))
    return drawn(random, chances / chances[-1], size).astype(np.int32).clip(0, count - 1)


def _ordinal(year: int) -> int:
    return dt.date(year, 1, 1).toordinal()
