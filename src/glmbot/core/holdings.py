"""The articles as they are searched: passages, terms, sources and titles, each made from arrays when it is needed."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import product
from typing import Final, Generic, TypeVar, overload

import numpy as np

from glmbot.core.analysis import Analyzer
from glmbot.core.corpus import Corpus
from glmbot.core.filters import Filters
from glmbot.core.index import SCORING, PassageIndex
from glmbot.core.model import Article, Hit, Passage, Source, Span
from glmbot.core.passage_terms import PassageTerms, Sentence
from glmbot.core.places import Preference
from glmbot.core.postings import Floats, Ints, Postings
from glmbot.core.shelving import Arrays, groups_of, strings_of, subject_key
from glmbot.core.sources import describe, find_sources, supporting
from glmbot.core.tables import Strings
from glmbot.core.topk import Mask

_NEWER: Final = 3
_EPOCH: Final = 719_163
"""The ordinal of 1970-01-01."""
_REMEMBERED: Final = 4096
"""Passages and articles that are kept once they were made: what one question needs many times over."""

_K = TypeVar("_K")
_V = TypeVar("_V")


class Lazy(Mapping[_K, _V], Generic[_K, _V]):
    """A mapping whose values are made when they are asked for; the latest are remembered."""

    def __init__(self, keys: Iterable[_K] | Callable[[], Iterable[_K]], make: Callable[[_K], _V]) -> None:
        self._keys = keys
        self._make = lru_cache(maxsize=_REMEMBERED)(make)

    def __getitem__(self, key: _K) -> _V:
        return self._make(key)

    def __iter__(self) -> Iterator[_K]:
        return iter(self._keys() if callable(self._keys) else self._keys)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Passages(Sequence[Passage]):
    """The passages by number."""

    def __init__(self, count: int, make: Callable[[int], Passage]) -> None:
        self._count = count
        self._make = lru_cache(maxsize=_REMEMBERED)(make)

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> Passage: ...
    @overload
    def __getitem__(self, place: slice) -> list[Passage]: ...
    def __getitem__(self, place: int | slice) -> Passage | list[Passage]:
        if isinstance(place, slice):
            return [self._make(one) for one in range(*place.indices(self._count))]
        if not -self._count <= place < self._count:
            raise IndexError(place)
        return self._make(int(place) % self._count)


@dataclass(frozen=True)
class Holdings:
    """A corpus, ready to be searched; `arrays` are made of its articles, or were read from a file."""

    corpus: Corpus
    analyzer: Analyzer
    arrays: Arrays = field(repr=False)

    @cached_property
    def passages(self) -> Sequence[Passage]:
        """All passages, in the corpus's order."""
        return Passages(len(self.arrays["passages.article"]), self._passage)

    @cached_property
    def index(self) -> PassageIndex:
        """The BM25 index of the passages."""
        arrays = self.arrays
        postings = Postings(
            starts=arrays["postings.starts"],
            docs=arrays["postings.docs"],
            frequencies=arrays["postings.frequencies"],
            levels=arrays["postings.levels"],
            most=arrays["postings.most"],
            idf=arrays["postings.idf"],
            norms=arrays["postings.norms"],
            common=arrays["postings.common"],
            rows=arrays["postings.rows"],
            k1=SCORING.k1,
            mean_length=float(arrays["postings.mean"][0]),
        )
        return PassageIndex(strings_of(arrays, "terms"), postings)

    @cached_property
    def forms(self) -> Strings:
        """The folded words of all passages, without stop words."""
        return strings_of(self.arrays, "forms")

    @cached_property
    def sources(self) -> Mapping[str, tuple[Source, ...]]:
        """The source parentheses of each article, by article id."""
        return Lazy(lambda: self._ids, lambda article_id: find_sources(self.article(article_id).body))

    @cached_property
    def titles(self) -> Mapping[str, frozenset[str]]:
        """The terms of each article's title and jurisdictions, by article id."""
        return Lazy(lambda: self._ids, lambda article_id: self._title(self.article(article_id)))

    def article(self, article_id: str) -> Article:
        """The article of an id that some article has."""
        return self.corpus.articles[self._number(article_id)]

    def read(self, number: int) -> PassageTerms:
        """A passage with its terms, by number."""
        return self._read(int(number))

    def of_article(self, article: Article) -> list[PassageTerms]:
        """The passages of an article, with their terms."""
        number = self._ids.find(article.article_id)
        if number is None:
            return []
        first, last = self.arrays["articles.passages"][number : number + 2]
        return [self.read(one) for one in range(int(first), int(last))]

    def hits(self, words: Iterable[Mapping[str, float]], k: int, allowed: Mask | None = None) -> list[tuple[Hit, int]]:
        """The k best passages for some words, each with its number."""
        numbers, scores = self.index.search(words, k, allowed)
        pairs = zip(numbers.tolist(), scores.tolist(), strict=True)
        return [(Hit(self.passages[number], score, rank), number) for rank, (number, score) in enumerate(pairs)]

    def allowed(self, filters: Filters) -> Mask:
        """Which passages filters allow."""
        dates = self.arrays["articles.dates"]
        articles = np.ones(len(dates), dtype=np.bool_)
        for name, wanted in (("jurisdiction", filters.jurisdiction), ("topic", filters.topic)):
            if wanted is not None:
                articles &= self._labelled(name, [label for label in self.labels(name) if filters.means(wanted, label)])
        if filters.after is not None:
            articles &= dates >= filters.after.toordinal()
        if filters.before is not None:
            articles &= dates <= filters.before.toordinal()
        return self._passages_of(articles)

    def preferred(self, preference: Preference) -> Mask:
        """Which passages a preference is for."""
        articles = np.ones(len(self.arrays["articles.dates"]), dtype=np.bool_)
        if preference.jurisdictions:
            articles &= self._labelled("jurisdiction", preference.jurisdictions)
        if preference.years:
            articles &= np.isin(self._years, sorted(preference.years))
        return self._passages_of(articles)

    def prefers_some(self, preference: Preference) -> bool:
        """Whether a preference leaves some passages out."""
        return not bool(self.preferred(preference).all())

    def labels(self, name: str) -> Strings:
        """The distinct jurisdictions or topics."""
        return strings_of(self.arrays, f"{name}.names")

    @cached_property
    def jurisdictions(self) -> Mapping[str, str]:
        """The jurisdictions that some article has, by the key of their names."""
        return {" ".join(self.analyzer.terms(name)): name for name in self.labels("jurisdiction")}

    @cached_property
    def years(self) -> frozenset[int]:
        """The years that some article is of."""
        return frozenset(int(year) for year in np.unique(self._years))

    def newer(self, article: Article) -> tuple[Article, ...]:
        """Later articles that share a jurisdiction and a topic with an article, newest first, a few."""
        names, members = strings_of(self.arrays, "subject.names"), groups_of(self.arrays, "subject")
        dates, day = self.arrays["articles.dates"], article.date.toordinal()
        found: set[int] = set()
        for jurisdiction, topic in product(article.jurisdictions, article.topics):
            if (place := names.find(subject_key(jurisdiction, topic))) is not None:
                listed = members[place]
                found.update(listed[dates[listed] > day].tolist())
        newest = sorted(found, key=lambda one: (int(dates[one]), one), reverse=True)[:_NEWER]
        return tuple(self.corpus.articles[one] for one in newest)

    def weigh_articles(self, words: Iterable[tuple[Iterable[str], float]]) -> Floats:
        """For each article what the words weigh that its title or jurisdictions have, by any of their keys."""
        return self._weigh("titles", words, len(self.arrays["articles.dates"]))

    def weigh_sources(self, words: Iterable[tuple[Iterable[str], float]]) -> Floats:
        """For each source parenthesis what the words weigh that its own text has, by any of their keys."""
        return self._weigh("sources", words, len(self.arrays["sources.article"]))

    def source(self, number: int) -> tuple[Article, Source]:
        """A source parenthesis by its number over all articles, and its article."""
        article = self.corpus.articles[int(self.arrays["sources.article"][number])]
        return article, self.sources[article.article_id][int(self.arrays["sources.place"][number])]

    def rests_on(self, passage: Passage) -> tuple[str, ...]:
        """The sources that the article gives for a passage, in full."""
        sources = self.sources[passage.article.article_id]
        cites = (one for source in supporting(sources, passage.span, passage.article.body) for one in source.cites)
        return tuple(dict.fromkeys(describe(one.resolves_to) for one in cites if one.resolves_to))

    def _weigh(self, name: str, words: Iterable[tuple[Iterable[str], float]], count: int) -> Floats:
        groups = groups_of(self.arrays, name)
        total = np.zeros(count)
        for keys, mass in words:
            listed = [groups[number] for key in keys if (number := self.index.vocabulary.find(key)) is not None]
            if listed:
                total[np.unique(np.concatenate(listed))] += mass
        return total

    def _labelled(self, name: str, labels: Iterable[str]) -> Mask:
        """Which articles have one of some labels."""
        names, groups = self.labels(name), groups_of(self.arrays, name)
        mask = np.zeros(len(self.arrays["articles.dates"]), dtype=np.bool_)
        for label in labels:
            if (place := names.find(label)) is not None:
                mask[groups[place]] = True
        return mask

    def _passages_of(self, articles: Mask) -> Mask:
        mask: Mask = articles[self.arrays["passages.article"]]
        return mask

    @cached_property
    def _years(self) -> Ints:
        days = self.arrays["articles.dates"].astype(np.int64) - _EPOCH
        years: Ints = days.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int32) + 1970
        return years

    @cached_property
    def _ids(self) -> Strings:
        return strings_of(self.arrays, "articles.ids")

    def _number(self, article_id: str) -> int:
        number = self._ids.find(article_id)
        if number is None:
            raise KeyError(article_id)
        return number

    def _title(self, article: Article) -> frozenset[str]:
        return frozenset(self.analyzer.terms(" ".join((article.title, *article.jurisdictions))))

    def _passage(self, number: int) -> Passage:
        article, start, end, first, count = (
            int(self.arrays[f"passages.{name}"][number]) for name in ("article", "start", "end", "first", "count")
        )
        return Passage(self.corpus.articles[article], tuple(range(first, first + count)), Span(start, end))

    @cached_property
    def _read(self) -> Callable[[int], PassageTerms]:
        return lru_cache(maxsize=_REMEMBERED)(self._make_terms)

    def _make_terms(self, number: int) -> PassageTerms:
        arrays = self.arrays
        first, last = arrays["passages.sentences"][number : number + 2].tolist()
        starts, ends = arrays["sentences.start"][first:last].tolist(), arrays["sentences.end"][first:last].tolist()
        cuts = arrays["sentences.tokens"][first : last + 1].tolist()
        tokens = arrays["tokens"][cuts[0] : cuts[-1]]
        forms = [self.forms[one] for one in tokens.tolist()]
        terms = [self.index.vocabulary[one] for one in arrays["forms.terms"][tokens].tolist()]
        places = [cut - cuts[0] for cut in cuts]
        sentences = tuple(
            Sentence(Span(start, end), tuple(terms[low:high]), tuple(forms[low:high]))
            for start, end, low, high in zip(starts, ends, places, places[1:], strict=False)
        )
        return PassageTerms(self.passages[number], sentences)
