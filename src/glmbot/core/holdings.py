"""The articles as they are searched: cut into passages, analysed and indexed, each part made when first needed."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Final

from glmbot.core.analysis import Analyzer
from glmbot.core.corpus import Corpus
from glmbot.core.index import PassageIndex
from glmbot.core.model import Article, Passage, Source
from glmbot.core.passage_terms import PassageTerms, read_passage
from glmbot.core.passages import split_passages
from glmbot.core.sources import describe, find_sources, supporting

_NEWER: Final = 3


@dataclass(frozen=True)
class Holdings:
    """A corpus, ready to be searched."""

    corpus: Corpus
    analyzer: Analyzer

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """All passages, in the corpus's order."""
        return tuple(passage for article in self.corpus.articles for passage in split_passages(article))

    @cached_property
    def sources(self) -> Mapping[str, tuple[Source, ...]]:
        """The source parentheses of each article, by article id."""
        return {article.article_id: find_sources(article.body) for article in self.corpus.articles}

    @cached_property
    def source_terms(self) -> Mapping[str, frozenset[str]]:
        """The terms of each source parenthesis, by its text."""
        listed = (source for found in self.sources.values() for source in found)
        return {source.text: frozenset(self.analyzer.terms(source.text)) for source in listed}

    @cached_property
    def terms(self) -> Mapping[str, PassageTerms]:
        """The analysed passages, by passage id."""
        return {
            passage.passage_id: read_passage(passage, self.sources[passage.article.article_id], self.analyzer)
            for passage in self.passages
        }

    @cached_property
    def titles(self) -> Mapping[str, frozenset[str]]:
        """The terms of each article's title and jurisdictions, by article id."""
        return {
            article.article_id: frozenset(self.analyzer.terms(" ".join((article.title, *article.jurisdictions))))
            for article in self.corpus.articles
        }

    @cached_property
    def by_article(self) -> Mapping[str, tuple[PassageTerms, ...]]:
        """The analysed passages of each article, by article id."""
        found: dict[str, list[PassageTerms]] = {}
        for terms in self.terms.values():
            found.setdefault(terms.passage.article.article_id, []).append(terms)
        return {key: tuple(listed) for key, listed in found.items()}

    @cached_property
    def index(self) -> PassageIndex:
        """The BM25 index of the passages."""
        return PassageIndex(self.passages, (self.terms[passage.passage_id].terms for passage in self.passages))

    @cached_property
    def jurisdictions(self) -> Mapping[str, str]:
        """The jurisdictions that some article has, by the key of their names."""
        names = {name for article in self.corpus.articles for name in article.jurisdictions}
        return {" ".join(self.analyzer.terms(name)): name for name in sorted(names)}

    @cached_property
    def years(self) -> frozenset[int]:
        """The years that some article is of."""
        return frozenset(article.date.year for article in self.corpus.articles)

    @cached_property
    def _by_subject(self) -> Mapping[tuple[str, str], tuple[Article, ...]]:
        """The articles of each jurisdiction and topic, newest first."""
        found: dict[tuple[str, str], list[Article]] = {}
        for article in sorted(self.corpus.articles, key=lambda one: (one.date, one.article_id), reverse=True):
            for subject in product(article.jurisdictions, article.topics):
                found.setdefault(subject, []).append(article)
        return {subject: tuple(articles) for subject, articles in found.items()}

    def newer(self, article: Article) -> tuple[Article, ...]:
        """Later articles that share a jurisdiction and a topic with an article, newest first, a few."""
        listed = (self._by_subject[subject][:_NEWER] for subject in product(article.jurisdictions, article.topics))
        later = {one.article_id: one for found in listed for one in found if one.date > article.date}
        return tuple(sorted(later.values(), key=lambda one: (one.date, one.article_id), reverse=True)[:_NEWER])

    def rests_on(self, passage: Passage) -> tuple[str, ...]:
        """The sources that the article gives for a passage, in full."""
        sources = self.sources[passage.article.article_id]
        cites = (one for source in supporting(sources, passage.span, passage.article.body) for one in source.cites)
        return tuple(dict.fromkeys(describe(one.resolves_to) for one in cites if one.resolves_to))
