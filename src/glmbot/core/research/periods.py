"""Years in a topic: "elections since 2015" is the topic elections, from 2015 on."""

import datetime as dt
import re
from collections.abc import Container
from dataclasses import dataclass
from typing import Final

from glmbot.core.languages import LANGUAGES
from glmbot.core.text.tokens import fold

_YEAR: Final = r"[12]\d{3}"


@dataclass(frozen=True)
class Period:
    """The first and the last day that are meant; None for no bound."""

    after: dt.date | None = None
    before: dt.date | None = None

    def within(self, other: "Period") -> "Period":
        """The days that are in both."""
        after = max((one for one in (self.after, other.after) if one), default=None)
        before = min((one for one in (self.before, other.before) if one), default=None)
        return Period(after, before)


ALWAYS: Final = Period()


def read_period(topic: str, years: Container[int]) -> tuple[str, Period]:
    """A topic without the years that it names, and the period that they mean.

    A year without a word before it counts where some article is of it: "Agenda 2030" is a name.
    """
    folded = fold(topic)
    if len(folded) != len(topic) or (found := _PERIOD.search(folded)) is None:
        return topic, ALWAYS
    rest = " ".join((topic[: found.start()] + " " + topic[found.end() :]).split()).strip(" ,;:")
    period = _meant(found, years)
    return (rest, period) if rest and period else (topic, ALWAYS)


def _meant(found: re.Match[str], years: Container[int]) -> Period | None:
    if found["first"]:
        first, last = sorted((int(found["first"]), int(found["last"])))
        return Period(_first(first), _last(last))
    year = int(found["year"])
    if found["since"]:
        return Period(after=_first(year))
    if found["after"]:
        return Period(after=_first(year + 1))
    if found["until"]:
        return Period(before=_last(year))
    if found["before"]:
        return Period(before=_last(year - 1))
    return Period(_first(year), _last(year)) if year in years else None


def _first(year: int) -> dt.date:
    return dt.date(year, 1, 1)


def _last(year: int) -> dt.date:
    return dt.date(year, 12, 31)


def _pattern() -> re.Pattern[str]:
    words = [language.period for language in LANGUAGES.values()]

    def any_word(name: str) -> str:
        return "|".join(filter(None, (getattr(one, name) for one in words))) or "(?!)"

    opened = rf"(?:(?:{any_word('between')}|{any_word('since')}|{any_word('within')})\s+)?"
    joined = rf"\s*[-–]\s*|\s+(?:{any_word('until')}|{any_word('conjunctions')})\s+"
    pair = rf"{opened}(?P<first>{_YEAR})(?:{joined})(?P<last>{_YEAR})"
    names = ("since", "after", "until", "before")
    one = "|".join(rf"(?P<{name}>{any_word(name)})" for name in names)
    single = rf"(?:(?:{one}|{any_word('within')})\s+)?(?P<year>{_YEAR})"
    return re.compile(rf"(?<!\w)(?:{pair}|{single})(?!\w|[-/.]\d)")


_PERIOD: Final = _pattern()
