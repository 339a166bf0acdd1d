"""What a quotation goes over where it leaves words out: the end of a sentence, the end of a paragraph."""

import re
from typing import Final

from glmbot.core.model import Span
from glmbot.core.quotations.comparing import Alignment, Part
from glmbot.core.quotations.words import ellipses_in
from glmbot.core.text.tokens import split_sentences

_END: Final = re.compile(r"[.!?\n]")
_FOUR_DOTS: Final = re.compile(r"(?:\.\s?){4}")
"""A full stop and an ellipsis."""


def skips_sentence_end(found: Alignment) -> bool:
    """Whether an ellipsis joins parts of two sentences: what is said of one may then seem to be said of another."""
    skipped = [part for part in found.parts if part.kind == "skipped"]
    starts = [one.start for one in split_sentences(found.text.article.body, found.text.notes)]
    return any(_joins(found, part, starts) for part in skipped)


def crosses_paragraph(found: Alignment, part: Part) -> bool:
    """Whether a paragraph ends where a part is left out, and the quotation has no line that ends there."""
    said, original = _gap(found, part)
    there = found.text.article.body[original.start : original.end]
    return "\n\n" in there and "\n" not in found.quoted.text[said.start : said.end]


def _joins(found: Alignment, part: Part, starts: list[int]) -> bool:
    said, original = _gap(found, part)
    inside = [start for start in starts if original.start < start <= original.end]
    if not inside:
        return False
    words = [word.span for word in found.text.words if word.span in part.original]
    # Whole sentences may be left out between others, where the quotation shows that one ended before.
    are_whole = inside[0] <= words[0].start and inside[-1] >= words[-1].end
    return not (are_whole and _shows_end(found.quoted.text[said.start : said.end]))


def _shows_end(gap: str) -> bool:
    if _FOUR_DOTS.search(gap):
        return True
    for ellipsis in reversed(ellipses_in(gap)):
        gap = gap[: ellipsis.start] + gap[ellipsis.end :]
    return bool(_END.search(gap))


def _gap(found: Alignment, part: Part) -> tuple[Span, Span]:
    """What stands between the words before a part that is left out and those after it, on both sides."""
    said = next(word.span.start for word in found.quoted.words if word.span.start >= part.said.end)
    there = next(word.span.start for word in found.text.words if word.span.start >= part.original.end)
    return Span(part.said.end, said), Span(part.original.start, there)
