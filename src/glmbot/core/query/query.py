"""A question as a Query: weighted words with what may stand for them, and what is asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from glmbot.core.query.question_type import QuestionType
from glmbot.core.text.lexicon import Alternative, Key


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


_ASKING: Final = frozenset("who whom whose what which when where why how".split())


@dataclass(frozen=True)
class Query:
    """What is searched for a question."""

    question: str
    words: tuple[QueryWord, ...]
    question_type: QuestionType = QuestionType.OTHER
    language: str = "en"
    forms: tuple[str, ...] = ()
    """All folded words of the question, stop words too."""
    notes: tuple[str, ...] = ()
    leans: bool = False
    """Whether words of the question before were lent to it."""

    def shortened(self, limit: int) -> str:
        """The question in at most `limit` characters that lead to the same answer, without the question before.

        Whole where it fits and leans on no other; else its question word and its weightiest words.
        """
        if not self.leans and len(self.question) <= limit:
            return self.question
        asking = next((form for form in self.forms if form in _ASKING), "")
        chosen: set[int] = set()
        room = limit - len(asking)
        for index in sorted(range(len(self.words)), key=lambda at: -self.words[at].mass * self.words[at].weight):
            if (size := len(self.words[index].written) + 1) <= room:
                chosen.add(index)
                room -= size
        return " ".join([*([asking] if asking else []), *(self.words[index].written for index in sorted(chosen))])

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
