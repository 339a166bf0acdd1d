"""Which articles a search is for, told by labels and days, so that any engine can filter by it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from glmbot.core.corpus.filters import Filters, Preference
from glmbot.core.index.arrays import CatalogueArrays, LabelArrays
from glmbot.core.index.topk import Mask

Labels = tuple[frozenset[str], ...]
"""Sets of labels, of each of which an article has one at least."""


@dataclass(frozen=True)
class Scope:
    """Conditions that an article meets, all of them; without any it is every article."""

    jurisdictions: Labels = ()
    topics: Labels = ()
    periods: tuple[tuple[tuple[int, int], ...], ...] = ()
    """Sets of periods, in one of each of which its day is: first and last day as ordinals."""
    left_out: frozenset[int] = frozenset()
    """Articles that it is not, by number."""

    def __bool__(self) -> bool:
        return bool(self.jurisdictions or self.topics or self.periods or self.left_out)

    def filtered(self, filters: Filters, catalogue: CatalogueArrays) -> "Scope":
        """The articles of it that filters allow."""
        scope = self
        if filters.jurisdiction is not None:
            meant = catalogue.jurisdictions.meant(filters.jurisdiction)
            scope = replace(scope, jurisdictions=(*scope.jurisdictions, meant))
        if filters.topic is not None:
            scope = replace(scope, topics=(*scope.topics, catalogue.topics.meant(filters.topic)))
        if filters.after is not None or filters.before is not None:
            period = ((filters.after or dt.date.min).toordinal(), (filters.before or dt.date.max).toordinal())
            scope = replace(scope, periods=(*scope.periods, (period,)))
        return scope

    def preferring(self, preference: Preference) -> "Scope":
        """The articles of it that a question asks for."""
        scope = self
        if preference.jurisdictions:
            scope = replace(scope, jurisdictions=(*scope.jurisdictions, preference.jurisdictions))
        if preference.years:
            years = tuple(
                (dt.date(year, 1, 1).toordinal(), dt.date(year, 12, 31).toordinal())
                for year in sorted(preference.years)
            )
            scope = replace(scope, periods=(*scope.periods, years))
        return scope


def articles_in(scope: Scope, catalogue: CatalogueArrays) -> Mask:
    """Which articles a scope has, by number."""
    dates = catalogue.articles.dates
    mask = np.ones(len(dates), dtype=np.bool_)
    for labels, conditions in ((catalogue.jurisdictions, scope.jurisdictions), (catalogue.topics, scope.topics)):
        for names in conditions:
            mask &= _labelled(labels, names, len(dates))
    for periods in scope.periods:
        mask &= np.logical_or.reduce([(dates >= first) & (dates <= last) for first, last in periods])
    mask[list(scope.left_out)] = False
    return mask


def _labelled(labels: LabelArrays, names: Iterable[str], count: int) -> Mask:
    """Which articles have one of some labels, by name."""
    mask = np.zeros(count, dtype=np.bool_)
    for name in names:
        if (place := labels.names.find(name)) is not None:
            mask[labels.articles[place]] = True
    return mask
