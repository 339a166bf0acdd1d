"""A question as a Query: weighted words with what may stand for them, and what is asked for."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from glmbot.core.analysis import fold
from glmbot.core.kinds import Kind
from glmbot.core.lexicon import Alternative, Key
from glmbot.core.model import Article, GlmbotError


@dataclass(frozen=True)
class QueryWord:
    """A content word of the question, with the keys that may stand for it; the reader's own comes first."""

    written: str
    form: str
    """The folded word, after spelling and chat words are mended."""
    alternatives: tuple[Alternative, ...]
    mass: float
    """What the word weighs in general English, 0.3 to 11."""
    is_name: bool = False
    """Whether it is a name, a number or a word too rare for general English: what it names must be there."""
    is_known: bool = True
    """Whether some article has it, or something that may stand for it."""

    @property
    def key(self) -> Key:
        """The reader's own key."""
        return self.alternatives[0].key

    @property
    def weight(self) -> float:
        """The weight of the reader's own key: 1, or less for a word lent by the question before."""
        return self.alternatives[0].weight

    @cached_property
    def weights(self) -> Mapping[Key, float]:
        """Each key's weight."""
        return {one.key: one.weight for one in reversed(self.alternatives)}


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


class FilterError(GlmbotError):
    """A filter that no article can meet."""


def check_filters(filters: Filters, articles: Sequence[Article]) -> None:
    """Refuse a jurisdiction or topic that no article has, and a period that ends before it begins.

    Raises:
        FilterError: with what there is.
    """
    if filters.after and filters.before and filters.after > filters.before:
        raise FilterError(f"no day is both after {filters.after} and before {filters.before}; swap them")
    for name, wanted, values in (
        ("jurisdiction", filters.jurisdiction, {one for article in articles for one in article.jurisdictions}),
        ("topic", filters.topic, {one for article in articles for one in article.topics}),
    ):
        if wanted is not None and not _has(tuple(values), wanted):
            there = ", ".join(sorted(values)[:_VALUES_SHOWN]) or "none"
            raise FilterError(f"no article has the {name} {wanted!r}; there are: {there}")


_VALUES_SHOWN = 12


def _has(values: tuple[str, ...], wanted: str) -> bool:
    return fold(wanted.strip()) in {fold(value) for value in values}


@dataclass(frozen=True)
class Query:
    """What is searched for a question."""

    question: str
    words: tuple[QueryWord, ...]
    kind: Kind = Kind.OTHER
    language: str = "en"
    forms: tuple[str, ...] = ()
    """All folded words of the question, stop words too."""
    notes: tuple[str, ...] = ()
    leans: bool = False
    """Whether words of the question before were lent to it."""

    @property
    def standing_alone(self) -> str:
        """The question; of one that leans on the question before, its words with those that were lent to it."""
        return " ".join(word.written for word in self.words) if self.leans else self.question

    @cached_property
    def own(self) -> tuple[QueryWord, ...]:
        """The words of this question alone."""
        return tuple(word for word in self.words if word.alternatives[0].origin != "context")

    @cached_property
    def pairs(self) -> tuple[tuple[QueryWord, QueryWord], ...]:
        """The words that stand side by side in the question."""
        return tuple(zip(self.own, self.own[1:], strict=False))

    @cached_property
    def mass(self) -> float:
        """What all words weigh together."""
        return sum(word.mass * word.weight for word in self.words)


@dataclass(frozen=True)
class Opening:
    """How a question refers back: by a conjunction, a pronoun, or by having no word of its own."""

    conjunction: bool
    pronoun: bool


def is_smalltalk(forms: Sequence[str]) -> bool:
    """Whether a message greets or thanks: such a word, and no question word."""
    return not _SMALLTALK.isdisjoint(forms) and _QUESTION_WORDS.isdisjoint(forms)


def refers_back(forms: Sequence[str]) -> Opening:
    """The signs that a question leans on the one before."""
    return Opening(
        conjunction=forms[:1] != [] and (forms[0] in _CONJUNCTIONS or tuple(forms[:2]) in _OPENERS),
        pronoun=not _PRONOUNS.isdisjoint(forms),
    )


_SMALLTALK = frozenset(
    "thanks thank thx thnx ty tysm tyvm cheers merci gracias hello hi hey hiya yo bye goodbye hola bonjour salut"
    " danke welcome".split()
)
_QUESTION_WORDS = frozenset(
    "who whom whose what whats which when where why how is are was were do does did can could will would".split()
)
_CONJUNCTIONS = frozenset({"and", "but", "or", "also", "more", "y", "et", "pero", "mais"})
_OPENERS = frozenset(
    {("what", "about"), ("how", "about"), ("ok", "and"), ("ok", "but"), ("so", "what"), ("what", "if"), ("why", "not")}
)
_PRONOUNS = frozenset(
    "he she they it him her them his hers its their theirs that this these those there then one ones same"
    " el ella ellos il elle ils".split()
)
