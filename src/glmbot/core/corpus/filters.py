"""What excludes articles from a search (filters), and which articles come first in it (preference)."""

import calendar
import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from glmbot.core.model import Article, GlmbotError
from glmbot.core.text.tokens import fold
from glmbot.core.translatable import Translatable, gettext_lazy

_VALUES_SHOWN: Final = 12
_DATE: Final = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)


@dataclass(frozen=True)
class Filters:
    """What excludes articles: each field is a condition, or None for no condition."""

    jurisdiction: str | None = None
    topic: str | None = None
    after: dt.date | None = None
    before: dt.date | None = None

    def allows(self, article: Article) -> bool:
        """Whether an article meets every condition; `after` and `before` include their own day."""
        return (
            (self.jurisdiction is None or _has(article.jurisdictions, self.jurisdiction))
            and (self.topic is None or _has(article.topics, self.topic))
            and (self.after is None or article.date >= self.after)
            and (self.before is None or article.date <= self.before)
        )

    def __bool__(self) -> bool:
        return self != _NO_FILTERS

    @staticmethod
    def means(wanted: str, label: str) -> bool:
        """Whether a jurisdiction or topic is the one that a person named."""
        return fold(wanted.strip()) == fold(label)


_NO_FILTERS: Final = Filters()


@dataclass(frozen=True)
class Preference:
    """The articles that a question asks for by jurisdiction or year: by jurisdiction's name and by year."""

    jurisdictions: frozenset[str]
    years: frozenset[int]

    def __bool__(self) -> bool:
        return bool(self.jurisdictions or self.years)

    def meets(self, article: Article) -> bool:
        """Whether an article is on a jurisdiction that is named, and of a year that is named."""
        on = not self.jurisdictions or not self.jurisdictions.isdisjoint(article.jurisdictions)
        return on and (not self.years or article.date.year in self.years)

    def note(self) -> Translatable:
        """What a reader is told of it."""
        named = ", ".join([*sorted(self.jurisdictions), *map(str, sorted(self.years))])
        return gettext_lazy("Your question names {named}: such articles came first.", named=named)


class FilterError(GlmbotError):
    """A filter that can't be read, or that no article can meet."""


def read_filters(
    jurisdiction: str | None = None, topic: str | None = None, after: str | None = None, before: str | None = None
) -> Filters:
    """The filters that a person wrote; a date may be a year, a month or a day.

    Raises:
        FilterError: a date can't be read.
    """
    return Filters(
        (jurisdiction or "").strip() or None,
        (topic or "").strip() or None,
        _day("after", after, last=False),
        _day("before", before, last=True),
    )


def check_filters(filters: Filters, articles: Iterable[Article]) -> None:
    """Refuse a jurisdiction or topic that no article has, and a period that ends before it begins.

    Raises:
        FilterError: with what there is.
    """
    listed = list(articles)
    jurisdictions = {name for one in listed for name in one.jurisdictions}
    check_named(filters, jurisdictions, {topic for one in listed for topic in one.topics})


def check_named(filters: Filters, jurisdictions: Iterable[str], topics: Iterable[str]) -> None:
    """What `check_filters` does, by the jurisdictions and topics that articles have.

    Raises:
        FilterError: with what there is.
    """
    check_period(filters)
    if (wanted := filters.jurisdiction) is not None and not _has(there := set(jurisdictions), wanted):
        told = {"wanted": wanted, "there": _listed(there)}
        raise FilterError(gettext_lazy("no article has the jurisdiction “{wanted}”; there are: {there}", **told))
    if (wanted := filters.topic) is not None and not _has(there := set(topics), wanted):
        told = {"wanted": wanted, "there": _listed(there)}
        raise FilterError(gettext_lazy("no article has the topic “{wanted}”; there are: {there}", **told))


def check_period(filters: Filters) -> None:
    """Refuse a period that ends before it begins.

    Raises:
        FilterError: it does.
    """
    if filters.after and filters.before and filters.after > filters.before:
        raise FilterError(
            gettext_lazy(
                "no day is both after {after} and before {before}; swap them",
                after=filters.after.isoformat(),
                before=filters.before.isoformat(),
            )
        )


def filter_lines(filters: Filters) -> list[str]:
    """The filters in words: `jurisdiction United Nations`, `after 2011-01-01`."""
    lines = []
    if filters.jurisdiction is not None:
        lines.append(gettext_lazy("jurisdiction {value}", value=filters.jurisdiction))
    if filters.topic is not None:
        lines.append(gettext_lazy("topic {value}", value=filters.topic))
    if filters.after is not None:
        lines.append(gettext_lazy("from {value} on", value=filters.after.isoformat()))
    if filters.before is not None:
        lines.append(gettext_lazy("up to {value}", value=filters.before.isoformat()))
    return [*lines]


def _day(name: str, text: str | None, *, last: bool) -> dt.date | None:
    """The day of a date; of a year or a month its first day, or its last."""
    if text is None or not text.strip():
        return None
    day = _read_day(text.strip(), last=last)
    if day is None:
        raise FilterError(
            gettext_lazy(
                "{name} {text} is no date; write it as YYYY, YYYY-MM or YYYY-MM-DD", name=name, text=repr(text[:40])
            )
        )
    return day


def _read_day(text: str, *, last: bool) -> dt.date | None:
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    year, month = int(match[1]), int(match[2] or (12 if last else 1))
    try:
        return dt.date(year, month, int(match[3] or (calendar.monthrange(year, month)[1] if last else 1)))
    except ValueError:
        return None


def _has(values: Iterable[str], wanted: str) -> bool:
    return fold(wanted.strip()) in {fold(value) for value in values}


def _listed(values: Iterable[str]) -> str:
    found = sorted(values)
    more = f", … ({len(found)})" if len(found) > _VALUES_SHOWN else ""
    return (", ".join(found[:_VALUES_SHOWN]) or "–") + more
