"""What speaks for a passage: matches, signals and the evidence that they make up."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt

from glmbot.core.candidates import Sought
from glmbot.core.glosses import Glosses
from glmbot.core.kinds import Kind
from glmbot.core.model import Hit
from glmbot.core.passage_terms import PassageTerms, Sentence
from glmbot.core.query import Query, QueryWord

TITLE_SHARE: Final = 0.7
"""What a word counts that stands in the article's title or jurisdictions, but not in the passage."""


DEFINING_WORDS: Final = frozenset(
    "stand stand_for mean means meaning short full form name abbreviation acronym initials letters spelled body agency"
    " organisation organization thing exactly again".split()
)
"""What may stand beside an acronym in a question that only asks what it means."""


@dataclass(frozen=True)
class Match:
    """The key by which a passage matches a word of the question; weight 0 where it does not."""

    word: QueryWord
    key: str | None
    weight: float
    in_title: bool = False


@dataclass(frozen=True)
class Signals:
    """What speaks for a passage, each about 0 to 1 and comparable between questions."""

    bm25: float
    """BM25 over the most that the question's own words could score."""
    matched: float
    """Share of the question's mass that the passage matches, words of its article's title left aside."""
    repeated: float
    """The same, a word counting by how often it stands there for the passage's length, as BM25 counts it."""
    title: float
    """Share of the mass in words of the article's title, whether the passage repeats them or not."""
    jurisdiction: float
    """Whether the article is about a place that the question names."""
    pairs: float
    """Share of the question's neighbouring words that are neighbours in the passage."""
    sentence: float
    """Share of the mass in the best sentence, title left aside, words near in meaning counting in part."""
    soft: float
    """The same over the whole passage."""
    specific: float
    """As `soft`, each word counting the more the fewer candidates come near it."""
    own: float
    """Share of the mass that the passage has in the reader's own words."""
    nearness: float
    """Cosine of question and best sentence, as bags of word vectors."""
    rest_nearness: float
    """The same for the words of the question that the article's title has not."""
    kind_shown: float
    kind_missing: float
    lead: float
    """The first paragraph, where the question asks what the article is about."""
    lead_lacks: float
    """In a first paragraph, the share of the question beside the title's words that it lacks: it repeats the title."""
    length: float
    """The passage's length, 1 for a long one: it has words of many questions."""
    gloss: float
    """The passage that explains the acronym which the question asks about."""
    introduction: float
    """The passage that introduces the person whom the question names."""


SIGNALS: Final = tuple(one.name for one in fields(Signals))


@dataclass(frozen=True, eq=False)
class Chosen:
    """The best sentence of each candidate, and what it has of the question."""

    places: Sequence[int | None]
    """Its place in the passage; None where no sentence has anything."""
    near: npt.NDArray[np.float64]
    """Share of the mass, title left aside, words near in meaning counting in part."""
    had: npt.NDArray[np.float64]
    """Share of the mass that it matches."""
    nearness: npt.NDArray[np.float64]
    """Cosine of the question and the sentence."""
    rest_nearness: npt.NDArray[np.float64]
    """The same for the words of the question that the title has not."""
    shown: Sequence[bool | None]
    """Whether it shows the kind of thing asked for."""


@dataclass(frozen=True, eq=False)
class Measured:
    """All candidates of a query as they were measured: a column for each, a row for each word of the query."""

    words: Sequence[QueryWord]
    sought: Sought
    matched: npt.NDArray[np.int64]
    """The number of the best key that a passage has; 0 where it has none."""
    in_title: npt.NDArray[np.int64]
    """The number of a key that only the article's title has."""
    weights: npt.NDArray[np.float64]
    """What each match counts."""
    soft: npt.NDArray[np.float64]
    titled: npt.NDArray[np.float64]
    telling: tuple[float, ...]
    chosen: Chosen
    signals: Mapping[str, npt.NDArray[np.float64]]
    hits: Callable[[int], Hit]
    terms: Callable[[int], PassageTerms]


@dataclass(frozen=True)
class Evidence:
    """How a passage meets a query; `score` orders the candidates and is comparable within one query only."""

    score: float
    measured: Measured = field(repr=False, compare=False)
    place: int
    """Which of the candidates it is."""

    @cached_property
    def hit(self) -> Hit:
        """The passage as the search found it."""
        return self.measured.hits(self.place)

    @cached_property
    def terms(self) -> PassageTerms:
        """The passage's terms."""
        return self.measured.terms(self.place)

    @cached_property
    def matches(self) -> tuple[Match, ...]:
        """For each word the key by which the passage matches it."""
        one = self.measured
        numbers, in_title = one.matched[:, self.place].tolist(), one.in_title[:, self.place].tolist()
        return tuple(
            Match(word, key.key if (key := one.sought.alternatives[number or titled]) else None, weight, titled > 0)
            for word, number, titled, weight in zip(
                one.words, numbers, in_title, one.weights[:, self.place].tolist(), strict=True
            )
        )

    @cached_property
    def soft(self) -> tuple[float, ...]:
        """For each word, how near the passage comes to it in meaning, 0 to 1; its match where it matches."""
        return tuple(self.measured.soft[:, self.place].tolist())

    @cached_property
    def titled(self) -> tuple[float, ...]:
        """For each word, how far the article's title has it."""
        return tuple(self.measured.titled[:, self.place].tolist())

    @property
    def telling(self) -> tuple[float, ...]:
        """How well each word tells this passage from the other candidates: 0 where all have it."""
        return self.measured.telling

    @cached_property
    def sentence(self) -> Sentence | None:
        """The best sentence; none where no sentence has a word of the question, or comes near one."""
        place = self.measured.chosen.places[self.place]
        return None if place is None else self.terms.sentences[place]

    @property
    def sentence_share(self) -> float:
        """Share of the query's mass that the best sentence matches."""
        return float(self.measured.chosen.had[self.place])

    @property
    def shows_kind(self) -> bool | None:
        """Whether the best sentence shows the kind of thing asked for; None where the kind has no form of its own."""
        return self.measured.chosen.shown[self.place]

    @cached_property
    def signals(self) -> Signals:
        """What was measured, put into one number each."""
        return Signals(**{name: float(values[self.place]) for name, values in self.measured.signals.items()})


def glossed_passages(query: Query, glosses: Glosses) -> frozenset[str]:
    """The passages that explain an acronym which the question asks about, and asks about nothing else."""
    shorts = glosses.by_short
    rest = [word for word in query.words if word.form not in shorts and word.form not in DEFINING_WORDS]
    asked = query.kind is Kind.DEFINITION or not rest
    if not asked or len(rest) > 1:
        return frozenset()
    return frozenset(gloss.passage_id for word in query.words for gloss in shorts.get(word.form, ())[:1])


def introduced_passages(query: Query, glosses: Glosses) -> frozenset[str]:
    """The passages that introduce a person whom the question asks for, by the surname or by what stands for it."""
    if query.kind is not Kind.PERSON:
        return frozenset()
    wanted = {one.key for word in query.words for one in word.alternatives}
    return frozenset(person.passage_id for key in wanted for person in glosses.by_surname.get(key, ()))
