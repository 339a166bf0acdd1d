"""A subject through the years: its articles by date, each with its first sentence."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from glmbot.core.answering.answerer import Answerer
from glmbot.core.corpus.filters import Filters
from glmbot.core.corpus.passages import split_passages
from glmbot.core.index.scope import articles_in
from glmbot.core.index.subjects import Subject
from glmbot.core.model import Article, GlmbotError
from glmbot.core.query.parser import QUESTION_LIMIT
from glmbot.core.research.comparison import WHOLLY, alike, known_jurisdiction
from glmbot.core.sources.dates import DATE_PATTERN
from glmbot.core.text.tokens import fold, plain_text, split_sentences
from glmbot.core.translatable import gettext_lazy

PLOTTED_FROM: Final = 6
"""Articles from which on a picture says more than the list."""
_DATE: Final = re.compile(rf"\({DATE_PATTERN}\)\s*")


class TimelineError(GlmbotError):
    """Neither a topic nor a jurisdiction is named."""


@dataclass(frozen=True)
class Timeline:
    """The articles on a topic, in a jurisdiction, or both; the oldest first."""

    topic: str | None
    jurisdiction: str | None
    articles: tuple[Article, ...]

    @property
    def subject(self) -> str:
        """What they have in common, in words that can be shown."""
        return " · ".join(filter(None, (self.topic, self.jurisdiction)))


def timeline(answerer: Answerer, topic: str | None, jurisdiction: str | None) -> Timeline:
    """The articles on a topic, in a jurisdiction, or both.

    A topic is one that articles are filed under, or words that all stand in an article's title or topics.

    Raises:
        TimelineError: neither is named.
        ComparisonError: the jurisdiction is misspelt.
    """
    topic, place = plain_text(topic or "")[:QUESTION_LIMIT], plain_text(jurisdiction or "")
    if not topic and not place:
        raise TimelineError(gettext_lazy("name a topic, a jurisdiction, or both"))
    arrays = answerer.corpus_index.arrays
    name, is_known = known_jurisdiction(place, arrays.jurisdictions.names) if place else (None, True)
    if not is_known:
        return Timeline(topic or None, name, ())
    found = _on(answerer, topic, Filters(jurisdiction=name))
    in_order = sorted(found, key=lambda one: (one.date, one.article_id))
    return Timeline(topic or None, name, tuple(in_order))


def _on(answerer: Answerer, topic: str, filters: Filters) -> Iterable[Article]:
    index = answerer.corpus_index
    label = next((one for one in index.arrays.topics.names if topic and fold(one) == fold(topic)), None)
    if label is not None or not topic:
        mask = articles_in(index.scope(Filters(filters.jurisdiction, label)), index.arrays)
        return (index.corpus.articles[number] for number in np.flatnonzero(mask).tolist())
    words = [(alike(word), word.mass) for word in answerer.parser.parse(topic).words]
    return [one.article for one in Subject(index, words).articles(filters, least=WHOLLY)] if words else []


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
