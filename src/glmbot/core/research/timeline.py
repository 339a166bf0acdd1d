"""A subject through the years: its articles by date, each with its first sentence."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from glmbot.core.answering.answerer import Answerer
from glmbot.core.corpus.filters import Filters, check_period, filter_lines
from glmbot.core.corpus.jurisdictions import nearest
from glmbot.core.corpus.passages import split_passages
from glmbot.core.index.corpus_index import CorpusIndex
from glmbot.core.index.scope import articles_in
from glmbot.core.index.subjects import Subject
from glmbot.core.model import Article, GlmbotError
from glmbot.core.query.parser import QUESTION_LIMIT
from glmbot.core.query.query import Query
from glmbot.core.research.periods import ALWAYS, Period, read_period
from glmbot.core.research.topics import WHOLLY, alike, read_topic
from glmbot.core.sources.dates import DATE_PATTERN
from glmbot.core.text.tokens import fold, plain_text, split_sentences
from glmbot.core.translatable import gettext_lazy, lazy_join

PLOTTED_FROM: Final = 6
"""Articles from which on a picture says more than the list."""
_OFFERED: Final = 3
_DATE: Final = re.compile(rf"\({DATE_PATTERN}\)\s*")


class TimelineError(GlmbotError):
    """Neither a topic nor a jurisdiction is named."""


@dataclass(frozen=True)
class Timeline:
    """The articles on a topic, in a jurisdiction, or both; the oldest first."""

    topic: str | None
    jurisdiction: str | None
    articles: tuple[Article, ...]
    period: Period = ALWAYS
    notes: tuple[str, ...] = ()
    """How the topic was read, where that is not plain."""
    near: tuple[str, ...] = ()
    """Topics of articles that come near, where none is on the one that was named."""

    @property
    def subject(self) -> str:
        """What they have in common, in words that can be shown."""
        period = filter_lines(Filters(after=self.period.after, before=self.period.before))
        return lazy_join(" · ", [*filter(None, (self.topic, self.jurisdiction)), *period])


def timeline(
    answerer: Answerer,
    topic: str | None,
    jurisdiction: str | None,
    period: Period = ALWAYS,
    *,
    spoken: str | None = None,
) -> Timeline:
    """The articles on a topic, in a jurisdiction, or both; `spoken` is the language of who asks.

    A topic is one that articles are filed under, or words that all stand in an article's title, jurisdictions or
    topics; years in it limit the dates.

    Raises:
        TimelineError: neither is named.
        FilterError: the period ends before it begins.
        UnknownJurisdictionError: the jurisdiction is misspelt.
    """
    topic, place = plain_text(topic or "")[:QUESTION_LIMIT], plain_text(jurisdiction or "")
    if not topic and not place:
        raise TimelineError(gettext_lazy("name a topic, a jurisdiction, or both"))
    index = answerer.corpus_index
    name, is_known = answerer.jurisdictions.known(place) if place else (None, True)
    if _label(index, topic) is None:
        topic, named = read_period(topic, index.years)
        period = period.within(named)
    filters = Filters(jurisdiction=name, after=period.after, before=period.before)
    check_period(filters)
    label = _label(index, topic)
    query = read_topic(answerer, topic, spoken) if topic and label is None else None
    found = _on(index, query, label, filters) if is_known else ()
    in_order = sorted(found, key=lambda one: (one.date, one.article_id))
    notes = query.notes if query else ()
    near = () if in_order or query is None else tuple(_near(index, query, topic))
    return Timeline(topic or None, name, tuple(in_order), period, notes, near)


def _label(index: CorpusIndex, topic: str) -> str | None:
    """The topic of that name under which articles are filed."""
    return next((one for one in index.arrays.topics.names if topic and fold(one) == fold(topic)), None)


def _on(index: CorpusIndex, query: Query | None, label: str | None, filters: Filters) -> Iterable[Article]:
    if query is None:
        mask = articles_in(index.scope(replace(filters, topic=label)), index.arrays)
        return (index.corpus.articles[number] for number in np.flatnonzero(mask).tolist())
    words = [(alike(word), word.mass) for word in query.words]
    return [one.article for one in Subject(index, words).articles(filters, least=WHOLLY)] if words else []


def _near(index: CorpusIndex, query: Query, topic: str) -> list[str]:
    """The topics of articles that have a word of a query, or what may stand for one, then those of a like name."""
    keys = {term for word in query.words for key in word.weights for term in key.split(" ")}
    labels = [*index.arrays.topics.names]
    sharing = [label for label, terms in zip(labels, index.topic_terms, strict=True) if terms & keys]
    return list(dict.fromkeys((*sharing, *nearest(topic, labels))))[:_OFFERED]


def lead_of(article: Article) -> str:
    """The first sentence of an article, verbatim, without the date in parentheses before it."""
    text = split_passages(article)[0].text
    date = _DATE.match(text)
    rest = text[date.end() :] if date else text
    first = next(iter(split_sentences(rest)), None)
    return rest[first.start : first.end] if first else rest


def per_year(articles: Sequence[Article]) -> list[tuple[int, int]]:
    """Each year from the first to the last, with the number of its articles."""
    counts = Counter(article.date.year for article in articles)
    return [(year, counts[year]) for year in range(min(counts), max(counts) + 1)] if counts else []
