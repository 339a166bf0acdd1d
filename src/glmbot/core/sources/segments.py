"""The parts between a cite's commas, sorted into title, container, locators and pinpoints."""

import re
from dataclasses import dataclass, field
from typing import Final

from glmbot.core.sources.authors import is_genre, is_person
from glmbot.core.sources.dates import DATE_PATTERN
from glmbot.core.sources.pinpoints import continues_pinpoint, split_pinpoint

_MARK: Final = re.compile(r"[,\[\]()]")
_DATE_COMMA: Final = re.compile(rf"(?:{DATE_PATTERN})$")
_DATE_REACH: Final = 18
"""Code points before the comma of a date that its month and day take at most."""

_QUOTES: Final = ("”", '"')
_LOCATOR: Final = re.compile(
    r"(?:U\.?N\.? Docs?\.?|Docs?\.|(?:[A-Z][\w.]{0,20}\s){0,3}Nos?\.? ?[\w/-]{0,20}\d|[Vv]ol\.|\d+ U\.N\.T\.S\.|BGBl"
    r"|[A-Z]{1,3} \d|ch?\. ?\d|\d{4} O\.J\.|[A-Z][a-z]+ (?:Notice|Instrument) (?:No\. )?\d|as (?:last )?amended"
    r"|last amended|as in force|on file with|available at|https?://|transcript\b|\d+[a-z]* Sess\.)"
)
_CASE: Final = re.compile(r"\bv\. |^(?:Case|Appeal|Application|Judge?ment)\b|\b(?:Case|Appeal|Application) No\.")
_WEB: Final = (
    "website",
    "Website",
    "WEBSITE",
    "web site",
    "Web site",
    "Web Site",
    "database",
    "homepage",
    " blog",
    " Blog",
)
_WEB_OF: Final = re.compile(r"(?:official )?web ?site of ")
_SERIES: Final = re.compile(r"(?P<volume>\d+ )?(?P<name>[^\d]*?[^\d\s])(?P<place> (?:Nos?\. ?)?\d[\w.,:/() -]*)?")
_ADDITION: Final = re.compile(r" [\[(][^\[\]()]*[\])]")
_SMALL: Final = frozenset("of the and for in on de la le les el los del da do du des et und y e &".split())
_PRESS: Final = frozenset(
    "News Times Gazette Herald Tribune Monitor Reuters Journal Daily Post Guardian Xinhua Yonhap Interfax".split()
)
_PRESS_WORDS: Final = 3
"""A newspaper's name in small letters has at most so many words; a longer part is a title."""


@dataclass(slots=True)
class Parts:
    """The parts of a cite before its date, as they are told apart."""

    title: list[str] = field(default_factory=list)
    container: str | None = None
    locators: list[str] = field(default_factory=list)
    pinpoints: list[str] = field(default_factory=list)


def split_commas(text: str) -> list[str]:
    """The parts between commas outside brackets; the commas of numbers and dates divide nothing."""
    square = text.count("[") == text.count("]")
    parts: list[str] = []
    depth = start = 0
    for match in _MARK.finditer(text):
        mark, at = match.group(), match.start()
        if mark in "([":
            depth += mark == "(" or square
        elif mark in ")]":
            depth = max(0, depth - (mark == ")" or square))
        elif depth == 0 and not _in_number(text, at):
            end = at + (text[at + 1 : at + 2] in _QUOTES)
            parts.append(text[start : end + (end > at)])
            start = end + 1
    parts.append(text[start:])
    return [part.strip() for part in parts if part.strip()]


def _in_number(text: str, at: int) -> bool:
    if not text[at - 1 : at].isdigit():
        return False
    if text[at + 1 : at + 2].isdigit():
        return True
    return text[at + 2 : at + 6].isdigit() and bool(_DATE_COMMA.search(text[max(0, at - _DATE_REACH) : at + 6]))


def is_locator(part: str) -> bool:
    """Whether a part says where the authority stands: a number, a document symbol, an amendment, an address."""
    return _LOCATOR.match(part) is not None


def sort_segments(segments: list[str]) -> Parts:
    """The first part is title (or author) whatever it looks like; the container is the last that is no number."""
    parts = Parts()
    pinpoints = _find_pinpoints(segments)
    at = len(segments) - 1
    parts.container, place = _read_container(segments, at)
    while parts.container is None and at > 0 and (pinpoints[at] or is_locator(segments[at])):
        at -= 1
        parts.container, place = _read_container(segments, at)
    is_case = any(_CASE.search(segment) for segment in segments)
    for number, segment in enumerate(segments):
        if number == at and parts.container:
            parts.locators += [place] if place else []
        elif number and pinpoints[number]:
            parts.pinpoints.append(segment)
        elif number and not is_case and (is_locator(segment) or parts.locators):
            parts.locators.append(segment)
        else:
            parts.title.append(segment)
    return parts


def _find_pinpoints(segments: list[str]) -> list[bool]:
    """Which parts are pinpoints, or numbers that go on with one (`arts. 6, 7, 9`)."""
    found: list[bool] = []
    for segment in segments:
        name, pinpoint = split_pinpoint(segment)
        goes_on = bool(found) and found[-1] and continues_pinpoint(segment)
        found.append(goes_on or (bool(pinpoint) and not name))
    return found


def _read_container(segments: list[str], at: int) -> tuple[str | None, str | None]:
    """The container and the place in it, if this part is one; the first part can only be a website."""
    if at < 0 or (at == 0 and not _is_web(segments[0])):
        return None, None
    container, place = read_container(segments[at])
    if container and at == 1 and is_genre(segments[0]) and not _is_web(segments[1]):
        return None, None
    return (container, place) if container or not _is_press(segments, at) else (segments[at], None)


def read_container(part: str) -> tuple[str | None, str | None]:
    """A website, or a periodical or book in capitals, with its volume, number or page."""
    if _is_web(part):
        return part, None
    series = _SERIES.fullmatch(part)
    if series is None or not _is_capitals(_ADDITION.sub("", series["name"])):
        return None, None
    if is_locator(part) and (series["volume"] or " " not in series["name"]):
        return None, None
    return series["name"], part if series["volume"] else (series["place"] or "").strip() or None


def _is_web(part: str) -> bool:
    return part.endswith(_WEB) or _WEB_OF.match(part) is not None


def _is_capitals(name: str) -> bool:
    words = [word for word in name.split() if word not in _SMALL]
    return any(word[:2].isupper() and word[:2].isalpha() and len(word) > 1 for word in words) and not any(
        char.islower() for word in words for char in word
    )


def _is_press(segments: list[str], at: int) -> bool:
    words = segments[at].split()
    if len(words) > _PRESS_WORDS or words[-1] not in _PRESS or is_genre(segments[0]):
        return False
    return at > 1 or not is_person(segments[0])
