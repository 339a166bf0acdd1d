"""Dates as the styles write them."""

import datetime as dt
from typing import Final

from glmbot.core.corpus.listing import is_monthly_issue

SHORT_MONTHS: Final = ("Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")
"""Bluebook table T12; the MLA's list is the same."""

MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def month_first(date: dt.date, months: tuple[str, ...] = MONTHS) -> str:
    """`December 6, 2011`; of a monthly issue, `January 2008`."""
    month = months[date.month - 1]
    return f"{month} {date.year}" if is_monthly_issue(date) else f"{month} {date.day}, {date.year}"


def bluebook_date(date: dt.date) -> str:
    """`Dec. 6, 2011`; of a monthly issue, `Jan. 2008` (table T12)."""
    return month_first(date, SHORT_MONTHS)


def day_first(date: dt.date, months: tuple[str, ...] = MONTHS) -> str:
    """`6 December 2011`; of a monthly issue, `January 2008`."""
    month = months[date.month - 1]
    return f"{month} {date.year}" if is_monthly_issue(date) else plain_day(date, months)


def plain_day(date: dt.date, months: tuple[str, ...] = MONTHS) -> str:
    """`6 December 2011`, whatever the date: for a day on which somebody did something."""
    return f"{date.day} {months[date.month - 1]} {date.year}"


def year_first(date: dt.date) -> str:
    """`2011, December 6`; of a monthly issue, `2008, January`."""
    month = MONTHS[date.month - 1]
    return f"{date.year}, {month}" if is_monthly_issue(date) else f"{date.year}, {month} {date.day}"


def date_parts(date: dt.date) -> list[int]:
    """`[2011, 12, 6]`; of a monthly issue, `[2008, 1]`."""
    return [date.year, date.month] if is_monthly_issue(date) else [date.year, date.month, date.day]
