"""The collection's pages, one after the other, as items."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any, Final

from glmbot.core.corpus.filters import Filters
from glmbot.ingest.loc_gov import routes
from glmbot.ingest.loc_gov.addresses import Site, with_parameters
from glmbot.ingest.loc_gov.entries import Entry, entry_at, read_record
from glmbot.ingest.loc_gov.errors import AnswerError, FailingError, NotFoundError, StopError
from glmbot.ingest.loc_gov.session import Session
from glmbot.ingest.loc_gov.values import number, read_object, texts

_LISTED_AT_MOST: Final = 100_000
"""loc.gov pages no further."""


def first_page(filters: Filters, today: dt.date) -> str:
    """The address of the first page; only years can be asked for, days are compared here."""
    address = with_parameters(f"{routes.BASE}{routes.COLLECTION}", **routes.PAGE)
    if filters.after is None and filters.before is None:
        return address
    first = filters.after.year if filters.after else min(routes.FIRST_YEAR, (filters.before or today).year)
    last = max(first, filters.before.year if filters.before else today.year)
    return with_parameters(address, **{routes.YEARS: f"{first}/{last}"})


def list_collection(session: Session, filters: Filters, today: dt.date, tell: Callable[[str], None]) -> Iterator[Entry]:
    """Every item of the collection that the pages name, each once; a page is asked for when it is needed.

    Raises:
        StopError: a page can't be had.
    """
    place: str | None = first_page(filters, today)
    seen: set[str] = set()
    listed, count = 0, 0
    while place is not None and listed < _LISTED_AT_MOST:
        page = _page(session, place)
        rows = [row for row in page[routes.RESULTS] if isinstance(row, dict)]
        pagination = page.get(routes.PAGINATION)
        pagination = pagination if isinstance(pagination, dict) else {}
        count, listed = number(pagination, routes.COUNT) or count, listed + len(rows)
        tell(f"listed {listed} of {max(count, listed)}")
        new = _new(rows, seen)
        yield from _entries(new, session.site)
        place = _next(pagination, place, session.site) if new else None
    if listed < count:
        tell(f"loc.gov names {count} items but lists {listed}; fetch again later, or by shorter periods")


def _page(session: Session, place: str) -> dict[str, Any]:
    try:
        return read_object(session.get(place, "page")) or {}
    except NotFoundError:
        raise StopError(f"loc.gov has no list at {routes.COLLECTION}; its address may have changed") from None
    except FailingError as error:
        raise StopError(f"loc.gov can't list its articles now: {error}; try again later") from None
    except AnswerError as error:
        raise StopError(f"the list of articles can't be used: {error}") from None


def _next(pagination: dict[str, Any], place: str, site: Site) -> str | None:
    """The page after; `next` is the only field that is right about it."""
    found = pagination.get(routes.NEXT)
    if not isinstance(found, str) or not found.strip():
        return None
    try:
        return site.locate(found, site.locate(place))
    except AnswerError as error:
        raise StopError(f"the next page of the list {error}") from None


def _new(rows: list[dict[str, Any]], seen: set[str]) -> list[dict[str, Any]]:
    """The rows that no page before had: a page without one ends a list that goes round."""
    found = []
    for row in rows:
        key = repr(texts(row, routes.ADDRESSES))
        if key not in seen:
            seen.add(key)
            found.append(row)
    return found


def _entries(rows: list[dict[str, Any]], site: Site) -> Iterator[Entry]:
    """The rows that are articles of the collection, by the first of their addresses that is one."""
    for row in rows:
        record = read_record(row)
        for address in texts(row, routes.ADDRESSES):
            entry = entry_at(address, site, record)
            if entry is not None:
                yield entry
                break
