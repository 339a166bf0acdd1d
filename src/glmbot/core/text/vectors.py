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
        return self.units(np.array([self._row(form) for form in forms], dtype=np.int32))

    def units(self, rows: npt.NDArray[np.int32]) -> Floats:
        """Rows of the table by number, each of length one; zeros for a number that the table lacks."""
        found = np.zeros((len(rows), self.table.shape[1]), dtype=np.float32)
        known = np.flatnonzero((rows >= 0) & (rows < len(self.table)))
        found[known] = unit(np.asarray(self.table)[rows[known]].astype(np.float32))
        return found


def unit(rows: Floats) -> Floats:
    """Rows stretched to length one, zeros left as they are."""
    stretched: Floats = rows / (np.sqrt(np.einsum("ij,ij->i", rows, rows))[:, None] + np.float32(_EPSILON))
    return stretched


NO_VECTORS: Final = Vectors({}, np.zeros((0, 0), dtype=np.int8))
