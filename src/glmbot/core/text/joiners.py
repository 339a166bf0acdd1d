"""Characters that nobody sees: some decide how letters and pictures are written; the others are made visible."""

import re
from typing import Final

from glmbot.core.text.tokens import is_invisible

_JOINERS: Final = "\u200c\u200d"
_JOINED: Final = re.compile(
    "[\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1700-\u18af\u1a20-\u1bff\ua840-\ua87f\ufb50-\ufdff\ufe70-\ufefe]"
)
"""Letters of scripts in which a joiner decides how they are written: Arabic, Indic, Mongolian and their kin."""
_PICTURE: Final = re.compile("[\u00a9\u00ae\u203c-\u3299\ufe0f\U0001f000-\U0001faff]")
"""What sequences of emoji are made of."""


def shown(text: str) -> str:
    """The text, each character that could hide or reorder it replaced by U+FFFD; joiners in their place stay."""
    # What can be printed hides nothing: most texts need no look at each character.
    if text.replace("\n", "").isprintable():
        return text
    return "".join(
        "\ufffd" if is_invisible(char) and char != "\n" and not _joins(text, at) else char
        for at, char in enumerate(text)
    )


def _joins(text: str, at: int) -> bool:
    """Whether a joiner stands between two letters that it shapes, or pictures that it makes one."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if text[at] not in _JOINERS or not before:
        return False
    shapes = _JOINED.match(before) and (_JOINED.match(after) or not after.isalnum())
    return bool(shapes or (text[at] == "\u200d" and _PICTURE.match(before) and _PICTURE.match(after)))
