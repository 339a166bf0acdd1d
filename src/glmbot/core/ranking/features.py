"""What speaks for a passage: matches, signals and the evidence that they make up."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Final, Generic, TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

from glmbot.core.index.passage_terms import PassageTerms, Sentence
from glmbot.core.languages.language import QuestionType
from glmbot.core.model import Hit
from glmbot.core.query.query import Query, QueryWord
from glmbot.core.ranking.candidates import QueryKeys
from glmbot.core.ranking.reading import Reading
from glmbot.core.text.glossary import Glossary

Doubles: TypeAlias = npt.NDArray[np.float64]
T = TypeVar("T")

TITLE_SHARE: Final = 0.7
"""What a word counts that stands in the article's title or jurisdictions, but not in the passage."""


DEFINING_WORDS: Final = frozenset(
    "stand stand_for mean means meaning short full form name abbreviation acronym initials letters spelled body agency"
    " organisation organization thing exactly again".split()
)
"""What may stand beside an acronym in a question that only asks what it means."""


@dataclass(frozen=True)
class Match:
    """How a passage meets a word of the question: by a key, or by nearness in meaning, or not at all."""

    word: QueryWord
    key: str | None
    """The key that stands in the passage, or in its article's title; None where none does."""
    weight: float
    """What the key counts; 0 where there is none."""
    in_title: bool
    """Whether only the title has the key."""
    soft: float
    """How near the passage comes to the word in meaning, 0 to 1; at least the weight."""
    titled: float
    """How far the article's title has the word, whether the passage repeats it or not."""


@dataclass(frozen=True)
class Signals(Generic[T]):
    """What speaks for a passage, each about 0 to 1 and comparable between questions; one passage's or a column each."""

    bm25: T
    """BM25 over the most that the question's own words could score."""
    matched: T
    """Share of the question's mass that the passage matches, words of its article's title left aside."""
    repeated: T
    """The same, a word counting by how often it stands there for the passage's length, as BM25 counts it."""
    title: T
    """Share of the mass in words of the article's title, whether the passage repeats them or not."""
    jurisdiction: T
    """Whether the article is about a place that the question names."""
    pairs: T
    """Share of the question's neighbouring words that are neighbours in the passage."""
    sentence: T
    """Share of the mass in the best sentence, title left aside, words near in meaning counting in part."""
    soft: T
    """The same over the whole passage."""
    specific: T
    """As `soft`, each word counting the more the fewer candidates come near it."""
    own: T
    """Share of the mass that the passage has in the reader's own words."""
    nearness: T
    """Cosine of question and best sentence, as bags of word vectors."""
    rest_nearness: T
    """The same for the words of the question that the article's title has not."""
    kind_shown: T
    """Whether the best sentence shows the type of thing asked for."""
    kind_missing: T
    """Whether it shows another type."""
    lead: T
    """The first paragraph, where the question asks what the article is about."""
    lead_lacks: T
    """In a first paragraph, the share of the question beside the title's words that it lacks: it repeats the title."""
    length: T
    """The passage's length, 1 for a long one: it has words of many questions."""
    gloss: T
    """The passage that explains the acronym which the question asks about."""
    introduction: T
    """The passage that introduces the person whom the question names."""


SIGNALS: Final = tuple(one.name for one in fields(Signals))


@dataclass(frozen=True, eq=False, kw_only=True)
class CandidateTable:
    """All candidates of a query, measured: a column for each candidate, a row for each word of the query."""

    words: Sequence[QueryWord]
    query_keys: QueryKeys
    matched: npt.NDArray[np.int64]
    """The number of the best key that a passage has; 0 where it has none."""
    in_title: npt.NDArray[np.int64]
    """The number of a key that only the article's title has; 0 where there is none."""
    weights: Doubles
    """What each match counts."""
    soft: Doubles
    titled: Doubles
    telling: tuple[float, ...]
    """How well each word tells the candidates apart: 0 where all have it."""
    sentences: Sequence[int | None]
    """The best sentence of each candidate, from 0; None where no sentence has or comes near a word of the question."""
    sentence_shares: Doubles
    """Share of the query's mass that the best sentence matches."""
    shows_type: Sequence[bool | None]
    """Whether the best sentence shows the type of thing asked for; None where the type has no form of its own."""
    signals: Signals[Doubles]
    hits: Callable[[int], Hit]
    """The hit of a column."""
    terms: Callable[[int], PassageTerms]
    """The terms of a column's passage."""


@dataclass(frozen=True)
class Evidence:
    """How a passage meets a query; `score` orders the candidates and is comparable within one query only."""

    score: float
    """The weighted sum of the signals; where the passage was read, of what the reader makes of it too."""
    table: CandidateTable = field(repr=False, compare=False)
    column: int
    """Which of the candidates it is."""
    lexical: float
    """The weighted sum of the signals alone."""
    reading: Reading | None = None
    """What a reader makes of it, where it was read."""

    @cached_property
    def hit(self) -> Hit:
        """The passage as the search found it."""
        return self.table.hits(self.column)

    @cached_property
    def terms(self) -> PassageTerms:
        """The passage's terms."""
        return self.table.terms(self.column)

    @cached_property
    def matches(self) -> tuple[Match, ...]:
        """For each word how the passage meets it."""
        table = self.table
        columns = (table.matched, table.in_title, table.weights, table.soft, table.titled)
        return tuple(
            Match(
                word,
                key.key if (key := table.query_keys.alternatives[number or in_title]) else None,
                weight,
                in_title > 0,
                soft,
                titled,
            )
            for word, number, in_title, weight, soft, titled in zip(
                table.words, *(one[:, self.column].tolist() for one in columns), strict=True
            )
        )

    @cached_property
    def sentence(self) -> Sentence | None:
        """The best sentence; none where no sentence has a word of the question, or comes near one."""
        number = self.table.sentences[self.column]
        return None if number is None else self.terms.sentences[number]

    @property
    def sentence_share(self) -> float:
        """Share of the query's mass that the best sentence matches."""
        return float(self.table.sentence_shares[self.column])

    @property
    def shows_type(self) -> bool | None:
        """Whether the best sentence shows the type of thing asked for; None where the type has no form of its own."""
        return self.table.shows_type[self.column]

    @cached_property
    def signals(self) -> Signals[float]:
        """What was measured, one number each."""
        table = self.table.signals
        return Signals(**{name: float(getattr(table, name)[self.column]) for name in SIGNALS})


def glossed_passages(query: Query, glossary: Glossary) -> frozenset[str]:
    """The passages that explain an acronym which the question asks about, and asks about nothing else."""
    shorts = glossary.by_short
    rest = [word for word in query.words if word.form not in shorts and word.form not in DEFINING_WORDS]
    asked = query.question_type is QuestionType.DEFINITION or not rest
    if not asked or len(rest) > 1:
        return frozenset()
    return frozenset(gloss.passage_id for word in query.words for gloss in shorts.get(word.form, ())[:1])


def introduced_passages(query: Query, glossary: Glossary) -> frozenset[str]:
    """The passages that introduce a person whom the question asks for, by the surname or by what stands for it."""
    if query.question_type is not QuestionType.PERSON:
        return frozenset()
    wanted = {one.key for word in query.words for one in word.alternatives}
    return frozenset(person.passage_id for key in wanted for person in glossary.by_surname.get(key, ()))
