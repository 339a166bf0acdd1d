"""The query: the query terms of a question, weighted, with their alternatives, and its question type."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from glmbot.core.languages.language import QuestionType
from glmbot.core.query.discourse import question_word
from glmbot.core.text.lexicon import Alternative, Key


@dataclass(frozen=True)
class QueryWord:
    """A query term: a content word of the question and the keys that may stand for it, the reader's own first."""

    written: str
    form: str
    """The folded word, after spelling and chat words are mended."""
    alternatives: tuple[Alternative, ...]
    mass: float
    """The idf of the word in general English (`Frequencies.mass`), 0.3 to 11."""
    is_name: bool = False
    """Whether it is a name, a number or a word too rare for general English: a passage must have what it names."""
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
        """The weight of each key, 0 to 1; of one that stands there twice, that of the first."""
        return {other.key: other.weight for other in reversed(self.alternatives)}


@dataclass(frozen=True)
class Query:
    """A query: what is searched for a question, and how the question was read."""

    question: str
    words: tuple[QueryWord, ...]
    question_type: QuestionType = QuestionType.OTHER
    language: str = "en"
    forms: tuple[str, ...] = ()
    """The tokens of the question: all its folded words, stop words too."""
    notes: tuple[str, ...] = ()
    leans: bool = False
    """Whether it is a follow-up, to which terms of the question before were lent."""
    mended: str = ""
    """The question as it was read: in English, spelling and chat words mended."""

    def shortened(self, limit: int) -> str:
        """The question in at most `limit` characters that lead to the same answer, without the question before.

        Whole where it fits and leans on no other; else its question word and its weightiest words.
        """
        if not self.leans and len(self.question) <= limit:
            return self.question
        asking = question_word(self.forms)
        chosen: set[int] = set()
        room = limit - len(asking)
        for index in sorted(range(len(self.words)), key=lambda at: -self.words[at].mass * self.words[at].weight):
            if (size := len(self.words[index].written) + 1) <= room:
                chosen.add(index)
                room -= size
        return " ".join([*([asking] if asking else []), *(self.words[index].written for index in sorted(chosen))])

    @cached_property
    def own(self) -> tuple[QueryWord, ...]:
        """The query terms of this question alone, without those lent by the question before."""
        return tuple(word for word in self.words if word.alternatives[0].origin != "context")

    @cached_property
    def pairs(self) -> tuple[tuple[QueryWord, QueryWord], ...]:
        """Bigrams: the query terms that stand side by side in the question."""
        return tuple(zip(self.own, self.own[1:], strict=False))

    @cached_property
    def mass(self) -> float:
        """The mass of all query terms, each times its weight."""
        return sum(word.mass * word.weight for word in self.words)
