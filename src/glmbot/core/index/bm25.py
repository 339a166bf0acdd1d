"""BM25 over passages: the only importer of rank_bm25, whose scores the compiled postings give to the last bit."""

import math
from array import array
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np

from glmbot.core.index.postings import Floats, Ints, Longs, Postings, Scoring, build_postings
from glmbot.core.index.topk import Mask, Word, best, best_of_each
from glmbot.core.text.strings import Numbers, Strings

if TYPE_CHECKING:
    from rank_bm25 import BM25Okapi

K1: Final = 0.6
B: Final = 0.75
_REMEMBERED: Final = 100_000
"""Keys whose terms' numbers are remembered."""

Alternatives = Mapping[str, float]
"""Keys that may stand for one word of a question, each with its weight; a key is a term, or several with spaces."""


def lucene_idf(count: int, corpus_size: int) -> float:
    """The idf of a term that stands in `count` of `corpus_size` passages.

    idf = ln(1 + (N - n + 0.5) / (n + 0.5)), always positive (Lucene's BM25Similarity). rank_bm25's own gives zero or
    negative weights to words of half the passages or more, which is every word of a corpus of two.
    """
    return math.log(1 + (corpus_size - count + 0.5) / (count + 0.5))


SCORING: Final = Scoring(K1, B, lucene_idf)


def model(documents: Sequence[Sequence[str]]) -> "BM25Okapi":
    """The definition of the scores: BM25 as rank_bm25 computes it, with Lucene's idf. Needs at least one term."""
    from rank_bm25 import BM25Okapi  # noqa: PLC0415 - the definition is needed by tests and measurements only

    class LuceneBM25(BM25Okapi):  # type: ignore[misc]  # rank_bm25 ships no types
        def _calc_idf(self, nd: Mapping[str, int]) -> None:
            for term, count in nd.items():
                self.idf[term] = lucene_idf(count, self.corpus_size)

    return LuceneBM25([list(one) for one in documents], k1=K1, b=B)


class Statistics:
    """What is known of all passages together: their terms, how many have each, and how long they are."""

    def __init__(self, vocabulary: Strings, counts: Ints | Longs, size: int, mean_length: float) -> None:
        """Take the terms, how many passages have each (some may have none), how many there are, and the mean length."""
        self.vocabulary = vocabulary
        self.counts = counts
        self.mean_length = mean_length
        """The mean number of terms of a passage."""
        self._size = size
        self.numbers = lru_cache(maxsize=_REMEMBERED)(self._find)
        """The numbers of a key's terms; None where no passage has one of them."""

    def __len__(self) -> int:
        return self._size

    def __contains__(self, key: str) -> bool:
        """Whether every term of a key stands in some passage."""
        return self.numbers(key) is not None

    def idf(self, term: str) -> float:
        """Lucene's idf; of a term that no passage has, what it would be."""
        number = self._number(term)
        return lucene_idf(0 if number is None else int(self.counts[number]), len(self))

    def idf_of(self, number: int) -> float:
        """Lucene's idf of a term, by number."""
        return lucene_idf(int(self.counts[number]), len(self))

    def words(self, words: Iterable[Alternatives]) -> list[Word]:
        """Words by the numbers of their terms, without alternatives that no passage has or that weigh nothing."""
        return [
            [
                (numbers, weight)
                for key, weight in alternatives.items()
                if (numbers := self.numbers(key)) is not None and weight > 0
            ]
            for alternatives in words
        ]

    def _find(self, key: str) -> tuple[int, ...] | None:
        """The numbers of a key's terms; None where no passage has one of them."""
        numbers = [self._number(term) for term in key.split(" ")]
        known = tuple(number for number in numbers if number is not None)
        return known if len(known) == len(numbers) else None

    def _number(self, term: str) -> int | None:
        """The number of a term that some passage has."""
        number = self.vocabulary.find(term)
        return number if number is not None and self.counts[number] else None


class PassageIndex(Statistics):
    """Passages, by number, searchable by terms."""

    def __init__(self, terms: Strings, postings: Postings) -> None:
        """Take the terms, some of which may stand in no passage, and the passages that have each."""
        super().__init__(terms, np.diff(postings.starts), postings.size, postings.mean_length)
        self.postings = postings

    @classmethod
    def of(cls, documents: Iterable[Sequence[str]]) -> "PassageIndex":
        """The index of passages given by their terms."""
        numbers, flat, lengths = Numbers(), array("i"), array("i")
        for one in documents:
            flat.fromlist([*map(numbers.__getitem__, one)])
            lengths.append(len(one))
        terms, places = numbers.table()
        tokens = places[np.array(flat, dtype=np.int32)]
        return cls(terms, build_postings(tokens, np.array(lengths, dtype=np.int32), len(terms), SCORING))

    def scores(self, words: Iterable[Alternatives]) -> Floats:
        """BM25 of each passage: the sum over the words, each counted by its best alternative in that passage."""
        total = np.zeros(len(self))
        places, found = best(self.postings, self.words(words), len(self))
        total[places] = found
        return total

    def search(self, words: Iterable[Alternatives], k: int, allowed: Mask | None = None) -> tuple[Longs, Floats]:
        """Numbers and scores of the k best passages that share a term with the words; ties in the passages' order."""
        return best(self.postings, self.words(words), k, allowed)

    def search_apart(self, words: Iterable[Alternatives], k: int, masks: Sequence[Mask]) -> list[tuple[Longs, Floats]]:
        """What `search` finds among the passages of each of several masks."""
        return best_of_each(self.postings, self.words(words), k, masks)
