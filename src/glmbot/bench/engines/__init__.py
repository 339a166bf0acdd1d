"""The engines that are measured side by side, a module each: all search the same terms."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Final, Protocol, TypeAlias

K: Final = 10
"""Passages that each search gives."""

Documents: TypeAlias = Sequence[list[str]]
"""The terms of each passage."""


class Engine(Protocol):
    """One engine in a process of its own."""

    def build(self, documents: Documents) -> None:
        """Index the passages."""

    def ready(self, queries: Sequence[Sequence[str]]) -> None:
        """Take the terms of all queries, turned into what the engine searches by."""

    def search(self, query: int) -> None:
        """Search for a query, by its number."""


@dataclass(frozen=True)
class Offer:
    """An engine that can be measured: its module, and the packages that it needs."""

    module: str
    needs: tuple[str, ...] = ()


OURS: Final = "glmbot"
MODEL: Final = "rank_bm25"
TANTIVY: Final = "tantivy"

OFFERS: Final = {
    OURS: Offer("ours"),
    MODEL: Offer("model"),
    "bm25s": Offer("sparse", ("bm25s",)),
    TANTIVY: Offer("tantivy", ("tantivy",)),
    "SQLite FTS5": Offer("fts"),
}


def available() -> list[str]:
    """The names of the engines that are installed."""
    return [name for name, offer in OFFERS.items() if all(map(find_spec, offer.needs)) and _has_fts(name)]


def open_engine(name: str) -> Engine:
    """An engine, its packages loaded."""
    made: Engine = import_module(f"{__name__}.{OFFERS[name].module}").Measured()
    return made


def _has_fts(name: str) -> bool:
    """Whether SQLite was built with FTS5, where it is asked for."""
    if OFFERS[name].module != "fts":
        return True
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("CREATE VIRTUAL TABLE probe USING fts5(t)")
    except sqlite3.OperationalError:
        return False
    finally:
        connection.close()
    return True
