"""Generated articles shelved without reading their texts: what analysis would find in them is known beforehand."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from glmbot.bench.corpus import GeneratedCorpus
from glmbot.bench.words import Ints, Longs
from glmbot.core.index.build import IndexBuilder
from glmbot.core.model import Article, Passage, Span

_CHUNK: Final = 1 << 22
"""Pieces that are turned into forms together."""


@dataclass(frozen=True)
class _Places:
    """Where passages and sentences stand in the bodies, in characters."""

    starts: Longs
    ends: Longs
    sentence_starts: Longs
    sentence_ends: Longs


class GeneratedIndexBuilder(IndexBuilder):
    """An index builder that takes a generated corpus at once, whose tokens are known without reading its texts."""

    def add_all(self, corpus: GeneratedCorpus, keep: Callable[[Article], None] = lambda _: None) -> None:
        """Take all articles of a corpus; `keep` gets each with its text."""
        self._add_tokens(corpus)
        sources = [corpus.source(number) for number in range(len(corpus))]
        places = _places(corpus, np.array([len(one) for one in sources], dtype=np.int64))
        self._add_columns(corpus, places)
        is_loud = np.logical_or.reduceat(corpus.pieces.is_loud[corpus.tokens], _starts(corpus.passage_ends))
        is_loud[corpus.article_ends - 1] |= np.array([source != "" for source in sources])
        first = 0
        for article, source, last in zip(corpus, sources, corpus.article_ends.tolist(), strict=True):
            self._add_record(article, [source] if source else [])
            for number in np.flatnonzero(is_loud[first:last]).tolist():
                span = Span(int(places.starts[first + number]), int(places.ends[first + number]))
                self.glossary.read(Passage(article, (number + 1,), span))
            keep(article)
            first = last

    def _add_tokens(self, corpus: GeneratedCorpus) -> None:
        known = corpus.pieces
        counts = np.diff(known.form_starts).astype(np.int32)
        chunks = (corpus.tokens[start : start + _CHUNK] for start in range(0, len(corpus.tokens), _CHUNK))
        numbers = np.concatenate([_forms(chunk, known.form_starts, known.form_numbers) for chunk in chunks])
        seen = np.flatnonzero(np.bincount(numbers, minlength=len(known.form_names)))
        new = np.zeros(len(known.form_names), dtype=np.int32)
        for number in seen.tolist():
            new[number] = self._forms[known.form_names[number]]
        self._tokens.frombytes(new[numbers].tobytes())
        by_sentence = np.add.reduceat(counts[corpus.tokens], _starts(corpus.sentence_ends))
        self._sentence_tokens.frombytes(np.cumsum(by_sentence, dtype=np.int64).tobytes())
        sentences = np.searchsorted(corpus.sentence_ends, corpus.passage_ends, side="right")
        self._passage_sentences.frombytes(sentences.astype(np.int64).tobytes())
        self._article_passages.frombytes(corpus.article_ends.astype(np.int64).tobytes())

    def _add_columns(self, corpus: GeneratedCorpus, places: _Places) -> None:
        before = np.concatenate([[0], corpus.article_ends[:-1]])[corpus.article_of]
        paragraphs = np.arange(len(before)) - before + 1
        for name, column in (
            ("article", corpus.article_of),
            ("start", places.starts),
            ("end", places.ends),
            ("first", paragraphs),
            ("count", np.ones_like(paragraphs)),
        ):
            self._passages[name].frombytes(column.astype(np.int32).tobytes())
        self._sentences["start"].frombytes(places.sentence_starts.astype(np.int32).tobytes())
        self._sentences["end"].frombytes(places.sentence_ends.astype(np.int32).tobytes())


def _forms(pieces: Ints, starts: Longs, forms: Ints) -> Ints:
    """The forms of some pieces, one piece after the other."""
    counts = starts[pieces + 1] - starts[pieces]
    ends = np.cumsum(counts)
    places = np.repeat(starts[pieces] - (ends - counts), counts) + np.arange(int(ends[-1]))
    made: Ints = forms[places]
    return made


def _places(corpus: GeneratedCorpus, source_sizes: Longs) -> _Places:
    """Words are parted by spaces, sentences end with a full stop, a blank line parts passages, a source ends some."""
    ends, passage_ends = corpus.sentence_ends, corpus.passage_ends
    letters = np.add.reduceat(corpus.pieces.sizes[corpus.tokens], _starts(ends), dtype=np.int64)
    sizes = letters + np.diff(ends, prepend=0)
    firsts = np.searchsorted(ends, _starts(passage_ends), side="right")
    counts = np.diff(np.append(firsts, len(ends)))
    after = np.cumsum(sizes + 1)
    begins = after - (sizes + 1)
    # Characters from a passage's beginning.
    inner = begins - np.repeat(begins[firsts], counts)
    prose = np.add.reduceat(sizes + 1, firsts) - 1
    whole = prose.copy()
    last = corpus.article_ends - 1
    whole[last] += np.where(source_sizes > 0, source_sizes + 1, 0)
    offsets = np.cumsum(whole + 2) - (whole + 2)
    leads = np.concatenate([[0], corpus.article_ends[:-1]])
    starts = offsets - offsets[leads][corpus.article_of]
    sentence_starts = np.repeat(starts, counts) + inner
    return _Places(starts, starts + whole, sentence_starts, sentence_starts + sizes)


def _starts(ends: Longs) -> Longs:
    return np.concatenate([np.zeros(1, dtype=np.int64), ends[:-1]])
