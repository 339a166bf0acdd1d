"""Where an article's body begins and ends among the lines of its page, and what the lines before it say."""

import datetime as dt
import itertools
import re
from collections.abc import Sequence
from typing import Final

from glmbot.ingest import furniture
from glmbot.ingest.addresses import find_address
from glmbot.ingest.blocks import Block
from glmbot.ingest.dates import LEAD, read_date
from glmbot.ingest.fields import Field, field_of, pair_of, read_fields
from glmbot.ingest.material import Record
from glmbot.ingest.parts import goes_on, is_prose, is_sentence
from glmbot.ingest.people import are_people, split_names
from glmbot.ingest.signoffs import byline, sign_off

_SENTENCE: Final = re.compile(r"[a-z0-9)\]”\"][.?!:;][)”\"]?\s*\Z")
_LONG: Final = 120
_LONGEST_VALUE: Final = 200
_SHORT_WORD: Final = 3
_FEW_WORDS: Final = 3
_FAR: Final = 400
"""So many blocks from the end, the last fields of a page begin at most."""


def first_body(blocks: Sequence[Block], titles: Sequence[str | None], *, is_text: bool) -> int:
    """The number of the block that the body begins with: the lead, else what follows the title and its furniture."""
    for number, block in enumerate(blocks):
        if LEAD.match(block.text):
            return number
    start = 0
    for number, block in enumerate(blocks):
        if is_prose(block.text):
            break  # the prose has begun: a later title is a link or a record
        if block.kind == "title" or any(title and _same(block.text, title) for title in titles):
            start = number + 1
    is_titled = start > 0
    start = _after_head_lines(blocks, start)
    # Without a known title, a short line before the first sentence is taken for it.
    may_be = start < len(blocks) and not is_titled and _may_be_title(blocks, start)
    if may_be and (not any(titles) or (is_text and _reads_as_title(blocks[start].text))):
        start = _after_head_lines(blocks, start + 1)
    return start


def body_end(blocks: Sequence[Block], first: int) -> int:
    """The number of the first block after the body: a line that ends articles, or the first of the last fields."""
    last = _first_after(blocks, first)
    start = last
    is_sure = False
    for number in range(last - 1, max(first, last - _FAR) - 1, -1):
        text = blocks[number].text
        pair = pair_of(text)
        if is_prose(text) or len(text) > _LONGEST_VALUE or (goes_on(text) and not pair) or _holds_sentence(pair):
            break
        field = field_of(text)
        follows = blocks[number + 1].text if number + 1 < last else ""
        has_value = bool(follows) and not field_of(follows) and not follows.startswith("[")
        if field not in {None, "other"} and is_sentence(follows):
            break
        is_sure = is_sure or bool(pair) or field not in {None, "other"}
        if is_sure and (pair or (field and (has_value or start == number + 1))):
            start = number
    return start


def _holds_sentence(pair: tuple[Field, str] | None) -> bool:
    return pair is not None and is_sentence(pair[1])


def _first_after(blocks: Sequence[Block], first: int) -> int:
    """The number of the first line that ends articles; one that only may is believed where no prose follows."""
    last = len(blocks)
    has_prose = False
    for number in range(len(blocks) - 1, first - 1, -1):
        text = blocks[number].text
        if furniture.is_after_articles(text):
            last, has_prose = number, False
        elif furniture.ends_article(text):
            last = last if has_prose else number
        elif field_of(text) == "other":
            has_prose = False
        else:
            has_prose = has_prose or goes_on(text)
    return last


def _may_be_title(blocks: Sequence[Block], start: int) -> bool:
    text = blocks[start].text
    after = blocks[start + 1 : start + 2]
    if len(text) >= _LONG or _SENTENCE.search(text) or not after:
        return False
    return len(after[0].text) > len(text) or _is_head_line(after[0])


def _reads_as_title(text: str) -> bool:
    """Whether most words of a line begin with capitals, as in a headline."""
    words = [word for word in text.split() if word[0].isalpha() and len(word) > _SHORT_WORD]
    return ": " in text or (len(words) >= _FEW_WORDS and sum(word[0].isupper() for word in words) * 2 > len(words))


def _after_head_lines(blocks: Sequence[Block], start: int) -> int:
    while start < len(blocks):
        text = blocks[start].text
        if field_of(text):
            start += 1
            while start < len(blocks) and _is_value(blocks, start):
                start += 1
        elif _is_head_line(blocks[start]) or _is_bare_byline(blocks, start):
            start += 1
        else:
            break
    return start


def _is_bare_byline(blocks: Sequence[Block], number: int) -> bool:
    """Whether a line is nothing but names, between a title with a place and a date or the prose."""
    after = blocks[number + 1 : number + 2]
    if not number or not after or ": " not in blocks[number - 1].text or not are_people(blocks[number].text):
        return False
    return is_prose(after[0].text) or _is_head_line(after[0])


def _is_value(blocks: Sequence[Block], number: int) -> bool:
    block = blocks[number]
    if field_of(block.text) or block.kind in {"heading", "title", "label"}:
        return False
    is_first = field_of(blocks[number - 1].text) is not None
    return len(block.text) < _LONG and not _SENTENCE.search(block.text) and (is_first or block.kind == "item")


def _is_head_line(block: Block) -> bool:
    text = block.text
    if furniture.HEAD.fullmatch(text) or furniture.LINK_LINE.fullmatch(text):
        return True
    if len(text) >= _LONGEST_VALUE:
        return False
    return bool(
        pair_of(text)
        or byline(text)
        or sign_off(text)
        or (len(text) < _LONG and read_date(text) is not None and not _SENTENCE.search(text) and ": " not in text)
    )


def head_record(head: Sequence[Block], known: str | None, *, has_lead: bool) -> Record:
    """What the lines before the article say of it."""
    lines = [block.text for block in head if len(block.text) < _LONGEST_VALUE]
    said = read_fields(head)
    signed = [one for line in lines if (one := byline(line) or sign_off(line))]
    names = tuple(name for one in signed for name in one.authors) or _names_under(head)
    monitor = any(furniture.HEAD.fullmatch(line) and "global legal monitor" in line.lower() for line in lines)
    monitor = (
        monitor or any(furniture.LINK_LINE.fullmatch(line) for line in lines) or any(one.is_library for one in signed)
    )
    return Record(
        title=_title(head, known, has_lead=has_lead),
        authors=said.authors or tuple(dict.fromkeys(names)),
        topics=said.topics,
        jurisdictions=said.jurisdictions,
        date=said.date or next((date for line in lines if len(line) < _LONG and (date := _date_of(line))), None),
        address=next((address for line in lines if (address := _address(line))), None) or said.address,
        is_monitor=monitor,
    )


def _date_of(line: str) -> dt.date | None:
    return read_date(line) if not field_of(line) else None


def _names_under(head: Sequence[Block]) -> tuple[str, ...]:
    """The authors of a line that holds nothing but names, under a title with a place."""
    for before, block in itertools.pairwise(head):
        if ": " in before.text and not _is_head_line(before) and are_people(block.text):
            return split_names(block.text)
    return ()


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
        if block.kind == "title" and not furniture.HEAD.fullmatch(block.text) and not byline(block.text):
            return furniture.ARTICLE.sub("", block.text, count=1)
    if not has_lead and known:
        return None
    top = any(furniture.TOP.fullmatch(block.text) for block in head)
    lines = [block.text for number, block in enumerate(head) if _may_hold_title(head, number)]
    named = [line for line in lines if not are_people(line)] or lines
    if not named:
        return None
    return furniture.ARTICLE.sub("", named[-1], count=1) if top else named[-1]


def _may_hold_title(head: Sequence[Block], number: int) -> bool:
    if _is_head_line(head[number]) or field_of(head[number].text):
        return False
    return not (number and field_of(head[number - 1].text))


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()
