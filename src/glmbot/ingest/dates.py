"""Dates as articles and pages write them: `(Dec. 6, 2011)`, `Jan 02, 2008`, ISO 8601."""

import datetime as dt
import re
from typing import Final

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH: Final = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,7}"
_DAY: Final = r"\d{1,2}(?:st|nd|rd|th)?"
WRITTEN: Final = rf"(?:{_MONTH}\.?,?\s?{_DAY}\.?,?\s?\d{{4}}|{_DAY}\s?{_MONTH}\.?,?\s?\d{{4}})(?!\d)"
"""A date with its month in letters, however it is spaced."""
_FIRST: Final = re.compile(rf"(?<![^\W_]){WRITTEN}", re.IGNORECASE)
_PARTS: Final = re.compile(rf"(?P<month>{_MONTH})|(?P<year>\d{{4}})|(?P<day>\d{{1,2}})", re.IGNORECASE)
LEAD: Final = re.compile(rf"\(\s?(?P<date>{WRITTEN})\s?\.?\s?\)", re.IGNORECASE)
"""The date that an article begins with."""
_ISO: Final = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})(?!\d)")


def read_date(text: str) -> dt.date | None:
    """The first date in a text, or None."""
    if found := _ISO.search(text):
        return _date(int(found[1]), int(found[2]), int(found[3]))
    found = _FIRST.search(text)
    return date_of(found) if found else None


def date_of(found: re.Match[str]) -> dt.date | None:
    """The date of a match that holds month, day and year; None where there is no such day."""
    parts = {one.lastgroup: one[0] for one in _PARTS.finditer(found[0])}
    return _date(int(parts["year"]), _MONTHS.index(parts["month"][:3].lower()) + 1, int(parts["day"]))


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
