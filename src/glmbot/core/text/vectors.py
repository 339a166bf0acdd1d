"""Word embeddings: a table of vectors made beforehand (`tools/make_vectors.py`); no model runs here."""

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
    """Word embeddings: `table` has a row for each folded word of `rows`; shape (words, dimensions)."""

    rows: Mapping[str, int]
    table: npt.NDArray[np.int8]
    _row: Callable[[str], int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_row", lru_cache(maxsize=_REMEMBERED)(lambda form: self.rows.get(form, -1)))

    def of(self, forms: Iterable[str]) -> Floats:
        """The unit vectors of folded words, zeros for one without; shape (words, dimensions)."""
        return self.units(np.array([self._row(form) for form in forms], dtype=np.int32))

    def units(self, rows: npt.NDArray[np.int32]) -> Floats:
        """The unit vectors of rows of the table, zeros for a row that it lacks; shape (rows, dimensions)."""
        found = np.zeros((len(rows), self.table.shape[1]), dtype=np.float32)
        known = np.flatnonzero((rows >= 0) & (rows < len(self.table)))
        found[known] = unit(np.asarray(self.table)[rows[known]].astype(np.float32))
        return found


def unit(rows: Floats) -> Floats:
    """Rows divided by their L2 norm; a row of zeros stays one."""
    stretched: Floats = rows / (np.sqrt(np.einsum("ij,ij->i", rows, rows))[:, None] + np.float32(_EPSILON))
    return stretched


NO_VECTORS: Final = Vectors({}, np.zeros((0, 0), dtype=np.int8))
