"""What a title says: the jurisdictions that it begins with."""

import re
from collections.abc import Callable
from typing import Final

from glmbot.ingest.people import with_capitals

_PREFIX: Final = re.compile(r"(?P<places>[^:]{2,120}?):\s+\S")
_BETWEEN: Final = re.compile(r"\s*[;/]\s*")
_BODIES: Final = frozenset(
    "nations union states state kingdom republic court courts council commission committee community organization"
    " organisation bank parliament tribunal emirates islands island federation territory province confederation"
    " assembly league europe africa asia america americas commonwealth".split()
)
_SUBJECT: Final = re.compile(
    r"[a-z]+(?:ies|tions?|ments?|ings?|ors|ships|laws|acts|rights|taxes|ports|ations?|ness|ities|ity)"
)
_WORD: Final = re.compile(r"[^\W\d_]+(?:[.’'-][^\W\d_]+)*")


def reads_as_subject(word: str) -> bool:
    """Whether a word ends as words for subjects do, where nothing better tells."""
    return _SUBJECT.fullmatch(word) is not None


def jurisdictions_of(
    title: str, body: str = "", is_common: Callable[[str], bool] = reads_as_subject
) -> tuple[str, ...]:
    """The jurisdictions before a title's colon: `Kenya; Tanzania: …`, in older ones `Cambodia/United Nations: …`.

    A subject ("Harbors: …") is none: the body writes it in small letters, or its words are common ones.
    """
    found = _PREFIX.match(title)
    if not found:
        return ()
    parts = filter(None, _BETWEEN.split(found["places"].strip()))
    return tuple(dict.fromkeys(part for part in parts if _is_place(part, body, is_common)))


def _is_place(part: str, body: str, is_common: Callable[[str], bool]) -> bool:
    words = [word.lower() for word in _WORD.findall(part)]
    if not words or not part[0].isupper():
        return False
    if len(words) > 1 and not _BODIES.isdisjoint(words):
        return True
    if re.search(rf"[a-z,;(][ \n]{re.escape(part)}(?!\w)", body):
        return True
    if re.search(rf"(?<!\w){re.escape(part.lower())}(?!\w)", body):
        return False
    return not all(map(is_common, words))


def as_printed(place: str, text: str) -> str:
    """A place that a facet writes in small letters, as the article prints it, else with capitals."""
    if place != place.lower():
        return place
    found = re.search(rf"(?<!\w){re.escape(place)}(?!\w)", text, re.IGNORECASE)
    return found[0] if found and found[0] != place else with_capitals(place)
