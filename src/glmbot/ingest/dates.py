"""Dates as articles and pages write them: `(Dec. 6, 2011)`, `Jan 02, 2008`, ISO 8601."""

import datetime as dt
import re
from typing import Final

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH: Final = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,7}"
_WRITTEN: Final = re.compile(rf"({_MONTH})\.?,? (\d{{1,2}}),? (\d{{4}})\b")
LEAD: Final = re.compile(rf"\(\s?({_MONTH})\.?,? (\d{{1,2}}), ?(\d{{4}})\s?\)")
"""The date that an article begins with."""
_ISO: Final = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})(?!\d)")


def read_date(text: str) -> dt.date | None:
    """The first date in a text, or None."""
    if found := _ISO.search(text):
        return _date(int(found[1]), int(found[2]), int(found[3]))
    found = _WRITTEN.search(text)
    return date_of(found) if found else None


def date_of(found: re.Match[str]) -> dt.date | None:
    """The date of a match of month, day and year; None where there is no such day."""
    return _date(int(found[3]), _MONTHS.index(found[1][:3].lower()) + 1, int(found[2]))


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
