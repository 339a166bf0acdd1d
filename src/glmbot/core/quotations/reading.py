"""What a text quotes: the words between quotation marks, double or single, and lines that begin with ">"."""

import re
from collections.abc import Iterator
from typing import Final

from glmbot.core.model import Span
from glmbot.core.quotations.sense_words import NOT_OPENING
from glmbot.core.quotations.words import words_of

FEWEST_WORDS: Final = 3
"""Fewer words between quotation marks are a title or a turn of phrase."""

_MARKED: Final = re.compile(
    r"(?P<block>(?m:^>\s?.*$)(?:\n>\s?.*)*)"
    r"|“(?P<curly>[^“”]+(?:“[^“”]*”[^“”]*)*)”"
    r"|„(?P<low>[^„“”]+)[“”]"
    r"|«(?P<angled>[^«»]+)»"
    r'|(?<!\d)"(?P<straight>[^"\n]+)"'
    # Over two lines and more, as long as no paragraph ends, and nobody could take the marks for inches.
    r'|(?<![\d\w])"(?P<lines>(?=\S)(?:[^"\n]|\n(?!\s*\n))+(?<=\S))"(?!\w)'
    # An apostrophe stands in a word, or after one that goes on to a later mark: the passengers’ boats are there’.
    r"|(?<![\w’'])‘(?P<single>(?=\w|[\[(“])(?:[^‘’\n]|\n(?!\s*\n)|’(?=\w)|(?<=\s)’"
    r"|(?<=s)’(?=\s+[a-z][^‘’\n]*(?:\w’\w[^‘’\n]*)*\S’(?!\w)))+)’(?!\w)"
    rf"|(?<![\w'’])'(?!(?i:{'|'.join(NOT_OPENING)})\b|\d\ds\b)(?P<plain>(?=\w|[\[(\"“])(?:[^'\n]|\n(?!\s*\n)|'(?=\w)"
    r"|(?<=s)'(?=\s+[a-z][^'\n]*(?:\w'\w[^'\n]*)*\S'(?!\w)))+(?<=\S))'(?!\w)"
)


def quoted_in(text: str) -> list[Span]:
    """Where the quotations of a text stand, without their marks; the whole text where it marks none of three words."""
    return [*_marked(text)] if marks_some(text) else [trimmed(text)]


def marks_some(text: str) -> bool:
    """Whether a text marks a quotation of three words or more."""
    return any(len(words_of(text[one.start : one.end])) >= FEWEST_WORDS for one in _marked(text))


def trimmed(text: str) -> Span:
    """Where a text stands without white space around it."""
    start = len(text) - len(text.lstrip())
    return Span(start, max(start, len(text.rstrip())))


def _marked(text: str) -> Iterator[Span]:
    for found in _MARKED.finditer(text):
        kind = found.lastgroup or ""
        span = Span(*found.span(kind))
        count = len(words_of(text[span.start : span.end]))
        # Few words between single marks are the name of a thing, or stand between apostrophes.
        fewest = FEWEST_WORDS if kind in {"single", "plain"} else 1
        if count >= fewest:
            yield span
