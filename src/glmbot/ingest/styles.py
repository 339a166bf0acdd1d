"""The Monitor's five styles told apart: title, date and body found, furniture taken off and remembered."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from glmbot.ingest import furniture
from glmbot.ingest.addresses import find_address, is_list
from glmbot.ingest.blocks import Block
from glmbot.ingest.dates import LEAD, date_of, read_date
from glmbot.ingest.furniture import Label, footer_value, label_of
from glmbot.ingest.material import Material, Record
from glmbot.ingest.refusals import RefusalError

Style: TypeAlias = Literal["A", "B", "C", "D", "E"]

_CUT: Final = re.compile(r"(?:\[(?:…|\.\.\.)\]|(?:read more|full story|full article)\s*[»›>]?)\s*\Z", re.IGNORECASE)
_FEWEST_CUT: Final = 2
_SENTENCE: Final = re.compile(r"[a-z0-9)\]”\"][.?!:;][)”\"]?\s*\Z")
_LONG: Final = 120
_NOT_MONITOR: Final = "no sign of the Global Legal Monitor; give --title and --date if it is an article of it"


@dataclass(frozen=True, slots=True)
class Sorted:
    """The blocks of an article, what its page says of it, and the lines that were no part of it."""

    style: Style
    body: tuple[Block, ...]
    record: Record
    removed: tuple[str, ...]
    has_breadcrumb: bool
    notes: tuple[str, ...] = ()


def sort_blocks(material: Material, *, title: str | None = None, vouched: bool = False) -> Sorted:
    """Tell the article from what stands around it; `title` is what a person says it is.

    Raises:
        RefusalError: it is a list of articles, or nothing shows that it is of the Monitor (unless `vouched`).
    """
    blocks = material.blocks
    _refuse_list(material)
    first = _first_body(blocks, (title, material.record.title))
    last = next((n for n in range(first, len(blocks)) if furniture.ends_article(blocks[n].text)), len(blocks))
    head, body, tail = blocks[:first], blocks[first:last], blocks[last:]
    lead = LEAD.match(body[0].text) if body else None
    found = _footer(tail).over(_head_record(head, material.record.title, has_lead=lead is not None))
    date = date_of(lead) if lead else None
    record = Record(date=date).over(found).over(material.record) if date else material.record.over(found)
    if found.title:
        record = Record(title=found.title).over(record)
    breadcrumb = any(furniture.BREADCRUMB.fullmatch(block.text) for block in head)
    if not (vouched or record.is_monitor or breadcrumb or (lead and material.kind == "text")):
        raise RefusalError(_NOT_MONITOR)
    removed = tuple(block.text for block in (*head, *tail) if block.text != record.title)
    return Sorted(
        style=_style(head, body, tail, record),
        body=body,
        record=record,
        removed=(*material.removed, *removed),
        has_breadcrumb=breadcrumb,
        notes=tuple(_date_notes(date, material.record.date or found.date)),
    )


def _refuse_list(material: Material) -> None:
    address = material.record.address
    cut = sum(_CUT.search(block.text) is not None for block in material.blocks)
    leads = sum(LEAD.match(block.text) is not None for block in material.blocks)
    if cut >= _FEWEST_CUT or leads > 1 or (address and is_list(address)):
        raise RefusalError("a list of articles; save each article's own page")


def _first_body(blocks: Sequence[Block], titles: Sequence[str | None]) -> int:
    """The number of the block that the body begins with: the lead, else what follows the title and its furniture."""
    for number, block in enumerate(blocks):
        if LEAD.match(block.text):
            return number
    start = 0
    for number, block in enumerate(blocks):
        if len(block.text) > _LONG and _SENTENCE.search(block.text):
            break  # the prose has begun: a later title is a link or a record
        if block.kind == "title" or any(title and _same(block.text, title) for title in titles):
            start = number + 1
    while start < len(blocks) and _is_head_line(blocks[start]):
        start += 1
    # Without a known title, a short line before the first sentence is taken for it.
    if start < len(blocks) and not any(titles) and not _SENTENCE.search(blocks[start].text):
        later = blocks[start + 1 : start + 2]
        start += bool(later and len(later[0].text) > len(blocks[start].text) and len(blocks[start].text) < _LONG)
    return start


def _is_head_line(block: Block) -> bool:
    text = block.text
    return (
        furniture.HEAD.fullmatch(text) is not None
        or furniture.LINK_LINE.fullmatch(text) is not None
        or (footer_value(text) is not None and len(text) < _LONG)
        or (len(text) < _LONG and read_date(text) is not None and not _SENTENCE.search(text))
    )


def _head_record(head: Sequence[Block], known: str | None, *, has_lead: bool) -> Record:
    lines = [block.text for block in head]
    address = next((one for line in lines if (one := _address(line))), None)
    said = _said(footer_value(line) for line in lines if len(line) < _LONG)
    monitor = any(furniture.HEAD.fullmatch(line) and "global legal monitor" in line.lower() for line in lines)
    monitor = monitor or any(furniture.LINK_LINE.fullmatch(line) for line in lines)
    return Record(
        title=_title(head, known, has_lead=has_lead),
        authors=said.authors,
        topics=said.topics,
        jurisdictions=said.jurisdictions,
        date=next((date for line in lines if len(line) < _LONG and (date := read_date(line))), None),
        address=address,
        is_monitor=monitor,
    )


def _address(line: str) -> str | None:
    address = find_address(line)
    return address if address and (address == line or furniture.LINK_LINE.match(line)) else None


def _title(head: Sequence[Block], known: str | None, *, has_lead: bool) -> str | None:
    """The title as the text prints it: what the metadata say too, a first heading, or the last line before the lead."""
    for block in reversed(head):
        plain = furniture.ARTICLE.sub("", block.text, count=1)
        if known and _same(plain, known):
            return plain
        if known and _same(block.text, known):
            return block.text
    for block in reversed(head):
        if block.kind == "title" and not furniture.HEAD.fullmatch(block.text):
            return furniture.ARTICLE.sub("", block.text, count=1)
    top = any(furniture.TOP.fullmatch(block.text) for block in head)
    if not has_lead and known:
        return None
    for block in reversed(head):
        if not _is_head_line(block):
            return furniture.ARTICLE.sub("", block.text, count=1) if top else block.text
    return None


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def _footer(tail: Sequence[Block]) -> Record:
    """What the lines after the article say of it: lines of style A, or labels with their values."""
    pairs: list[tuple[Label, str] | None] = []
    label: Label | None = None
    for block in tail:
        if pair := footer_value(block.text):
            pairs.append(pair)
            label = None
        elif found := label_of(block.text):
            label = found
        elif label and block.kind == "item":
            pairs.append((label, block.text))
        elif label:
            pairs.append((label, block.text))
            label = None
    monitor = any("global legal monitor" in block.text.lower() for block in tail)
    said = _said(pairs)
    return Record(None, None, said.authors, said.topics, said.jurisdictions, None, monitor)


def _said(pairs: Sequence[tuple[Label, str] | None] | Iterator[tuple[Label, str] | None]) -> Record:
    values: dict[Label, list[str]] = {}
    for pair in pairs:
        if pair and pair[1] not in values.setdefault(pair[0], []):
            values[pair[0]].append(pair[1])
    return Record(
        authors=tuple(values.get("authors", ())),
        topics=tuple(values.get("topics", ())),
        jurisdictions=tuple(values.get("jurisdictions", ())),
    )


def _style(head: Sequence[Block], body: Sequence[Block], tail: Sequence[Block], record: Record) -> Style:
    address = record.address or ""
    if "lloc_news" in address or any(furniture.LINK_LINE.match(block.text) for block in (*head, *tail)):
        return "A"
    has_lead = bool(body) and LEAD.match(body[0].text) is not None
    if "/item/" in address or any(furniture.TOP.fullmatch(block.text) for block in head):
        return "D" if has_lead else "E"
    if not has_lead:
        return "E"
    return "C" if any(block.kind in {"heading", "item"} for block in body) else "B"


def _date_notes(lead: dt.date | None, said: dt.date | None) -> Iterator[str]:
    if lead and said and lead != said:
        yield f"the text is dated {lead}, its page says {said}; the text's date was taken"
