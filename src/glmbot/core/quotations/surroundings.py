"""The jurisdictions that a text names around a quotation: its words may be right, and said to be another country's."""

import re
from collections.abc import Iterable, Sequence

from glmbot.core.model import Span
from glmbot.core.text.tokens import split_sentences


class Surroundings:
    """A text without its quotations."""

    def __init__(self, text: str, quoted: Sequence[Span], names: Iterable[str]) -> None:
        self._text, self._quoted = text, quoted
        self._names = [name for name in sorted(names, key=len, reverse=True) if name in text]
        self._sentences = split_sentences(text, quoted) if self._names else []

    def named(self, span: Span) -> tuple[str, ...]:
        """What is named in the sentences that hold a quotation; if nothing is, in the sentence before."""
        own = [one for one in self._sentences if one.start < span.end and span.start < one.end]
        before = [one for one in self._sentences if own and one.end <= own[0].start][-1:]
        return self._names_in(own) or self._names_in(before)

    def _names_in(self, sentences: Iterable[Span]) -> tuple[str, ...]:
        outside = " … ".join(map(self._outside, sentences))
        named = []
        for name in self._names:
            found = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
            if found.search(outside):
                named.append(name)
                # Guinea is not named in Papua New Guinea.
                outside = found.sub(" ", outside)
        return tuple(sorted(named))

    def _outside(self, sentence: Span) -> str:
        kept, at = "", sentence.start
        for one in self._quoted:
            if one.start < sentence.end and one.end > sentence.start:
                kept, at = f"{kept}{self._text[at : max(at, one.start)]} ", max(at, one.end)
        return kept + self._text[at : max(at, sentence.end)]
