"""Text in a Markdown file in which nothing is markup."""

import re
from typing import Final

_INLINE: Final = re.compile(r"[\\`*_{}\[\]<>#|~!&$]")
_LINE_START: Final = re.compile(r"^(\s*)([-+=]|\d+(?=[.)]))")


def inert_markdown(text: str, *, at_start: bool = True) -> str:
    """Text in which nothing is markup (CommonMark 0.31, section 2.4: a backslash before any ASCII punctuation)."""
    inline = _INLINE.sub(lambda found: "\\" + found[0], text)
    return _LINE_START.sub(_escaped_start, inline) if at_start else inline


def _escaped_start(found: re.Match[str]) -> str:
    return f"{found[1]}{found[2]}\\" if found[2].isdigit() else f"{found[1]}\\{found[2]}"
