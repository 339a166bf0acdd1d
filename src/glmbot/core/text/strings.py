"""String tables, mappings and groups over arrays, which a file maps into memory: what is not asked for is not read.

A table holds distinct strings, sorted; its rows are found by bisection. All that belongs to a string (its numbers, the
strings that it leads to) stands in arrays beside the table, at the same row.
"""

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
    """A string table: distinct strings, sorted by their UTF-8 bytes. A string's row is its index."""

    def __init__(self, ends: Longs, data: Bytes) -> None:
        """Take the strings' UTF-8 bytes one after the other, and the offset in them at which each string ends."""
        self.ends = ends
        self.data = data
        self._text = lru_cache(maxsize=_REMEMBERED)(self._read)
        self._found = lru_cache(maxsize=_REMEMBERED)(self._bisect)

    @classmethod
    def of(cls, strings: Iterable[str]) -> "Strings":
        """The table of some strings, in any order and with repetitions."""
        encoded = sorted(text.encode("utf-8", "surrogatepass") for text in set(strings))
        ends = np.cumsum([len(text) for text in encoded], dtype=np.int64)
        return cls(ends, np.frombuffer(b"".join(encoded), dtype=np.uint8))

    def __len__(self) -> int:
        return len(self.ends)

    @overload
    def __getitem__(self, row: int) -> str: ...
    @overload
    def __getitem__(self, row: slice) -> list[str]: ...
    def __getitem__(self, row: int | slice) -> str | list[str]:
        if isinstance(row, slice):
            return [self._text(inner) for inner in range(*row.indices(len(self)))]
        if not -len(self) <= row < len(self):
            raise IndexError(row)
        return self._text(row % len(self))

    def __iter__(self) -> Iterator[str]:
        return (self._read(row) for row in range(len(self)))

    def __contains__(self, text: object) -> bool:
        return isinstance(text, str) and self.find(text) is not None

    def find(self, text: str) -> int | None:
        """The row of a string; None where the table lacks it."""
        return self._found(text)

    def take(self, rows: Longs | Ints) -> list[str]:
        """The strings of many rows, in their order; faster than one by one."""
        ends = self.ends[rows]
        starts = np.where(rows > 0, self.ends[rows - 1], 0)
        sizes = ends - starts + 1
        # Each is read with the byte that follows it, which then becomes the mark between them.
        stops = np.cumsum(sizes)
        inside = np.repeat(starts - (stops - sizes), sizes) + np.arange(int(sizes.sum()))
        data = self.data.take(inside, mode="clip")
        data[stops - 1] = _MARK
        raw = data.tobytes().split(bytes([_MARK]))[:-1]
        return [text.decode("utf-8", "surrogatepass") for text in raw]

    def beginning(self, prefix: str) -> range:
        """The rows of the strings that begin with a prefix."""
        encoded = prefix.encode("utf-8", "surrogatepass")
        return range(self._lower_bound(encoded), self._lower_bound(encoded + b"\xff"))

    @property
    def sizes(self) -> Longs:
        """The length of each string in UTF-8 bytes; shape (rows,)."""
        return np.diff(self.ends, prepend=np.int64(0))

    def _raw(self, row: int) -> bytes:
        start = int(self.ends[row - 1]) if row else 0
        return self.data[start : int(self.ends[row])].tobytes()

    def _read(self, row: int) -> str:
        return self._raw(row).decode("utf-8", "surrogatepass")

    def _bisect(self, text: str) -> int | None:
        encoded = text.encode("utf-8", "surrogatepass")
        row = self._lower_bound(encoded)
        return row if row < len(self) and self._raw(row) == encoded else None

    def _lower_bound(self, encoded: bytes) -> int:
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if self._raw(middle) < encoded:
                low = middle + 1
            else:
                high = middle
        return low


class Numbers(dict[str, int]):
    """A growing vocabulary: gives each new string the next number, from 0, when it is first asked for."""

    def __missing__(self, text: str) -> int:
        self[text] = number = len(self)
        return number

    def table(self) -> tuple[Strings, Ints]:
        """The strings as a table, and the row of each number's string in it; shape (numbers,)."""
        # Strings are ordered by code points, as the bytes of UTF-8 are.
        in_order = sorted(self)
        rows = np.empty(len(self), dtype=np.int32)
        rows[np.fromiter(map(self.__getitem__, in_order), dtype=np.int64, count=len(self))] = np.arange(len(self))
        return Strings.of(in_order), rows


class Lookup(Mapping[str, T]):
    """A lazy mapping whose keys are strings of a table: a value is made of the key's row when it is asked for."""

    def __init__(self, strings: Strings, make: Callable[[int], T | None]) -> None:
        """Take the table, and what makes the value of a row; where that is None, the string is no key."""
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
        """The value of a string, or a default; the Mapping's own raises and catches an error for it."""
        value = self._value(text)
        return default if value is None else value

    def __iter__(self) -> Iterator[str]:
        return (self._strings[row] for row in range(len(self._strings)) if self._make(row) is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def beginning(self, prefix: str) -> Iterator[str]:
        """The keys that begin with a prefix."""
        return (self._strings[row] for row in self._strings.beginning(prefix) if self._make(row) is not None)

    def to_dict(self) -> dict[str, T]:
        """All keys with their values, in a dict."""
        made = ((text, self._make(row)) for row, text in enumerate(self._strings))
        return {text: value for text, value in made if value is not None}

    def _made(self, text: str) -> T | None:
        row = self._strings.find(text)
        return None if row is None else self._make(row)


def keys_beginning(found: Mapping[str, T], prefix: str) -> Iterator[str]:
    """The keys of a mapping that begin with a prefix."""
    return found.beginning(prefix) if isinstance(found, Lookup) else (key for key in found if key.startswith(prefix))


def values_of(found: Mapping[str, T], strings: Strings, absent: T) -> list[T]:
    """The value of each string of a table, in the order of its rows; `absent` for those that the mapping lacks."""
    # Bisecting for each of many strings takes longer than reading all that a Lookup has.
    known = found.to_dict() if isinstance(found, Lookup) and len(strings) > _MANY else found
    return [known.get(text, absent) for text in strings]


class Groups:
    """A ragged array (CSR), such as passages by term: group `g` is `members[starts[g]:starts[g + 1]]`."""

    def __init__(self, starts: Longs, members: npt.NDArray[np.int32]) -> None:
        self.starts = starts
        self.members = members

    @classmethod
    def of(cls, groups: npt.ArrayLike, members: npt.ArrayLike, count: int) -> "Groups":
        """The groups of pairs: `groups[i]` gets `members[i]`; a group's members are sorted, each once.

        `count` is the number of groups.
        """
        pairs = np.unique((np.asarray(groups, dtype=np.int64) << 32) | np.asarray(members, dtype=np.int64))
        counts = np.bincount(pairs >> 32, minlength=count)
        starts = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(counts, dtype=np.int64)])
        return cls(starts, (pairs & 0xFFFFFFFF).astype(np.int32))

    def __getitem__(self, group: int) -> npt.NDArray[np.int32]:
        return self.members[int(self.starts[group]) : int(self.starts[group + 1])]

    def __len__(self) -> int:
        return len(self.starts) - 1


def letters_of(strings: Iterable[str]) -> npt.NDArray[np.uint32]:
    """The letters of each string as bits (`letter_bits`): a lower bound of the edits between two; shape (strings,)."""
    return np.array([letter_bits(text) for text in strings], dtype=np.uint32)


def letter_bits(text: str) -> int:
    """The set of letters of a string as bits: 0 to 25 for a to z, 26 for all others."""
    bits = 0
    for char in text:
        letter = ord(char) - 97
        bits |= 1 << (letter if 0 <= letter < _LETTERS else _LETTERS)
    return bits
