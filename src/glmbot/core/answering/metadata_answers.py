"""Answers to metadata questions: from an article's record, or from one of the sources that it cites."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from glmbot.core.answering.metadata_questions import (
    LAST,
    SourceQuestion,
    lead_date,
    means_article,
    record_fact,
    record_field,
    source_fact,
    source_question,
    subject,
)
from glmbot.core.citation import cite
from glmbot.core.index.corpus_index import CorpusIndex
from glmbot.core.languages.language import QuestionType
from glmbot.core.model import Answer, Article, Cite, FactField, Found, Passage, Related, SingleReply, Source, Span
from glmbot.core.query.query import Query, QueryWord
from glmbot.core.ranking.features import Evidence
from glmbot.core.sources import describe, supporting

_TITLE_ENOUGH: Final = 0.5
_SOURCE_ENOUGH: Final = 0.6
_SOURCE_SURE: Final = 0.75
_SUPPORTED: Final = 3
"""So many passages may be the one whose source is asked for: the first of them that has a fitting one is."""


@dataclass(frozen=True)
class Backing:
    """A source that a question asks for, with the passage that holds it; `is_sure` where no other can be meant."""

    passage: Passage
    source: Source
    is_sure: bool


@dataclass(frozen=True)
class MetadataAnswers:
    """Answers metadata questions over a corpus."""

    corpus_index: CorpusIndex

    def reply(self, query: Query, before: SingleReply | None) -> SingleReply | SourceQuestion | None:
        """The reply from a record or a source; None where the question asks for neither.

        A SourceQuestion where the source of a passage is asked for that the question describes: `source_of` answers
        it, given the passages that meet the description.
        """
        if not query.words:
            return self._summary(query, before) if query.question_type is QuestionType.ABOUT else None
        asked, name = source_question(query), record_field(query)
        if name and (means_article(query) or self._is_titled(subject(query))):
            return self._from_record(query, name, before)
        if asked and (backing := self._named(asked)):
            return self._from_source(query, asked, backing)
        if query.question_type is QuestionType.PERSON and (person := self._person(query)):
            return person
        if name:
            return self._from_record(query, name, before)
        return self._from_passage(query, asked, before) if asked and asked.is_plain else None

    def _person(self, query: Query) -> SingleReply | None:
        """Who a person is of whom no passage speaks: the author of articles, or one whom a source names."""
        named = subject(query)
        if not named or any(word.is_known for word in named):
            return None
        keys = {word.alternatives[0].key for word in named}
        for terms, number in self._authors.items():
            if keys <= terms:
                return self._record(query, self.corpus_index.corpus.articles[number], "authors")
        asked = SourceQuestion(wants_id=False, paragraph=None, words=named, asks="", is_plain=True)
        backing = self._named(asked)
        return self._from_source(query, asked, backing) if backing and backing.is_sure else None

    @cached_property
    def _authors(self) -> Mapping[frozenset[str], int]:
        """The last article of each author, by the terms of the name."""
        articles = self.corpus_index.corpus.articles
        dated = sorted((article.date, number) for number, article in enumerate(articles))
        terms = self.corpus_index.analyzer.terms
        return {frozenset(terms(name)): number for _, number in dated for name in articles[number].authors}

    def _from_passage(
        self, query: Query, asked: SourceQuestion, before: SingleReply | None
    ) -> SingleReply | SourceQuestion | None:
        if self._is_described(asked, before):
            return asked
        backing = self._pointed_at(asked, before)
        return self._from_source(query, asked, backing) if backing else None

    def source_of(self, query: Query, asked: SourceQuestion, ranked: Sequence[Evidence]) -> SingleReply | None:
        """The reply with the source of the first passage, of those that meet a description, that has a fitting one."""
        for rank, evidence in enumerate(ranked[:_SUPPORTED]):
            span = evidence.sentence.span if evidence.sentence else evidence.hit.passage.span
            matched = sum(match.weight * match.word.mass for match in evidence.matches)
            if not matched:
                return None
            is_sure = rank == 0 and matched >= _SOURCE_ENOUGH * sum(word.mass for word in asked.words) > 0
            if backing := self._backing(evidence.hit.passage, span, asked, is_sure=is_sure):
                return self._from_source(query, asked, backing)
        return None

    def _summary(self, query: Query, before: SingleReply | None) -> SingleReply | None:
        """The first passage of the article that "what is this about?" means."""
        article = self._meant((), before)
        passages = self.corpus_index.of_article(article) if article else ()
        if article is None or not passages:
            return None
        passage = passages[0].passage
        return Answer(
            article=article,
            passage=passage,
            evidence=(),
            citation=cite(article, paragraphs=passage.paragraphs),
            sources=self.corpus_index.rests_on(passage),
            notes=query.notes,
            newer=self.corpus_index.newer(article),
        )

    def _from_record(self, query: Query, name: FactField, before: SingleReply | None) -> SingleReply | None:
        words = subject(query)
        is_strange = any(word.is_name and not word.is_known for word in words) and not self._is_titled(words)
        if name == "authors" and is_strange:
            return None  # "the Guardian article", where nothing is of the Guardian
        article = self._meant(words, before)
        return self._record(query, article, name) if article else None

    def _record(self, query: Query, article: Article, name: FactField) -> SingleReply | None:
        fact = record_fact(article, name)
        if fact is None:
            return None
        span = lead_date(article) if name == "date" else None
        passage = self._holding(article, span) if span else None
        return Answer(
            article=article,
            passage=passage,
            evidence=(span,) if passage and span else (),
            citation=cite(article, paragraphs=passage.paragraphs if passage else ()),
            sources=self.corpus_index.rests_on(passage) if passage else (),
            fact=fact,
            notes=query.notes,
            newer=self.corpus_index.newer(article),
        )

    def _from_source(self, query: Query, asked: SourceQuestion, backing: Backing) -> SingleReply:
        passage = backing.passage
        return (Answer if backing.is_sure else Related)(
            article=passage.article,
            passage=passage,
            evidence=(backing.source.span,),
            citation=cite(passage.article, paragraphs=passage.paragraphs),
            sources=self.corpus_index.rests_on(passage),
            fact=source_fact(asked.asks, self._cite(backing.source, asked)),
            notes=query.notes,
            newer=self.corpus_index.newer(passage.article),
        )

    def _cite(self, source: Source, asked: SourceQuestion) -> Cite:
        """The cite of a parenthesis that is meant: the Id. where one is asked for, else the one that fits best."""
        if asked.wants_id:
            return next((one for one in source.cites if one.form == "id"), source.cites[0])

        def fit(cite: Cite) -> float:
            text = describe(cite.resolves_to) if cite.resolves_to else cite.text
            terms = frozenset(self.corpus_index.analyzer.terms(text))
            return sum(word.mass for word in asked.words if not terms.isdisjoint(word.weights))

        return max(source.cites, key=fit)

    def _meant(self, words: Sequence[QueryWord], before: SingleReply | None) -> Article | None:
        """The article that a question means: the only one, the one whose title fits, or the last one."""
        articles = self.corpus_index.corpus.articles
        if len(articles) == 1:
            return articles[0]
        total = sum(word.mass for word in words)
        if total:
            found = self.corpus_index.weigh_articles((word.weights, word.mass) for word in words)
            if len(found) and found.max() >= _TITLE_ENOUGH * total:
                return articles[int(found.argmax())]
        return before.article if isinstance(before, Found) else None

    def _named(self, asked: SourceQuestion) -> Backing | None:
        """The source whose own text the question describes."""
        total = sum(word.mass for word in asked.words)
        if not total:
            return None
        shares = self.corpus_index.weigh_sources(_exact(asked.words)) / total
        # Of sources that fit equally well, the first that a passage holds.
        for number in np.argsort(-shares, kind="stable").tolist():
            if shares[number] <= _SOURCE_ENOUGH:
                return None
            article, source = self.corpus_index.source(number)
            if passage := self._holding(article, source.span):
                return Backing(passage, source, bool(shares[number] >= _SOURCE_SURE))
        return None

    def _is_titled(self, words: Sequence[QueryWord]) -> bool:
        """Whether an article's title has all that a question names, and a source has no more."""
        return bool(words) and self.corpus_index.weigh_articles(_exact(words)).max(initial=0) >= sum(
            one.mass for one in words
        )

    def _is_described(self, asked: SourceQuestion, before: SingleReply | None) -> bool:
        """Whether the question describes the passage whose source it wants, and does not number or point at it."""
        if asked.paragraph is not None and self._meant(asked.words, before):
            return False
        if asked.words:
            return True
        is_authored = asked.asks == "author" and self._meant((), before) is not None
        return not is_authored and not (isinstance(before, Found) and before.passage)

    def _pointed_at(self, asked: SourceQuestion, before: SingleReply | None) -> Backing | None:
        """The source of the paragraph that is numbered, the one that has an author, or that of the last passage."""
        if asked.paragraph is not None and (article := self._meant(asked.words, before)):
            return self._numbered(article, asked)
        if asked.asks == "author" and (article := self._meant((), before)):
            return self._authored(article)
        if not isinstance(before, Found) or before.passage is None:
            return None
        span = before.evidence[-1] if before.evidence else before.passage.span
        return self._backing(before.passage, span, asked, is_sure=True)

    def _authored(self, article: Article) -> Backing | None:
        """The one source of an article that names its author; where several do, nothing tells which is meant."""
        sources = self.corpus_index.sources[article.article_id]
        found = [
            one
            for one in sources
            if (meant := one.cites[0].resolves_to) and meant.author and one.cites[0].form == "full"
        ]
        passage = self._holding(article, found[0].span) if len(found) == 1 else None
        return Backing(passage, found[0], is_sure=True) if passage else None

    def _numbered(self, article: Article, asked: SourceQuestion) -> Backing | None:
        passages = self.corpus_index.of_article(article)
        wanted = passages[-1].passage.paragraphs[-1] if asked.paragraph == LAST and passages else asked.paragraph
        for source in self.corpus_index.sources[article.article_id]:
            if source.paragraph == wanted and _fits(source, asked):
                passage = self._holding(article, source.span)
                return Backing(passage, source, is_sure=True) if passage else None
        return None

    def _backing(self, passage: Passage, span: Span, asked: SourceQuestion, *, is_sure: bool) -> Backing | None:
        sources, body = self.corpus_index.sources[passage.article.article_id], passage.article.body
        found = supporting(sources, span, body) or supporting(sources, passage.span, body)
        inside = [one for one in found if one.span in passage.span and _fits(one, asked)]
        return Backing(passage, inside[0], is_sure) if inside else None

    def _holding(self, article: Article, span: Span) -> Passage | None:
        passages = (terms.passage for terms in self.corpus_index.of_article(article))
        return next((passage for passage in passages if span in passage.span), None)


def _exact(words: Iterable[QueryWord]) -> Iterator[tuple[list[str], float]]:
    """The keys of each word that stand for it in full, and its mass."""
    return (([key for key, weight in word.weights.items() if weight >= 1], word.mass) for word in words)


def _fits(source: Source, asked: SourceQuestion) -> bool:
    """Whether a source has what is asked for: an author, or an Id."""
    if asked.asks == "author":
        return any(one.resolves_to is not None and one.resolves_to.author for one in source.cites)
    return not asked.wants_id or any(one.form == "id" for one in source.cites)
