"""The Monitor's five styles told apart: title, date and body found, furniture taken off and remembered."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from glmbot.ingest import furniture
from glmbot.ingest.addresses import is_list
from glmbot.ingest.blocks import Block
from glmbot.ingest.dates import LEAD, date_of
from glmbot.ingest.edges import body_end, first_body, head_record
from glmbot.ingest.fields import read_fields
from glmbot.ingest.material import Material, Record
from glmbot.ingest.parts import is_prose
from glmbot.ingest.refusals import RefusalError
from glmbot.ingest.remarks import lost_prose
from glmbot.ingest.signoffs import take_sign_offs

Style: TypeAlias = Literal["A", "B", "C", "D", "E"]

_SENTENCE: Final = re.compile(r"[.?!:;\])][)\]”\"]?\s*\Z")
_FEWEST_CUT: Final = 2
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
    lost: tuple[str, ...] = ()
    """The prose among what was removed."""


def sort_blocks(material: Material, *, title: str | None = None, vouched: bool = False) -> Sorted:
    """Tell the article from what stands around it; `title` is what a person says it is.

    Raises:
        RefusalError: it is a list of articles, or nothing shows that it is of the Monitor (unless `vouched`).
    """
    blocks = material.blocks
    _refuse_list(material, vouched=vouched)
    first = first_body(blocks, (title, material.record.title), is_text=material.kind == "text")
    last = body_end(blocks, first)
    head, tail = blocks[:first], blocks[last:]
    body, signed, taken = take_sign_offs(blocks[first:last])
    lead = LEAD.match(body[0].text) if body else None
    date = date_of(lead) if lead else None
    found = head_record(head, material.record.title, has_lead=lead is not None).over(_tail_record(tail)).over(signed)
    record = Record(date=date).over(material.record).over(found)
    if found.title:
        record = Record(title=found.title).over(record)
    breadcrumb = any(furniture.BREADCRUMB.fullmatch(block.text) for block in head)
    if not (vouched or record.is_monitor or breadcrumb or (lead and material.kind == "text")):
        raise RefusalError(_NOT_MONITOR)
    left = tuple(block.text for block in (*head, *taken, *tail))
    return Sorted(
        style=_style(head, body, tail, record),
        body=tuple(body),
        record=record,
        removed=tuple(text for text in (*left, *material.removed) if text != record.title),
        lost=(*lost_prose(left), *lost_prose(material.removed)),
        has_breadcrumb=breadcrumb,
        notes=tuple(_date_notes(date, material.record.date or found.date)),
    )


def _tail_record(tail: Sequence[Block]) -> Record:
    """What the lines after the article say of it."""
    monitor = any("global legal monitor" in block.text.lower() for block in tail)
    said = read_fields(tail)
    return Record(None, said.date, said.authors, said.topics, said.jurisdictions, said.address, monitor)


def _refuse_list(material: Material, *, vouched: bool) -> None:
    address = material.record.address
    more = sum(furniture.READ_MORE.search(block.text) is not None for block in material.blocks)
    cut = max(more, material.teasers)
    is_guessed = not vouched and (cut >= _FEWEST_CUT or _led(material.blocks) > 1)
    if is_guessed or (address and is_list(address)):
        raise RefusalError("a list of articles; save each article's own page")


def _led(blocks: Sequence[Block]) -> int:
    """How many articles begin: with a date, under a title or a heading, or a line that may be one."""
    return sum(
        LEAD.match(block.text) is not None and (not place or _may_be_title(blocks[place - 1]))
        for place, block in enumerate(blocks)
    )


def _may_be_title(block: Block) -> bool:
    return block.kind in {"title", "heading"} or not (is_prose(block.text) or _SENTENCE.search(block.text))


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
