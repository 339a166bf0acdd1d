"""Labels of metadata and their values: what a list of fields, or lines of text in its form, say of an article."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import Final, Literal, TypeAlias

from glmbot.ingest.addresses import find_address, is_monitor
from glmbot.ingest.blocks import Block
from glmbot.ingest.dates import read_date
from glmbot.ingest.material import Record
from glmbot.ingest.people import BODY, split_names

Field: TypeAlias = Literal["authors", "topics", "jurisdictions", "title", "date", "address", "other"]

_LABELS: Final[dict[Field, tuple[str, ...]]] = {
    "title": ("title", "article title"),
    "authors": (
        "article author|article authors|author|authors|author(s)|by|written by|byline",
        "contributor|contributors|contributor names|names|creator|creators|created by",
    ),
    "topics": (
        "topic|topics|topic(s)|article topic|article topics|legal topic|legal topics",
        "subject headings|headings|subjects|subject",
        "keywords|tags",
    ),
    "jurisdictions": (
        "jurisdiction|jurisdictions|jurisdiction(s)|article jurisdiction|article jurisdictions",
        "country|countries|location|locations|place|places|geographic area",
    ),
    "date": (
        "date|article date|date published|publication date|published|published on|posted|posted on|date issued|issued",
        "created / published|created/published|created|dates",
    ),
    "address": ("permalink|persistent link|url|link|item url|link to this article|permanent link",),
    "other": (
        (
            "online format|original format|language|languages|publisher|repository|notes|type|format|part of|digital id"
            "|source|call number/physical location|rights advisory|last updated|summary|description|genre|medium|access"
            "|rights & access|rights and access|cite this item|collection|collections|library of congress"
            " control number"
            "|site|access restrictions|about this item|additional metadata formats|group|more like this|related items"
            "|web page|series|iiif presentation manifest|about this article|item information|refine your results"
            "|available online|reproduction number|original language"
        ),
    ),
}
_FIELDS: Final[dict[str, tuple[Field, int]]] = {
    label: (field, rank)
    for field, ranks in _LABELS.items()
    for rank, labels in enumerate(ranks)
    for label in labels.split("|")
}
_COUNT: Final = re.compile(r"\s*\(\d[\d,.]*\)\s*\Z")
_MARK: Final = re.compile(r"\A(?:[-–—•·*]\s+|,\s*)")
_MORE: Final = re.compile(
    r"(?:\bmore (?:by|on|about) this (?:author|topic|jurisdiction)|\b(?:show|view|see|read|browse) (?:more|all|less)\b"
    r"|\bmore articles? (?:by|on|about)\b).*",
    re.IGNORECASE,
)
_FOOTER: Final = re.compile(
    r"(?:(?:author|topic|jurisdiction)s?: )?(?P<value>.+?)\s+"
    r"more (?:by|on|about) this (?P<kind>author|topic|jurisdiction)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_KINDS: Final[dict[str, Field]] = {"author": "authors", "topic": "topics", "jurisdiction": "jurisdictions"}
_LONGEST_FOOTER: Final = 300
_PAIR: Final = re.compile(r"(?P<label>[A-Za-z][A-Za-z /()]{1,30}?)\s?:\s+(?P<value>\S.*)", re.DOTALL)
_LONGEST_LABEL: Final = 40
_LONGEST_VALUE: Final = 200
_PROSE: Final = re.compile(r"[a-z0-9)”\"]{2}[.?!][)”\"]?\s*\Z")


def field_of(line: str) -> Field | None:
    """The field whose label a line is; None where it is no label."""
    found = _found(line)
    return found[0] if found else None


def is_footer(line: str) -> bool:
    """Whether a line is one of the servlet's: `Topic: Bread More on this topic`."""
    return len(line) <= _LONGEST_FOOTER and _FOOTER.fullmatch(line) is not None


def pair_of(line: str) -> tuple[Field, str] | None:
    """The field and the value of a line that holds both: `Author: Ines Fabel`."""
    if footer := _FOOTER.fullmatch(line[:_LONGEST_FOOTER]):
        return _KINDS[footer["kind"].lower()], footer["value"].strip()
    found = _PAIR.fullmatch(line)
    field = field_of(found["label"]) if found else None
    value = _value(found["value"]) if found else ""
    return (field, value) if field and field != "other" and value and field_of(value) is None else None


def read_fields(blocks: Sequence[Block], *, hold_only_fields: bool = False) -> Record:
    """What blocks say in labels with values: a heading is never a value, and an unknown one ends its field."""
    values: dict[tuple[Field, int], list[str]] = {}
    for field, value in _values(blocks, hold_only_fields=hold_only_fields):
        if value not in (kept := values.setdefault(field, [])):
            kept.append(value)
    return Record(
        title=next(iter(_first(values, "title")), None),
        date=_date(values),
        authors=tuple(dict.fromkeys(name for line in _first(values, "authors") for name in split_names(line))),
        topics=_first(values, "topics"),
        jurisdictions=tuple(
            one
            for value in _first(values, "jurisdictions")
            for one in re.split(r"\s*;\s*", value)
            if one and not BODY.search(one)
        ),
        address=next(
            (one for line in _first(values, "address") if (one := find_address(line)) and is_monitor(one)), None
        ),
    )


def _values(blocks: Sequence[Block], *, hold_only_fields: bool) -> Iterator[tuple[tuple[Field, int], str]]:
    current: tuple[Field, int] | None = None
    count = 0
    blocks = [Block(block.kind, line) for block in blocks for line in block.text.split("\n")]
    for place, block in enumerate(blocks):
        text = block.text
        if block.kind in {"heading", "title", "label"}:
            current, count = _found(text), 0
            pair = pair_of(text)
        elif found := _found(text):
            current, count = found, 0
            continue
        else:
            pair = pair_of(text)
        if pair:
            current = None
            yield (pair[0], 0), pair[1]
        elif current and block.kind not in {"heading", "title", "label"}:
            value = _value(text)
            more = hold_only_fields or not count or block.kind == "item" or _goes_on(blocks, place)
            if len(value) > _LONGEST_VALUE or not more:
                current = None
            elif value:
                count += 1
                yield current, value


def _goes_on(blocks: Sequence[Block], place: int) -> bool:
    """Whether a further value without a mark of its own stands before the next label, and not before other lines."""
    for block in blocks[place:]:
        if block.kind in {"heading", "label"} or field_of(block.text):
            return True
        if len(block.text) > _LONGEST_VALUE or _PROSE.search(block.text):
            return False
    return False


def _found(line: str) -> tuple[Field, int] | None:
    if len(line) > _LONGEST_LABEL:
        return None
    return _FIELDS.get(_COUNT.sub("", line).strip(" :").lower())


def _value(text: str) -> str:
    text = _MARK.sub("", _MORE.sub("", " ".join(text.split())).strip(), count=1)
    text = _COUNT.sub("", text).strip(" |,;").lstrip(": ")
    return "" if text.lower() in {"and", "&", "none", "n/a"} else text


def _first(values: dict[tuple[Field, int], list[str]], field: Field) -> tuple[str, ...]:
    """The values of a field under its most certain label."""
    return next((tuple(found) for rank in range(3) if (found := values.get((field, rank)))), ())


def _date(values: dict[tuple[Field, int], list[str]]) -> dt.date | None:
    lines = (line for rank in range(3) for line in values.get(("date", rank), ()))
    return next((date for date in map(read_date, lines) if date), None)
