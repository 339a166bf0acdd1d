"""Lists of articles as replies: all, the newest, the oldest, those of an author, a jurisdiction, a year, a subject."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from glmbot.core.corpus.filters import Filters, Preference
from glmbot.core.corpus.listing import newest
from glmbot.core.index.by_date import newest_first
from glmbot.core.index.corpus_index import CorpusIndex
from glmbot.core.model import Article, Listing, Scope
from glmbot.core.query.parser import QueryParser
from glmbot.core.query.preference import named_places, preference_of
from glmbot.core.query.query import Query, QueryWord
from glmbot.core.text.tokens import split_words
from glmbot.core.translatable import gettext_lazy, ngettext_lazy

_NEWEST: Final = 5
_ALIKE: Final = 0.7
"""The least weight of what stands for a word, where an article is to be about the word."""
_PASSAGES: Final = 1000
"""Passages with a word, at most, by which articles are listed that only mention it."""


@dataclass(frozen=True)
class Listings:
    """Lists the articles of a corpus."""

    corpus_index: CorpusIndex
    parser: QueryParser

    def newest(self, filters: Filters | None) -> Listing:
        """The newest articles."""
        found = tuple(newest_first(self.corpus_index, filters)[:_NEWEST])
        return Listing(ngettext_lazy("The newest article", "The {count} newest articles", len(found)), found)

    def oldest(self, filters: Filters | None) -> Listing:
        """The oldest articles, the oldest first."""
        found = tuple(newest_first(self.corpus_index, filters)[: -_NEWEST - 1 : -1])
        return Listing(ngettext_lazy("The oldest article", "The {count} oldest articles", len(found)), found)

    def by(self, subject: Sequence[str], filters: Filters | None) -> Listing | None:
        """The articles of the author whom some words name, newest first; None where there are none."""
        wanted, terms = set(self.corpus_index.analyzer.terms(" ".join(subject))), self.corpus_index.analyzer.terms
        articles = self.corpus_index.corpus.articles
        authors = {name for one in articles for name in one.authors}
        named = {name for name in authors if wanted and wanted <= set(terms(name))}
        found = tuple(newest((one for one in articles if not named.isdisjoint(one.authors)), filters))
        if not found:
            return None
        count = ngettext_lazy("{count} article", "{count} articles", len(found))
        named_of = ", ".join(sorted(named.intersection(name for one in found for name in one.authors)))
        return Listing(gettext_lazy("{articles}: {filters}", articles=count, filters=named_of), found)

    def picked(self, message: str, shown: Article | None, filters: Filters | None) -> Article | None:
        """An article as if by chance: the same message after the same article picks the same; None where there is none.

        The articles come in an order that the message makes, each once, before any comes again.
        """
        ids = self.corpus_index.arrays.articles.ids

        def place(article_id: str) -> bytes:
            return hashlib.blake2b(f"{message}\0{article_id}".encode("utf-8", "surrogatepass")).digest()

        mixed = sorted((ids[number] for number in newest_first(self.corpus_index, filters).numbers), key=place)
        after = mixed.index(shown.article_id) + 1 if shown and shown.article_id in mixed else 0
        return self.corpus_index.article(mixed[after % len(mixed)]) if mixed else None

    def about(
        self, message: str, subject: Sequence[str], filters: Filters | None, *, in_text: bool = True
    ) -> Listing | None:
        """The articles on the subject that some words of a message name, newest first; None where there are none.

        An author, a jurisdiction and a year are met by the record. Other words must stand in title, jurisdictions or
        topics; or, where no article has all of them there, in its text if that counts.
        """
        if by := self.by(subject, filters):
            return by
        preference, words = self._meant(self._on(message, subject))
        if subject and not words and not preference:
            return None
        allowed = [one for one in self.corpus_index.corpus.articles if preference.meets(one)]
        if words:
            about = self._titled(words)
            titled = [one for one in allowed if one.article_id in about]
            allowed = titled or (self._mentioning(words, allowed) if in_text else [])
        found = tuple(newest(allowed, filters))
        if not found:
            return None
        subject_words = " ".join(one.written for one in words)
        named = [*sorted(preference.jurisdictions), *map(str, sorted(preference.years)), subject_words]
        title = ngettext_lazy("{count} article", "{count} articles", len(found))
        if common := ", ".join(filter(None, named)):
            title = gettext_lazy("{articles}: {filters}", articles=title, filters=common)
        return Listing(title, found, None if words or filters else _scope(preference))

    def titled(self, message: str, subject: Sequence[str]) -> Article | None:
        """The one article whose title or topics have every word of a subject; None where several have, or none."""
        words = self._on(message, subject).own
        found = self._titled(words) if words else set()
        return self.corpus_index.article(found.pop()) if len(found) == 1 else None

    def is_place(self, subject: Sequence[str]) -> bool:
        """Whether some words of a message name a jurisdiction that an article has, in any case."""
        text = " ".join(subject)
        terms = f" {' '.join(self.corpus_index.analyzer.terms(text))} "
        if any(f" {name} " in terms for name in self.corpus_index.jurisdictions):
            return True
        return bool(subject) and bool(self._meant(self.parser.parse(text))[0].jurisdictions)

    def names_several_places(self, message: str, subject: Sequence[str]) -> bool:
        """Whether the subject of a message names more than one place, or jurisdiction of the articles."""
        query, known = self._on(message, subject), self.corpus_index.jurisdictions
        elsewhere = [
            place for place in named_places(query.own, self.parser.terms.lexicon) if place.names.isdisjoint(known)
        ]
        return len(self._meant(query)[0].jurisdictions) + len(elsewhere) > 1

    def _on(self, message: str, subject: Sequence[str]) -> Query:
        """The query of a message, read whole for its language, with the terms of its subject alone."""
        query, named = self.parser.parse(message), {word.form for text in subject for word in split_words(text)}
        own = (word for word in query.own if named.issuperset(one.form for one in split_words(word.written)))
        return replace(query, words=tuple(own))

    def _meant(self, query: Query) -> tuple[Preference, list[QueryWord]]:
        """The jurisdictions and years that a subject names, and its words that name none."""
        jurisdictions, lexicon = self.corpus_index.jurisdictions, self.parser.terms.lexicon
        preference = preference_of(query, lexicon, jurisdictions, self.corpus_index.years)
        places = named_places(query.own, lexicon)
        named = {word.key for place in places if not place.names.isdisjoint(jurisdictions) for word in place.words}
        years = {str(year) for year in preference.years}
        left = [word for word in query.own if word.key not in named and word.form not in years]
        bodies = {word.key: jurisdictions[key] for word in left for key in _alike(word) if key in jurisdictions}
        wanted = Preference(preference.jurisdictions.union(bodies.values()), preference.years)
        return wanted, [word for word in left if word.key not in bodies]

    def _titled(self, words: Sequence[QueryWord]) -> set[str]:
        """The ids of articles that have every word in title, jurisdictions or topics."""
        found = self.corpus_index.weigh_articles((_alike(word), 1.0) for word in words)
        articles = self.corpus_index.corpus.articles
        titled = {articles[number].article_id for number, count in enumerate(found.tolist()) if count >= len(words)}
        wanted = [frozenset(_alike(word)) for word in words]
        topics = zip(self.corpus_index.arrays.topics.names, self.corpus_index.topic_terms, strict=True)
        fitting = {label for label, terms in topics if all(not keys.isdisjoint(terms) for keys in wanted)}
        return titled | {one.article_id for one in articles if fitting and not fitting.isdisjoint(one.topics)}

    def _mentioning(self, words: Sequence[QueryWord], articles: Iterable[Article]) -> list[Article]:
        """Those of some articles that have every word in their text."""
        index = self.corpus_index
        found: set[str] | None = None
        for word in words:
            hits = index.hits([dict.fromkeys(_alike(word), 1.0)], _PASSAGES)
            ids = {index.passage_id(number).partition("#")[0] for number in hits.numbers.tolist()}
            found = ids if found is None else found & ids
        return [one for one in articles if one.article_id in (found or ())]


def _alike(word: QueryWord) -> list[str]:
    """The keys that stand for a word well enough."""
    return [key for key, weight in word.weights.items() if weight >= _ALIKE]


def _scope(preference: Preference) -> Scope | None:
    """What a preference says of articles, where /articles can say it too."""
    if len(preference.jurisdictions) > 1 or len(preference.years) > 1:
        return None
    jurisdiction = next(iter(preference.jurisdictions), None)
    year = next(iter(preference.years), None)
    if year is None:
        return Scope(jurisdiction)
    return Scope(jurisdiction, after=dt.date(year, 1, 1), before=dt.date(year, 12, 31))
