"""Strings in arrays: sorted, found by bisection, so that a file can hold them and nothing is read in vain."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TypeVar, overload

import numpy as np
import numpy.typing as npt

Bytes = npt.NDArray[np.uint8]
Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
T = TypeVar("T")
D = TypeVar("D")

_REMEMBERED = 100_000
_LETTERS = 26
_MARK = 0xFF
"""A byte that no string has in UTF-8."""
_MANY = 5_000


class Strings(Sequence[str]):
    """Distinct strings in the order of their UTF-8 bytes; each one's place is its id."""

    def __init__(self, ends: Longs, data: Bytes) -> None:
        """Take where each string ends in `data`, which holds them one after the other."""
        self.ends = ends
        self.data = data
        self._text = lru_cache(maxsize=_REMEMBERED)(self._read)
        self._found = lru_cache(maxsize=_REMEMBERED)(self._bisect)

    @classmethod
    def of(cls, strings: Iterable[str]) -> "Strings":
        """A table of some strings."""
        encoded = sorted(text.encode("utf-8", "surrogatepass") for text in set(strings))
        ends = np.cumsum([len(one) for one in encoded], dtype=np.int64)
        return cls(ends, np.frombuffer(b"".join(encoded), dtype=np.uint8))

    def __len__(self) -> int:
        return len(self.ends)

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> list[str]: ...
    def __getitem__(self, place: int | slice) -> str | list[str]:
        if isinstance(place, slice):
            return [self._text(one) for one in range(*place.indices(len(self)))]
        if not -len(self) <= place < len(self):
            raise IndexError(place)
        return self._text(place % len(self))

    def __iter__(self) -> Iterator[str]:
        return (self._read(place) for place in range(len(self)))

    def __contains__(self, text: object) -> bool:
        return isinstance(text, str) and self.find(text) is not None

    def find(self, text: str) -> int | None:
        """The id of a string, or None."""
        return self._found(text)

    def take(self, places: Longs | Ints) -> list[str]:
        """The strings with some ids, read together."""
        ends = self.ends[places]
        starts = np.where(places > 0, self.ends[places - 1], 0)
        sizes = ends - starts + 1
        # Each is read with the byte that follows it, which then becomes the mark between them.
        stops = np.cumsum(sizes)
        inside = np.repeat(starts - (stops - sizes), sizes) + np.arange(int(sizes.sum()))
        data = self.data.take(inside, mode="clip")
        data[stops - 1] = _MARK
        raw = data.tobytes().split(bytes([_MARK]))[:-1]
        return [one.decode("utf-8", "surrogatepass") for one in raw]

    def beginning(self, prefix: str) -> range:
        """The ids of the strings that begin with a prefix."""
        encoded = prefix.encode("utf-8", "surrogatepass")
        return range(self._place(encoded), self._place(encoded + b"\xff"))

    @property
    def sizes(self) -> Longs:
        """How many bytes each string has."""
        return np.diff(self.ends, prepend=np.int64(0))

    def _raw(self, place: int) -> bytes:
        start = int(self.ends[place - 1]) if place else 0
        return self.data[start : int(self.ends[place])].tobytes()

    def _read(self, place: int) -> str:
        return self._raw(place).decode("utf-8", "surrogatepass")

    def _bisect(self, text: str) -> int | None:
        encoded = text.encode("utf-8", "surrogatepass")
        place = self._place(encoded)
        return place if place < len(self) and self._raw(place) == encoded else None

    def _place(self, encoded: bytes) -> int:
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if self._raw(middle) < encoded:
                low = middle + 1
            else:
                high = middle
        return low


class Numbers(dict[str, int]):
    """Numbers for strings, in the order in which they are first asked for."""

    def __missing__(self, text: str) -> int:
        self[text] = number = len(self)
        return number

    def table(self) -> tuple[Strings, Ints]:
        """The strings as a table, and for each number the place of its string there."""
        # Strings are ordered by code points, as the bytes of UTF-8 are.
        in_order = sorted(self)
        places = np.empty(len(self), dtype=np.int32)
        places[np.fromiter(map(self.__getitem__, in_order), dtype=np.int64, count=len(self))] = np.arange(len(self))
        return Strings.of(in_order), places


class Lookup(Mapping[str, T]):
    """What strings of a table stand for, made when it is first asked."""

    def __init__(self, strings: Strings, make: Callable[[int], T | None]) -> None:
        """Take the table, and what makes the value of the string with an id; None where that stands for nothing."""
        self._strings = strings
        self._make = make
        self._value = lru_cache(maxsize=_REMEMBERED)(self._made)

    def __getitem__(self, text: str) -> T:
        value = self._value(text)
        if value is None:
            raise KeyError(text)
        return value

    def __contains__(self, text: object) -> bool:
        return isinstance(text, str) and self._value(text) is not None

    @overload
    def get(self, text: str, /) -> T | None: ...
    @overload
    def get(self, text: str, /, default: T | D) -> T | D: ...
    def get(self, text: str, /, default: T | D | None = None) -> T | D | None:
        """What a string stands for, or a default; the Mapping's own raises and catches an error for it."""
        value = self._value(text)
        return default if value is None else value

    def __iter__(self) -> Iterator[str]:
        return (self._strings[place] for place in range(len(self._strings)) if self._make(place) is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def to_dict(self) -> dict[str, T]:
        """All strings with what they stand for."""
        made = ((text, self._make(place)) for place, text in enumerate(self._strings))
        return {text: value for text, value in made if value is not None}

    def _made(self, text: str) -> T | None:
        place = self._strings.find(text)
        return None if place is None else self._make(place)


def values_of(found: Mapping[str, T], strings: Strings, absent: T) -> list[T]:
    """What a mapping has for each string of a table."""
    # Bisecting for each of many strings takes longer than reading all that a Lookup has.
    known = found.to_dict() if isinstance(found, Lookup) and len(strings) > _MANY else found
    return [known.get(text, absent) for text in strings]


class Groups:
    """Numbers in groups (articles by topic, passages by term): `starts` has one more entry than there are groups."""

    def __init__(self, starts: Longs, members: npt.NDArray[np.int32]) -> None:
        self.starts = starts
        self.members = members

    @classmethod
    def of(cls, groups: npt.ArrayLike, members: npt.ArrayLike, count: int) -> "Groups":
        """Groups of members, given side by side; members of a group in order, each once."""
        pairs = np.unique((np.asarray(groups, dtype=np.int64) << 32) | np.asarray(members, dtype=np.int64))
        counts = np.bincount(pairs >> 32, minlength=count)
        starts = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(counts, dtype=np.int64)])
        return cls(starts, (pairs & 0xFFFFFFFF).astype(np.int32))

    def __getitem__(self, group: int) -> npt.NDArray[np.int32]:
        return self.members[int(self.starts[group]) : int(self.starts[group + 1])]

    def __len__(self) -> int:
        return len(self.starts) - 1


def letters_of(strings: Iterable[str]) -> npt.NDArray[np.uint32]:
    """Which letters each string has, a bit each: words that differ in more are further apart than their edits tell."""
    return np.array([letter_bits(text) for text in strings], dtype=np.uint32)


def letter_bits(text: str) -> int:
    """The letters of a string as bits: a to z, and one for all others."""
    bits = 0
    for char in text:
        place = ord(char) - 97
        bits |= 1 << (place if 0 <= place < _LETTERS else _LETTERS)
    return bits
