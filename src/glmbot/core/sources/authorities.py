"""A full cite read into its parts: author, title, container, date, locator and the rest of the grammar."""

import re
from dataclasses import dataclass
from typing import Final

from glmbot.core.model import Authority
from glmbot.core.sources.authors import take_author
from glmbot.core.sources.dates import FoundDate, find_date
from glmbot.core.sources.pinpoints import continues_pinpoint, split_pinpoint
from glmbot.core.sources.segments import Parts, is_locator, read_container, sort_segments, split_commas

_HEREINAFTER: Final = re.compile(
    r"[\[(]\s?(?:hereinafter|hereafter)(?: referred to as| cited as)?,?\s(?P<name>[^\[\]();]{1,120})[\])]?"
)
_DANGLING: Final = re.compile(r",? ?(?:available|accessible) (?:only )?at$")
_DATE_STOP: Final = re.compile(r"(?<=\d)\. ?\)")
_TIGHT_COMMA: Final = re.compile(r",(?=[^\W\d_])")
_TAIL: Final = re.compile(
    r"\((?:last )?(?:visited|accessed)\b|\((?:search|on file|subscription)\b"
    r"|\bavailable (?:only )?at\b|\bon file with\b|https?://"
)
_URL: Final = re.compile(r"(?:https?://|www\.)[^\s()\[\]]+")
_REMARK: Final = re.compile(r"(?<!\w)[\[(](?P<remark>[^\[\]()\s]{1,60}\s[^\[\]()]{1,200})[\])]")
_HEAD_REMARK: Final = re.compile(r" ?[\[(](?P<remark>in [A-Z][^\[\]()]{1,40}|undated|on file with author)[\])]")
_PAGE: Final = re.compile(r"(?P<title>.*[a-z]{3,}[?!”\"]?) (?P<page>\d{1,4})", re.DOTALL)
_WRAPPED: Final = re.compile(r"\[(?P<inside>[^\[\]]+)\]")


@dataclass(frozen=True, slots=True)
class FullCite:
    """An authority, with the pinpoint and the remarks that belong to this cite of it."""

    authority: Authority
    pinpoints: tuple[str, ...]
    note: str | None

    @property
    def pinpoint(self) -> str | None:
        """The pinpoints as one: `art. 28, para. 3`."""
        return ", ".join(self.pinpoints) or None


def read_authority(printed: str) -> FullCite:
    """The parts of a full cite as printed; what can't be told apart with certainty stays in the title."""
    found = _HEREINAFTER.search(printed)
    text, notes = _take_remarks(_HEAD_REMARK, tidy(printed))
    date = find_date(text)
    head, tail = _halve(text, date)
    tail, later_notes = _take_remarks(_REMARK, tail)
    parts = sort_segments(split_commas(head))
    _take_title_pinpoint(parts)
    _read_tail(tail, parts)
    author, names = take_author(parts.title, parts.container)
    title, page = _read_title(names, has_page=bool(author and not parts.container and date and date.ends_name))
    authority = Authority(
        text=printed,
        author=author,
        title=title,
        container=parts.container,
        date=date.iso if date else None,
        locator=", ".join(parts.locators) or None,
        hereinafter=(found["name"].strip(" .,;“”\"'") or None) if found else None,
    )
    return FullCite(authority, (*([page] if page else []), *parts.pinpoints), "; ".join([*notes, *later_notes]) or None)


def describe(authority: Authority) -> str:
    """The source as one line for "Rests on …": as printed, without hereinafter brackets, pinpoint or damage."""
    text = tidy(authority.text)
    for pinpoint in read_authority(authority.text).pinpoints:
        if pinpoint.isdigit():
            text = text.replace(f" {pinpoint} (", " (", 1)
        for found in list(re.finditer(rf"(?<!\w){re.escape(pinpoint)}(?!\w)", text))[-1:]:
            text = text[: found.start()].rstrip(" ,") + text[found.end() :] if found.start() else text
    return text


def tidy(printed: str) -> str:
    """A cite on one line, without its hereinafter bracket and without the damages that real articles show."""
    text = " ".join(_HEREINAFTER.sub("", printed).split())
    text = _TIGHT_COMMA.sub(", ", _DATE_STOP.sub(")", text)).replace(" ,", ",")
    text = _DANGLING.sub("", text.rstrip(" .,;:")).rstrip(" ,;:")
    return _balance(text)


def _balance(text: str) -> str:
    """The text with a bracket for each that is missing, and without each that closes nothing."""
    kept: list[str] = []
    depth = 0
    for char in text:
        if char == ")" and depth == 0:
            continue
        depth += (char == "(") - (char == ")")
        kept.append(char)
    while depth and kept and kept[-1] in "( ":
        depth -= kept.pop() == "("
    return "".join(kept) + ")" * depth


def _halve(text: str, date: FoundDate | None) -> tuple[str, str]:
    """What stands before the date, and what follows it; without a date, before and from the first remark."""
    if date is not None and date.ends_name:
        return text[: date.start], text[date.end :]
    mark = _TAIL.search(text)
    at = mark.start() if mark else len(text)
    return text[:at].rstrip(" ,"), text[at:]


def _take_remarks(pattern: re.Pattern[str], text: str) -> tuple[str, list[str]]:
    remarks = [match["remark"].strip(" .,") for match in pattern.finditer(text)]
    return pattern.sub("", text), remarks


def _read_tail(tail: str, parts: Parts) -> None:
    """Add what stands behind the date: addresses, numbers, pinpoints, the container of an old statute."""
    parts.locators += [match.group().rstrip(".,;") for match in _URL.finditer(tail)]
    goes_on = False
    for segment in split_commas(_URL.sub("", tail).replace("available at", "").strip(" ,;.")):
        name, pinpoint = split_pinpoint(segment)
        if goes_on and continues_pinpoint(segment):
            name, pinpoint = "", segment
        goes_on = pinpoint is not None
        parts.pinpoints += [pinpoint] if pinpoint else []
        if name and parts.container is None and not pinpoint:
            parts.container = read_container(name)[0]
        if is_locator(name):
            parts.locators.append(name)


def _take_title_pinpoint(parts: Parts) -> None:
    """A code's article may follow its name without a comma: `Code pénal art. 222`."""
    if parts.title:
        name, pinpoint = split_pinpoint(parts.title[-1])
        if name and pinpoint and pinpoint.startswith(("art", "§", "¶", "para", "sec.")):
            parts.title[-1] = name
            parts.pinpoints.insert(0, pinpoint)


def _read_title(names: list[str], *, has_page: bool) -> tuple[str | None, str | None]:
    """The title without its quotation marks or brackets, and the page that a book's title ends with."""
    title = ", ".join(names).strip(" ,")
    if title[:1] in '“"' and title[-1:] in '”"':
        title = title[1:-1].strip(" ,")
    wrapped = _WRAPPED.fullmatch(title)
    title = wrapped["inside"].strip() if wrapped else title
    page = _PAGE.fullmatch(title) if has_page else None
    if page:
        return page["title"], page["page"]
    return title or None, None
