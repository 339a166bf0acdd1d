"""A passage as the ranking reads it: its terms with their places, sentence by sentence, sources left out."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from glmbot.core.model import Passage, Source, Span
from glmbot.core.text.tokens import Analyzer, split_sentences, split_words


@dataclass(frozen=True)
class Sentence:
    """A sentence of a passage: its span in the article's body, its terms in order and their folded words."""

    span: Span
    terms: tuple[str, ...]
    forms: tuple[str, ...]

    @cached_property
    def distinct(self) -> frozenset[str]:
        """The terms without repetition."""
        return frozenset(self.terms)

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """Terms that stand side by side."""
        return frozenset(pairwise(self.terms))

    def has(self, key: str) -> bool:
        """Whether it has a term, or the terms of a longer key side by side."""
        if " " not in key:
            return key in self.distinct
        terms = key.split(" ")
        return all(pair in self.pairs for pair in pairwise(terms))


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
    def counts(self) -> Counter[str]:
        """How often each term stands there."""
        return Counter(self.terms)

    def has(self, key: str) -> bool:
        """Whether a sentence has a key."""
        return key in self.distinct if " " not in key else any(one.has(key) for one in self.sentences)


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
        words = [word for word in split_words(text) if not analyzer.is_stopword(word)]
        forms = [form for word in words for form in (word.form, *word.parts)]
        if forms:
            end = span.start + len(text.rstrip())
            sentences.append(
                Sentence(
                    Span(passage.span.start + span.start, passage.span.start + end),
                    tuple(map(analyzer.term, forms)),
                    tuple(forms),
                )
            )
    return PassageTerms(passage, tuple(sentences))


def _blanked(text: str, spans: Sequence[Span]) -> str:
    """The text with each span replaced by as many spaces, so that offsets hold."""
    for span in spans:
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return text
