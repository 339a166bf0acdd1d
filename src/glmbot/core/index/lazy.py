"""Sequences and mappings whose values are made when they are asked for."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, Generic, TypeVar, overload

from glmbot.core.model import Passage

REMEMBERED: Final = 4096
"""Passages and articles that are kept once they were made: what one question needs many times over."""

_K = TypeVar("_K")
_V = TypeVar("_V")


class Lazy(Mapping[_K, _V], Generic[_K, _V]):
    """A mapping whose values are made when they are asked for; the latest are remembered."""

    def __init__(self, keys: Iterable[_K] | Callable[[], Iterable[_K]], make: Callable[[_K], _V]) -> None:
        self._keys = keys
        self._make = lru_cache(maxsize=REMEMBERED)(make)

    def __getitem__(self, key: _K) -> _V:
        return self._make(key)

    def __iter__(self) -> Iterator[_K]:
        return iter(self._keys() if callable(self._keys) else self._keys)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Passages(Sequence[Passage]):
    """The passages by number."""

    def __init__(self, count: int, make: Callable[[int], Passage]) -> None:
        self._count = count
        self._make = lru_cache(maxsize=REMEMBERED)(make)

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> Passage: ...
    @overload
    def __getitem__(self, place: slice) -> list[Passage]: ...
    def __getitem__(self, place: int | slice) -> Passage | list[Passage]:
        if isinstance(place, slice):
            return [self._make(one) for one in range(*place.indices(self._count))]
        if not -self._count <= place < self._count:
            raise IndexError(place)
        return self._make(int(place) % self._count)
