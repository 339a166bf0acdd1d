"""What a quotation goes over where it leaves words out: the end of a sentence, the end of a paragraph."""

import re
from dataclasses import dataclass
from typing import Final

from glmbot.core.model import Span
from glmbot.core.quotations.texts import Alignment, Part
from glmbot.core.quotations.words import ellipses_in
from glmbot.core.text.tokens import split_sentences

_END: Final = re.compile(r"[.!?\n]")
_FOUR_DOTS: Final = re.compile(r"(?:\.\s?){4}")
"""A full stop and an ellipsis."""


@dataclass(frozen=True)
class Gap:
    """Where a part is left out: from the end of the word before it to the start of the word after it."""

    said: str
    original: Span
    words: Span
    """In the body, the words that are left out."""
    starts: tuple[int, ...]
    """Where sentences start in the original."""
    ends_at: int
    """Where the sentence of the word after it ends."""

    @property
    def are_sentences(self) -> bool:
        """Whether whole sentences are left out, no more and no less."""
        return self.starts != () and self.starts[0] <= self.words.start and self.starts[-1] >= self.words.end

    @property
    def joins(self) -> bool:
        """Whether parts of two sentences are joined, or whole ones left out and no end is shown before."""
        return self.starts != () and not (self.are_sentences and _shows_end(self.said))


def gaps_of(found: Alignment) -> list[Gap]:
    """Where a quotation says that something is left out, and words are."""
    skipped = [part for part in found.parts if part.kind == "skipped"]
    if not skipped:
        return []
    body = found.text.article.body
    starts = [one.start for one in split_sentences(body, found.text.notes)]
    return [_gap_of(found, part, starts) for part in skipped]


def _gap_of(found: Alignment, part: Part, starts: list[int]) -> Gap:
    said, original = _around(found, part)
    words = [word.span for word in found.text.words if word.span in part.original]
    return Gap(
        said=found.quoted.text[said.start : said.end],
        original=original,
        words=Span(words[0].start, words[-1].end),
        starts=tuple(start for start in starts if original.start < start <= original.end),
        ends_at=next((start for start in starts if start > original.end), len(found.text.article.body)),
    )


def crosses_paragraph(found: Alignment, part: Part) -> bool:
    """Whether a paragraph ends where a part is left out, and the quotation has no line that ends there."""
    said, original = _around(found, part)
    there = found.text.article.body[original.start : original.end]
    return "\n\n" in there and "\n" not in found.quoted.text[said.start : said.end]


def _shows_end(gap: str) -> bool:
    if _FOUR_DOTS.search(gap):
        return True
    for ellipsis in reversed(ellipses_in(gap)):
        gap = gap[: ellipsis.start] + gap[ellipsis.end :]
    return bool(_END.search(gap))


def _around(found: Alignment, part: Part) -> tuple[Span, Span]:
    """What stands between the words before a part that is left out and those after it, on both sides."""
    said = next(word.span.start for word in found.quoted.words if word.span.start >= part.said.end)
    there = next(word.span.start for word in found.text.words if word.span.start >= part.original.end)
    return Span(part.said.end, said), Span(part.original.start, there)
