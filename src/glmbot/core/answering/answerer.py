"""The answerer: from a question to its reply (answer, related passage or abstention) with its evidence."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Final, Self

from glmbot.core.answering.acts import showing
from glmbot.core.answering.decision import Assessment, Decision, assess, measure, unmatched_words
from glmbot.core.answering.doubts_told import doubts_told
from glmbot.core.answering.follow_ups import FollowUps
from glmbot.core.answering.metadata_answers import MetadataAnswers
from glmbot.core.answering.metadata_questions import SourceQuestion, without_asking
from glmbot.core.answering.shown import answer_span, is_excluded, sentences_of, suggestions
from glmbot.core.answering.talk import Talk
from glmbot.core.answering.wording import long_notes
from glmbot.core.citation import cite
from glmbot.core.corpus.article_file import Corpus
from glmbot.core.corpus.filters import Filters, Preference
from glmbot.core.corpus.jurisdictions import Jurisdictions
from glmbot.core.index.corpus_index import CorpusIndex
from glmbot.core.index.lazy import REMEMBERED
from glmbot.core.intents.help_lines import HelpLines
from glmbot.core.languages import LANGUAGES
from glmbot.core.model import (
    Answer,
    Article,
    Found,
    NoAnswer,
    Passage,
    Related,
    Reply,
    Several,
    Shown,
    SingleReply,
    parts_of,
)
from glmbot.core.query.discourse import split_parts
from glmbot.core.query.long_message import LongMessage, read_long
from glmbot.core.query.parser import QUESTION_LIMIT, READ_LIMIT, QueryParser
from glmbot.core.query.preference import preference_of
from glmbot.core.query.query import Query
from glmbot.core.ranking.features import Evidence
from glmbot.core.ranking.gathering import candidates, filled
from glmbot.core.ranking.ranker import CANDIDATES, Ranker
from glmbot.core.ranking.reading import Reader, ReadingWeights
from glmbot.core.ranking.rereading import reread
from glmbot.core.text.tokens import plain_text

_OTHERS: Final = 4
_TRIED: Final = 3
"""Questions of a long message that are asked, the last first."""
_SAME_YEAR: Final = 1.0
"""What an article's year adds to the score of its passages, where the question names it."""


@dataclass(frozen=True)
class Turn:
    """A turn of a conversation: the query, the ranking and the reply; a follow-up leans on it."""

    query: Query
    ranked: tuple[Evidence, ...]
    reply: Reply
    assessment: Assessment | None = None
    """How sure the first of the ranked is; None where none is, or where the record answered."""
    parts: tuple["Turn", ...] = ()
    """The turns of the parts of a question that was split, one for each part of the reply."""
    kept: Shown | None = None
    """What was shown before, where the reply shows no passage and no record itself."""

    @property
    def shown(self) -> Shown | None:
        """The passage or record that the next turn may lean on."""
        first = parts_of(self.reply)[0]
        return first if isinstance(first, Found) and (first.passage or self.kept is None) else self.kept

    @property
    def queries(self) -> tuple[Query, ...]:
        """The query of each part of the reply."""
        return tuple(turn.query for turn in self.parts or (self,))


@dataclass(frozen=True)
class Answerer:
    """Answers questions from a corpus: parses, ranks, assesses and decides."""

    corpus_index: CorpusIndex
    parser: QueryParser
    ranker: Ranker
    decision: Decision
    talk: Talk
    """Replies to what is no question: thanks, "tell me more", "which articles …"."""
    reader: Reader | None = None
    """Reads the best candidates; without one, words alone decide."""
    reading_weights: ReadingWeights | None = None

    @property
    def corpus(self) -> Corpus:
        """The articles that are answered from."""
        return self.corpus_index.corpus

    @cached_property
    def jurisdictions(self) -> Jurisdictions:
        """The jurisdictions that some article is on, by every name that people give them."""
        index = self.corpus_index
        return Jurisdictions([*index.arrays.jurisdictions.names], index.analyzer, self.ranker.lexicon)

    def checked(self, filters: Filters) -> Filters:
        """Filters as the articles name things, that some article can meet; raises as `Jurisdictions.checked`."""
        return self.jurisdictions.checked(filters, self.corpus_index.arrays.topics.names)

    def naming(self, help_lines: HelpLines) -> Self:
        """The same answerer, that tells people in danger of other lines."""
        return replace(self, talk=replace(self.talk, help_lines=help_lines))

    def answer(self, question: str, *, filters: Filters | None = None, before: Turn | None = None) -> Reply:
        """The reply to a question; the same question over the same corpus always gets the same."""
        return self.turn(question, filters=filters, before=before).reply

    def turn(self, question: str, *, filters: Filters | None = None, before: Turn | None = None) -> Turn:
        """The reply to a message, and what led to it; where it asks several things, the replies to its parts.

        A turn before that showed an article which is not here any more is none to lean on.
        """
        before = before if before and self._holds(before.shown) else None
        message = plain_text(question)[:READ_LIMIT]
        said = self.talk.reply(message, before.shown if before else None, filters)
        if said and not is_excluded(said, filters):
            return _staying(said, question, before)
        if (long := read_long(message)) and (turn := self._of_long(long, filters)):
            return turn
        whole = self._single(question, filters, before)
        if isinstance(whole.reply, NoAnswer) and (said := self.talk.instead(message)):
            return _staying(said, question, before)
        texts = split_parts(message[:QUESTION_LIMIT])
        if len(texts) == 1 or not whole.query.words:
            return whole
        first = self._single(texts[0], filters, before)
        return _joined(whole, [first, *(self._single(text, filters, first) for text in texts[1:])])

    def _of_long(self, message: LongMessage, filters: Filters | None) -> Turn | None:
        """The first of a long message's questions that finds something, with the rest as context; None: none does."""
        context = Turn(self.parser.parse(message.rest), (), NoAnswer("empty"))
        for question in message.questions[:_TRIED]:
            turn = self._single(question, filters, context)
            if isinstance(turn.reply, Found):
                notes = long_notes(question, [one for one in message.questions if one != question])
                return replace(turn, reply=replace(turn.reply, notes=(*notes, *turn.reply.notes)))
        return None

    def showing(self, passage: Passage, question: str) -> Turn:
        """The turn in which a passage was shown to a question, as a message tells of it; "" where there was none."""
        turn = self.turn(question) if question else Turn(Query("", ()), (), NoAnswer("empty"))
        if turn.shown and turn.shown.passage == passage:
            return turn
        return Turn(turn.query, (), showing(self.corpus_index, passage))

    def _holds(self, shown: Shown | None) -> bool:
        return shown is None or self.corpus_index.article_with_key(shown.article.key) is not None

    def assess(self, query: Query, ranked: Sequence[Evidence]) -> Assessment:
        """The assessment of the first of some ranked passages."""
        keys = self.ranker.article_keys(ranked[0])
        features, doubts = measure(query, ranked, keys, len(self.corpus_index.passages), self.ranker.lexicon)
        return assess(self.decision, features, doubts)

    def rank(
        self, query: Query, filters: Filters | None = None, preference: Preference | None = None
    ) -> list[Evidence]:
        """The candidates of a query, best first; `preference` is that of the query, where it is known already."""
        index = self.corpus_index
        scope = index.scope(filters)
        preference = self.preference(query) if preference is None else preference
        hits = candidates(index, query, scope)
        if preference and len(index.passages) > CANDIDATES:
            more = candidates(index, query, scope.preferring(preference))
            hits = hits.joined(more.numbers, more.scores)
        ranked = self.ranker.rank(query, filled(index, hits, scope))
        return _of_years(ranked, preference.years) if preference.years else ranked

    def preference(self, query: Query) -> Preference:
        """The jurisdictions and years that a query prefers, since it names them."""
        index = self.corpus_index
        return preference_of(query, self.ranker.lexicon, index.jurisdictions, index.years)

    @cached_property
    def _cite(self) -> Callable[[str, tuple[int, ...]], str]:
        return lru_cache(maxsize=REMEMBERED)(
            lambda article_id, paragraphs: cite(self.corpus_index.article(article_id), paragraphs=paragraphs)
        )

    @cached_property
    def _metadata(self) -> MetadataAnswers:
        return MetadataAnswers(self.corpus_index)

    @cached_property
    def _follow_ups(self) -> FollowUps:
        return FollowUps(self.corpus_index, self.parser)

    def _single(self, question: str, filters: Filters | None, before: Turn | None) -> Turn:
        query = self.parser.parse(question, before.query if before else None)
        preference = self.preference(query)
        ranked = self.rank(query, filters, preference) if query.words else []
        shown = before.shown if before else None
        if shown and self._follow_ups.stays(query, shown):
            ranked = self._follow_ups.nearer(query, ranked, shown)
        reply = self._from_metadata(query, filters, shown)
        if reply and not is_excluded(reply, filters):
            return Turn(query, tuple(ranked), reply)
        if not query.words:
            nothing = NoAnswer("empty" if query.language in LANGUAGES else "no_match", notes=query.notes)
            return _staying(nothing, question, before) if before else Turn(query, (), nothing)
        ranked = self._reread(query, ranked)
        assessment = self.assess(query, ranked) if ranked else None
        reply = self._decide(query, ranked, assessment, preference)
        if filters is not None and isinstance(reply, NoAnswer) and self._is_found(query, preference):
            reply = replace(reply, reason="filtered")
        return Turn(query, tuple(ranked), reply, assessment)

    def _reread(self, query: Query, ranked: list[Evidence]) -> list[Evidence]:
        """The candidates as the reader orders them, where there is one."""
        if self.reader is None or self.reading_weights is None or not ranked:
            return ranked
        return reread(query, ranked, self.reader, self.reading_weights)

    def _from_metadata(self, query: Query, filters: Filters | None, shown: Shown | None) -> SingleReply | None:
        """The reply from an article's record or one of its sources; None where the question asks for neither."""
        found = self._metadata.reply(query, shown)
        if not isinstance(found, SourceQuestion):
            return found
        wanted = without_asking(query, found)
        return self._metadata.source_of(query, found, self.rank(wanted, filters))

    def _is_found(self, query: Query, preference: Preference) -> bool:
        """Whether a passage is found where no filter excludes any."""
        ranked = self._reread(query, self.rank(query, None, preference))
        assessment = self.assess(query, ranked) if ranked else None
        return isinstance(self._decide(query, ranked, assessment, preference), Found)

    def _decide(
        self, query: Query, ranked: Sequence[Evidence], assessment: Assessment | None, preference: Preference
    ) -> SingleReply:
        unmatched = tuple(word.written for word in unmatched_words(query))
        if assessment is None or assessment.verdict == "none" or not _has_letters(query):
            is_matched = any(match.weight > 0 for evidence in ranked for match in evidence.matches)
            near = suggestions(ranked) if is_matched else ()
            return NoAnswer("off_topic" if is_matched else "no_match", unmatched, near, query.notes)
        passage = ranked[0].hit.passage
        is_sure = assessment.verdict == "answer" and query.language in LANGUAGES
        found = (Answer if is_sure else Related)(
            article=passage.article,
            passage=passage,
            evidence=sentences_of(ranked[0]),
            citation=self._cite(passage.article.article_id, passage.paragraphs),
            sources=self.corpus_index.rests_on(passage),
            unmatched_words=unmatched,
            notes=(*query.notes, *self._preferred_note(preference, passage.article)),
            newer=self.corpus_index.newer(passage.article),
            others=tuple(other.hit.passage for other in ranked[1 : 1 + _OTHERS] if other.hit.score > 0),
            answer_span=answer_span(ranked[0]),
        )
        return replace(found, doubts=doubts_told(assessment.doubts, ranked[0])) if isinstance(found, Related) else found

    def _preferred_note(self, preference: Preference, article: Article) -> tuple[str, ...]:
        """That articles came first for their jurisdiction or year, where this is one of them and others are not."""
        is_preferred = bool(preference) and preference.meets(article)
        return (preference.note(),) if is_preferred and self.corpus_index.prefers_some(preference) else ()


def _staying(said: SingleReply, question: str, before: Turn | None) -> Turn:
    """The turn in which nothing was asked of a passage: the conversation stays where it was."""
    return Turn(before.query if before else Query(question, ()), (), said, kept=before.shown if before else None)


def _of_years(ranked: list[Evidence], years: frozenset[int]) -> list[Evidence]:
    """The candidates with those of articles of the years raised, where not all are."""
    raised = [one.score + _SAME_YEAR * (one.hit.passage.article.date.year in years) for one in ranked]
    if all(score > one.score for score, one in zip(raised, ranked, strict=True)):
        return ranked
    return sorted(
        (replace(one, score=score) for score, one in zip(raised, ranked, strict=True)), key=lambda one: -one.score
    )


def _has_letters(query: Query) -> bool:
    """Whether a question has more than numbers: "2+2*10?" asks for nothing that a passage tells."""
    return any(char.isalpha() for word in query.words for char in word.form)


def _joined(whole: Turn, turns: Sequence[Turn]) -> Turn:
    """The turn of a whole question with the replies to its parts; the whole alone where parts make no difference."""
    replies = [part for turn in turns if turn.query.own for part in parts_of(turn.reply)]
    found = [reply for reply in replies if isinstance(reply, Found)]
    places = {reply.passage.passage_id if reply.passage else "" for reply in found}
    if len(replies) < len(turns) or len(places) == 1 or len(found) == 1 or not isinstance(replies[0], Found):
        return whole
    return replace(whole, reply=Several(tuple(replies)), parts=tuple(turns))
