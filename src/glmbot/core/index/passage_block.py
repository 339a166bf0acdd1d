"""Some passages of an index with their sentences and tokens, gathered into arrays of their own."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

from glmbot.core.index.arrays import FormArrays, IndexArrays
from glmbot.core.index.postings import Ints, Longs

Bools: TypeAlias = npt.NDArray[np.bool_]
_T = TypeVar("_T", bound=np.generic)


@dataclass(frozen=True, eq=False)
class PassageBlock:
    """Passages, their sentences and their tokens; where one lies in another, it is told by its row in the block."""

    numbers: Longs
    """The number of each passage in the index, in order."""
    articles: Ints
    """The number of each passage's article."""
    paragraphs: Ints
    """The first paragraph of each passage."""
    forms: Ints
    """The distinct forms of all passages, by number."""
    terms: Ints
    """The term of each distinct form."""
    vector_rows: Ints
    """The row of each distinct form in the table of vectors; -1 where it has none."""
    masses: npt.NDArray[np.float32]
    """What each distinct form weighs in general English."""
    tokens: Longs
    """For each token the row of its form."""
    token_sentences: Longs
    """For each token the row of its sentence."""
    first_tokens: Longs
    """The first token of each sentence, and the end."""
    sentence_passages: Longs
    """For each sentence the row of its passage."""
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
        rows = np.flatnonzero(chosen)[::-1]
        first = np.full(len(self), -1)
        first[self.sentence_passages[rows]] = rows
        return first


@dataclass(frozen=True, slots=True)
class PassageRow:
    """One passage as an engine keeps it; offsets are code points of its article's body."""

    article: int
    start: int
    end: int
    first: int
    """The number of its first paragraph, from 1."""
    count: int
    """How many paragraphs it has."""
    starts: Ints
    """Where each sentence begins."""
    ends: Ints
    cuts: Longs
    """The first token of each sentence, from 0, and the end."""
    tokens: Ints
    """The form of each token."""
    text: str | None = None
    """The passage's text, where the engine has it at hand; else it is read from its article."""


def gather_rows(forms: FormArrays, numbers: Longs, rows: Sequence[PassageRow]) -> PassageBlock:
    """The same of passages that an engine keeps one by one."""
    counts = np.array([len(row.starts) for row in rows], dtype=np.int64)
    sizes = np.concatenate([np.zeros(0, dtype=np.int64), *(np.diff(row.cuts) for row in rows)])
    flat = np.concatenate([np.zeros(0, dtype=np.int32), *(row.tokens for row in rows)])
    distinct, tokens = np.unique(flat, return_inverse=True)
    return PassageBlock(
        numbers=numbers,
        articles=np.array([row.article for row in rows], dtype=np.int32),
        paragraphs=np.array([row.first for row in rows], dtype=np.int32),
        forms=distinct,
        terms=forms.terms[distinct],
        vector_rows=forms.rows[distinct],
        masses=forms.masses[distinct],
        tokens=tokens,
        token_sentences=np.repeat(np.arange(len(sizes)), sizes),
        first_tokens=np.concatenate([[0], np.cumsum(sizes)]),
        sentence_passages=np.repeat(np.arange(len(counts)), counts),
        first_sentences=np.concatenate([[0], np.cumsum(counts)]),
    )


def gather(arrays: IndexArrays, numbers: Longs) -> PassageBlock:
    """Passages of an index, by number, given in order."""
    bounds, cuts = arrays.passages.sentences, arrays.sentences.tokens
    counts = bounds[numbers + 1] - bounds[numbers]
    sentences = ranges(bounds[numbers], bounds[numbers + 1])
    sizes = cuts[sentences + 1] - cuts[sentences]
    forms, tokens = np.unique(arrays.tokens[ranges(cuts[sentences], cuts[sentences + 1])], return_inverse=True)
    return PassageBlock(
        numbers=numbers,
        articles=arrays.passages.article[numbers],
        paragraphs=arrays.passages.first[numbers],
        forms=forms,
        terms=arrays.forms.terms[forms],
        vector_rows=arrays.forms.rows[forms],
        masses=arrays.forms.masses[forms],
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
