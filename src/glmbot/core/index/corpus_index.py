"""The articles as they are searched: passages, terms, sources and titles, each made from arrays when it is needed."""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import pairwise, product
from typing import Final

import numpy as np

from glmbot.core.corpus.article_file import Corpus
from glmbot.core.corpus.filters import Filters, Preference
from glmbot.core.index.arrays import CatalogueArrays, IndexArrays
from glmbot.core.index.bm25 import Statistics
from glmbot.core.index.build import subject_key
from glmbot.core.index.embedded import EmbeddedEngine
from glmbot.core.index.engine import PassageEngine
from glmbot.core.index.lazy import REMEMBERED, Lazy, Passages
from glmbot.core.index.passage_block import PassageBlock, PassageRow
from glmbot.core.index.passage_terms import PassageTerms, Sentence
from glmbot.core.index.postings import Floats, Ints, Longs
from glmbot.core.index.scope import Scope, articles_in
from glmbot.core.model import Article, Hit, Passage, Source, Span
from glmbot.core.sources import describe, find_sources, supporting
from glmbot.core.text.glossary import Glossary, glossary_from_json
from glmbot.core.text.strings import Groups, Strings
from glmbot.core.text.tokens import Analyzer

_NEWER: Final = 3
_KEY: Final = re.compile("[0-9a-f]{16}")
_EPOCH: Final = 719_163
"""The ordinal of 1970-01-01."""
_REMEMBERED_BLOCKS: Final = 4
"""Blocks of passages that are kept: a small corpus has one, unless filters are used."""


@dataclass(frozen=True, eq=False)
class Hits:
    """What a search found, best first: the numbers of passages, and their BM25 scores."""

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


@dataclass(frozen=True)
class CorpusIndex:
    """A corpus, ready to be searched; `arrays` are made of its articles, or were read from a file.

    Passages are asked of the `engine`, all else is in the arrays.
    """

    corpus: Corpus
    analyzer: Analyzer
    arrays: CatalogueArrays = field(repr=False)
    engine: PassageEngine = field(repr=False)

    @classmethod
    def embedded(cls, corpus: Corpus, analyzer: Analyzer, arrays: IndexArrays) -> "CorpusIndex":
        """A corpus whose passages are in arrays too."""
        return cls(corpus, analyzer, arrays, EmbeddedEngine(arrays))

    @cached_property
    def passages(self) -> Sequence[Passage]:
        """All passages, in the corpus's order."""
        return Passages(len(self.bm25), self._passage)

    @property
    def bm25(self) -> Statistics:
        """What each term weighs among the passages."""
        return self.engine.statistics

    @cached_property
    def forms(self) -> Strings:
        """The folded words of all passages, without stop words."""
        return self.arrays.forms.strings

    @cached_property
    def glossary(self) -> Glossary:
        """What the articles explain: acronyms, people and their offices."""
        return glossary_from_json(json.loads(self.arrays.glossary.tobytes()))

    @cached_property
    def sources(self) -> Mapping[str, tuple[Source, ...]]:
        """The source parentheses of each article, by article id."""
        return Lazy(
            lambda: self.arrays.articles.ids, lambda article_id: find_sources(self.body(self.number_of(article_id)))
        )

    def article_with_key(self, key: str) -> Article | None:
        """The article of a content key; None where no article has it. No record of another is read."""
        if not _KEY.fullmatch(key):
            return None
        found = np.flatnonzero(self.arrays.articles.keys == np.uint64(int(key, 16))).tolist()
        return self.corpus.articles[found[0]] if found else None

    def article(self, article_id: str) -> Article:
        """The article of an id that some article has."""
        return self.corpus.articles[self.number_of(article_id)]

    def body(self, article: int) -> str:
        """The text of an article, by its number among the articles: the one way on which this room asks for text.

        Raises:
            ArticleChangedError: the text of a large corpus's article is not what it was when it was indexed.
        """
        return self.corpus.articles[article].body

    def read(self, number: int) -> PassageTerms:
        """A passage with its terms, by number."""
        return self._read(int(number))

    def of_article(self, article: Article) -> list[PassageTerms]:
        """The passages of an article, with their terms."""
        if self.arrays.articles.ids.find(article.article_id) is None:
            return []
        return [self.read(one) for one in self.numbers_of(article).tolist()]

    def numbers_of(self, article: Article) -> Longs:
        """The numbers of an article's passages."""
        first, last = self.arrays.articles.passages[self.number_of(article.article_id) :][:2].tolist()
        return np.arange(first, last)

    def hits(self, words: Iterable[Mapping[str, float]], k: int, scope: Scope | None = None) -> Hits:
        """The k best passages for some words."""
        return Hits(self.passages, *self.engine.search(words, k, scope))

    def hits_apart(self, words: Iterable[Mapping[str, float]], k: int, scopes: Iterable[Scope]) -> list[Hits]:
        """The k best passages of each of several scopes."""
        return [Hits(self.passages, *found) for found in self.engine.search_apart(words, k, scopes)]

    def block(self, numbers: Longs) -> PassageBlock:
        """Some passages with their sentences and tokens, given in order."""
        return self._block(numbers.tobytes())

    def sentence(self, number: int, place: int) -> Sentence:
        """A sentence alone, by the number of its passage and its place there."""
        return self._sentences(self._row(number), place, place + 1)[0]

    def sentence_terms(self, number: int, place: int) -> Sequence[int]:
        """The numbers of a sentence's terms, by the number of its passage and its place there."""
        row = self._row(number)
        terms: list[int] = self.arrays.forms.terms[row.tokens[row.cuts[place] : row.cuts[place + 1]]].tolist()
        return terms

    def sentence_text(self, number: int, place: int) -> str:
        """The text of a sentence, by the number of its passage and its place there."""
        row = self._row(number)
        start, end = row.starts[place], row.ends[place]
        return self.body(row.article)[start:end] if row.text is None else row.text[start - row.start : end - row.start]

    def passage_id(self, number: int) -> str:
        """The id of a passage, by its number; the passage itself is not made."""
        row = self._row(number)
        return f"{self.arrays.articles.ids[row.article]}#p{row.first}"

    @cached_property
    def title_terms(self) -> Groups:
        """The articles that have each term in their titles or jurisdictions."""
        return self.arrays.titles

    @cached_property
    def topic_terms(self) -> Sequence[frozenset[str]]:
        """The terms of each topic, in the order of `arrays.topics`."""
        return [frozenset(self.analyzer.terms(label)) for label in self.arrays.topics.names]

    def scope(self, filters: Filters | None) -> Scope:
        """The articles that filters allow."""
        return Scope().filtered(filters, self.arrays) if filters else Scope()

    def numbers_in(self, scope: Scope) -> Longs:
        """The passages of a scope, by number, in order."""
        return np.flatnonzero(np.repeat(articles_in(scope, self.arrays), np.diff(self.arrays.articles.passages)))

    def prefers_some(self, preference: Preference) -> bool:
        """Whether a preference leaves some passages out."""
        left_out = ~articles_in(Scope().preferring(preference), self.arrays)
        return bool(np.diff(self.arrays.articles.passages)[left_out].any())

    @cached_property
    def jurisdictions(self) -> Mapping[str, str]:
        """The jurisdictions that some article has, by the key of their names."""
        return {" ".join(self.analyzer.terms(name)): name for name in self.arrays.jurisdictions.names}

    @cached_property
    def years(self) -> frozenset[int]:
        """The years that some article is of."""
        return frozenset(int(year) for year in np.unique(self._years))

    def newer(self, article: Article) -> tuple[Article, ...]:
        """Later articles that share a jurisdiction and a topic with an article, newest first, a few."""
        subjects, dates, day = self.arrays.subjects, self.arrays.articles.dates, article.date.toordinal()
        found: set[int] = set()
        for jurisdiction, topic in product(article.jurisdictions, article.topics):
            if (place := subjects.names.find(subject_key(jurisdiction, topic))) is not None:
                listed = subjects.articles[place]
                found.update(listed[dates[listed] > day].tolist())
        newest = sorted(found, key=lambda one: (int(dates[one]), one), reverse=True)[:_NEWER]
        return tuple(self.corpus.articles[one] for one in newest)

    def weigh_articles(self, words: Iterable[tuple[Iterable[str], float]]) -> Floats:
        """For each article what the words weigh that its title or jurisdictions have, by any of their keys."""
        return self._weigh(self.arrays.titles, words, len(self.arrays.articles.dates))

    def weigh_sources(self, words: Iterable[tuple[Iterable[str], float]]) -> Floats:
        """For each source parenthesis what the words weigh that its own text has, by any of their keys."""
        return self._weigh(self.arrays.sources.by_term, words, len(self.arrays.sources.article))

    def source(self, number: int) -> tuple[Article, Source]:
        """A source parenthesis by its number over all articles, and its article."""
        article = self.corpus.articles[int(self.arrays.sources.article[number])]
        return article, self.sources[article.article_id][int(self.arrays.sources.place[number])]

    def rests_on(self, passage: Passage) -> tuple[str, ...]:
        """The sources that the article gives for a passage, in full."""
        return self._rests_on(passage.article.article_id, passage.span)

    @cached_property
    def _rests_on(self) -> Callable[[str, Span], tuple[str, ...]]:
        return lru_cache(maxsize=REMEMBERED)(self._describe_sources)

    def _describe_sources(self, article_id: str, span: Span) -> tuple[str, ...]:
        sources = supporting(self.sources[article_id], span, self.body(self.number_of(article_id)))
        cites = (one for source in sources for one in source.cites)
        return tuple(dict.fromkeys(describe(one.resolves_to) for one in cites if one.resolves_to))

    def _weigh(self, groups: Groups, words: Iterable[tuple[Iterable[str], float]], count: int) -> Floats:
        total = np.zeros(count)
        for keys, mass in words:
            listed = [groups[number] for key in keys if (number := self.bm25.vocabulary.find(key)) is not None]
            if listed:
                total[np.unique(np.concatenate(listed))] += mass
        return total

    @cached_property
    def _years(self) -> Ints:
        days = self.arrays.articles.dates.astype(np.int64) - _EPOCH
        years: Ints = days.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int32) + 1970
        return years

    def number_of(self, article_id: str) -> int:
        """The number of an article, as `weigh_articles` counts them; KeyError where none has the id."""
        if (number := self.arrays.articles.ids.find(article_id)) is None:
            raise KeyError(article_id)
        return number

    def _passage(self, number: int) -> Passage:
        row = self._row(number)
        paragraphs = tuple(range(row.first, row.first + row.count))
        passage = Passage(self.corpus.articles[row.article], paragraphs, Span(row.start, row.end))
        if row.text is not None:
            passage.__dict__["text"] = row.text  # else it is cut out of the article's body, when it is asked for
        return passage

    @cached_property
    def _row(self) -> Callable[[int], PassageRow]:
        return lru_cache(maxsize=REMEMBERED)(self.engine.row)

    @cached_property
    def _read(self) -> Callable[[int], PassageTerms]:
        return lru_cache(maxsize=REMEMBERED)(self._make_terms)

    @cached_property
    def _block(self) -> Callable[[bytes], PassageBlock]:
        return lru_cache(maxsize=_REMEMBERED_BLOCKS)(lambda raw: self.engine.block(np.frombuffer(raw, dtype=np.int64)))

    def _make_terms(self, number: int) -> PassageTerms:
        row = self._row(number)
        return PassageTerms(self.passages[number], self._sentences(row, 0, len(row.starts)))

    def _sentences(self, row: PassageRow, first: int, last: int) -> tuple[Sentence, ...]:
        tokens = row.tokens[row.cuts[first] : row.cuts[last]]
        # Together: of a few tokens at a time it takes several times as long.
        terms = self.bm25.vocabulary.take(self.arrays.forms.terms[tokens])
        forms = self.forms.take(tokens)
        cuts = (row.cuts[first : last + 1] - row.cuts[first]).tolist()
        spans = zip(row.starts[first:last].tolist(), row.ends[first:last].tolist(), strict=True)
        return tuple(
            Sentence(Span(start, end), tuple(terms[begin:stop]), tuple(forms[begin:stop]))
            for (start, end), (begin, stop) in zip(spans, pairwise(cuts), strict=True)
        )
