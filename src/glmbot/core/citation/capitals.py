"""Which words of a title keep their capitals where a style writes titles in small letters: the names in it.

The articles' titles have capitals throughout, so that they don't show what is a name. A name is what an article's own
record and text show to be one; the rest may become small, as the styles that change titles want it.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from glmbot.core.citation.typography import one_line
from glmbot.core.model import Article, Span

_WORD: Final = re.compile(r"[^\W_](?:[^\W_]|[.'’](?=[^\W_])|\.(?<=[^\W\d_]\.[^\W\d_]\.))*")
_HEADLINE: Final = re.compile(r":\s")
_BETWEEN: Final = re.compile(r"(?:[ -]|\s(?:of|the|and|for|on|in|de|del|da|la|al|&)\s)+")
"""What may stand between the words of one name."""

_CALENDAR: Final = frozenset(
    """
    January February March April June July August September October November December Monday Tuesday Wednesday
    Thursday Friday Saturday Sunday
    """.split()
)
_LONGEST: Final = 8
"""Words of a name that are looked for in the text."""

_BEFORE: Final = 8
_INSIDE: Final = re.compile(r"(?:[\w,;’”)]|(?<!\w)(?:Mrs?|Ms|Dr|Prof|Gen|Sen|Rep|Gov|Hon)\.)\s[“‘(]?$")
"""What stands before a word inside a sentence, where a capital means a name."""


def names_in_title(article: Article) -> tuple[Span, ...]:
    """Where names stand in the title on one line, in order, never overlapping."""
    title = one_line(article.title)
    words = [Span(*found.span()) for found in _WORD.finditer(title)]
    head = _HEADLINE.search(title)
    until = head.start() if head else 0
    found = sorted(_candidates(article, title, words, until), key=lambda span: span.start)
    kept: list[Span] = []
    for span in found:
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
        else:
            kept[-1] = Span(kept[-1].start, max(kept[-1].end, span.end))
    return tuple(kept)


def _candidates(article: Article, title: str, words: Sequence[Span], until: int) -> Iterator[Span]:
    """What can be no other than a name: in the headline's jurisdictions, the record, the calendar, the text."""
    for name in article.jurisdictions:
        yield from (Span(*found.span()) for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", title))
    for place, word in enumerate(words):
        text = title[word.start : word.end]
        if _is_fixed(text, title[word.end : word.end + 1]):
            yield word
        elif not text[0].isupper():
            continue
        elif word.end <= until or text in _CALENDAR:
            yield word
        elif (end := _end_of_name(article.body, title, words, place)) is not None:
            yield Span(word.start, end)


def _is_fixed(word: str, after: str) -> bool:
    """Whether a word has capitals that no style may touch: UNODC, McKay, eID, 5G, Schedule B; not A, nor E-Commerce."""
    return any(char.isupper() for char in word[1:]) or (
        word.isupper() and len(word) == 1 and word != "A" and after != "-"
    )


def _end_of_name(body: str, title: str, words: Sequence[Span], place: int) -> int | None:
    """Where the longest name ends that begins with a word and stands in the text inside a sentence."""
    start = words[place].start
    for last in range(min(place + _LONGEST, len(words)) - 1, place - 1, -1):
        end = words[last].end
        if not title[words[last].start].isupper() or not _joined(title, words[place : last + 1]):
            continue
        text = title[start:end]
        if _inside_sentence(body, text) and (last > place or not _stands(body, text.lower())):
            return end
    return None


def _joined(title: str, words: Sequence[Span]) -> bool:
    """Whether nothing but blanks and small words stand between the capitals."""
    capitals = [word for word in words if title[word.start].isupper()]
    return all(_BETWEEN.fullmatch(title, before.end, after.start) for before, after in pairwise(capitals))


def _inside_sentence(body: str, text: str) -> bool:
    return any(_INSIDE.search(body, max(0, at - _BEFORE), at) for at in _places(body, text))


def _stands(body: str, text: str) -> bool:
    return any(True for _ in _places(body, text))


def _places(body: str, text: str) -> Iterator[int]:
    """Where a text stands in the body between other letters."""
    at = body.find(text)
    while at >= 0:
        end = at + len(text)
        if not body[at - 1 : at].isalnum() and not body[end : end + 1].isalnum():
            yield at
        at = body.find(text, end)
