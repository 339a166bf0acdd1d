"""The metadata of an item in loc.gov's JSON: every field may be a text, a list, or labels with links."""

from collections.abc import Iterator
from typing import Any, Final

from glmbot.ingest.addresses import find_address, is_monitor
from glmbot.ingest.dates import read_date
from glmbot.ingest.lines import text_of
from glmbot.ingest.material import Record
from glmbot.ingest.people import BODY, split_names
from glmbot.ingest.refusals import RefusalError

FIELDS: Final = {
    "title": ("title",),
    "date": ("date", "dates", "created_published", "date_issued"),
    "authors": ("contributor_names", "contributors", "contributor", "creator"),
    "topics": ("topics", "topic", "subject_headings", "subjects", "subject"),
    "jurisdictions": ("jurisdictions", "jurisdiction", "location", "location_str"),
    "address": ("url", "id", "link"),
    "collection": ("partof", "group", "source_collection", "campaigns", "url", "id", "aka"),
    "text": ("full_text", "fulltext", "article", "text", "body", "content"),
    "abstract": ("description", "notes", "summary"),
}
"""Where loc.gov may keep a value, the most certain field first."""

MOST_STRINGS: Final = 1000
"""A list of a record's values is read so far; a list of paragraphs that is longer is refused."""


def record_of(item: dict[str, Any]) -> Record:
    """What an item's JSON says of it."""
    address = next((one for one in texts_of(item, "address") if is_monitor(one)), None)
    return Record(
        title=next(iter(texts_of(item, "title")), None),
        date=next((date for date in map(read_date, texts_of(item, "date")) if date), None),
        authors=tuple(dict.fromkeys(name for one in _first_field(item, "authors") for name in split_names(one))),
        topics=_first_field(item, "topics"),
        jurisdictions=_first_field(item, "jurisdictions"),
        address=address,
        is_monitor=True,
    )


def _first_field(item: dict[str, Any], name: str) -> tuple[str, ...]:
    for field in FIELDS[name]:
        values = (text_of(text) for text in _strings(item.get(field)))
        kept = (
            value
            for value in values
            if value and not find_address(value) and not (name == "authors" and BODY.search(value))
        )
        if found := tuple(dict.fromkeys(kept)):
            return found
    return ()


def texts_of(item: dict[str, Any], name: str) -> list[str]:
    """The texts of an item's field, wherever loc.gov keeps it, without markup."""
    return [folded for text in _raw_texts(item, name) if (folded := text_of(text))]


def _raw_texts(item: dict[str, Any], name: str) -> Iterator[str]:
    for field in FIELDS[name]:
        yield from _strings(item.get(field))


def bodies_of(item: dict[str, Any], name: str) -> Iterator[list[str]]:
    """The strings of each field that holds prose, field by field, as they stand.

    Raises:
        RefusalError: a field holds more strings than an article has paragraphs.
    """
    for field in FIELDS[name]:
        if found := list(_prose(item.get(field))):
            if len(found) > MOST_STRINGS:
                raise RefusalError(f"{field!r} lists {len(found):,} texts; an article has {MOST_STRINGS:,} at most")
            yield found


def _prose(value: Any) -> Iterator[str]:
    """The strings of a value: itself, those of a list, those of the field of an object that holds its text."""
    if isinstance(value, str):
        if value.strip():
            yield value
    elif isinstance(value, list):
        for one in value:
            yield from _prose(one)
    elif isinstance(value, dict):
        yield from next(filter(None, (list(_prose(value.get(field))) for field in FIELDS["text"])), [])


def _strings(value: Any) -> Iterator[str]:
    """The texts of a value: itself, those of a list, the labels of a table of links, the title of an object."""
    if isinstance(value, str):
        if value.strip():
            yield value
    elif isinstance(value, list):
        for one in value[:MOST_STRINGS]:
            if isinstance(one, dict):
                yield from _labels(one)
            else:
                yield from _strings(one)
    elif isinstance(value, dict):
        yield from _labels(value)


def _labels(value: dict[str, Any]) -> Iterator[str]:
    named = value.get("title") or value.get("label") or value.get("name")
    if isinstance(named, str):
        yield named
        if isinstance(link := value.get("url"), str):
            yield link
        return
    for label, link in value.items():
        if isinstance(link, (str, int)):
            yield str(label)
