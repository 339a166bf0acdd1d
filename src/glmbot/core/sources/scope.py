"""Which sources support which sentences (rule R6)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from glmbot.core.corpus.passages import Paragraph, split_paragraphs
from glmbot.core.model import Source, Span


@dataclass(frozen=True, slots=True)
class _Scope:
    """A source and the stretches of prose that it supports."""

    source: Source
    stretches: tuple[Span, ...]


def supporting(sources: Sequence[Source], span: Span, body: str) -> tuple[Source, ...]:
    """The sources that support the prose in a span of the body, in order; `sources` are all of the body's.

    A source supports the prose back to the source before it or to its paragraph's start; where it is the first of a
    quotation or list, also the lead-in before. A span inside a source belongs to that source; one that takes in a
    source without any prose before it has that source too.
    """
    return tuple(scope.source for scope in _scopes(sources, body) if _touches(scope, span, body))


def _scopes(sources: Sequence[Source], body: str) -> Iterator[_Scope]:
    paragraphs = split_paragraphs(body)
    ends: dict[int, int] = {}
    stretches: tuple[Span, ...] = ()
    for source in sources:
        paragraph = paragraphs[source.paragraph - 1]
        before = ends.get(source.paragraph)
        stretch = Span(before if before is not None else paragraph.span.start, source.span.start)
        if before is None:
            stretches = (*_led_in(paragraphs, paragraph, stretch, ends, body), stretch)
        elif _has_words(body, stretch):
            stretches = (stretch,)
        # a source that follows another without words between supports what that one does
        yield _Scope(source, stretches)
        ends[source.paragraph] = source.span.end


def _led_in(
    paragraphs: Sequence[Paragraph], paragraph: Paragraph, stretch: Span, ends: dict[int, int], body: str
) -> Iterator[Span]:
    """The lead-in before a quotation; where a source stands alone in its paragraph, first the quotation before it."""
    alone = not _has_words(body, stretch)
    for one in reversed(paragraphs[max(0, paragraph.number - 3) : paragraph.number - 1]):
        if one.heading != paragraph.heading or not (one.is_lead_in or alone):
            return
        yield Span(ends.get(one.number, one.span.start), one.span.end)
        if one.is_lead_in:
            return
        alone = False


def _touches(scope: _Scope, span: Span, body: str) -> bool:
    if span in scope.source.span:
        return True
    stretches = scope.stretches
    supports_nothing = not any(_has_words(body, stretch) for stretch in stretches)
    if supports_nothing and scope.source.span in span:
        return True
    if supports_nothing or "run_on" in scope.source.flags:
        stretches = (*stretches, scope.source.span)
    return any(_has_words(body, _overlap(stretch, span)) for stretch in stretches)


def _overlap(one: Span, other: Span) -> Span:
    start = max(one.start, other.start)
    return Span(start, max(start, min(one.end, other.end)))


def _has_words(body: str, span: Span) -> bool:
    return any(char.isalnum() for char in body[span.start : span.end])
