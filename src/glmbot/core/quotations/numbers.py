"""Numbers by their value: twelve is 12, 300 000 is 300,000, forty-one thousand is 41,000; 41.000 is another number."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

_ONES: Final = {word: number for number, word in enumerate("zero one two three four five six seven eight nine".split())}
_TEENS: Final = {
    word: number
    for number, word in enumerate(
        "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(), 10
    )
}
_TENS: Final = {
    word: number * 10 for number, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_SMALL: Final = _ONES | _TEENS | _TENS
_LARGE: Final = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
_ORDINALS: Final = {
    word: number
    for number, word in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth".split(), 1)
}
_ORDINAL: Final = re.compile(r"(\d+)(?:st|nd|rd|th)")
_WRITTEN: Final = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?!\d{1,3}\.\d{3}$)\d+(?:\.\d+)?")
"""Not 41.000, which is 41 to some and 41,000 to others."""
_GROUP: Final = re.compile(r"\d{3}")
_BEFORE_GROUPS: Final = re.compile(r"\d{1,3}")
_SAME: Final = {"percent": "%", "per cent": "%"}


def by_value(keys: Sequence[str]) -> list[str]:
    """Some keys with each number that they write, in digits or in words, as its value."""
    return [*_values([*_parted(keys)])]


def _parted(keys: Sequence[str]) -> Iterator[str]:
    """The keys with forty-one in two."""
    for key in keys:
        parts = key.split("-")
        yield from parts if len(parts) > 1 and all(part in _SMALL for part in parts) else [key]


def _values(keys: list[str]) -> Iterator[str]:
    at = 0
    while at < len(keys):
        value, size = _number(keys[at:])
        if size:
            yield _shown(value)
        elif " ".join(keys[at : at + 2]) in _SAME:
            size = 2
            yield _SAME[" ".join(keys[at : at + 2])]
        else:
            size = 1
            yield _plain(keys[at])
        at += size


def _plain(key: str) -> str:
    if found := _ORDINAL.fullmatch(key):
        return f"#{found[1]}."
    return f"#{_ORDINALS[key]}." if key in _ORDINALS else _SAME.get(key, key)


def _shown(value: Decimal) -> str:
    return f"#{value.normalize():f}"


def _number(keys: Sequence[str]) -> tuple[Decimal, int]:
    """The number that some keys begin with, and how many of them write it; none where they begin with no number."""
    total, part, at, last = Decimal(0), Decimal(0), 0, ""
    while at < len(keys):
        key = keys[at]
        if _WRITTEN.fullmatch(key) and at == 0:
            at, part = _digits(keys)
            last = "digits"
            continue
        if key in _SMALL and last in _before(key):
            part, last = part + _SMALL[key], "tens" if key in _TENS else "ones"
        elif key in _LARGE and last:
            part *= _LARGE[key]
            if key != "hundred":
                total, part = total + part, Decimal(0)
            last = "large"
        elif key == "and" and last == "large" and keys[at + 1 : at + 2] and keys[at + 1] in _SMALL:
            pass
        else:
            break
        at += 1
    return total + part, at


def _before(key: str) -> set[str]:
    """What may stand before a number word that belongs to the same number."""
    return {"", "large", "tens"} if key in _ONES else {"", "large"}


def _digits(keys: Sequence[str]) -> tuple[int, Decimal]:
    """A number in digits, and the groups of three that follow it where it is written with blanks."""
    written, at = keys[0], 1
    if _BEFORE_GROUPS.fullmatch(written):
        while at < len(keys) and _GROUP.fullmatch(keys[at]):
            written, at = written + keys[at], at + 1
    return at, Decimal(written.replace(",", ""))
