"""What is worth a look in good articles, one by one and beside each other."""

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz

from glmbot.core.corpus.passages import split_paragraphs
from glmbot.core.model import Article, Source
from glmbot.core.sources import find_sources
from glmbot.core.sources.dates import DATE_PATTERN, read_date
from glmbot.core.text.tokens import fold
from glmbot.ingest.addresses import canonical
from glmbot.ingest.languages import is_english
from glmbot.ingest.remarks import (
    Remark,
    character_remarks,
    damage_remarks,
    length_remarks,
    missing_remarks,
    word_remarks,
)

__all__ = ["Alike", "Examined", "Reference", "Remark", "SourceCounts", "compare", "examine"]

FIRST_YEAR: Final = 1990
"""No article of the Monitor or of its forerunners that is on the web is older."""

_LEAD: Final = re.compile(rf"\((?P<date>{DATE_PATTERN})\)")
_NAME_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d(?!\d)", re.ASCII)
_ADDRESS: Final = re.compile(
    r"loc\.gov/(?:item/global-legal-monitor/(?P<date>\d{4}-\d\d-\d\d)/|law/foreign-news/article/)"
    r"(?P<slug>[^\s/?#()\[\]<>\"”;,]+)"
)
_MONITOR: Final = "global legal monitor"

_SAME_TITLE: Final = 85


@dataclass(frozen=True, slots=True)
class SourceCounts:
    """How many cites of an article have an authority, how many have none for certain; how many parentheses are cut."""

    resolved: int
    unresolved: int
    damaged: int


@dataclass(frozen=True, slots=True)
class Reference:
    """A cite of another article of the Monitor: what it may be known by, and its date as exact as it is given."""

    text: str
    names: frozenset[str]
    date: str | None
    is_address: bool


@dataclass(frozen=True, slots=True)
class Examined:
    """What is kept of an article that was looked at: no text, so that a large corpus fits."""

    article_id: str
    date: str
    names: frozenset[str]
    sources: SourceCounts
    remarks: tuple[Remark, ...]
    references: tuple[Reference, ...]
    address: str | None


@dataclass(frozen=True, slots=True)
class Alike:
    """Two articles, by id, with the share of their texts that is the same."""

    later: str
    earlier: str
    share: float


def examine(article: Article, today: dt.date) -> Examined:
    """Look at one article by itself."""
    sources = find_sources(article.body)
    counts = _count(sources)
    language = () if is_english(_without(article.body, sources)) else (Remark("language", "not in English"),)
    remarks = (
        *character_remarks(article),
        *damage_remarks(article),
        *word_remarks(article),
        *_source_remarks(sources, counts),
        *_heading_remarks(article),
        *length_remarks(article),
        *_date_remarks(article, today),
        *language,
        *missing_remarks(article),
    )
    return Examined(
        article.article_id,
        article.date.isoformat(),
        _names_of(article),
        counts,
        remarks,
        tuple(_references(article, sources)),
        canonical(article.url, article.date) if article.url else None,
    )


def compare(articles: Sequence[Examined], alike: Iterable[Alike]) -> dict[str, list[Remark]]:
    """The remarks that only all articles together allow, by article id; `alike` are the texts that are nearly equal."""
    found: dict[str, list[Remark]] = defaultdict(list)
    for one in alike:
        found[one.later].append(Remark("duplicate", "near-duplicate", (f"{one.share:.0%} the same as {one.earlier}",)))
    holders: dict[str, str] = {}
    for article in articles:
        if (
            article.address
            and (holder := holders.setdefault(article.address, article.article_id)) != article.article_id
        ):
            found[article.article_id].append(Remark("duplicate", "same address as another", (holder,)))
    for article_id, missing in _missing_references(articles):
        what = f"{_plural(len(missing), 'reference')} to what is not here"
        found[article_id].append(Remark("reference", what, missing))
    return found


def _count(sources: Sequence[Source]) -> SourceCounts:
    cites = [cite for source in sources for cite in source.cites]
    resolved = sum(cite.resolves_to is not None for cite in cites)
    return SourceCounts(resolved, len(cites) - resolved, sum(map(_is_damaged, sources)))


def _is_damaged(source: Source) -> bool:
    return "unbalanced" in source.flags or "run_on" in source.flags


def _source_remarks(sources: Sequence[Source], counts: SourceCounts) -> Iterator[Remark]:
    if counts.unresolved:
        cites = ((source.paragraph, cite) for source in sources for cite in source.cites)
        details = tuple(f"¶ {number}: {_line(cite.text)}" for number, cite in cites if cite.resolves_to is None)
        yield Remark("sources", f"{_plural(counts.unresolved, 'source')} unresolved", details)
    if counts.damaged:
        details = tuple(f"¶ {one.paragraph}: {_line(one.text)}" for one in sources if _is_damaged(one))
        yield Remark("sources", f"{_plural(counts.damaged, 'source')} without an end", details)


def _heading_remarks(article: Article) -> Iterator[Remark]:
    if not split_paragraphs(article.body):
        yield Remark("headings", "headings only")


def _date_remarks(article: Article, today: dt.date) -> Iterator[Remark]:
    date = article.date.isoformat()
    retrieved = article.retrieved.isoformat() if article.retrieved else ""
    if article.date > today:
        yield Remark("date", "date in the future", (date,))
    elif article.date.year < FIRST_YEAR:
        yield Remark("date", f"date before {FIRST_YEAR}", (date,))
    if retrieved > today.isoformat():
        yield Remark("date", "retrieved in the future", (retrieved,))
    elif retrieved and retrieved < date:
        yield Remark("date", "retrieved before its date", (f"retrieved {retrieved}, date {date}",))
    lead = _LEAD.match(article.body)
    printed = read_date(lead["date"]) if lead else None
    if lead and printed and not date.startswith(printed):
        yield Remark("date", "another date in its text", (f"{lead[0]} in its text, date {date}",))
    named = _NAME_DATE.match(article.article_id)
    if named and named[0] != date:
        yield Remark("date", "another date in its file name", (f"{named[0]} in its file name, date {date}",))


def _without(body: str, sources: Sequence[Source]) -> str:
    """The body without its sources, whose titles may be in any language."""
    pieces, start = [], 0
    for source in sources:
        pieces.append(body[start : source.span.start])
        start = source.span.end
    return "".join((*pieces, body[start:]))


def _names_of(article: Article) -> frozenset[str]:
    found = _ADDRESS.search(article.url or "")
    return frozenset({_squash(article.title), _squash(article.slug), _squash(found["slug"]) if found else ""} - {""})


def _squash(text: str) -> str:
    """Letters and digits alone: a title and the slug that is made of it are then the same."""
    return "".join(char for char in fold(text) if char.isalnum())


def _references(article: Article, sources: Sequence[Source]) -> Iterator[Reference]:
    addresses: set[str] = set()
    texts: set[str] = set()
    for cite in (cite for source in sources if "run_on" not in source.flags for cite in source.cites):
        authority = cite.resolves_to
        links = frozenset(_squash(one["slug"]) for one in _ADDRESS.finditer(cite.text))
        if authority is None or cite.form != "full" or not authority.title:
            continue
        if fold(_line(authority.container or "")) == _MONITOR or links:
            addresses |= links
            names = links | {_squash(authority.title)}
            if (text := _line(authority.text)) not in texts:
                texts.add(text)
                yield Reference(text, names - {""}, authority.date, bool(links))
    for link in _ADDRESS.finditer(article.body):
        name = _squash(link["slug"])
        if name and name not in addresses:
            addresses.add(name)
            yield Reference(link[0].rstrip("."), frozenset({name}), link["date"], is_address=True)


def _missing_references(articles: Sequence[Examined]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """By article, what it refers to and the corpus lacks.

    Titles are printed freely, and a corpus may hold a few years only: a title is called missing where the corpus holds
    other articles of its year; an address is exact.
    """
    known = frozenset(name for one in articles for name in one.names)
    years = Counter(one.date[:4] for one in articles)
    by_month: dict[str, list[Examined]] = defaultdict(list)
    for one in articles:
        by_month[one.date[:7]].append(one)
    for one in articles:
        missing = tuple(
            reference.text
            for reference in one.references
            if (reference.is_address or _covers(years, reference, one))
            and not reference.names & known
            and not _is_among(reference, by_month)
        )
        if missing:
            yield one.article_id, missing


def _covers(years: Mapping[str, int], reference: Reference, citing: Examined) -> bool:
    year = (reference.date or "")[:4]
    return years.get(year, 0) > (citing.date[:4] == year)


def _is_among(reference: Reference, by_month: Mapping[str, Sequence[Examined]]) -> bool:
    """Whether an article of the reference's day (or month, where no day is given) bears nearly its title."""
    if not reference.date:
        return False
    return any(
        one.date.startswith(reference.date) and fuzz.partial_ratio(wanted, name) >= _SAME_TITLE
        for one in by_month.get(reference.date[:7], ())
        for wanted in reference.names
        for name in one.names
    )


def _line(text: str) -> str:
    return " ".join(text.split())


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
