"""Characters that a reader does not see: which of them carry meaning, and a text without the others."""

import re
from collections import Counter
from typing import Final

from glmbot.core.text.tokens import is_invisible

_NAMES: Final = {
    0x00AD: "soft hyphen",
    0x034F: "combining grapheme joiner",
    0x061C: "Arabic letter mark",
    0x115F: "Hangul filler",
    0x1160: "Hangul filler",
    0x17B4: "Khmer inherent vowel",
    0x17B5: "Khmer inherent vowel",
    0x180E: "Mongolian vowel separator",
    0x200B: "zero-width space",
    0x200C: "zero-width non-joiner",
    0x200D: "zero-width joiner",
    0x200E: "left-to-right mark",
    0x200F: "right-to-left mark",
    0x2060: "word joiner",
    0x3164: "Hangul filler",
    0xFEFF: "byte order mark",
    0xFFA0: "Hangul filler",
    **dict.fromkeys(range(0x202A, 0x202F), "direction mark"),
    **dict.fromkeys(range(0x2061, 0x2065), "invisible operator"),
    **dict.fromkeys(range(0x2066, 0x206A), "direction mark"),
    **dict.fromkeys(range(0x206A, 0x2070), "deprecated format character"),
    **dict.fromkeys(range(0xFFF9, 0xFFFC), "annotation mark"),
    **dict.fromkeys(range(0xE0000, 0xE0080), "tag character"),
}
_ANY: Final = re.compile("[" + "".join(re.escape(chr(code)) for code in _NAMES) + "]")
_JOINERS: Final = "\u200c\u200d"
_DIRECTIONS: Final = "\u200e\u200f\u061c"
_JOINED_SCRIPTS: Final = re.compile(
    "[\u0600-\u08ff\u0900-\u0dff\u0f00-\u0fff\u1000-\u109f\u1700-\u18af\u1a20-\u1aaf\u1b00-\u1bff\ua840-\ua87f"
    "\ufb50-\ufdff\ufe70-\ufefe\U00010a00-\U00011fff]"
)
"""Letters of scripts in which a joiner decides how they are written: Arabic, Indic, Mongolian and their kin."""
_RIGHT_TO_LEFT: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe]")
_PICTURE: Final = re.compile(
    "[\u00a9\u00ae\u203c-\u3299\ufe0f\U0001f000-\U0001faff]"
)  # what emoji sequences are made of
_FLAG: Final = re.compile("\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f")


def without_invisible(text: str) -> str:
    """A text without characters that nobody sees; those that decide how letters or pictures join stay."""
    return _ANY.sub(lambda found: found[0] if _means_something(text, found.start()) else "", text)


def invisible_in(text: str) -> Counter[str]:
    """The names of the characters that `without_invisible` takes off, with their numbers."""
    return Counter(_NAMES[ord(one[0])] for one in _ANY.finditer(text) if not _means_something(text, one.start()))


def named(text: str) -> str:
    """A text in which the characters that `without_invisible` takes off are shown by their numbers."""
    return _ANY.sub(lambda one: one[0] if _means_something(text, one.start()) else f"[U+{ord(one[0]):04X}]", text)


def shown(text: str) -> str:
    """A text, each character that could hide or reorder it replaced by U+FFFD; joiners in their place stay."""
    # What can be printed hides nothing: most texts need no look at each character.
    if text.replace("\n", "").isprintable():
        return text
    return "".join(
        "\ufffd"
        if is_invisible(char) and char != "\n" and not (char in _JOINERS and _means_something(text, at))
        else char
        for at, char in enumerate(text)
    )


def _means_something(text: str, at: int) -> bool:
    char = text[at]
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if char in _JOINERS:
        scripts = _JOINED_SCRIPTS.match(before) and (_JOINED_SCRIPTS.match(after) or not after.isalnum())
        return bool(scripts or (char == "\u200d" and _PICTURE.match(before) and _PICTURE.match(after)))
    if char in _DIRECTIONS:
        return bool(_RIGHT_TO_LEFT.match(before) or _RIGHT_TO_LEFT.match(after))
    if ord(char) >= 0xE0000:  # noqa: PLR2004 - the block of tags
        start = text.rfind("\U0001f3f4", max(0, at - 32), at)
        found = _FLAG.match(text, start) if start >= 0 else None
        return bool(found and found.end() > at)
    return False
