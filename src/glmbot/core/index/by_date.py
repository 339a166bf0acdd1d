"""Articles by their dates, told by the arrays alone: only those that are looked at are read."""

from collections.abc import Sequence
from typing import overload

import numpy as np

from glmbot.core.corpus.filters import Filters
from glmbot.core.corpus.listing import is_monthly_issue
from glmbot.core.index.corpus_index import CorpusIndex
from glmbot.core.index.scope import articles_in
from glmbot.core.model import Article

_EPOCH: np.datetime64 = np.datetime64("0001-01-01") - 1
"""The day before that of the ordinal 1."""


class Numbered(Sequence[Article]):
    """Some articles by their numbers, each read when it is asked for."""

    def __init__(self, articles: Sequence[Article], numbers: Sequence[int]) -> None:
        self._articles = articles
        self.numbers = numbers

    def __len__(self) -> int:
        return len(self.numbers)

    @overload
    def __getitem__(self, place: int) -> Article: ...
    @overload
    def __getitem__(self, place: slice) -> list[Article]: ...
    def __getitem__(self, place: int | slice) -> Article | list[Article]:
        if isinstance(place, slice):
            return [self._articles[number] for number in self.numbers[place]]
        return self._articles[self.numbers[place]]


def newest_first(index: CorpusIndex, filters: Filters | None = None) -> Numbered:
    """The articles that filters allow, newest first."""
    # Numbers are in the order of the ids, by which articles of a day are sorted.
    numbers = np.flatnonzero(articles_in(index.scope(filters), index.arrays))
    order = np.lexsort((numbers, index.arrays.articles.dates[numbers]))[::-1]
    return Numbered(index.corpus.articles, numbers[order].tolist())


def of_day(index: CorpusIndex, month: int, day: int) -> list[Article]:
    """The articles of a day of any year, newest first; monthly issues bear no day of their own."""
    listed = newest_first(index)
    days = _EPOCH + index.arrays.articles.dates[listed.numbers].astype("timedelta64[D]")
    months = days.astype("datetime64[M]")
    is_of = (months.astype(int) % 12 + 1 == month) & ((days - months).astype(int) + 1 == day)
    return [
        article for place in np.flatnonzero(is_of).tolist() if not is_monthly_issue((article := listed[place]).date)
    ]
