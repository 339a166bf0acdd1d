"""A source parenthesis split into its cites, and what each cite is: Id., supra, short or full."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

from glmbot.core.model import SourceForm, Span
from glmbot.core.sources.dates import find_date
from glmbot.core.sources.pinpoints import split_pinpoint

_SIGNAL: Final = re.compile(
    r"(?P<signal>(?:[Ff]or [^,;()]{1,60},\s)?(?:[Bb]ut\s)?[Ss]ee(?:,?\s(?:also|generally|e\.g\.))*"
    r"|[Cc]f\.|[Aa]ccord|[Ee]\.g\.),?\s{1,3}(?=\S)"
)
_ID: Final = re.compile(r"(?:[Ii]d|[Ii]bid)(?:\.|(?=,|$|\s{1,3}(?:at|arts?\.|§|paras?\.|\d)))")
_BACK_REFERENCE: Final = re.compile(r",?(?<!\w)(?:[Ss]upra|[Ii]nfra)(?!\w)\.?")
_FULL_MARK: Final = re.compile(
    r"\bhereinafter\b|\bwebsite\b|https?://|\bavailable at\b|\blast (?:visited|accessed)\b|\bon file with\b"
    r"|\bdatabase\b"
)
_DESIGNATOR: Final = re.compile(r"\bNos?\.\s?[\w/-]*\d|\b[\w-]*\d[\w-]*/[\w/-]*\d|\bRes\.\s?\d")
_DATED_NAME: Final = re.compile(r"[A-Z][^,;()\[\]]{1,120},\s?[12]\d{3}")
"""A law by its name and year alone: `Marriage Bill, 2014`."""
_CAPITALS: Final = re.compile(r",\s?[A-Z]{3,} [A-Z]{2,}")
_NOTE: Final = re.compile(r"[\[(](?P<note>[^\[\]()]{1,200})[\])]")
_HEREINAFTER: Final = re.compile(r"hereinafter|hereafter")
_JURISDICTION: Final = re.compile(r"[^\W\d_][^,;:()]{1,50}:\s")
_NAME: Final = re.compile(r"[^\W\d_][^,;:()]{1,50}")
_JURISDICTIONS: Final = 8
"""A headline names at most so many."""

_NEXT_SENTENCE: Final = re.compile(r"\.\s{1,3}(?=[Ss]ee (?:also )?[^\W\d_])")
_EDGE: Final = " \t\n,;"


@dataclass(frozen=True, slots=True)
class RawCite:
    """A cite before its authority is looked up.

    `name` is what it calls the authority (empty for Id.), `printed` the cite without its signal. A cite that is
    `certain` shows by itself what form it has; another may be the short form of an authority cited before.
    """

    span: Span
    text: str
    form: SourceForm
    printed: str
    name: str = ""
    certain: bool = True
    signal: str | None = None
    pinpoint: str | None = None
    note: str | None = None


def read_cites(body: str, inner: Span) -> Iterator[RawCite]:
    """The cites between a parenthesis's brackets, in order."""
    for piece in _merge_titles(body, _split(body, inner)):
        yield _read(piece, body[piece.start : piece.end])


def _split(body: str, inner: Span) -> Iterator[Span]:
    """The pieces between semicolons (and before a "See" that opens a sentence) outside inner brackets."""
    start = inner.start
    for mark in _outside_brackets(body, inner):
        if body[mark] == ";" or _NEXT_SENTENCE.match(body, mark, inner.end):
            yield from _trimmed(body, start, mark)
            start = mark + 1
    yield from _trimmed(body, start, inner.end)


def _outside_brackets(body: str, inner: Span) -> Iterator[int]:
    marks = list(re.compile(r"[()\[\];.]").finditer(body, inner.start, inner.end))
    closing: dict[int, int] = {}
    opened: dict[str, list[int]] = {")": [], "]": []}
    for number, mark in enumerate(marks):
        match mark.group():
            case "(" | "[" as bracket:
                opened[")" if bracket == "(" else "]"].append(number)
            case ")" | "]" as bracket if opened[bracket]:
                closing[opened[bracket].pop()] = number
    number = 0
    while number < len(marks):
        if marks[number].group() in ";.":
            yield marks[number].start()
        number = closing.get(number, number) + 1


def _trimmed(body: str, start: int, end: int) -> Iterator[Span]:
    """The piece without the blanks, separators and the final stop around it; nothing if no word is left."""
    while start < end and body[start] in _EDGE:
        start += 1
    while end > start and body[end - 1] in _EDGE:
        end -= 1
    if end > start and body[end - 1] == "." and not _ID.fullmatch(body, start, end):
        end -= 1
    if end > start and body[end - 1] == "," and not _ID.fullmatch(body, start, end):
        end -= 1
    if any(char.isalnum() or char in "§¶" for char in body[start:end]):
        yield Span(start, end)


def _merge_titles(body: str, pieces: Iterator[Span]) -> Iterator[Span]:
    """A semicolon between the jurisdictions of a headline ("Elbonia; Ruritania: …") does not divide cites."""
    held: list[Span] = []
    for one in pieces:
        piece = one
        if held and _JURISDICTION.match(body, piece.start, piece.end):
            piece = Span(held[0].start, piece.end)
            held = []
        if held and (len(held) == _JURISDICTIONS or not _NAME.fullmatch(body, piece.start, piece.end)):
            yield from held
            held = []
        if _is_complete(body, piece):
            yield from (*held, piece)
            held = []
        else:
            held.append(piece)
    yield from held


def _is_complete(body: str, piece: Span) -> bool:
    text = body[max(piece.start, piece.end - 300) : piece.end]
    return bool(
        _ID.match(text)
        or _BACK_REFERENCE.search(text)
        or _FULL_MARK.search(text)
        or _DESIGNATOR.search(text)
        or _CAPITALS.search(text)
        or find_date(text)
        or split_pinpoint(text)[1]
    )


def _read(span: Span, text: str) -> RawCite:
    match = _SIGNAL.match(text)
    signal = match["signal"] if match else None
    printed = text[match.end() :] if match else text
    bare, note = _take_notes(printed)
    make = partial(RawCite, span, text, printed=printed, signal=signal)
    if opening := _ID.match(bare):
        return make(form="id", pinpoint=bare[opening.end() :].strip(" ,.;") or None, note=note)
    if reference := _BACK_REFERENCE.search(bare):
        name, before = split_pinpoint(bare[: reference.start()].strip(_EDGE))
        after = bare[reference.end() :].strip(" ,.;") or None
        return make(form="supra", name=name, pinpoint=after or before, note=note)
    date = find_date(printed)
    name, pinpoint = split_pinpoint(bare)
    dated = pinpoint is not None and _DATED_NAME.fullmatch(name) is not None
    if _FULL_MARK.search(printed) or (date and date.ends_name and not dated) or _CAPITALS.search(printed):
        return make(form="full")
    is_short = pinpoint and not date and not _DESIGNATOR.search(name)
    return make(form="short" if is_short else "full", name=name, certain=False, pinpoint=pinpoint, note=note)


def _take_notes(text: str) -> tuple[str, str | None]:
    """A cite that refers back, without the remarks in brackets at its end."""
    notes: list[str] = []
    kept: list[str] = []
    last = 0
    for match in _NOTE.finditer(text):
        inside = match["note"]
        if len(inside) > 3 and not inside.isdigit() and text[match.start() - 1 : match.start()].isspace():  # noqa: PLR2004 - "(a)", "(iv)" belong to a pinpoint
            notes.append(inside)
            kept.append(text[last : match.start()])
            last = match.end()
    kept.append(text[last:])
    return "".join(kept).strip(" ,;"), "; ".join(notes) or None
