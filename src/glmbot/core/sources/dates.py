"""Dates as sources print them, read to ISO 8601 as exactly as they are given."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH: Final = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_YEAR: Final = r"[12]\d{3}"
_DAY: Final = r"\d{1,2}(?:st|nd|rd|th)?"

DATE_PATTERN: Final = (
    rf"(?:{_MONTH}\s{{0,2}}{_DAY}(?:\s?[-–/&]\s?{_DAY})?\s?,?\s{{1,2}}{_YEAR}"
    rf"|{_DAY}\s{{1,2}}{_MONTH},?\s{{1,2}}{_YEAR}"
    rf"|{_MONTH},?\s{{1,2}}{_YEAR}"
    rf"|{_YEAR}-\d\d-\d\d)(?![\w])"
)
"""A date with at least a month; every repetition is bounded, so that a search takes linear time."""

_PARENTHESISED: Final = re.compile(rf"\((?P<label>[^()]{{0,40}}?)(?P<date>{DATE_PATTERN}|(?<!\w){_YEAR})\.?\s?(?:\)|$)")
_BARE: Final = re.compile(rf"(?P<lead>,\s{{0,2}}|(?<!\w))(?P<date>{DATE_PATTERN})")
_BARE_YEAR: Final = re.compile(rf"(?P<lead>,\s{{0,2}})(?P<date>{_YEAR})(?=\s?(?:[,;.\[(]|$)|(?P<series>\sO\.J\.))")
_NAMED_YEAR: Final = re.compile(
    rf"\b(?:of|Act|Law|Code|Bill|Rules|Regulations?|Order|Ordinance|Decree|Constitution)\s(?P<date>{_YEAR})(?![\w/-])"
)
_NOT_PUBLISHED: Final = re.compile(r"\b(?:visited|accessed|retrieved|amended|in force|effective|updated|through)\b")
_LATER_HISTORY: Final = re.compile(r"\b(?:as amended|last amended|amended by|last visited|last accessed)\b")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """The date of a cite: `start` and `end` take in its parenthesis or comma.

    `ends_name` tells a date that stands behind title and container from one that belongs to the title.
    """

    start: int
    end: int
    iso: str
    ends_name: bool


def read_date(text: str) -> str | None:
    """The ISO form of a printed date; a range or an impossible day is read to the month."""
    year = re.search(_YEAR, text)
    if year is None:
        return None
    month = re.search(r"[A-Z][a-z]{2}", text)
    if month is None:
        return text if re.fullmatch(rf"{_YEAR}-\d\d-\d\d", text) and _exists(text) else year.group()
    iso = f"{year.group()}-{_MONTHS.index(month.group().lower()) + 1:02}"
    days = re.findall(r"(?<!\d)\d{1,2}(?!\d)", text)
    full = f"{iso}-{int(days[0]):02}" if len(days) == 1 else iso
    return full if _exists(full) else iso


def find_date(text: str) -> FoundDate | None:
    """The date on which a cite's authority appeared: not the day of a visit, not that of an amendment."""
    history = _LATER_HISTORY.search(text)
    limit = history.start() if history else len(text)
    last: re.Match[str] | None = None
    for match in _PARENTHESISED.finditer(text):
        if match.start() < limit and not _NOT_PUBLISHED.search(match["label"]):
            last = match
    if last is None:
        last = _last_bare(text, limit)
    named = None if last else _NAMED_YEAR.search(text, 0, limit)
    match_found = last or named
    if match_found is None:
        return None
    iso = read_date(match_found["date"])
    if iso is None:
        return None
    ends_name = (
        last is not None and bool(last.re is _PARENTHESISED or last["lead"]) and not last.groupdict().get("series")
    )
    return FoundDate(match_found.start(), match_found.end(), iso, ends_name)


def _last_bare(text: str, limit: int) -> re.Match[str] | None:
    """The last date set off by a comma; else any date; else a year set off by a comma."""
    loose: re.Match[str] | None = None
    set_off: re.Match[str] | None = None
    for match in _BARE.finditer(text, 0, limit):
        if match["lead"]:
            set_off = match
        else:
            loose = match
    if set_off is not None or loose is not None:
        return set_off or loose
    for match in _BARE_YEAR.finditer(text, 0, limit):
        set_off = match
    return set_off


def _exists(iso: str) -> bool:
    try:
        dt.date.fromisoformat(iso)
    except ValueError:
        return False
    return True
