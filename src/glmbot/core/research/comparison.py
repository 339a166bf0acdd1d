"""A topic in several jurisdictions: the best passage of each, or that it has none."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from rapidfuzz import fuzz, process

from glmbot.core.answering.answerer import Answerer
from glmbot.core.answering.shown import sentences_of
from glmbot.core.corpus.filters import Filters
from glmbot.core.corpus.passages import split_passages
from glmbot.core.index.subjects import OnSubject, Subject
from glmbot.core.model import Article, GlmbotError, Passage, Span
from glmbot.core.query.parser import QUESTION_LIMIT
from glmbot.core.query.query import Query, QueryWord
from glmbot.core.ranking.features import Evidence
from glmbot.core.ranking.gathering import rank_apart
from glmbot.core.ranking.reading import READ
from glmbot.core.ranking.rereading import reread
from glmbot.core.text.tokens import fold, plain_text
from glmbot.core.translatable import gettext_lazy

FEWEST: Final = 2
MOST: Final = 4
"""Jurisdictions that are compared."""
_NEAR: Final = 75.0
"""Least similarity (0 to 100) of a jurisdiction that is offered in place of an unknown one."""
_OFFERED: Final = 3
_PARTLY: Final = 0.4
WHOLLY: Final = 0.99
"""Of what a topic weighs, the share by which an article is partly, or as a whole, on it."""
_ENOUGH: Final = 0.6
"""The share of it that the nearest passage must have to be shown as the nearest."""
_ALIKE: Final = 0.7
"""The least weight of what stands for a word, where an article is to be on it."""
_READ: Final = READ // 2
"""Candidates of each jurisdiction that are read: four jurisdictions take no longer than two answers."""
_EACH: Final = 12
"""Candidates of each jurisdiction, which are weighed together: of four about as many as of an answer."""
_SHOWN: Final = 60


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


def compare(answerer: Answerer, topic: str, jurisdictions: Sequence[str]) -> Comparison:
    """The best passage on a topic in each of two to four jurisdictions.

    Raises:
        ComparisonError: the topic has no word, a jurisdiction is misspelt, or fewer than two different ones are named.
    """
    named = _named(jurisdictions, answerer.corpus_index.arrays.jurisdictions.names)
    text = plain_text(topic)[:QUESTION_LIMIT]
    query = answerer.parser.parse(text)
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
    return Comparison(
        text, tuple(columns.get(name, replace(missing, jurisdiction=name)) for name, _ in named), query.notes
    )


def _named(jurisdictions: Sequence[str], known: Iterable[str]) -> list[tuple[str, bool]]:
    """The jurisdictions that were named, each once, and whether some article is on it."""
    by_fold = _by_fold(known)
    found = dict(_known(text, by_fold) for one in jurisdictions if (text := plain_text(one)))
    if not FEWEST <= len(found) <= MOST:
        raise ComparisonError(gettext_lazy("name two to four different jurisdictions"))
    return list(found.items())


def known_jurisdiction(wanted: str, known: Iterable[str]) -> tuple[str, bool]:
    """A jurisdiction as the articles name it, and whether some article is on it.

    Raises:
        ComparisonError: none has that name, and some have nearly that.
    """
    return _known(wanted, _by_fold(known))


def _by_fold(names: Iterable[str]) -> Mapping[str, str]:
    return {fold(plain_text(name)): name for name in names}


def _known(wanted: str, by_fold: Mapping[str, str]) -> tuple[str, bool]:
    if (name := by_fold.get(fold(plain_text(wanted)))) is not None:
        return name, True
    if near := nearest(wanted, by_fold.values()):
        told = {"wanted": wanted[:_SHOWN], "names": ", ".join(near)}
        raise ComparisonError(gettext_lazy("no article is on “{wanted}”; nearest: {names}", **told))
    return wanted[:_SHOWN], False


def nearest(wanted: str, known: Iterable[str]) -> list[str]:
    """The jurisdictions that a misspelt name may mean, the nearest first; none where nothing is near."""
    found = process.extract(wanted, list(known), scorer=fuzz.WRatio, processor=fold, limit=_OFFERED, score_cutoff=_NEAR)
    return [name for name, _, _ in found]


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
    verdict = answerer.assess(query, ranked).verdict if ranked else "none"
    if verdict == "none":
        return Column(jurisdiction)
    best = ranked[0]
    met = _met(query, best, titled.get(best.hit.passage.article.article_id, frozenset()))
    if verdict == "related" and met < _ENOUGH:
        return Column(jurisdiction)
    return Column(jurisdiction, best.hit.passage, sentences_of(best), is_sure=verdict == "answer")


def _met(query: Query, best: Evidence, titled: frozenset[int]) -> float:
    """Of what a topic weighs, the share that a passage has, or the title or a topic of its article."""
    matches = zip(query.words, best.matches, strict=True)
    met = sum(word.mass for place, (word, match) in enumerate(matches) if match.weight > 0 or place in titled)
    return met / sum(word.mass for word in query.words)


def alike(word: QueryWord) -> list[str]:
    """The keys that stand for a word well enough."""
    return [key for key, weight in word.weights.items() if weight >= _ALIKE]


def articles_of(comparison: Comparison) -> list[Article]:
    """The articles that a comparison quotes."""
    return [column.passage.article for column in comparison.columns if column.passage]
