"""A question to a Query: weighted words with their origin, and what excludes passages."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from glmbot.core.analysis import Analyzer, Word, fold, plain_text, split_words
from glmbot.core.model import Article

QUESTION_LIMIT: Final = 1000
"""Characters of a question that are read; what follows is cut, so that no question costs more than another."""

CUT_NOTE: Final = f"Only the first {QUESTION_LIMIT} characters of the question were read."

_CONTEXT_WEIGHT: Final = 0.25
_LEANING_WORDS: Final = 4
_OPENERS: Final = frozenset({"and", "but", "so", "also", "more"})
_PRONOUNS: Final = frozenset("he she they it him her them his its their that this these those there who".split())

Origin: TypeAlias = Literal["word", "context"]
"""Where a term of the query comes from."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """A term that may stand for a word of the question, its weight from 0 to 1, and where it comes from."""

    term: str
    weight: float
    origin: Origin


@dataclass(frozen=True)
class QueryWord:
    """A content word of the question, with the terms that may stand for it; the reader's own comes first."""

    written: str
    alternatives: tuple[Alternative, ...]

    @property
    def term(self) -> str:
        """The reader's own term."""
        return self.alternatives[0].term

    @property
    def weights(self) -> Mapping[str, float]:
        """Each term's weight."""
        return {alternative.term: alternative.weight for alternative in reversed(self.alternatives)}


@dataclass(frozen=True)
class Filters:
    """What excludes articles: each field is a condition, or None for no condition."""

    jurisdiction: str | None = None
    topic: str | None = None
    after: dt.date | None = None
    before: dt.date | None = None

    def allows(self, article: Article) -> bool:
        """Whether an article meets every condition; `after` and `before` include their own day."""
        return (
            (self.jurisdiction is None or _has(article.jurisdictions, self.jurisdiction))
            and (self.topic is None or _has(article.topics, self.topic))
            and (self.after is None or article.date >= self.after)
            and (self.before is None or article.date <= self.before)
        )


def _has(values: tuple[str, ...], wanted: str) -> bool:
    return fold(wanted.strip()) in {fold(value) for value in values}


@dataclass(frozen=True)
class Query:
    """What is searched for a question."""

    question: str
    words: tuple[QueryWord, ...]
    notes: tuple[str, ...] = ()

    @property
    def pairs(self) -> tuple[tuple[QueryWord, QueryWord], ...]:
        """The words that stand side by side in the question."""
        return tuple(zip(self.words, self.words[1:], strict=False))


@dataclass(frozen=True)
class QueryReader:
    """Reads questions into queries."""

    analyzer: Analyzer
    lightwords: frozenset[str]

    def read(self, question: str, before: Query | None = None) -> Query:
        """The query of a question; one that leans on the question before takes that one's words along, lighter."""
        text = plain_text(question)
        words = split_words(text[:QUESTION_LIMIT])
        found = {self.analyzer.term(word.form): word.letters for word in words if not self._is_light(word)}
        own = [QueryWord(letters, (Alternative(term, 1.0, "word"),)) for term, letters in found.items()]
        lent = [] if before is None or not self._leans(words, len(own)) else _lent(before, found)
        notes = (CUT_NOTE,) if len(text) > QUESTION_LIMIT else ()
        return Query(text[:QUESTION_LIMIT], (*own, *lent), notes)

    def _leans(self, words: Sequence[Word], own: int) -> bool:
        """Whether a question can't stand alone: it opens with a conjunction or has a pronoun, and says little else."""
        forms = [word.form for word in words]
        return bool(forms) and own <= _LEANING_WORDS and (forms[0] in _OPENERS or not _PRONOUNS.isdisjoint(forms))

    def _is_light(self, word: Word) -> bool:
        return self.analyzer.is_stopword(word) or word.form in self.lightwords


def _lent(before: Query, found: Mapping[str, str]) -> list[QueryWord]:
    """The words of the question before that the new one does not have itself."""
    return [
        QueryWord(word.written, (Alternative(word.term, _CONTEXT_WEIGHT, "context"),))
        for word in before.words
        if word.term not in found
    ]
