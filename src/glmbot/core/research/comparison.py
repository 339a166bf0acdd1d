"""A topic in several jurisdictions: the best passage of each, or that it has none."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from glmbot.core.answering.answerer import Answerer
from glmbot.core.answering.shown import sentences_of
from glmbot.core.citation import cite
from glmbot.core.corpus.filters import Filters
from glmbot.core.corpus.jurisdictions import Jurisdictions
from glmbot.core.corpus.passages import split_passages
from glmbot.core.index.subjects import OnSubject, Subject
from glmbot.core.model import Article, GlmbotError, Passage, Span
from glmbot.core.query.parser import QUESTION_LIMIT
from glmbot.core.query.query import Query
from glmbot.core.ranking.features import Evidence
from glmbot.core.ranking.gathering import rank_apart
from glmbot.core.ranking.reading import READ
from glmbot.core.ranking.rereading import reread
from glmbot.core.research.topics import WHOLLY, alike, read_topic
from glmbot.core.text.tokens import plain_text
from glmbot.core.translatable import gettext_lazy

FEWEST: Final = 2
MOST: Final = 4
"""Jurisdictions that are compared."""
_PARTLY: Final = 0.4
"""Of what a topic weighs, the share by which an article is partly on it."""
_ENOUGH: Final = 0.6
"""The share of it that the nearest passage must have to be shown as the nearest."""
_ALL: Final = 0.9
"""The share that it must have, with its article's title, where its words alone would not be shown for an answer."""
_NEVER: Final = 2.0
_READ: Final = READ // 2
"""Candidates of each jurisdiction that are read: four jurisdictions take no longer than two answers."""
_EACH: Final = 12
"""Candidates of each jurisdiction, which are weighed together: of four about as many as of an answer."""
TOPIC_FIRST: Final = gettext_lazy("the topic comes first, in quotation marks, then two to four jurisdictions")


class ComparisonError(GlmbotError):
    """What was named can't be compared."""


@dataclass(frozen=True)
class Column:
    """The best passage of a jurisdiction; None where it has none on the topic."""

    jurisdiction: str
    passage: Passage | None = None
    evidence: tuple[Span, ...] = ()
    """The sentences of the article's body that speak to the topic."""
    is_sure: bool = False
    """Whether the passage likely is on the topic; else it is the nearest."""
    others: tuple[Article, ...] = ()
    """Older articles of the jurisdiction that are on the topic as a whole."""
    has_articles: bool = True
    """Whether any article is on the jurisdiction."""
    rests_on: tuple[str, ...] = ()
    """The sources that the article gives for the passage, in full."""


@dataclass(frozen=True)
class Comparison:
    """A topic in some jurisdictions, in the order in which they were named."""

    topic: str
    columns: tuple[Column, ...]
    notes: tuple[str, ...] = ()
    """How the topic was read, where that is not plain."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was found anywhere."""
        return all(column.passage is None for column in self.columns)


def compare(answerer: Answerer, topic: str, jurisdictions: Sequence[str], spoken: str | None = None) -> Comparison:
    """The best passage on a topic in each of two to four jurisdictions; `spoken` is the language of who asks.

    Raises:
        ComparisonError: the topic has no word, or fewer than two different jurisdictions are named, or too many.
        UnknownJurisdictionError: jurisdictions are misspelt.
    """
    text, wanted, notes = _in_order(answerer.jurisdictions, plain_text(topic)[:QUESTION_LIMIT], jurisdictions)
    named = _named(answerer.jurisdictions, wanted)
    query = read_topic(answerer, text, spoken, [name for name, _ in named])
    if not any(char.isalpha() for word in query.words for char in word.form):
        raise ComparisonError(gettext_lazy("there is no topic in that; name one in a few words: data protection fines"))
    subject = Subject(answerer.corpus_index, [(alike(word), word.mass) for word in query.words])
    on_topic = {name: subject.articles(Filters(name), least=_PARTLY) for name, is_known in named if is_known}
    sought = [name for name, found in on_topic.items() if not _whole(found)]
    parts = [Filters(name) for name in sought]
    ranked = rank_apart(answerer.corpus_index, answerer.ranker, query, parts, _EACH) if parts else []
    columns = {name: _of_articles(name, _whole(found)) for name, found in on_topic.items()}
    columns |= {
        name: _column(answerer, query, on_topic[name], name, evidence)
        for name, evidence in zip(sought, ranked, strict=True)
    }
    missing = Column("", has_articles=False)
    listed = [columns.get(name, replace(missing, jurisdiction=name)) for name, _ in named]
    shown = [_with_sources(answerer, _or_shared(one, listed)) for one in listed]
    return Comparison(text, tuple(shown), (*notes, *query.notes))


def _in_order(known: Jurisdictions, topic: str, named: Sequence[str]) -> tuple[str, list[str], list[str]]:
    """The topic, the jurisdictions, and a note where the one that is none stands among them, and one before them."""
    strange = [one for one in named if plain_text(one) and not known.is_like_one(one)]
    if not strange or not known.is_one(topic):
        return topic, [*named], []
    if len(strange) > 1:
        raise ComparisonError(TOPIC_FIRST)
    taken = plain_text(strange[0])[:QUESTION_LIMIT]
    rest = [topic, *(one for one in named if one != strange[0])]
    return taken, rest, [gettext_lazy("The topic comes first: took “{topic}” for it.", topic=taken)]


def _named(known: Jurisdictions, jurisdictions: Sequence[str]) -> list[tuple[str, bool]]:
    """The jurisdictions that were named, each once, and whether some article is on it."""
    found = dict(known.all_known(one for one in jurisdictions if plain_text(one)))
    if not FEWEST <= len(found) <= MOST:
        raise ComparisonError(gettext_lazy("name two to four different jurisdictions"))
    return list(found.items())


def _or_shared(column: Column, columns: Sequence[Column]) -> Column:
    """A column; where it has nothing, what another one shows of an article that is on its jurisdiction too."""
    if column.passage is not None:
        return column
    shared = (one for one in columns if one.passage and column.jurisdiction in one.passage.article.jurisdictions)
    found = next(shared, None)
    return replace(found, jurisdiction=column.jurisdiction, others=()) if found else column


def _with_sources(answerer: Answerer, column: Column) -> Column:
    """A column with the sources that its article gives for the passage."""
    passage = column.passage
    return replace(column, rests_on=answerer.corpus_index.rests_on(passage)) if passage else column


def _whole(on_topic: Sequence[OnSubject]) -> list[Article]:
    """The articles that are on a topic as a whole."""
    return [one.article for one in on_topic if one.share >= WHOLLY]


def _of_articles(jurisdiction: str, whole: Sequence[Article]) -> Column:
    """What the articles on a topic as a whole show; an empty column where there is none."""
    if not whole:
        return Column(jurisdiction)
    return Column(jurisdiction, split_passages(whole[0])[0], is_sure=True, others=tuple(whole[1:]))


def _column(
    answerer: Answerer, query: Query, on_topic: Sequence[OnSubject], jurisdiction: str, ranked: list[Evidence]
) -> Column:
    """The best of some ranked passages, of an article that is partly on the topic where there is one."""
    titled = {one.article.article_id: one.words for one in on_topic}
    if titled:
        ranked = [one for one in ranked if one.hit.passage.article.article_id in titled] or ranked
    if answerer.reader is not None and answerer.reading_weights is not None:
        ranked = reread(query, ranked[:_READ], answerer.reader, answerer.reading_weights)
    if not ranked:
        return Column(jurisdiction)
    best, verdict = ranked[0], answerer.assess(query, ranked).verdict
    words = titled.get(best.hit.passage.article.article_id)
    least = {"answer": 0.0, "related": _ENOUGH, "none": _ALL if words else _NEVER}[verdict]
    if _met(query, best, words or frozenset()) < least:
        return Column(jurisdiction)
    return Column(jurisdiction, best.hit.passage, sentences_of(best), is_sure=verdict == "answer")


def _met(query: Query, best: Evidence, titled: frozenset[int]) -> float:
    """Of what a topic weighs, the share that a passage has, or the title or a topic of its article."""
    matches = zip(query.words, best.matches, strict=True)
    met = sum(word.mass for place, (word, match) in enumerate(matches) if match.weight > 0 or place in titled)
    return met / sum(word.mass for word in query.words)


def kind_of(column: Column) -> str:
    """How sure a column is: `answer`, `related` or `none`, as in a reply."""
    return "none" if column.passage is None else "answer" if column.is_sure else "related"


def citation_of(column: Column) -> str:
    """The citation of a column's passage; "" where it has none."""
    return cite(column.passage.article, paragraphs=column.passage.paragraphs) if column.passage else ""


def articles_of(comparison: Comparison) -> list[Article]:
    """The articles that a comparison quotes."""
    return [column.passage.article for column in comparison.columns if column.passage]
