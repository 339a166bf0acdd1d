"""Where the keys of a question stand in its candidates.

Theory of operation. A word of the question has alternatives: keys that may stand for it, each of one term or of several
that must stand side by side. `QueryKeys` numbers the keys of all words from 1, so that of two keys of one word the
better has the greater number, and 0 is none; the best key present is then a maximum. Their distinct terms get slots,
from 1; slot 0 is a term that no passage has. `KeyMatches` holds the keys against a block of passages: `keys` has a row
for each key number and a column for each sentence; `counts` a row for each slot and a column for each passage. From
there on the ranker works on matrices whose rows are the words of the question and whose columns are the candidates.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise

import numpy as np

from glmbot.core.index.passage_block import Bools, PassageBlock
from glmbot.core.index.postings import Ints, Longs
from glmbot.core.query.query import QueryWord
from glmbot.core.text.lexicon import Alternative
from glmbot.core.text.strings import Groups, Strings


class QueryKeys:
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


class KeyMatches:
    """Where the keys stand in the candidates."""

    def __init__(self, query_keys: QueryKeys, candidates: PassageBlock) -> None:
        form_slots = _looked_up(query_keys.terms, candidates.terms)
        slots = form_slots[candidates.tokens]
        there = np.flatnonzero(slots)
        met, sentences = slots[there], candidates.token_sentences[there]
        count = len(query_keys.terms) + 1
        terms = np.zeros((count, candidates.sentences), dtype=np.bool_)
        terms[met, sentences] = True
        self.keys = terms[query_keys.single]
        """Whether a sentence has a key: a row for each number, a column for each sentence."""
        passages = candidates.sentence_passages[sentences]
        counted = np.bincount(met * len(candidates) + passages, minlength=count * len(candidates))
        self.counts = counted.reshape(count, len(candidates))
        """How often each passage has the term of each slot."""
        self.neighbours: Mapping[tuple[int, int], Sequence[int]] = _neighbours(there, met, sentences)
        """The sentences in which the terms of two slots stand side by side."""
        for number, key in query_keys.longer(frozenset(met.tolist()) if self.neighbours else ()):
            listed = [frozenset(self.neighbours.get(pair, ())) for pair in pairwise(key)]
            self.keys[number, list(frozenset.intersection(*listed))] = True


def titled(query_keys: QueryKeys, titles: Groups, articles: Ints) -> Bools:
    """Which titles have a key, by the articles that have each term there: a row for each number."""
    terms = np.zeros((len(query_keys.terms) + 1, len(articles)), dtype=np.bool_)
    sizes = titles.starts[query_keys.terms + 1] - titles.starts[query_keys.terms]
    for place in np.flatnonzero(sizes).tolist():
        terms[place + 1] = _looked_up(titles[int(query_keys.terms[place])], articles) > 0
    keys = terms[query_keys.single]
    for number, slots in query_keys.longer(frozenset((np.flatnonzero(sizes) + 1).tolist())):
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
