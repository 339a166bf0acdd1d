"""An input's bytes into an article that is ready to be written, with all that a person should look at before."""

import datetime as dt
import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from glmbot.core.corpus.article_file import CorpusError, format_article, parse_article
from glmbot.core.corpus.front_matter import is_web_address
from glmbot.core.corpus.listing import is_monthly_issue
from glmbot.core.model import Article
from glmbot.core.sources import find_sources
from glmbot.ingest import formats
from glmbot.ingest.addresses import canonical, date_in, is_monitor, item_address, slug_of
from glmbot.ingest.blocks import to_body
from glmbot.ingest.decoding import GUESSED, Decoded, decode
from glmbot.ingest.headlines import as_printed, jurisdictions_of, reads_as_subject
from glmbot.ingest.items import read_item
from glmbot.ingest.kinds import is_noise, kind_of_bytes, kind_of_text
from glmbot.ingest.languages import is_english
from glmbot.ingest.material import Material, Record
from glmbot.ingest.messages import page_of_message
from glmbot.ingest.pages import read_page
from glmbot.ingest.people import with_capitals
from glmbot.ingest.refusals import RefusalError
from glmbot.ingest.remarks import damage_remarks
from glmbot.ingest.styles import Sorted, Style, sort_blocks
from glmbot.ingest.texts import read_text

LONGEST_TEXT: Final = 1_000_000
"""An article file of more is not read (`storage.regular_file.ARTICLE_BYTES`)."""
LONGEST_TITLE: Final = 400
LONGEST_SLUG: Final = 160
_REORDERING: Final = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_BETWEEN: Final = re.compile(r"\s*[;|]\s*")
_LEAST_LETTERS: Final = 40
_LONG: Final = 120
_SHOWN: Final = 60


@dataclass(frozen=True, slots=True)
class Given:
    """What a person says of the articles that come in; it beats what the inputs say."""

    title: str | None = None
    date: dt.date | None = None
    authors: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    jurisdictions: tuple[str, ...] = ()
    url: str | None = None
    any_language: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """An input as it was read; title or date may still be missing."""

    style: Style
    record: Record
    body: str
    removed: tuple[str, ...]
    notes: tuple[str, ...]
    origin: str
    has_breadcrumb: bool
    lost: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """An article ready to be written, what was left out of it, and what to look at."""

    article: Article
    style: Style
    removed: tuple[str, ...]
    notes: tuple[str, ...]
    warnings: tuple[str, ...]
    sources: int


def read_input(raw: bytes, given: Given) -> Reading:
    """Read one input.

    Raises:
        RefusalError: it is no article, with the reason.
    """
    material = _material(raw)
    vouched = given.title is not None and given.date is not None
    found = sort_blocks(material, title=given.title, vouched=vouched)
    body = to_body(found.body)
    _refuse_long(body)
    letters = sum(map(str.isalpha, body))
    if letters < _LEAST_LETTERS:
        raise RefusalError("no article text in it")
    if not (given.any_language or is_english(body)):
        raise RefusalError("the text is not English; give --any-language to add it all the same")
    origin = f"{material.kind} sha256:{hashlib.sha256(raw).hexdigest()[:16]}"
    notes = (*material.notes, *found.notes)
    return Reading(
        found.style, _told(given, found), body, found.removed, notes, origin, found.has_breadcrumb, found.lost
    )


def draft(
    reading: Reading,
    retrieved: dt.date,
    *,
    title: str | None = None,
    date: dt.date | None = None,
    is_common: Callable[[str], bool] = reads_as_subject,
) -> Draft:
    """The article of a reading; `title` and `date` stand in for what it lacks, `is_common` tells words from names.

    Raises:
        RefusalError: title or date is missing, or the article can't be written as a file.
    """
    record = reading.record.over(Record(title=title, date=date))
    if not record.title:
        raise RefusalError("no title found; give --title")
    if not record.date:
        raise RefusalError("no date found; give --date YYYY-MM-DD")
    title = clean(record.title)
    if len(title) > LONGEST_TITLE:
        raise RefusalError(f"a line of {len(title):,} characters stands where the title should; give --title")
    article = Article(
        article_id=article_id(record.date, title),
        title=title,
        date=record.date,
        jurisdictions=_cleaned(record.jurisdictions or jurisdictions_of(title, reading.body, is_common)),
        authors=_cleaned(record.authors),
        topics=_cleaned(tuple(one for topic in record.topics for one in _BETWEEN.split(topic))),
        url=_address(reading, record.date, title),
        body=reading.body,
        retrieved=retrieved,
        origin=reading.origin,
    )
    sound(article)
    sources = find_sources(article.body)
    unbalanced = sum("unbalanced" in source.flags for source in sources)
    notes = (*reading.notes, *(("a monthly issue: the day is a label",) if is_monthly_issue(article.date) else ()))
    return Draft(
        article,
        reading.style,
        reading.removed,
        notes,
        tuple(_warnings(article, reading, unbalanced)),
        len(sources),
    )


def article_id(date: dt.date, title: str) -> str:
    """The name of an article's file: its date and its title as addresses write it, cut to what file names may have."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", title) if not unicodedata.combining(char))
    slug = slug_of(plain) or "untitled"
    if len(slug) > LONGEST_SLUG:
        slug = slug[:LONGEST_SLUG].rpartition("-")[0] or slug[:LONGEST_SLUG]
    return f"{date.isoformat()}-{slug}"


def keys_of(article: Article) -> tuple[str, ...]:
    """What an article has in common with itself under any address: its day and slug, and its address in one form."""
    keys = [f"{article.date.isoformat()}/{slug_of(article.title) or article.slug}", article.article_id]
    if article.url:
        keys.append(canonical(article.url, article.date))
    if rule := item_address(article.date, article.title):
        keys.append(rule)
    return tuple(dict.fromkeys(keys))


def sound(article: Article) -> None:
    """Let pass only an article whose file reads back as the same article.

    Raises:
        RefusalError: it does not.
    """
    try:
        again = parse_article(format_article(article).encode("utf-8"), f"{article.article_id}.md")
    except UnicodeEncodeError:
        raise RefusalError("it holds characters that no file can keep (lone surrogates)") from None
    except CorpusError as error:
        raise RefusalError(f"it would make a faulty article file: {error.faults[0].what}") from None
    if again != article:
        raise RefusalError("it would make an article file that reads differently")


def clean(value: str) -> str:
    """A value of the front matter on one line, without characters that reorder or steer."""
    printable = "".join(" " if unicodedata.category(char) == "Cc" else char for char in _REORDERING.sub("", value))
    return unicodedata.normalize("NFC", " ".join(printable.split()))


def _cleaned(values: tuple[str, ...]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for value in filter(None, map(clean, values)):
        found.setdefault(value.casefold(), value)
    return tuple(found.values())


def _material(raw: bytes) -> Material:
    kind = kind_of_bytes(raw)
    if kind is None and is_noise(raw):
        kind = "binary"
    if kind:
        raise RefusalError(formats.of_bytes(raw) or _REASONS[kind])
    decoded = decode(raw)
    if said := formats.of_text(decoded.text):
        raise RefusalError(said)
    return _by_text(decoded, raw)


def _by_text(decoded: Decoded, raw: bytes) -> Material:
    match kind_of_text(decoded.text):
        case "html":
            return read_page(decoded.text, notes=decoded.notes)
        case "json":
            return read_item(decoded.text, notes=decoded.notes)
        case "mhtml":
            page, address = page_of_message(raw, decoded.text)
            if (kind := kind_of_text(page.text)) in _REASONS:
                raise RefusalError(_REASONS[kind])
            found = read_page(page.text, notes=page.notes)
            known = Record(address=address, is_monitor=bool(address and is_monitor(address)))
            return replace(found, kind="mhtml", record=found.record.over(known))
        case "text":
            _refuse_long(decoded.text)
            return read_text(decoded.text, notes=decoded.notes)
        case kind:
            raise RefusalError(_REASONS[kind])


_REASONS: Final = {
    "empty": "it is empty",
    "zip": formats.ZIP,
    "pdf": formats.PDF,
    "binary": "no text, page or JSON (a picture, a program or another binary file)",
    "challenge": (
        "the page of a check for browsers (Cloudflare), not the article; open it in a browser and save it anew"
    ),
}


def _refuse_long(text: str) -> None:
    if len(text) > LONGEST_TEXT:
        raise RefusalError(f"a text of {len(text):,} characters; an article has {LONGEST_TEXT:,} at most")


def _told(given: Given, found: Sorted) -> Record:
    told = Record(given.title, given.date, given.authors, given.topics, given.jurisdictions, given.url)
    record = told.over(_with_capitals(found))
    dated = date_in(record.address) if record.address else None
    return record.over(Record(date=dated))


def _with_capitals(found: Sorted) -> Record:
    """The record of a page, names in it that facets write in small letters with capitals."""
    record = found.record
    text = "\n".join((record.title or "", *(block.text for block in found.body)))
    return replace(
        record,
        authors=tuple(map(with_capitals, record.authors)),
        jurisdictions=tuple(as_printed(place, text) for place in record.jurisdictions),
    )


def _address(reading: Reading, date: dt.date, title: str) -> str | None:
    address = reading.record.address
    if address and is_web_address(known := canonical(address, date)):
        return known
    return item_address(date, title) if reading.has_breadcrumb else None


def _warnings(article: Article, reading: Reading, unbalanced: int) -> Iterator[str]:
    body = article.body
    if sum(len(one) for one in reading.removed if len(one) > _LONG) > len(body):
        yield "more text was removed than kept"
    if lost := reading.lost:
        yield f"prose was removed ({len(lost)} paragraph{'s' if len(lost) > 1 else ''}): “{lost[0][:_SHOWN]}…”"
    yield from (remark.text for remark in damage_remarks(article))
    yield from (f"{note}: look at the letters beyond a to z" for note in reading.notes if note.endswith(GUESSED))
    unpaired = sum(_is_unpaired(paragraph) for paragraph in body.split("\n\n"))
    if unpaired:
        yield f"unpaired quotation marks in {unpaired} paragraph{'s' if unpaired > 1 else ''}"
    if unbalanced:
        yield f"{unbalanced} source{'s' if unbalanced > 1 else ''} without the closing parenthesis"
    if any(len(one) > 80 and len(two) > 80 for one, two in pairwise(body.split("\n")) if one and two):  # noqa: PLR2004
        yield "a paragraph with line breaks in it"
    if not article.date.year >= 2006:  # noqa: PLR2004 - the Monitor's first year
        yield f"dated {article.date}, before the Monitor's first year"


def _is_unpaired(paragraph: str) -> bool:
    return paragraph.count("“") != paragraph.count("”") or paragraph.count('"') % 2 == 1
