"""The source parser: texts by the grammar of cites, with damages, and plain jumble."""

from collections.abc import Callable
from random import Random

from fuzz.grammar import ATOMS, random_body
from fuzz.invariants import check_sources
from glmbot.core.sources import find_sources


class Fuzzed:
    """Finds the sources of random bodies."""

    waits = False

    def try_(self, source: Random) -> str:
        """Make a body and check all of its sources."""
        body = make(source)
        check_sources(body)
        return body

    def growing(self, source: Random) -> tuple[str, str, Callable[[str], object]]:
        """A short piece, or a whole body, repeated."""
        piece = source.choice((make(source), "".join(source.choice(ATOMS) for _ in range(source.randrange(1, 5)))))
        return source.choice(("", "Barns are red. (", "(Ada Quill, ", "(Id.; ")), piece, find_sources

    def close(self) -> None:
        """Nothing is held."""


def make(source: Random) -> str:
    """A random body."""
    match source.randrange(4):
        case 0:
            return "".join(chr(source.choice((source.randrange(32, 127), source.randrange(0xD800)))) for _ in range(80))
        case 1:
            return "".join(source.choice(ATOMS) for _ in range(source.randrange(120)))
        case _:
            return random_body(source, source.randrange(1, 80))
