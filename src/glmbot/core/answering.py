"""The policy: which of the three replies a question gets, and which sentences are its evidence."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

import numpy as np

from glmbot.core.analysis import Analyzer, split_words
from glmbot.core.citation import cite
from glmbot.core.corpus import Corpus
from glmbot.core.index import PassageIndex
from glmbot.core.model import Answer, Article, Found, Hit, NoAnswer, Passage, Related, Reply, Source, Span, Suggestion
from glmbot.core.passage_terms import PassageTerms, read_passage
from glmbot.core.passages import split_passages
from glmbot.core.query import Filters, Query, QueryReader
from glmbot.core.ranking import CANDIDATES, Evidence, rank
from glmbot.core.sources import describe, find_sources, supporting

_OTHERS: Final = 4
_SUGGESTIONS: Final = 3
_ANSWER_MARGIN: Final = 0.22


@dataclass(frozen=True)
class Turn:
    """A question with all that came of it: what the next question of a conversation leans on."""

    query: Query
    ranked: tuple[Evidence, ...]
    reply: Reply


@dataclass(frozen=True)
class Answerer:
    """Answers questions from a corpus."""

    corpus: Corpus
    analyzer: Analyzer
    reader: QueryReader

    def answer(self, question: str, *, filters: Filters | None = None, before: Turn | None = None) -> Reply:
        """The reply to a question; the same question over the same corpus always gets the same."""
        return self.turn(question, filters=filters, before=before).reply

    def turn(self, question: str, *, filters: Filters | None = None, before: Turn | None = None) -> Turn:
        """The reply to a question, with the query and the evidence that led to it."""
        query = self.reader.read(question, before.query if before else None)
        if before and not query.words:
            # Nothing was asked: the conversation stays where it was.
            return replace(before, reply=self._decide(query, ()))
        ranked = self._rank(query, filters)
        reply = self._decide(query, ranked)
        if filters is not None and isinstance(reply, NoAnswer) and reply.reason in {"no_match", "off_topic"}:
            reply = self._unless_filtered(query, reply)
        return Turn(query, tuple(ranked), reply)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """All passages, in the corpus's order."""
        return tuple(passage for article in self.corpus.articles for passage in split_passages(article))

    @cached_property
    def sources(self) -> Mapping[str, tuple[Source, ...]]:
        """The source parentheses of each article, by article id."""
        return {article.article_id: find_sources(article.body) for article in self.corpus.articles}

    @cached_property
    def _terms(self) -> Mapping[str, PassageTerms]:
        return {
            passage.passage_id: read_passage(passage, self.sources[passage.article.article_id], self.analyzer)
            for passage in self.passages
        }

    @cached_property
    def index(self) -> PassageIndex:
        """The BM25 index of the passages."""
        return PassageIndex(self.passages, (self._terms[passage.passage_id].terms for passage in self.passages))

    def _rank(self, query: Query, filters: Filters | None = None) -> list[Evidence]:
        allowed = (
            None if filters is None else np.array([filters.allows(one.article) for one in self.passages], dtype=bool)
        )
        hits = self.index.search((word.weights for word in query.words), CANDIDATES, allowed)
        return rank(query, [(hit, self._terms[hit.passage.passage_id]) for hit in hits], self.index.idf)

    def _unless_filtered(self, query: Query, reply: NoAnswer) -> NoAnswer:
        """The same reply, or `filtered` where only the filters keep the answer out."""
        outside = self._decide(query, self._rank(query))
        return replace(reply, reason="filtered") if isinstance(outside, Found) else reply

    def _decide(self, query: Query, ranked: Sequence[Evidence]) -> Reply:
        unmatched = tuple(
            word.written for word in query.words if not any(a.term in self.index for a in word.alternatives)
        )
        if not query.words:
            return NoAnswer("smalltalk" if split_words(query.question) else "empty", notes=query.notes)
        if not ranked:
            return NoAnswer("no_match", unmatched, notes=query.notes)
        margin = self._confidence(query, ranked[0]) - min(0.33, max(0.1, 0.12 * math.log10(len(self.passages) or 1)))
        if margin < 0:
            return NoAnswer("off_topic", unmatched, self._suggestions(ranked), query.notes)
        kind = Answer if margin >= _ANSWER_MARGIN else Related
        return self._found(kind, query, ranked, unmatched)

    def _confidence(self, query: Query, best: Evidence) -> float:
        """Coverage of the question's idf mass, plus a fifth of its pairs, less what chance gives short questions."""
        total = sum(word.weights[word.term] * self.index.idf(word.term) for word in query.words)
        found = sum(match.weight * self.index.idf(match.word.term) for match in best.matches)
        return (
            found / total + 0.2 * best.pair_share - 1 / len(query.words)
            if len(query.words) > 1
            else found / total - 0.2
        )

    def _found(
        self, kind: type[Answer] | type[Related], query: Query, ranked: Sequence[Evidence], unmatched: tuple[str, ...]
    ) -> Reply:
        passage = ranked[0].hit.passage
        evidence = self._evidence(ranked[0])
        return kind(
            article=passage.article,
            passage=passage,
            evidence=evidence,
            citation=cite(passage.article, paragraph=passage.paragraphs[0]),
            sources=self.rests_on(passage),
            unmatched_words=unmatched,
            notes=query.notes,
            others=tuple(other.hit.passage for other in ranked[1 : 1 + _OTHERS]),
        )

    def _evidence(self, best: Evidence) -> tuple[Span, ...]:
        """The best sentence; one that introduces a quotation brings the quotation's first sentence along."""
        if best.sentence is None:
            return ()
        sentences = self._terms[best.hit.passage.passage_id].sentences
        place = sentences.index(best.sentence)
        introduces = best.hit.passage.article.body[: best.sentence.span.end].endswith(":")
        return tuple(sentence.span for sentence in sentences[place : place + 1 + introduces])

    def rests_on(self, passage: Passage) -> tuple[str, ...]:
        """The sources that the article gives for a passage, in full."""
        sources = self.sources[passage.article.article_id]
        found = supporting(sources, passage.span, passage.article.body)
        return tuple(
            dict.fromkeys(describe(cite.resolves_to) for one in found for cite in one.cites if cite.resolves_to)
        )

    def _suggestions(self, ranked: Sequence[Evidence]) -> tuple[Suggestion, ...]:
        articles = dict.fromkeys(_article(evidence.hit) for evidence in ranked)
        return tuple(Suggestion(one.article_id, one.title) for one in articles)[:_SUGGESTIONS]


def _article(hit: Hit) -> Article:
    return hit.passage.article
