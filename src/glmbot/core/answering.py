"""The policy: which of the three replies a question gets, and which sentences are its evidence."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Final

import numpy as np

from glmbot.core.about import About
from glmbot.core.analysis import plain_text
from glmbot.core.candidates import Hits
from glmbot.core.citation import cite
from glmbot.core.corpus import Corpus
from glmbot.core.decision import Decision, Features, Verdict, doubted, measure, unmatched_words
from glmbot.core.doubts import doubts_of
from glmbot.core.evidence import Evidence
from glmbot.core.filters import Filters
from glmbot.core.holdings import Holdings
from glmbot.core.lazy import REMEMBERED
from glmbot.core.model import Answer, Article, Found, NoAnswer, Related, Reply, Span, Suggestion
from glmbot.core.parts import split_parts
from glmbot.core.places import Preference, preference_of
from glmbot.core.query import Query, is_smalltalk
from glmbot.core.ranking import CANDIDATES, Ranker
from glmbot.core.reading import QUESTION_LIMIT, Reader
from glmbot.core.topk import Mask

_OTHERS: Final = 4
_SUGGESTIONS: Final = 3
_SAME_ARTICLE: Final = 2.0
_SAME_PASSAGE: Final = 0.8
_SAME_PASSAGE_ALONE: Final = 2.0
"""What a follow-up adds to the score of passages of the article, and to the passage, that were just shown."""

_SAME_YEAR: Final = 1.0
"""What an article's year adds to the score of its passages, where the question names it."""

_TELLING_MASS: Final = 5.5
"""A word of less mass says nothing beside a greeting: "great, thank you"."""


@dataclass(frozen=True)
class Turn:
    """A question with all that came of it: what the next question of a conversation leans on."""

    query: Query
    ranked: tuple[Evidence, ...]
    reply: Reply
    parts: tuple["Turn", ...] = ()
    """The turns of the parts of a question that was split, one for each part of the reply."""

    @property
    def gists(self) -> tuple[str, ...]:
        """The question of each part of the reply, as short as it may be to lead there again."""
        return tuple(one.query.gist for one in self.parts or (self,))


@dataclass(frozen=True)
class Answerer:
    """Answers questions from a corpus."""

    holdings: Holdings
    reader: Reader
    ranker: Ranker
    decision: Decision

    @property
    def corpus(self) -> Corpus:
        """The articles that are answered from."""
        return self.holdings.corpus

    def answer(self, question: str, *, filters: Filters | None = None, before: Turn | None = None) -> Reply:
        """The reply to a question; the same question over the same corpus always gets the same."""
        return self.turn(question, filters=filters, before=before).reply

    def turn(self, question: str, *, filters: Filters | None = None, before: Turn | None = None) -> Turn:
        """The reply to a question, and what led to it; where it asks several things, the replies to its parts."""
        whole = self._single(question, filters, before)
        texts = split_parts(plain_text(question)[:QUESTION_LIMIT])
        if len(texts) == 1 or not whole.query.words:
            return whole
        first = self._single(texts[0], filters, before)
        return _joined(whole, [first, *(self._single(text, filters, first) for text in texts[1:])])

    def features(self, query: Query, ranked: Sequence[Evidence]) -> Features:
        """What the decision looks at."""
        keys = self.holdings.keys_in(ranked[0].hit.passage.article, ranked[0].measured.sought)
        return measure(query, ranked, keys, len(self.holdings.passages), self.ranker.lexicon)

    def doubts(self, query: Query, evidence: Evidence) -> tuple[str, ...]:
        """What speaks against a passage, in sentences."""
        return tuple(doubts_of(query, evidence, self.ranker.lexicon).values())

    def rank(self, query: Query, filters: Filters | None = None) -> list[Evidence]:
        """The passages that meet a query, best first."""
        holdings = self.holdings
        allowed = holdings.allowed(filters) if filters else None
        preference = self.preference(query)
        hits = self._search(query, allowed)
        if preference and len(holdings.passages) > CANDIDATES:
            wanted = holdings.preferred(preference)
            more = self._search(query, wanted if allowed is None else wanted & allowed)
            hits = hits.joined(more.numbers, more.scores)
        ranked = self.ranker.rank(query, self._filled(hits, allowed))
        return _of_years(ranked, preference.years) if preference.years else ranked

    def preference(self, query: Query) -> Preference:
        """The articles that come first, since the question names their jurisdiction or year."""
        return preference_of(query, self.ranker.lexicon, self.holdings.jurisdictions, self.holdings.years)

    @cached_property
    def _cite(self) -> Callable[[str, int], str]:
        return lru_cache(maxsize=REMEMBERED)(
            lambda one, paragraph: cite(self.holdings.article(one), paragraph=paragraph)
        )

    @cached_property
    def _about(self) -> About:
        return About(self.holdings)

    def _single(self, question: str, filters: Filters | None, before: Turn | None) -> Turn:
        query = self.reader.read(question, before.query if before else None)
        ranked = self.rank(query, filters) if query.words else []
        if before and query.leans and isinstance(before.reply, Found):
            ranked = _nearer(ranked, before.reply, self._clinging(query), moves=self.reader.names_place(query))
        about = self._about.reply(query, lambda one: self.rank(one, filters), before.reply if before else None)
        if before and about is None and (not query.words or _is_smalltalk(query)):
            # Nothing was asked: the conversation stays where it was.
            return replace(before, reply=self._decide(query, ()))
        reply = about or self._decide(query, ranked)
        if filters is not None and isinstance(reply, NoAnswer) and reply.reason in {"no_match", "off_topic"}:
            reply = self._unless_filtered(query, reply)
        return Turn(query, tuple(ranked), reply)

    def _clinging(self, query: Query) -> float:
        """What the passage just shown gains: more where a question has no subject of its own ("for what purpose?")."""
        has_subject = any(word.form not in self.ranker.lexicon.abstract for word in query.own)
        return _SAME_PASSAGE if has_subject else _SAME_PASSAGE_ALONE

    def _search(self, query: Query, allowed: Mask | None) -> Hits:
        return self.holdings.hits((word.weights for word in query.words), CANDIDATES, allowed)

    def _filled(self, hits: Hits, allowed: Mask | None) -> Hits:
        """In a small corpus every passage is a candidate, so that nearness in meaning can bring one up."""
        count = len(self.holdings.passages)
        if count > CANDIDATES:
            return hits
        numbers = np.arange(count) if allowed is None else np.flatnonzero(allowed)
        return hits.joined(numbers, np.zeros(len(numbers)))

    def _unless_filtered(self, query: Query, reply: NoAnswer) -> NoAnswer:
        """The same reply, or `filtered` where only the filters keep the answer out."""
        outside = self._decide(query, self.rank(query))
        return replace(reply, reason="filtered") if isinstance(outside, Found) else reply

    def _decide(self, query: Query, ranked: Sequence[Evidence]) -> Reply:
        if not query.words or _is_smalltalk(query):
            return NoAnswer("smalltalk" if query.forms else "empty", notes=query.notes)
        is_matched = any(match.weight > 0 for evidence in ranked for match in evidence.matches)
        unmatched = tuple(word.written for word in unmatched_words(query))
        verdict: Verdict = "none"
        if ranked and _has_letters(query):
            features = self.features(query, ranked)
            verdict = self.decision.verdict(features, doubted(features))
        if verdict == "none":
            suggestions = _suggestions(ranked) if is_matched else ()
            return NoAnswer("off_topic" if is_matched else "no_match", unmatched, suggestions, query.notes)
        passage = ranked[0].hit.passage
        return (Answer if verdict == "answer" else Related)(
            article=passage.article,
            passage=passage,
            evidence=_evidence(ranked[0]),
            citation=self._cite(passage.article.article_id, passage.paragraphs[0]),
            sources=self.holdings.rests_on(passage),
            unmatched_words=unmatched,
            notes=(*query.notes, *self._preferred_note(query, passage.article)),
            newer=self.holdings.newer(passage.article),
            others=tuple(other.hit.passage for other in ranked[1 : 1 + _OTHERS] if other.hit.score > 0),
        )

    def _preferred_note(self, query: Query, article: Article) -> tuple[str, ...]:
        """That articles came first for their jurisdiction or year, where this is one of them and others are not."""
        preference = self.preference(query)
        is_preferred = bool(preference) and preference.meets(article)
        return (preference.note(),) if is_preferred and self.holdings.prefers_some(preference) else ()


def _of_years(ranked: list[Evidence], years: frozenset[int]) -> list[Evidence]:
    """The candidates with those of articles of the years raised, where not all are."""
    raised = [one.score + _SAME_YEAR * (one.hit.passage.article.date.year in years) for one in ranked]
    if all(score > one.score for score, one in zip(raised, ranked, strict=True)):
        return ranked
    return sorted(
        (replace(one, score=score) for score, one in zip(raised, ranked, strict=True)), key=lambda one: -one.score
    )


def _nearer(ranked: Sequence[Evidence], before: Found, clinging: float, *, moves: bool) -> list[Evidence]:
    """The candidates with those of the article just shown raised, its passage a little more; none where it moves on."""

    def score(evidence: Evidence) -> float:
        if moves or evidence.hit.passage.article.article_id != before.article.article_id:
            return evidence.score
        return evidence.score + _SAME_ARTICLE + clinging * (evidence.hit.passage == before.passage)

    return sorted((replace(one, score=score(one)) for one in ranked), key=lambda one: -one.score)


def _is_smalltalk(query: Query) -> bool:
    return is_smalltalk(query.forms) and all(word.mass < _TELLING_MASS for word in query.own)


def _has_letters(query: Query) -> bool:
    """Whether a question has more than numbers: "2+2*10?" asks for nothing that a passage tells."""
    return any(char.isalpha() for word in query.words for char in word.form)


def _evidence(best: Evidence) -> tuple[Span, ...]:
    """The best sentence; one that introduces a quotation brings the quotation's first sentence along."""
    if best.sentence is None:
        return ()
    sentences = best.terms.sentences
    place = sentences.index(best.sentence)
    introduces = best.hit.passage.article.body[: best.sentence.span.end].endswith(":")
    return tuple(sentence.span for sentence in sentences[place : place + 1 + introduces])


def _suggestions(ranked: Sequence[Evidence]) -> tuple[Suggestion, ...]:
    titles: dict[str, str] = {}
    for one in ranked:
        article = one.hit.passage.article
        titles[article.article_id] = article.title
        if len(titles) == _SUGGESTIONS:
            break
    return tuple(Suggestion(article_id, title) for article_id, title in titles.items())


def _joined(whole: Turn, turns: Sequence[Turn]) -> Turn:
    """The turn of a whole question with the replies to its parts; the whole alone where parts make no difference."""
    replies = [turn.reply for turn in turns if turn.query.own]
    found = [reply for reply in replies if isinstance(reply, Found)]
    places = {reply.passage.passage_id if reply.passage else "" for reply in found}
    if len(replies) < len(turns) or len(places) == 1 or len(found) == 1 or not isinstance(replies[0], Found):
        return whole
    return replace(whole, reply=replace(replies[0], parts=tuple(replies)), parts=tuple(turns))
