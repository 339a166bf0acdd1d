"""Invented articles in every layout of the Monitor's pages are read to what they are."""

import datetime as dt

import pytest

from glmbot.ingest.addresses import canonical
from glmbot.ingest.drafts import Given, draft, read_input
from ingest.layouts import ARTICLES, LACKS, LAYOUTS, Told

DAY = dt.date(2026, 1, 2)
CASES = [(layout, told) for layout in LAYOUTS for told in ARTICLES]


def address_of(layout: str, told: Told) -> str | None:
    if "address" in LACKS.get(layout, ()):
        return None
    return canonical(told.servlet, None) if layout.startswith("servlet") else told.item


def test_there_are_sixty() -> None:
    assert len(CASES) >= 60


@pytest.mark.parametrize(("layout", "told"), CASES, ids=[f"{layout}-{told.date.year}" for layout, told in CASES])
def test_a_page_is_read_to_what_it_is(layout: str, told: Told) -> None:
    lacks = LACKS.get(layout, frozenset())
    found = draft(read_input(LAYOUTS[layout](told).encode(), Given()), DAY)
    article = found.article
    assert article.title == told.title
    assert article.date == told.date
    assert article.authors == (told.authors[:1] if "authors" in lacks else told.authors)
    assert article.topics == (() if "topics" in lacks else told.topics)
    assert article.jurisdictions == told.jurisdictions
    assert tuple(article.body.split("\n\n")) in {told.paragraphs, told.led}
    assert article.url == address_of(layout, told)
