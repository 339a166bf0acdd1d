"""A text as words that are compared: case, accents and punctuation make no difference, all else does."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from glmbot.core.model import Span
from glmbot.core.text.tokens import fold

_JOINTS: Final = "-‐‑'’ʼ‘.,:/@&"  # noqa: RUF001 - hyphens and apostrophes that look alike
_WORD: Final = re.compile(
    r"\[\w{1,3}\]\w+"  # [T]he
    rf"|(?:(?<![\w.,)])[-−](?=\d))?\w+(?:(?:[{_JOINTS}]|(?<=\d)–(?=\d))\w+)*"  # non-compliance, 41,000, 2006–08, −5
    r"|[%‰$€£¥§¶°+=]"
)
_ELLIPSIS: Final = re.compile(r"[\[(]?\s*(?:…|\.{3,}|(?:\. ){2,}\.)\s*[\])]?")
_HYPHENS: Final = re.compile("[-‐‑–−]")  # noqa: RUF001 - the same
_APOSTROPHES: Final = re.compile("['’ʼ‘]")
_MARKS: Final = str.maketrans("", "", "[]_")
"""Of changed first letters, and of italics in Markdown."""
_UNSEEN: Final = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: what it is compared by, and where it stands."""

    key: str
    span: Span


def words_of(text: str) -> list[Word]:
    """The words of a text. A hyphen, and a point or comma inside a number, belong to theirs: 41,000 is not 41.000."""
    found = (Word(_key(one[0]), Span(*one.span())) for one in _WORD.finditer(text))
    return [word for word in found if word.key]


def keys_of(text: str) -> list[str]:
    """What the words of a text are compared by, in order; sooner than the words."""
    return [key for found in _WORD.findall(text) if (key := _key(found))]


def _key(word: str) -> str:
    if word.isascii() and word.isalnum():
        return word.lower()
    plain = _HYPHENS.sub("-", _APOSTROPHES.sub("'", _UNSEEN.sub("", word)))
    return fold(plain.translate(_MARKS))


def ellipses_in(text: str) -> list[Span]:
    """Where a text marks that something is left out: …, ..., [...], . . . ."""
    return [Span(*found.span()) for found in _ELLIPSIS.finditer(text)]


def find_run(wanted: Sequence[str], words: Sequence[str], start: int = 0) -> int | None:
    """Where a run of keys begins in others, at `start` or after; None where it does not stand there."""
    whole = "\0".join(["", *words[start:], ""])
    place = whole.find("\0".join(["", *wanted, ""]))
    return None if place < 0 else start + whole.count("\0", 0, place)
