"""A passage as the ranking reads it: its terms with their places, sentence by sentence, sources left out."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from glmbot.core.analysis import Analyzer, split_sentences, split_words
from glmbot.core.model import Passage, Source, Span


@dataclass(frozen=True)
class Sentence:
    """A sentence of a passage: its span in the article's body, and its terms in order."""

    span: Span
    terms: tuple[str, ...]


@dataclass(frozen=True)
class PassageTerms:
    """The terms of a passage, sentence by sentence."""

    passage: Passage
    sentences: tuple[Sentence, ...]

    @cached_property
    def terms(self) -> tuple[str, ...]:
        """All terms in order."""
        return tuple(term for sentence in self.sentences for term in sentence.terms)

    @cached_property
    def distinct(self) -> frozenset[str]:
        """The terms without repetition."""
        return frozenset(self.terms)

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """Terms that stand side by side within a sentence."""
        return frozenset(pair for one in self.sentences for pair in zip(one.terms, one.terms[1:], strict=False))


def read_passage(passage: Passage, sources: Sequence[Source], analyzer: Analyzer) -> PassageTerms:
    """Analyse a passage; source parentheses are shown with it, but are not searched as if they were prose."""
    skipped = [
        Span(source.span.start - passage.span.start, source.span.end - passage.span.start)
        for source in sources
        if source.span in passage.span
    ]
    prose = _blanked(passage.text, skipped)
    sentences = []
    for span in split_sentences(passage.text, skipped):
        text = prose[span.start : span.end]
        terms = tuple(analyzer.term(word.form) for word in split_words(text) if not analyzer.is_stopword(word))
        if terms:
            last = span.start + len(text.rstrip())
            sentences.append(Sentence(Span(passage.span.start + span.start, passage.span.start + last), terms))
    return PassageTerms(passage, tuple(sentences))


def _blanked(text: str, spans: Sequence[Span]) -> str:
    """The text with each span replaced by as many spaces, so that offsets hold."""
    for span in spans:
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return text
