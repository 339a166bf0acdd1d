"""Words that no article has, counted by how many people used them; who used what, and in which question, is not kept.

Until `TOLD_FROM` different people have used a word, only a keyed hash of it is there; then the word itself. People
stand under keyed hashes, another for each word, so that the words of one person can't be put together. All of it goes
after `KEEP_DAYS`, and what is oldest when there is too much.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

TABLES: Final = (
    """CREATE TABLE gap_uses (
        word TEXT NOT NULL,
        person TEXT NOT NULL,
        day TEXT NOT NULL,
        PRIMARY KEY (word, person)
    )""",
    "CREATE TABLE gap_words (word TEXT PRIMARY KEY, written TEXT NOT NULL)",
)

TOLD_FROM: Final = 5
"""A word is kept, and told, from so many people on."""
KEEP_DAYS: Final = 30
MOST_USES: Final = 20_000
MOST_PEOPLE: Final = 200
"""So many people are counted for a word; more say nothing more."""
LONGEST_WORD: Final = 30

_KEEP: Final = (
    "INSERT INTO gap_uses (word, person, day) VALUES (?, ?, ?)"
    " ON CONFLICT (word, person) DO UPDATE SET day = excluded.day"
)
_USES: Final = "SELECT COUNT(*) FROM gap_uses"
_PEOPLE: Final = "SELECT COUNT(*) FROM gap_uses WHERE word = ?"
_OTHERS: Final = "SELECT COUNT(*) FROM gap_uses WHERE word = ? AND person <> ?"
_TELL: Final = "INSERT INTO gap_words (word, written) VALUES (?, ?) ON CONFLICT (word) DO NOTHING"
_DROP_OLDEST: Final = (
    "DELETE FROM gap_uses WHERE (word, person) IN (SELECT word, person FROM gap_uses ORDER BY day, word LIMIT ?)"
)
_FORGET_FEW: Final = (
    "DELETE FROM gap_words WHERE word NOT IN (SELECT word FROM gap_uses GROUP BY word HAVING COUNT(*) >= ?)"
)
FIND: Final = (
    "SELECT written, COUNT(*) FROM gap_words JOIN gap_uses ON gap_uses.word = gap_words.word"
    " GROUP BY gap_words.word, written HAVING COUNT(*) >= ? ORDER BY COUNT(*) DESC, written"
)

Hash: TypeAlias = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Gap:
    """A word that no article has, and how many different people used it."""

    word: str
    people: int


def is_countable(word: str) -> bool:
    """Whether a word is one of a language: no number, address or name of an account."""
    return word.replace("-", "").replace("'", "").isalpha() and len(word) <= LONGEST_WORD


def note(connection: Any, hashed: Hash, used: Iterable[tuple[str, int]], day: dt.date) -> None:
    """Count that people, by their ids, used words."""
    for written, person in used:
        word = hashed(f"gap:{written}")
        one = hashed(f"gap:{word}:{person}")
        if _count(connection, _OTHERS, word, one) < MOST_PEOPLE:
            connection.execute(_KEEP, (word, one, day.isoformat()))
        if _count(connection, _PEOPLE, word) >= TOLD_FROM:
            connection.execute(_TELL, (word, written))
    if (excess := _count(connection, _USES) - MOST_USES) > 0:
        connection.execute(_DROP_OLDEST, (excess,))
        connection.execute(_FORGET_FEW, (TOLD_FROM,))


def purge(connection: Any, today: dt.date) -> None:
    """Forget what is too old."""
    oldest = today - dt.timedelta(days=KEEP_DAYS)
    connection.execute("DELETE FROM gap_uses WHERE day < ?", (oldest.isoformat(),))
    connection.execute(_FORGET_FEW, (TOLD_FROM,))


def forget(connection: Any, hashed: Hash, person: int) -> None:
    """Forget that a person used any word."""
    rows: Sequence[tuple[str, str]] = connection.execute("SELECT word, person FROM gap_uses").fetchall()
    for word, one in rows:
        if one == hashed(f"gap:{word}:{person}"):
            connection.execute("DELETE FROM gap_uses WHERE word = ? AND person = ?", (word, one))
    connection.execute(_FORGET_FEW, (TOLD_FROM,))


def _count(connection: Any, query: str, *values: str) -> int:
    return int(connection.execute(query, values).fetchone()[0])
