"""Articles by date: as the records say, though only those that are looked at are read."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glmbot.core.corpus.article_file import Corpus
from glmbot.core.corpus.filters import Filters
from glmbot.core.corpus.listing import newest
from glmbot.core.index.by_date import newest_first, of_day
from glmbot.core.index.corpus_index import CorpusIndex
from glmbot.core.model import Article
from glmbot.storage.load import build_answerer
from support.articles import corpus_of, make_article

FERRY = make_article()
HARBOUR = make_article(title="Harbour Dues", date="2015-03-03")
MONTHLY = make_article(title="Monthly Issue", date="2008-03-02")
DAILY = make_article(title="Daily", date="2009-03-02")
PLACES = ("Norland", "Südmark", "Chile")
TOPICS = ("Ferries", "Tolls")


def index_of(*articles: Article) -> CorpusIndex:
    return build_answerer(corpus_of(*articles)).corpus_index


def test_the_articles_of_a_day_are_of_all_years_but_a_monthly_issue_has_no_day() -> None:
    index = index_of(FERRY, HARBOUR, MONTHLY, DAILY)
    assert of_day(index, 3, 3) == [HARBOUR, FERRY]
    assert of_day(index, 3, 2) == [DAILY]
    assert of_day(index, 2, 29) == []
    assert of_day(index_of(make_article(date="2012-02-29")), 2, 29) != []


@pytest.fixture(scope="module")
def many() -> CorpusIndex:
    dates = [dt.date(2010, 1, 1) + dt.timedelta(days=days) for days in (0, 0, 5, 400, 800, 800)]
    return index_of(
        *(
            make_article(
                title=f"Act {number}", date=dates[number % 6].isoformat(), jurisdictions=[PLACES[number % 3]],
                topics=[TOPICS[number % 2]],
            )
            for number in range(24)
        )
    )  # fmt: skip


DAYS = st.none() | st.dates(dt.date(2009, 12, 30), dt.date(2012, 12, 31))


@given(st.sampled_from([None, "Norland", "sudmark", "Atlantis"]), st.sampled_from([None, "tolls"]), DAYS, DAYS)
def test_the_newest_come_first_and_are_those_that_filters_allow(
    many: CorpusIndex, jurisdiction: str | None, topic: str | None, after: dt.date | None, before: dt.date | None
) -> None:
    filters = Filters(jurisdiction, topic, after, before)
    assert list(newest_first(many, filters)) == newest(many.corpus.articles, filters)


class Counted(Sequence[Article]):
    """Articles that remember how many were read."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self.articles, self.read = articles, 0

    def __len__(self) -> int:
        return len(self.articles)

    def __getitem__(self, place: Any) -> Any:
        self.read += 1
        return self.articles[place]


def test_no_more_articles_are_read_than_are_looked_at(many: CorpusIndex) -> None:
    counted = Counted(many.corpus.articles)
    index = CorpusIndex(Corpus(counted), many.analyzer, many.arrays, many.engine)
    assert len(newest_first(index)[:5]) == counted.read == 5
