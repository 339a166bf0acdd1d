"""Passages side by side, in arrays, and where the keys of a question stand in them."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any, TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

from glmbot.core.lexicon import Alternative
from glmbot.core.model import Hit, Passage
from glmbot.core.postings import Floats, Ints, Longs
from glmbot.core.query import QueryWord
from glmbot.core.tables import Groups, Strings

Bools: TypeAlias = npt.NDArray[np.bool_]
_T = TypeVar("_T", bound=np.generic)


@dataclass(frozen=True, eq=False)
class Hits:
    """What a search found, best first: the numbers of passages, and their scores."""

    passages: Sequence[Passage]
    numbers: Longs
    scores: Floats

    def __len__(self) -> int:
        return len(self.numbers)

    def __getitem__(self, rank: int) -> Hit:
        return Hit(self.passages[int(self.numbers[rank])], float(self.scores[rank]), rank)

    def joined(self, numbers: Longs, scores: Floats) -> "Hits":
        """The hits with others after them, each passage once."""
        new = (numbers[:, None] != self.numbers).all(axis=1)
        return Hits(
            self.passages, np.concatenate([self.numbers, numbers[new]]), np.concatenate([self.scores, scores[new]])
        )


@dataclass(frozen=True, eq=False)
class Candidates:
    """Passages with their sentences and tokens; where one thing lies in another, it is told by place."""

    numbers: Longs
    """The number of each passage, in order."""
    articles: Longs
    """The number of each passage's article."""
    paragraphs: Longs
    """The first paragraph of each passage."""
    forms: Longs
    """The distinct words of all passages, by number."""
    terms: Longs
    """The term of each distinct word."""
    tokens: Longs
    """For each token the place of its word."""
    token_sentences: Longs
    """For each token the place of its sentence."""
    first_tokens: Longs
    """The first token of each sentence, and the end."""
    sentence_passages: Longs
    """For each sentence the place of its passage."""
    first_sentences: Longs
    """The first sentence of each passage, and the end."""

    def __len__(self) -> int:
        return len(self.numbers)

    @property
    def sentences(self) -> int:
        """How many sentences there are."""
        return len(self.sentence_passages)

    @cached_property
    def lengths(self) -> Longs:
        """How many tokens each passage has."""
        lengths: Longs = np.diff(self.first_tokens[self.first_sentences])
        return lengths

    @cached_property
    def _filled(self) -> Longs:
        """The passages that have a sentence."""
        return np.flatnonzero(np.diff(self.first_sentences))

    def best_of_sentences(self, values: npt.NDArray[_T]) -> npt.NDArray[_T]:
        """The greatest value, none below zero, among the tokens of each sentence, row by row."""
        return np.maximum.reduceat(values, self.first_tokens[:-1], axis=1) if self.sentences else values

    def best_of_passages(self, values: npt.NDArray[_T]) -> npt.NDArray[_T]:
        """The greatest value, none below zero, among the sentences of each passage, row by row."""
        best = np.zeros((len(values), len(self)), dtype=values.dtype)
        if self.sentences:
            best[:, self._filled] = np.maximum.reduceat(values, self.first_sentences[self._filled], axis=1)
        return best

    def first_in_passages(self, chosen: Bools) -> Longs:
        """The first sentence of each passage that is chosen; -1 where none is."""
        places = np.flatnonzero(chosen)[::-1]
        first = np.full(len(self), -1)
        first[self.sentence_passages[places]] = places
        return first


def candidates_of(arrays: Mapping[str, npt.NDArray[Any]], numbers: Longs) -> Candidates:
    """Passages of the arrays of a corpus, by number, given in order."""
    bounds, cuts = arrays["passages.sentences"], arrays["sentences.tokens"]
    counts = bounds[numbers + 1] - bounds[numbers]
    sentences = ranges(bounds[numbers], bounds[numbers + 1])
    sizes = cuts[sentences + 1] - cuts[sentences]
    forms, tokens = np.unique(arrays["tokens"][ranges(cuts[sentences], cuts[sentences + 1])], return_inverse=True)
    return Candidates(
        numbers=numbers,
        articles=arrays["passages.article"][numbers],
        paragraphs=arrays["passages.first"][numbers],
        forms=forms,
        terms=arrays["forms.terms"][forms],
        tokens=tokens,
        token_sentences=np.repeat(np.arange(len(sizes)), sizes),
        first_tokens=np.concatenate([[0], np.cumsum(sizes)]),
        sentence_passages=np.repeat(np.arange(len(counts)), counts),
        first_sentences=np.concatenate([[0], np.cumsum(counts)]),
    )


def ranges(starts: npt.NDArray[Any], ends: npt.NDArray[Any]) -> Longs:
    """The numbers from each start to its end, one range after the other."""
    counts = ends - starts
    stops = np.cumsum(counts)
    total = int(stops[-1]) if len(stops) else 0
    return np.repeat(starts - (stops - counts), counts) + np.arange(total)


class Sought:
    """The keys that may stand for the words of a question, numbered from 1: of two of a word, the better is greater.

    Their terms have slots, from 1. Number 0 is no key, slot 0 a term that no passage has.
    """

    def __init__(self, words: Sequence[QueryWord], vocabulary: Strings) -> None:
        terms = {term for word in words for one in word.alternatives for term in one.key.split(" ")}
        found = {number: term for term in terms if (number := vocabulary.find(term)) is not None}
        self.terms = np.array(sorted(found), dtype=np.int64)
        """The number of the term in each slot but the first."""
        self._slots = {found[number]: slot for slot, number in enumerate(self.terms.tolist(), 1)}
        self.alternatives: list[Alternative | None] = [None]
        """What each number stands for."""
        self.words = [-1]
        """The word of each number, by place."""
        starts, single, positions = [], [0], [-1]
        self._longer: list[tuple[int, Sequence[int]]] = []
        for place, word in enumerate(words):
            starts.append(len(single))
            for position in _ascending(word.alternatives):
                slots = [self._slots.get(term, 0) for term in word.alternatives[position].key.split(" ")]
                if len(slots) > 1 and all(slots):
                    self._longer.append((len(single), slots))
                single.append(slots[0] if len(slots) == 1 else 0)
                self.alternatives.append(word.alternatives[position])
                self.words.append(place)
                positions.append(position)
        self._starts = np.array(starts, dtype=np.int64)
        self.single = np.array(single, dtype=np.int64)
        """The slot of each key of one term; 0 for the others."""
        self.positions = np.array(positions, dtype=np.int64)
        """The place of each key among those of its word, the reader's own first."""
        self.weights = np.array([one.weight if one else 0.0 for one in self.alternatives])
        self._numbers = np.arange(len(single))[:, None]

    def best(self, present: Bools) -> Longs:
        """For each word the best key that is present, column by column; 0 where none is."""
        best: Longs = np.maximum.reduceat(present * self._numbers, self._starts, axis=0)
        return best

    def first(self, present: Bools) -> Longs:
        """For each word the key that it names first of those that are present, column by column; 0 where none is."""
        first = np.zeros((len(self._starts), present.shape[1]), dtype=np.int64)
        numbers = np.flatnonzero(present.any(axis=1))
        for number in numbers[np.argsort(-self.positions[numbers])].tolist():
            first[self.words[number], present[number]] = number
        return first

    def single_slots(self, word: QueryWord) -> frozenset[int]:
        """The slots of a word's keys of one term that some passage has."""
        return frozenset(slot for one in word.alternatives if (slot := self._slots.get(one.key)))

    def longer(self, met: Collection[int]) -> Iterator[tuple[int, Sequence[int]]]:
        """The keys of several terms that are all met, by number, with their slots."""
        return ((number, slots) for number, slots in self._longer if all(slot in met for slot in slots))


class Standing:
    """Where the keys stand in the candidates."""

    def __init__(self, sought: Sought, candidates: Candidates) -> None:
        form_slots = _looked_up(sought.terms, candidates.terms)
        slots = form_slots[candidates.tokens]
        there = np.flatnonzero(slots)
        met, sentences = slots[there], candidates.token_sentences[there]
        count = len(sought.terms) + 1
        terms = np.zeros((count, candidates.sentences), dtype=np.bool_)
        terms[met, sentences] = True
        self.keys = terms[sought.single]
        """Whether a sentence has a key: a row for each number, a column for each sentence."""
        passages = candidates.sentence_passages[sentences]
        counted = np.bincount(met * len(candidates) + passages, minlength=count * len(candidates))
        self.counts = counted.reshape(count, len(candidates))
        """How often each passage has the term of each slot."""
        self.neighbours: Mapping[tuple[int, int], Sequence[int]] = _neighbours(there, met, sentences)
        """The sentences in which the terms of two slots stand side by side."""
        for number, key in sought.longer(frozenset(met.tolist()) if self.neighbours else ()):
            listed = [frozenset(self.neighbours.get(pair, ())) for pair in pairwise(key)]
            self.keys[number, list(frozenset.intersection(*listed))] = True


def titled(sought: Sought, titles: Groups, articles: Longs) -> Bools:
    """Which titles have a key, by the articles that have each term there: a row for each number."""
    terms = np.zeros((len(sought.terms) + 1, len(articles)), dtype=np.bool_)
    sizes = titles.starts[sought.terms + 1] - titles.starts[sought.terms]
    for place in np.flatnonzero(sizes).tolist():
        terms[place + 1] = _looked_up(titles[int(sought.terms[place])], articles) > 0
    keys = terms[sought.single]
    for number, slots in sought.longer(frozenset((np.flatnonzero(sizes) + 1).tolist())):
        keys[number] = terms[list(slots)].all(axis=0)
    return keys


def _ascending(alternatives: Sequence[Alternative]) -> list[int]:
    """The places of the alternatives, the best last; of equal weights the first is the best."""
    return sorted(range(len(alternatives)), key=lambda place: (alternatives[place].weight, -place))


def _looked_up(ordered: Ints | Longs, wanted: Ints | Longs) -> Longs:
    """The place of each number in an ordered list, from 1; 0 where it is not there."""
    if not len(ordered):
        return np.zeros(len(wanted), dtype=np.int64)
    places = ordered.searchsorted(wanted)
    there = ordered.take(places, mode="clip") == wanted
    found: Longs = (places + 1) * there
    return found


def _neighbours(tokens: Longs, slots: Longs, sentences: Longs) -> dict[tuple[int, int], list[int]]:
    found = defaultdict(list)
    beside = np.flatnonzero((np.diff(tokens) == 1) & (np.diff(sentences) == 0))
    for left, right, sentence in zip(
        slots[beside].tolist(), slots[beside + 1].tolist(), sentences[beside].tolist(), strict=True
    ):
        found[left, right].append(sentence)
    return found
