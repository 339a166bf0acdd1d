"""Evidence in the candidates of a search, and one weighted sum of it that orders them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from glmbot.core.evidence import (
    Evidence,
    Signals,
    in_order,
    match_word,
    pair_share,
    saturation,
    sentence_weights,
    title_weight,
)
from glmbot.core.frequencies import Frequencies
from glmbot.core.glosses import Glosses
from glmbot.core.index import PassageIndex
from glmbot.core.kinds import Kind, has_name, names_place, shows
from glmbot.core.lexicon import Alternative, Lexicon
from glmbot.core.model import Hit
from glmbot.core.passage_terms import PassageTerms, Sentence
from glmbot.core.query import Query, QueryWord
from glmbot.core.vectors import Floats, Vectors

CANDIDATES: Final = 50
"""Passages that the index hands over: their order is settled here, at a cost that does not grow with the corpus."""

DEFINING_WORDS: Final = frozenset(
    "stand stand_for mean means meaning short full form name abbreviation acronym initials letters spelled body agency"
    " organisation organization thing exactly again".split()
)
"""What may stand beside an acronym in a question that only asks what it means."""

_BODIES_LIKE_PLACES: Final = frozenset({"united nation", "un", "european union", "eu", "african union", "au"})

_SOFT_FLOOR: Final = 0.3
_SOFT_RANGE: Final = 0.4
_SOFT_CEILING: Final = 0.85
"""Of two random words one in a hundred pairs has a cosine above 0.36; of synonyms most have."""

_KIND_BONUS: Final = 0.12


@dataclass(frozen=True)
class Ranker:
    """Weighs candidates with what the lexicon, the articles and general English know."""

    index: PassageIndex
    titles: Mapping[str, frozenset[str]]
    """The terms of title and jurisdictions, by article id."""
    lexicon: Lexicon
    glosses: Glosses
    frequencies: Frequencies
    vectors: Vectors
    weights: tuple[float, ...]
    """One for each signal."""

    @cached_property
    def _places(self) -> tuple[frozenset[str], tuple[str, ...]]:
        """Names of places of one term, and of several."""
        places = self.lexicon.places - _BODIES_LIKE_PLACES
        return frozenset(key for key in places if " " not in key), tuple(key for key in places if " " in key)

    def names_known_place(self, sentence: Sentence) -> bool:
        """Whether a sentence names a place of the lexicon."""
        single, several = self._places
        return not single.isdisjoint(sentence.distinct) or any(sentence.has(key) for key in several)

    def rank(self, query: Query, candidates: Sequence[tuple[Hit, PassageTerms]]) -> list[Evidence]:
        """Weigh the candidates and order them, best first; ties keep the order of the search."""
        reading = _Reading(self, query)
        near = reading.near([terms for _, terms in candidates])
        reading.compare([terms for _, terms in candidates], near)
        found = [reading.weigh(hit, terms, one) for (hit, terms), one in zip(candidates, near, strict=True)]
        return sorted(found, key=lambda evidence: -evidence.score)


class _Reading:
    """One query held against its candidates: what is the same for all of them is computed once."""

    def __init__(self, ranker: Ranker, query: Query) -> None:
        self._ranker = ranker
        self._query = query
        self._own = ranker.vectors.of(word.form for word in query.words)
        self._question = ranker.vectors.mean(
            (word.form for word in query.words), (word.mass * word.weight for word in query.words)
        )
        self._mass = query.mass or 1.0
        self._masses = [(word.mass, word.weight) for word in query.words]
        self._alternatives = [word.alternatives for word in query.words]
        self._places = [self._is_place(word) for word in query.words]
        self._titled: dict[str, list[float]] = {}
        self._most = sum(word.weight * ranker.index.idf(word.key) for word in query.words) or 1.0
        self._telling = np.ones(len(query.words))
        self._glossed = self._glossed_passages()
        self._introduced = self._introduced_passages()

    def compare(self, candidates: Sequence[PassageTerms], near: Sequence[Floats]) -> None:
        """Learn how well each word tells the candidates apart."""
        counts = np.zeros(len(self._query.words))
        for terms, one in zip(candidates, near, strict=True):
            weights = [
                max((a.weight for a in word.alternatives if terms.has(a.key)), default=0.0)
                for word in self._query.words
            ]
            counts += np.maximum(weights, one.max(axis=0, initial=0.0))
        self._telling = np.log(1 + (len(candidates) - counts + 0.5) / (counts + 0.5))

    def weigh(self, hit: Hit, terms: PassageTerms, near: Floats) -> Evidence:
        article_id = hit.passage.article.article_id
        title = self._ranker.titles[article_id]
        present = [[one for one in found if terms.has(one.key)] for found in self._alternatives]
        matches = tuple(match_word(word, found, title) for word, found in zip(self._query.words, present, strict=True))
        if article_id not in self._titled:
            self._titled[article_id] = [title_weight(word, title) for word in self._query.words]
        titled = self._titled[article_id]
        soft = tuple(
            max(match.weight, value) for match, value in zip(matches, near.max(axis=0, initial=0.0), strict=True)
        )
        place, sentence_soft = self._best_sentence(terms, present, near, titled)
        sentence = terms.sentences[place] if place is not None else None
        shown = self._shows_kind(terms, sentence)
        signals = Signals(
            bm25=hit.score / self._most,
            matched=self._share(match.weight * (not title) for match, title in zip(matches, titled, strict=True)),
            repeated=self._share(
                match.weight * saturation(match, terms, self._ranker.index.mean_length) * (not title)
                for match, title in zip(matches, titled, strict=True)
            ),
            title=self._share(titled),
            jurisdiction=float(any(title for title, place in zip(titled, self._places, strict=True) if place)),
            pairs=pair_share(self._query, terms),
            sentence=sentence_soft,
            soft=self._share(value * (not title) for value, title in zip(soft, titled, strict=True)),
            specific=self._specific(soft),
            own=self._share(
                float(terms.has(word.key)) * (not title) for word, title in zip(self._query.words, titled, strict=True)
            ),
            nearness=self._nearness(sentence),
            kind_shown=float(shown is True),
            kind_missing=float(shown is False),
            lead=float(self._query.kind is Kind.ABOUT and 1 in hit.passage.paragraphs),
            gloss=float(hit.passage.passage_id in self._glossed),
            introduction=float(hit.passage.passage_id in self._introduced),
        )
        share = self._share(sentence_weights(present, sentence))
        score = sum(weight * value for weight, value in zip(self._ranker.weights, in_order(signals), strict=True))
        telling = tuple(float(value) for value in self._telling)
        return Evidence(hit, terms, matches, soft, sentence, share, shown, signals, score, telling, tuple(titled))

    def _share(self, values: Iterable[float]) -> float:
        """The share of the query's mass of which each word has a value from 0 to 1."""
        found = sum(mass * min(value, most) for (mass, most), value in zip(self._masses, values, strict=True))
        return float(found / self._mass)

    def _specific(self, soft: Sequence[float]) -> float:
        weights = np.array([mass * most for mass, most in self._masses]) * self._telling
        return float(weights @ np.array(soft) / (weights.sum() or 1.0))

    def near(self, candidates: Sequence[PassageTerms]) -> list[Floats]:
        """How near each sentence of each candidate comes to each word in meaning; each of shape (sentences, words)."""
        sentences = [sentence for terms in candidates for sentence in terms.sentences]
        places = {form: place for place, form in enumerate({form for one in sentences for form in one.forms})}
        cosines = self._own @ self._ranker.vectors.of(places).T
        nearest = np.zeros((len(sentences), len(self._query.words)), dtype=np.float32)
        for row, sentence in enumerate(sentences):
            found = cosines[:, [places[form] for form in sentence.forms]]
            nearest[row] = found.max(axis=1, initial=0.0)
        soft = np.clip((nearest - _SOFT_FLOOR) / _SOFT_RANGE, 0, _SOFT_CEILING).astype(np.float32)
        cuts = np.cumsum([len(terms.sentences) for terms in candidates])[:-1]
        return np.split(soft, cuts) if candidates else []

    def _best_sentence(
        self, terms: PassageTerms, present: Sequence[Sequence[Alternative]], near: Floats, titled: Sequence[float]
    ) -> tuple[int | None, float]:
        best, best_value, best_share = None, 0.0, 0.0
        for place, sentence in enumerate(terms.sentences):
            weights = sentence_weights(present, sentence)
            share = self._share(
                max(weight, float(value)) * (not title)
                for weight, value, title in zip(weights, near[place], titled, strict=True)
            )
            value = share + 0.3 * self._share(weights) + _KIND_BONUS * (self._sentence_shows(terms, sentence) is True)
            if value > best_value:
                best, best_value, best_share = place, value, share
        return best, best_share

    def _nearness(self, sentence: Sentence | None) -> float:
        if sentence is None:
            return 0.0
        weights = (self._ranker.frequencies.mass(form) for form in sentence.forms)
        return max(0.0, float(self._question @ self._ranker.vectors.mean(sentence.forms, weights)))

    def _shows_kind(self, terms: PassageTerms, sentence: Sentence | None) -> bool | None:
        return None if sentence is None else self._sentence_shows(terms, sentence)

    def _sentence_shows(self, terms: PassageTerms, sentence: Sentence) -> bool | None:
        text = terms.passage.article.body[sentence.span.start : sentence.span.end]
        if self._query.kind is Kind.PERSON:
            return True if has_name(text) else None
        if self._query.kind is Kind.PLACE:
            return names_place(text) or self._ranker.names_known_place(sentence)
        return shows(self._query.kind, text)

    def _is_place(self, word: QueryWord) -> bool:
        return any(one.key in self._ranker.lexicon.places for one in word.alternatives)

    def _glossed_passages(self) -> frozenset[str]:
        """The passages that explain an acronym which the question asks about, and asks about nothing else."""
        glosses = self._ranker.glosses.by_short
        rest = [word for word in self._query.words if word.form not in glosses and word.form not in DEFINING_WORDS]
        asked = self._query.kind is Kind.DEFINITION or not rest
        if not asked or len(rest) > 1:
            return frozenset()
        return frozenset(gloss.passage_id for word in self._query.words for gloss in glosses.get(word.form, ())[:1])

    def _introduced_passages(self) -> frozenset[str]:
        if self._query.kind is not Kind.PERSON:
            return frozenset()
        by_surname = self._ranker.glosses.by_surname
        wanted = {one.key for word in self._query.words for one in word.alternatives}
        return frozenset(person.passage_id for key in wanted for person in by_surname.get(key, ()))
