"""An item of loc.gov's JSON into blocks and metadata; every field may be a text, a list, or labels with links."""

import json
from collections.abc import Iterator
from typing import Any, Final

from glmbot.ingest.addresses import find_address, is_monitor
from glmbot.ingest.dates import LEAD, read_date
from glmbot.ingest.kinds import kind_of_text
from glmbot.ingest.material import Material, Record
from glmbot.ingest.pages import read_page, text_of
from glmbot.ingest.refusals import RefusalError
from glmbot.ingest.texts import read_text

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
_CUT: Final = ("…", "...", "[…]", "[...]")
_DEEPEST: Final = 100


def read_item(text: str, *, notes: tuple[str, ...] = ()) -> Material:
    """Read an item's JSON.

    Raises:
        RefusalError: it is broken, lists several items, is of another collection or holds no text.
    """
    answer = _load(text)
    if isinstance(answer, list) or "results" in answer:
        raise RefusalError("a list of items; give the JSON of one item")
    if _status(answer) >= 400:  # noqa: PLR2004 - HTTP's first error
        raise RefusalError(f"loc.gov answered {answer.get('status')} {answer.get('caption') or ''}".strip())
    item = answer.get("item")
    item = {**answer, **item} if isinstance(item, dict) else answer
    collection = " ".join(_texts(item, "collection"))
    if not (is_monitor(collection) or "global legal monitor" in collection.lower()):
        raise RefusalError("JSON of another collection than the Global Legal Monitor")
    content = _content(item)
    record = _record(item)
    return Material("json", content.blocks, record, content.removed, (*notes, *content.notes))


def _load(text: str) -> Any:
    depth = deepest = 0
    for char in text:
        depth += (char in "[{") - (char in "]}")
        deepest = max(deepest, depth)
    if deepest > _DEEPEST:
        raise RefusalError(f"broken JSON: nested {deepest:,} levels deep")
    try:
        answer = json.loads(text)
    except ValueError as error:
        raise RefusalError(f"broken JSON: {error}") from None
    if not isinstance(answer, (dict, list)):
        raise RefusalError("JSON without an item")
    return answer


def _status(answer: dict[str, Any]) -> int:
    status = answer.get("status")
    return status if isinstance(status, int) else 0


def _content(item: dict[str, Any]) -> Material:
    texts = list(_raw_texts(item, "text")) or [
        text for text in _raw_texts(item, "abstract") if LEAD.search(text[:2000]) and not text.rstrip().endswith(_CUT)
    ]
    if not texts:
        raise RefusalError("the JSON holds no article text; save the article's page and add that")
    text = max(texts, key=len) if len(texts) > 1 and "\n" in "".join(texts) else "\n\n".join(texts)
    if kind_of_text(text) == "html" or "</" in text:
        return read_page(text)
    return read_text(text_of(text) if "&" in text and "\n" not in text else _unescaped(text))


def _unescaped(text: str) -> str:
    return "\n".join(text_of(line) for line in text.split("\n")) if "&" in text else text


def _record(item: dict[str, Any]) -> Record:
    address = next((one for one in _texts(item, "address") if is_monitor(one)), None)
    return Record(
        title=next(iter(_texts(item, "title")), None),
        date=next((date for date in map(read_date, _texts(item, "date")) if date), None),
        authors=_first_field(item, "authors"),
        topics=_first_field(item, "topics"),
        jurisdictions=_first_field(item, "jurisdictions"),
        address=address,
        is_monitor=True,
    )


def _first_field(item: dict[str, Any], name: str) -> tuple[str, ...]:
    for field in FIELDS[name]:
        values = (text_of(text) for text in _strings(item.get(field)))
        if found := tuple(dict.fromkeys(value for value in values if value and not find_address(value))):
            return found
    return ()


def _texts(item: dict[str, Any], name: str) -> list[str]:
    return [folded for text in _raw_texts(item, name) if (folded := text_of(text))]


def _raw_texts(item: dict[str, Any], name: str) -> Iterator[str]:
    for field in FIELDS[name]:
        yield from _strings(item.get(field))


def _strings(value: Any) -> Iterator[str]:
    """The texts of a value: itself, those of a list, the labels of a table of links, the title of an object."""
    if isinstance(value, str):
        if value.strip():
            yield value
    elif isinstance(value, list):
        for one in value[:1000]:
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
