"""A digest of new articles: in which order and groups they stand."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from glmbot.core.model import Article
from glmbot.core.research.watching import Wanted
from glmbot.core.text.tokens import fold


def in_order(wanted: Wanted, articles: Iterable[Article]) -> list[Article]:
    """Articles group by group, the newest first in each; those without a group last."""
    newest = sorted(articles, key=lambda one: (one.date, one.article_id), reverse=True)
    return sorted(newest, key=lambda one: _place(group_of(one, wanted)))


def grouped(wanted: Wanted, articles: Sequence[Article]) -> list[tuple[str, list[Article]]]:
    """The articles of a page, which are in order, by their groups."""
    return [(name, list(found)) for name, found in groupby(articles, key=lambda one: group_of(one, wanted))]


def group_of(article: Article, wanted: Wanted) -> str:
    """By what an article is grouped: its topic where a jurisdiction is watched, else its jurisdiction; "" for none."""
    if wanted.jurisdiction is None:
        return next(iter(article.jurisdictions), "")
    own = [topic for topic in article.topics if wanted.topic is None or fold(topic) != fold(wanted.topic)]
    return next(iter(own), "")


def _place(group: str) -> tuple[bool, str, str]:
    return not group, fold(group), group
