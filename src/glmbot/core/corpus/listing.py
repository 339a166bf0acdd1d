"""Lists of articles: filtered, newest first, by day of the year, counted, and compared with another version."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias, get_args

from glmbot.core.corpus.filters import Filters
from glmbot.core.model import Article

Field: TypeAlias = Literal["jurisdiction", "topic", "author", "year"]

_FIRST_ISSUE: Final = (2007, 11)
_LAST_ISSUE: Final = (2008, 4)


def is_monthly_issue(date: dt.date) -> bool:
    """Whether the day is a label and only the month is known.

    All articles of November 2007 to April 2008 bear the 2nd of their month: they came out as monthly issues, and to
    cite a day would claim what nobody knows.
    """
    return date.day == 2 and _FIRST_ISSUE <= (date.year, date.month) <= _LAST_ISSUE  # noqa: PLR2004 - the label itself


def newest(articles: Iterable[Article], filters: Filters | None = None) -> list[Article]:
    """The articles that filters allow, newest first."""
    allowed = (one for one in articles if filters is None or filters.allows(one))
    return sorted(allowed, key=lambda one: (one.date, one.article_id), reverse=True)


def counts(articles: Iterable[Article], field: Field) -> list[tuple[str, int]]:
    """Each value of a field with the number of its articles: the most frequent first, years newest first."""
    return all_counts(articles, (field,))[field]


def all_counts(
    articles: Iterable[Article], fields: Sequence[Field] = get_args(Field)
) -> dict[Field, list[tuple[str, int]]]:
    """What `counts` gives for each of some fields; the articles are gone through once."""
    found = {field: Counter[str]() for field in fields}
    for article in articles:
        for field, counter in found.items():
            counter.update(values_of(article, field))
    return {field: _in_order(counter, field) for field, counter in found.items()}


def _in_order(found: Counter[str], field: Field) -> list[tuple[str, int]]:
    if field == "year":
        return sorted(found.items(), reverse=True)
    return sorted(found.items(), key=lambda one: (-one[1], one[0]))


def values_of(article: Article, field: Field) -> Sequence[str]:
    """What an article has in a field."""
    match field:
        case "jurisdiction":
            return article.jurisdictions
        case "topic":
            return article.topics
        case "author":
            return article.authors
        case "year":
            return (str(article.date.year),)


@dataclass(frozen=True)
class Changes:
    """What a newer version of a corpus adds, changes and takes away."""

    added: tuple[Article, ...]
    changed: tuple[Article, ...]
    removed: tuple[Article, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


def changes(before: Iterable[Article], after: Iterable[Article]) -> Changes:
    """What differs between two versions of a corpus, by article id and content."""
    old, new = ({one.article_id: one for one in articles} for articles in (before, after))
    return Changes(
        added=tuple(new[key] for key in sorted(new.keys() - old.keys())),
        changed=tuple(new[key] for key in sorted(new.keys() & old.keys()) if _content(old[key]) != _content(new[key])),
        removed=tuple(old[key] for key in sorted(old.keys() - new.keys())),
    )


def _content(article: Article) -> tuple[object, ...]:
    """All of an article; its text by its key, so that it need not be read."""
    return article.key, article.jurisdictions, article.authors, article.topics, article.url
