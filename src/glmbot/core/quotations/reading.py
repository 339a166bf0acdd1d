"""What a text quotes: the words between quotation marks, and lines that begin with ">"."""

import re
from collections.abc import Iterator
from typing import Final

from glmbot.core.model import Span
from glmbot.core.quotations.words import words_of

FEWEST_WORDS: Final = 3
"""Fewer words between quotation marks are a title or a turn of phrase."""

_MARKED: Final = re.compile(
    r"(?P<block>(?m:^>\s?.*$)(?:\n>\s?.*)*)"
    r"|“(?P<curly>[^“”]+(?:“[^“”]*”[^“”]*)*)”"
    r"|„(?P<low>[^„“”]+)[“”]"
    r"|«(?P<angled>[^«»]+)»"
    r'|"(?P<straight>[^"\n]+)"'
)


def quoted_in(text: str) -> list[Span]:
    """Where the quotations of a text stand, without their marks; the whole text where it marks none."""
    return [*_marked(text)] or [Span(0, len(text))]


def _marked(text: str) -> Iterator[Span]:
    for found in _MARKED.finditer(text):
        span = Span(*found.span(found.lastgroup or 0))
        if len(words_of(text[span.start : span.end])) >= FEWEST_WORDS:
            yield span
