"""A text as words that are compared: case, accents and punctuation make no difference, all else does."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from glmbot.core.model import Span
from glmbot.core.text.tokens import fold

_JOINTS: Final = "-‐‑'’ʼ‘.,:/@&"  # noqa: RUF001 - hyphens and apostrophes that look alike
_UNSEEN: Final = (
    "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e01ef"
)
"""Characters that nobody sees: they part no word."""
_LETTERS: Final = rf"\w[\w\u0300-\u036f\u20d0-\u20f0]*(?:[{_UNSEEN}]+\w[\w\u0300-\u036f\u20d0-\u20f0]*)*"
_STRUCK: Final = "~~"
"""What Discord strikes out stands between two of these."""
_WORD: Final = re.compile(
    rf"\[\w{{1,3}}\]{_LETTERS}"  # [T]he
    rf"|(?:(?<![\w.,)])[-−](?=\d))?{_LETTERS}"
    rf"(?:(?:[{_JOINTS}]|(?<=\d)–(?=\d)){_LETTERS})*"  # non-compliance, 41,000, 2006–08, −5
    rf"|[%‰$€£¥§¶°+=]|{_STRUCK}(?:[^~]+{_STRUCK})?"
)
_ELLIPSIS: Final = re.compile(r"[\[(]?\s*(?:…|\.{3,}|(?:\. ){2,}\.)\s*[\])]?")
_HYPHENS: Final = re.compile("[-‐‑–−]")  # noqa: RUF001 - the same
_APOSTROPHES: Final = re.compile("['’ʼ‘]")
_MARKS: Final = str.maketrans("", "", "[]_")
"""Of changed first letters, and of italics in Markdown."""
_OVERLAID: Final = re.compile("[\u0334-\u0338\u20d2\u20d3\u20d8-\u20da\u20e5\u20e6\u20ea\u20eb]")
"""Strokes through a letter."""
_HIDING: Final = re.compile(f"{_STRUCK}|[{_UNSEEN}]")


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
    if word.startswith(_STRUCK):
        return _STRUCK + " ".join(keys_of(word.strip("~")))
    # A soft hyphen only says where a line may break; any other character that nobody sees makes another word.
    plain = _HYPHENS.sub("-", _APOSTROPHES.sub("'", word.replace("\u00ad", "")))
    return _STRUCK * bool(_OVERLAID.search(word)) + fold(plain.translate(_MARKS))


def is_plain(key: str) -> bool:
    """Whether no part of a word is struck out, and it holds nothing that nobody sees."""
    return not _HIDING.search(key)


def are_same_letters(said: Sequence[str], original: Sequence[str]) -> bool:
    """Whether words are others only written apart or together: gray zone, gray-zone."""
    letters, others = ("".join(char for key in keys for char in key if char.isalnum()) for keys in (said, original))
    has_digits = any(char.isdigit() for char in letters)
    return letters != "" and letters == others and not has_digits and all(map(is_plain, said))


def ellipses_in(text: str) -> list[Span]:
    """Where a text marks that something is left out: …, ..., [...], . . . ."""
    return [Span(*found.span()) for found in _ELLIPSIS.finditer(text)]
