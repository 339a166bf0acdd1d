"""Lines that say who wrote an article and when: under its title, and after its last paragraph."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from glmbot.ingest.blocks import Block
from glmbot.ingest.dates import WRITTEN, read_date
from glmbot.ingest.material import Record
from glmbot.ingest.people import are_people, is_name, split_names

_LONGEST: Final = 240
_DATED: Final = re.compile(rf"\s*[,|•·–—-]?\s*\(?(?:{WRITTEN}|\d{{4}}-\d\d-\d\d)\)?\.?\s*\Z")
_BY: Final = re.compile(r"[(\[–—-]*\s*(?:written |story |text |post(?:ed)? )?by:?\s+(?P<rest>\S.*)", re.IGNORECASE)
_PREPARED: Final = re.compile(
    r"[(\[–—-]*\s*(?:this (?:article|report|post|piece) (?:was|is) )?(?:prepared|written|compiled|drafted|contributed"
    r"|authored|reported|submitted|researched(?: and written)?)\s+by:?\s+(?P<rest>\S.*)",
    re.IGNORECASE,
)
_OTHERS: Final = re.compile(
    r",?\s+(?:under (?:the )?(?:supervision|direction|guidance)|with (?:the )?(?:assistance|help|contributions?)"
    r"|as (?:part|an?)\b|while\b|during\b|supervised by|in (?:cooperation|collaboration)).*",
    re.IGNORECASE,
)
_EDITED: Final = re.compile(
    r"[(\[]?(?:(?:managing |executive |copy |chief )?editors?(?: in chief)?|edited by|translators?|translated by"
    r"|reviewed by|proofread by|fact[- ]checked by|supervised by)(?P<colon>\s*:)?\s+(?P<rest>\S.*)",
    re.IGNORECASE,
)
_LIBRARY: Final = re.compile(
    r"(?P<before>.*?)[\s,(–—-]*(?:\b(?:at|of|for) )?(?:\bthe )?"
    r"(?:\bglobal legal research (?:center|centre|directorate)[,\s]+)?(?:\bthe )?\blaw library(?: of (?:the"
    r" library of )?congress)?[\s,).]*(?P<after>(?:global legal research"
    r" (?:center|centre|directorate)|library of congress|washington, d\.?c\.?)?[\s,).]*)",
    re.IGNORECASE,
)
_READ_ON: Final = re.compile(
    r"(?:read|see|view|browse|find|explore|visit|for)\b.{0,40}\b(?:global legal monitor|law library)\b.{0,60}",
    re.IGNORECASE,
)
_MORE: Final = re.compile(r"\b(?:more|other|all|additional|further|articles?)\b", re.IGNORECASE)
_PUBLISHED: Final = re.compile(
    r"(?:(?:posted|published|updated|last updated|dated?|released|written)(?: on)?\s*:?\s*)?[(\[]?\s*"
    rf"(?:{WRITTEN}|\d{{4}}-\d\d-\d\d)\s*[)\]]?\.?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class SignOff:
    """What a line says of who wrote an article and when; `is_library` where it names the Law Library."""

    authors: tuple[str, ...] = ()
    date: dt.date | None = None
    is_library: bool = False


def byline(line: str) -> SignOff | None:
    """What a line under a title says: `By Ines Fabel and Odda Brekk`."""
    if len(line) > _LONGEST:
        return None
    dated = _DATED.search(line)
    found = _BY.fullmatch(line[: dated.start()] if dated else line)
    if found is None:
        return None
    rest, is_library = _without_library(found["rest"])
    return SignOff(split_names(rest), read_date(dated[0]) if dated else None, is_library) if are_people(rest) else None


def sign_off(line: str) -> SignOff | None:
    """What a line under an article's last paragraph says, if it is no prose."""
    if len(line) > _LONGEST:
        return None
    if _PUBLISHED.fullmatch(line):
        return SignOff(date=read_date(line))
    if _READ_ON.fullmatch(line) and _MORE.search(line):
        return SignOff(is_library=True)
    if (found := _EDITED.fullmatch(line)) and (found["colon"] or are_people(found["rest"])):
        return SignOff(is_library="law library" in line.lower())
    if found := _PREPARED.fullmatch(line):
        return _prepared(found["rest"])
    return byline(line) or _signed(line)


def _prepared(rest: str) -> SignOff | None:
    rest = _OTHERS.sub("", rest)
    dated = _DATED.search(rest)
    text, is_library = _without_library(rest[: dated.start()] if dated else rest)
    names: list[str] = []
    for name in split_names(text.rstrip(" .)]")):
        if not is_name(name):
            break
        names.append(name)
    if not names:
        return None
    return SignOff(tuple(names), read_date(dated[0]) if dated else None, is_library)


def _signed(line: str) -> SignOff | None:
    """`Ines Fabel, Law Library of Congress, March 3, 2014`, or the Library alone."""
    dated = _DATED.search(line)
    text, is_library = _without_library(line[: dated.start()] if dated else line)
    text = text.strip(" ()[]–—-,.")
    if not is_library or not (are_people(text) or not text):
        return None
    return SignOff(split_names(text), read_date(dated[0]) if dated else None, is_library=True)


def _without_library(text: str) -> tuple[str, bool]:
    found = _LIBRARY.fullmatch(text)
    return (found["before"], True) if found else (text, False)


def take_sign_offs(blocks: Sequence[Block]) -> tuple[Sequence[Block], Record, tuple[Block, ...]]:
    """The blocks of an article without its sign-offs, what these say, and they themselves."""
    end = len(blocks)
    while end and blocks[end - 1].kind in {"item", "heading"} and _is_note(blocks[end - 1]):
        end -= 1
    start = end
    while start and (sign_off(blocks[start - 1].text) or _is_name_only(blocks[start - 1])):
        start -= 1
    if not any(sign_off(block.text) for block in blocks[start:end]):
        start = end
    first = 0
    while first < start and blocks[first].kind != "item" and sign_off(blocks[first].text):
        first += 1
    taken = (*blocks[:first], *blocks[start:end])
    return (*blocks[first:start], *blocks[end:]), _record(taken), taken


def _is_note(block: Block) -> bool:
    return block.text.startswith("[") or block.text.lower().strip(":") in {
        "notes",
        "footnotes",
        "endnotes",
        "references",
    }


def _is_name_only(block: Block) -> bool:
    return block.kind in {"paragraph", "heading"} and are_people(block.text)


def _record(taken: Sequence[Block]) -> Record:
    said = [sign_off(block.text) or SignOff(split_names(block.text)) for block in taken]
    authors = tuple(dict.fromkeys(name for one in said for name in one.authors))
    return Record(
        date=next((one.date for one in said if one.date), None),
        authors=authors,
        is_monitor=any(one.is_library for one in said),
    )
