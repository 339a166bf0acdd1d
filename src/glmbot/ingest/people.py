"""Lines that name people: several names in one, names turned round, bodies and roles beside them."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from glmbot.core.sources.authors import is_person

BODY: Final = re.compile(
    r"\b(?:library of congress|law library|global legal (?:monitor|research)|loc\.gov|u\.?s\.? government|staff)\b",
    re.IGNORECASE,
)
"""Bodies that publish the Monitor: they are no authors of an article."""
_ROLE: Final = re.compile(
    r"(?:(?:former |senior |chief |acting |foreign |legal |law |global |library |research |reference |student |summer"
    r" |remote |visiting |supervisory |assistant |associate |guest |staff |u\.?s\.? |[a-z]+an |[a-z]+ese )*"
    r"(?:specialists?|analysts?|interns?|externs?|librarians?|consultants?|fellows?|editors?|writers?|authors?"
    r"|contributors?|researchers?|counsel|attorneys?|directors?|managers?|creators?|contractors?|scholars?)"
    r"(?: (?:at|of|in|for|from|on) .*)?)\.?",
    re.IGNORECASE,
)
_REMARK: Final = re.compile(
    r"\s*[(\[][^()\[\]]*[)\]]\s*\Z|\s+[-–—]\s+(?:author|contributor|creator|editor)s?\Z", re.IGNORECASE
)
_SUFFIX: Final = re.compile(r"(?:[JS]r|I{1,3}|IV|V|Esq|Ph\.?\s?D|M\.?D|J\.?D|LL\.?[BM]|S\.?J\.?D|M\.?L\.?S)\.?")
_BETWEEN: Final = re.compile(r"\s*(?:;|\||\n|/|,?\s+&\s|,?\s+and\s|,?\s+with\s)\s*(?:and\s)?")
_BEFORE: Final = re.compile(r"(?:by|authors?|written by)\s*:?\s+", re.IGNORECASE)
_SMALL: Final = frozenset(
    "de del della der den da di do dos du van von vom zu zur la le el al bin ibn bint af y".split()
)
_STAYS: Final = _SMALL | {"of", "and", "the", "for"}
_LARGE: Final = frozenset("Le La Los Las De Del Della Da Dos Du Di El St. Saint".split())
_GIVEN_TOO: Final = frozenset("Van Von Ben Al Bin Der Ter Mac".split())
"""Words that begin surnames, and are given names as well."""
_ALSO_NAMES: Final = _LARGE | set("Les Las Der Den Des An San Law".split())
"""Words that stand in headlines, and in names too."""
_BOTH: Final = 2
_LONGEST: Final = 300


def split_names(line: str) -> tuple[str, ...]:
    """The people that a line names: `A, B and C` is three, `Zeldin, Wendy` and `Le Pen, Marine` one each."""
    text = _BEFORE.sub("", " ".join(line.split()), count=1).strip(" ,;")
    pieces = [piece for piece in _BETWEEN.split(text[:_LONGEST]) if piece.strip(" ,")]
    return tuple(dict.fromkeys(name for piece in pieces for name in _of_commas(piece) if not BODY.search(name)))


def are_people(line: str) -> bool:
    """Whether a line holds names of people and nothing else but their roles."""
    names = split_names(line)
    return bool(names) and len(line) <= _LONGEST and all(map(is_name, names))


def is_name(text: str) -> bool:
    """Whether a text reads as one person's name, whichever part comes first."""
    parts = [part for part in text.split(", ") if not _SUFFIX.fullmatch(part)]
    words = [word for part in reversed(parts) for word in part.split() if not _SUFFIX.fullmatch(word)]
    plain = (word.title() if word.isupper() and len(word) > _BOTH else word for word in words)
    return len(parts) <= _BOTH and is_person(" ".join("Roe" if word in _ALSO_NAMES else word for word in plain))


def with_capitals(name: str) -> str:
    """A name that a facet writes in small letters, with capitals."""
    if name != name.lower():
        return name
    return re.sub(
        r"[^\W\d_]+(?:[’'][^\W\d_]+)?", lambda word: word[0] if word[0] in _STAYS else _capital(word[0]), name
    )


def _capital(word: str) -> str:
    head, mark, rest = word.partition("'")
    return f"{head.capitalize()}{mark}{rest.capitalize() if len(rest) > 1 else rest}"


def _of_commas(piece: str) -> Iterator[str]:
    parts = [part for part in (_REMARK.sub("", part).strip() for part in piece.split(",")) if part]
    parts = list(_with_suffixes(part for part in parts if not (_ROLE.fullmatch(part) or BODY.search(part))))
    if len(parts) == _BOTH and _is_turned(parts[0], parts[1], alone=True):
        yield ", ".join(parts)
        return
    place = 0
    while place < len(parts):
        after = parts[place + 1 : place + 2]
        if after and _is_turned(parts[place], after[0], alone=False):
            yield f"{parts[place]}, {after[0]}"
            place += 2
        else:
            yield parts[place]
            place += 1


def _with_suffixes(parts: Iterator[str]) -> Iterator[str]:
    """`Martin King, Jr.` is one name."""
    held: list[str] = []
    for part in parts:
        if held and _SUFFIX.fullmatch(part):
            held.append(part)
            continue
        if held:
            yield ", ".join(held)
        held = [part]
    if held:
        yield ", ".join(held)


def _is_turned(family: str, given: str, *, alone: bool) -> bool:
    """Whether two parts are one name with the family name first; `alone`: nothing else stands beside them."""
    one, other = _words(family), _words(given)
    if "," in family or not one or not other:
        return False
    if len(one) == 1:
        return True
    if one[0] in _SMALL or (one[0] in _LARGE and len(one) <= _BOTH + (one[1] in _SMALL | {"La", "Los"})):
        return True
    few = len(other) == 1 or all(len(word.strip(".")) == 1 for word in other)
    return few and (one[0] in _GIVEN_TOO or alone)


def _words(part: str) -> Sequence[str]:
    return part.split()
