"""The articles as they are searched: passages, terms, sources and titles, each made from arrays when it is needed."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import product
from typing import Final

import numpy as np

from glmbot.core.analysis import Analyzer
from glmbot.core.candidates import Candidates, Hits, Sought, Standing, candidates_of
from glmbot.core.corpus import Corpus
from glmbot.core.filters import Filters
from glmbot.core.index import SCORING, PassageIndex
from glmbot.core.lazy import REMEMBERED, Lazy, Passages
from glmbot.core.lexicon import Key
from glmbot.core.model import Article, Passage, Source, Span
from glmbot.core.passage_terms import PassageTerms, Sentence
from glmbot.core.places import Preference
from glmbot.core.postings import Floats, Ints, Longs, Postings
from glmbot.core.shelving import Arrays, groups_of, strings_of, subject_key
from glmbot.core.sources import describe, find_sources, supporting
from glmbot.core.tables import Groups, Strings
from glmbot.core.topk import Mask

_NEWER: Final = 3
_EPOCH: Final = 719_163
"""The ordinal of 1970-01-01."""
_REMEMBERED_SETS: Final = 4
"""Sets of candidates that are kept: a small corpus has one, unless filters are used."""


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

    def keys_in(self, article: Article, sought: Sought) -> frozenset[Key]:
        """The keys that stand in an article."""
        number = self._number(article.article_id)
        first, last = self.arrays["articles.passages"][number : number + 2].tolist()
        standing = Standing(sought, self.side_by_side(np.arange(first, last)))
        found = (sought.alternatives[number] for number in np.unique(np.nonzero(standing.keys)[0]).tolist())
        return frozenset(one.key for one in found if one)

    def hits(self, words: Iterable[Mapping[str, float]], k: int, allowed: Mask | None = None) -> Hits:
        """The k best passages for some words."""
        return Hits(self.passages, *self.index.search(words, k, allowed))

    def side_by_side(self, numbers: Longs) -> Candidates:
        """Passages as the ranking compares them, given in order."""
        return self._side_by_side(numbers.tobytes())

    def sentence(self, number: int, place: int) -> Sentence:
        """A sentence alone, by the number of its passage and its place there."""
        return self._sentence(int(self.arrays["passages.sentences"][number]) + place)

    def sentence_terms(self, number: int, place: int) -> Sequence[int]:
        """The numbers of a sentence's terms, by the number of its passage and its place there."""
        sentence = int(self.arrays["passages.sentences"][number]) + place
        first, last = self.arrays["sentences.tokens"][sentence : sentence + 2].tolist()
        terms: list[int] = self.arrays["forms.terms"][self.arrays["tokens"][first:last]].tolist()
        return terms

    def sentence_text(self, number: int, place: int) -> str:
        """The text of a sentence, by the number of its passage and its place there."""
        sentence = int(self.arrays["passages.sentences"][number]) + place
        start, end = self.arrays["sentences.start"][sentence], self.arrays["sentences.end"][sentence]
        return self.corpus.articles[int(self.arrays["passages.article"][number])].body[start:end]

    def passage_id(self, number: int) -> str:
        """The id of a passage, which is not made for it."""
        article, first = self.arrays["passages.article"][number], self.arrays["passages.first"][number]
        return f"{self._ids[int(article)]}#p{first}"

    @cached_property
    def title_terms(self) -> Groups:
        """The articles that have each term in their titles or jurisdictions."""
        return groups_of(self.arrays, "titles")

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
        return self._rests_on(passage.article.article_id, passage.span)

    @cached_property
    def _rests_on(self) -> Callable[[str, Span], tuple[str, ...]]:
        return lru_cache(maxsize=REMEMBERED)(self._describe_sources)

    def _describe_sources(self, article_id: str, span: Span) -> tuple[str, ...]:
        sources = supporting(self.sources[article_id], span, self.article(article_id).body)
        cites = (one for source in sources for one in source.cites)
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

    def _passage(self, number: int) -> Passage:
        article, start, end, first, count = (
            int(self.arrays[f"passages.{name}"][number]) for name in ("article", "start", "end", "first", "count")
        )
        return Passage(self.corpus.articles[article], tuple(range(first, first + count)), Span(start, end))

    @cached_property
    def _read(self) -> Callable[[int], PassageTerms]:
        return lru_cache(maxsize=REMEMBERED)(self._make_terms)

    @cached_property
    def _side_by_side(self) -> Callable[[bytes], Candidates]:
        return lru_cache(maxsize=_REMEMBERED_SETS)(
            lambda raw: candidates_of(self.arrays, np.frombuffer(raw, dtype=np.int64))
        )

    def _make_terms(self, number: int) -> PassageTerms:
        first, last = self.arrays["passages.sentences"][number : number + 2].tolist()
        return PassageTerms(self.passages[number], tuple(map(self._sentence, range(first, last))))

    def _sentence(self, number: int) -> Sentence:
        arrays = self.arrays
        first, last = arrays["sentences.tokens"][number : number + 2].tolist()
        tokens = arrays["tokens"][first:last]
        return Sentence(
            Span(int(arrays["sentences.start"][number]), int(arrays["sentences.end"][number])),
            tuple(self.index.vocabulary.take(arrays["forms.terms"][tokens])),
            tuple(self.forms.take(tokens)),
        )
