"""glmbot answers questions from Global Legal Monitor articles with the passage itself and its citation."""

from typing import Final

__version__: Final = "0.1.0"
