"""Lines that an editor, a mail program or a PDF wrapped, made whole: joined, and words put together again."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from glmbot.core.text.tokens import fold
from glmbot.storage.resources import read_resources

_LONGEST: Final = 110
_USUAL: Final = (45, 100)
"""The lengths of lines that an editor or a mail program wraps."""
_LONGEST_WORD: Final = 60
_CLOSING: Final = frozenset(".,;)]")
_FITS: Final = 0.8
"""A line that is so much shorter than the longest, with the next line's first word, was ended on purpose."""
_ENDS: Final = re.compile(r"[.?!:;…][)\]”\"’']*\Z")
_HYPHEN: Final = re.compile(r"(?P<left>[^\W\d_]+(?:[-’'][^\W\d_]+)*)[-‐¬]\Z")  # noqa: RUF001 - hyphens as they stand
_ADDRESS: Final = re.compile(r"\W*www\.", re.IGNORECASE)
_LEAST_HALF: Final = 4
_COMMON: Final = 3.5
"""The least length and Zipf value of a word that stands by itself: syllables such as `mis` and `ment` have less."""
_RANGE: Final = re.compile(r"\d[-–]\Z")
_FIRST: Final = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_WORD: Final = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_JOINTS: Final = frozenset("and or to nor und et".split())
_PREFIXES: Final = frozenset(
    "all anti cross ex far first full half high ill large long low mid multi neo non off one open part post pro quasi"
    " second self semi short single small so socio state third three two vice well wide world twenty thirty forty fifty"
    " sixty seventy eighty ninety".split()
)
"""A hyphen follows them where nothing in the text says otherwise."""
_SUFFIXES: Final = frozenset(
    "based related term time old year month day wide level free like led owned run made speaking making building"
    " keeping friendly specific law elect general sector called known trained".split()
)


def is_wrapped(lines: Sequence[str]) -> bool:
    """Whether lines without a blank line between them are one wrapped text, and not a paragraph each."""
    if len(lines) < 2 or any(len(line) > _LONGEST and " " in line for line in lines):  # noqa: PLR2004 - one break
        return False
    shortest, longest = _USUAL
    if all(shortest <= len(line) <= longest for line in lines[:-1]) and len(lines[-1]) <= longest:
        return True
    inside = sum(_is_inside(one, other) for one, other in pairwise(lines))
    return inside * 2 >= len(lines) - 1


def unwrapped(lines: Sequence[str]) -> Iterator[list[str]]:
    """The lines of each paragraph of a wrapped text."""
    width = max(map(len, lines))
    start = 0
    for place in range(1, len(lines)):
        if _is_end(lines[place - 1], lines[place], width):
            yield list(lines[start:place])
            start = place
    yield list(lines[start:])


def words_of(text: str) -> frozenset[str]:
    """The words of a text, by which those that a line end divides are known."""
    return frozenset(word.lower() for word in _WORD.findall(text))


def join(lines: Sequence[str], words: frozenset[str], mended: list[str]) -> str:
    """The lines as one; a word that was divided is put together, and noted in `mended`."""
    parts = [lines[0]]
    in_address = False
    for before, line in pairwise(lines):
        found = _HYPHEN.search(before, max(0, len(before) - _LONGEST_WORD))
        first = _FIRST.match(line)
        in_address = before.endswith("-") and _ends_in_address(before, goes_on=in_address)
        if in_address:
            pass
        elif found and first and first[0].lower() in _JOINTS:
            parts.append(" ")
        elif found and first and first[0][0].islower() and not _keeps(found["left"], first[0], words):
            parts[-1] = parts[-1][:-1]
            mended.append(found["left"] + first[0])
        elif line and line[0] in _CLOSING and not before.endswith(" "):
            pass
        elif not ((found and first) or (_RANGE.search(before[-2:]) and line[0].isdigit())):
            parts.append(" ")
        parts.append(line)
    return "".join(parts)


def _keeps(left: str, right: str, words: frozenset[str]) -> bool:
    """Whether a hyphen at a line's end belongs to the word."""
    if f"{left}-{right}".lower() in words:
        return True
    if f"{left}{right}".lower() in words:
        return False
    if len(left) == 1 or left.lower() in _PREFIXES or right.lower() in _SUFFIXES:
        return True
    return _are_words(left.rpartition("-")[2], right.partition("-")[0])


def _are_words(left: str, right: str) -> bool:
    """Whether general English knows both halves as words and not the word that they make; names have capitals."""
    if not left.islower() or min(len(left), len(right)) < _LEAST_HALF:
        return False
    frequencies = read_resources().frequencies
    halves = all(fold(half) in frequencies and frequencies.of(fold(half)) >= _COMMON for half in (left, right))
    return halves and fold(left + right) not in frequencies


def _ends_in_address(line: str, *, goes_on: bool) -> bool:
    """Whether a line ends inside a web address, whose hyphens belong to it; `goes_on` if it begins inside one."""
    run = line.rsplit(maxsplit=1)[-1]
    return "://" in run or _ADDRESS.match(run) is not None or (goes_on and run == line)


def _is_inside(line: str, following: str) -> bool:
    """Whether a break between two lines stands inside a sentence."""
    return bool(_HYPHEN.search(line)) or (following[:1].islower() and not _ENDS.search(line))


def _is_end(line: str, following: str, width: int) -> bool:
    first = following.split(maxsplit=1)[0]
    on_purpose = len(line) + 1 + len(first) < _FITS * width
    return on_purpose and bool(_ENDS.search(line)) and not following[0].islower()
