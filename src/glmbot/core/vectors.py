"""How near words are in meaning, by a table of vectors made beforehand: no model runs here."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
_EPSILON: Final = 1e-9
_REMEMBERED: Final = 100_000


@dataclass(frozen=True)
class Vectors:
    """A unit vector for each of many folded words; a word without one is near to nothing."""

    rows: Mapping[str, int]
    table: npt.NDArray[np.int8]
    _row: Callable[[str], int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_row", lru_cache(maxsize=_REMEMBERED)(lambda form: self.rows.get(form, -1)))

    def of(self, forms: Iterable[str]) -> Floats:
        """One unit row a word, zeros where there is none; shape (words, dimensions)."""
        places = np.array([self._row(form) for form in forms], dtype=np.intp)
        found = np.zeros((len(places), self.table.shape[1] if self.table.ndim == 2 else 0), dtype=np.float32)  # noqa: PLR2004
        known = places >= 0
        if known.any():
            taken = self.table[places[known]].astype(np.float32)
            found[known] = taken / (np.linalg.norm(taken, axis=1, keepdims=True) + _EPSILON)
        return found

    def mean(self, forms: Iterable[str], weights: Iterable[float]) -> Floats:
        """The unit vector of a bag of weighted words, or zeros."""
        rows = self.of(forms)
        if not len(rows):
            return np.zeros(rows.shape[1], dtype=np.float32)
        total = np.asarray(list(weights), dtype=np.float32) @ rows
        return np.asarray(total / (np.linalg.norm(total) + _EPSILON), dtype=np.float32)


NO_VECTORS: Final = Vectors({}, np.zeros((0, 0), dtype=np.int8))
