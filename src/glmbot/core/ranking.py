"""Evidence in the candidates of a search, and one weighted sum of it that orders them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt

from glmbot.core.candidates import Bools, Candidates, Hits, Sought, Standing, ranges, titled
from glmbot.core.evidence import (
    SIGNALS,
    TITLE_SHARE,
    Chosen,
    Evidence,
    Measured,
    glossed_passages,
    introduced_passages,
)
from glmbot.core.glosses import Glosses
from glmbot.core.holdings import Holdings
from glmbot.core.index import K1, B
from glmbot.core.kinds import Kind, has_shape
from glmbot.core.lexicon import Lexicon
from glmbot.core.model import Hit
from glmbot.core.passage_terms import PassageTerms
from glmbot.core.query import Query
from glmbot.core.showing import Showing
from glmbot.core.vectors import Floats, Vectors, unit

Doubles = npt.NDArray[np.float64]

CANDIDATES: Final = 50
"""Passages that the index hands over: their order is settled here, at a cost that does not grow with the corpus."""

_SOFT_FLOOR: Final = 0.3
_SOFT_RANGE: Final = 0.4
_SOFT_CEILING: Final = 0.85
"""Of two random words one in a hundred pairs has a cosine above 0.36; of synonyms most have."""

_KIND_BONUS: Final = 0.12
_LONG: Final = 2.0
"""A passage of so many times the usual length is a long one."""
_REMEMBERED_UNITS: Final = 4
"""Sets of candidates whose vectors are remembered: a small corpus has one."""


@dataclass(frozen=True)
class Ranker:
    """Weighs candidates with what the lexicon, the articles and general English know."""

    holdings: Holdings
    lexicon: Lexicon
    glosses: Glosses
    vectors: Vectors
    weights: tuple[float, ...]
    """One for each signal."""

    def rank(self, query: Query, hits: Hits) -> list[Evidence]:
        """Weigh the candidates and order them, best first; ties keep the order of the search."""
        if not len(hits):
            return []
        order = np.argsort(hits.numbers)
        measured = _Weighing(self, query, hits, order).measured()
        values = [measured.signals[name] for name in SIGNALS]
        scores: Doubles = sum(
            (weight * value for weight, value in zip(self.weights, values, strict=True)), np.zeros(len(hits))
        )
        places = np.lexsort((order, -scores)).tolist()
        listed = scores.tolist()
        return [Evidence(listed[place], measured, place) for place in places]

    @cached_property
    def units(self) -> Callable[[Candidates], Floats]:
        """The unit vectors of the distinct words of candidates."""
        rows = self.holdings.arrays["forms.rows"]
        return lru_cache(maxsize=_REMEMBERED_UNITS)(lambda candidates: self.vectors.units(rows[candidates.forms]))

    @cached_property
    def showing(self) -> Showing:
        """What the sentences show."""
        return Showing(self.holdings, self.lexicon.places)


class _Weighing:
    """One query held against its candidates: rows are words, columns candidates or sentences."""

    def __init__(self, ranker: Ranker, query: Query, hits: Hits, order: npt.NDArray[np.int64]) -> None:
        self._ranker = ranker
        self._query = query
        self._hits = hits
        self._order = order
        self._candidates = ranker.holdings.side_by_side(hits.numbers[order])
        self._sought = Sought(query.words, ranker.holdings.index.vocabulary)
        self._own = ranker.vectors.of(word.form for word in query.words)
        self._masses = np.array([word.mass for word in query.words]).reshape(-1, 1)
        self._most = np.array([word.weight for word in query.words]).reshape(-1, 1)

    def measured(self) -> Measured:
        """The candidates with all that speaks for them."""
        candidates, sought = self._candidates, self._sought
        standing = Standing(sought, candidates)
        in_sentences = sought.best(standing.keys)
        matched = candidates.best_of_passages(in_sentences)
        near = self._near()
        nearest = candidates.best_of_passages(near)
        telling = self._telling(np.maximum(sought.weights[matched], nearest))
        titles = titled(sought, self._ranker.holdings.title_terms, candidates.articles)
        title = sought.weights[sought.best(titles)]
        rest = title == 0
        in_title = np.where(matched > 0, 0, sought.first(titles))
        weights = np.where(matched > 0, sought.weights[matched], sought.weights[in_title] * TITLE_SHARE)
        soft = np.maximum(weights, nearest)
        untitled = 1 - np.minimum(title, 1)
        chosen = self._chosen(sought.weights[in_sentences], near, rest, untitled)
        own_keys = candidates.best_of_passages(standing.keys[sought.positions == 0])
        often = weights * self._saturation(standing, matched)
        matched_share, repeated, title_share, soft_share, own = self._shares(
            weights * rest, often * rest, title, soft * rest, own_keys * rest
        )
        signals = {
            "bm25": self._bm25(),
            "matched": matched_share,
            "repeated": repeated,
            "title": title_share,
            "jurisdiction": self._jurisdiction(title),
            "pairs": self._pairs(standing),
            "sentence": chosen.near,
            "soft": soft_share,
            "specific": self._specific(soft, telling),
            "own": own,
            "nearness": chosen.nearness,
            "rest_nearness": chosen.rest_nearness,
            "kind_shown": np.array([float(one is True) for one in chosen.shown]),
            "kind_missing": np.array([float(one is False) for one in chosen.shown]),
            "lead": (self._query.kind is Kind.ABOUT) * (candidates.paragraphs == 1).astype(np.float64),
            "lead_lacks": self._lead_lacks(weights, untitled),
            "length": np.minimum(1, candidates.lengths / (_LONG * self._ranker.holdings.index.mean_length)),
            "gloss": self._are_among(glossed_passages(self._query, self._ranker.glosses)),
            "introduction": self._are_among(introduced_passages(self._query, self._ranker.glosses)),
        }
        return Measured(
            self._query.words,
            sought,
            matched,
            in_title,
            weights,
            soft,
            title,
            tuple(telling.tolist()),
            chosen,
            signals,
            self._hit,
            self._terms,
        )

    def _chosen(self, had: Doubles, near: Floats, rest: Bools, untitled: Doubles) -> Chosen:
        """The best sentences, by what each has of the words and how near it comes to them."""
        candidates = self._candidates
        # What the title has speaks for the whole article, and tells none of its sentences from another.
        near_or_had = np.maximum(had, near) * rest[:, candidates.sentence_passages]
        near_share, had_share = self._shares(near_or_had, had)
        sentences, shown = self._best_sentences(near_share + 0.3 * had_share)
        found = np.flatnonzero(sentences >= 0)
        best = sentences[found]
        bags, whole = self._bags(best), np.ones((len(self._masses), 1))
        values = np.zeros((4, len(candidates)))
        values[:, found] = (
            near_share[best], had_share[best], self._nearness(bags, whole), self._nearness(bags, untitled[:, found])
        )  # fmt: skip
        firsts = candidates.first_sentences.tolist()
        places = [None if one < 0 else one - first for one, first in zip(sentences.tolist(), firsts, strict=False)]
        return Chosen(places, values[0], values[1], values[2], values[3], shown)

    def _shares(self, *values: Doubles | Bools) -> Doubles:
        """The share of the query's mass of which each word has a value from 0 to 1: a row for each table of values."""
        shares: Doubles = (self._masses * np.minimum(np.stack(values), self._most)).sum(axis=1)
        return shares / (self._query.mass or 1.0)

    def _near(self) -> Floats:
        """How near each sentence comes to each word in meaning."""
        cosines = (self._own @ self._ranker.units(self._candidates).T)[:, self._candidates.tokens]
        nearest = self._candidates.best_of_sentences(cosines)
        near: Floats = np.clip((nearest - _SOFT_FLOOR) / _SOFT_RANGE, 0, _SOFT_CEILING).astype(np.float32)
        return near

    def _telling(self, met: Doubles) -> Doubles:
        """How well each word tells the candidates apart, by how far each has it or comes near it."""
        counts = met.sum(axis=1)
        telling: Doubles = np.log(1 + (met.shape[1] - counts + 0.5) / (counts + 0.5))
        return telling

    def _best_sentences(self, values: Doubles) -> tuple[npt.NDArray[np.int64], list[bool | None]]:
        """The sentence of each passage that has the most, -1 where none has anything, and whether it shows the kind."""
        candidates, kind = self._candidates, self._query.kind
        passages = candidates.sentence_passages
        shown: dict[int, bool | None] = {}
        if has_shape(kind):
            # Only a sentence that the bonus can bring to the top is read.
            top = candidates.best_of_passages(values[None])[0]
            close = np.flatnonzero(values + _KIND_BONUS >= top[passages])
            shows, numbers = self._ranker.showing.shows, candidates.numbers.tolist()
            firsts = candidates.first_sentences.tolist()
            listed = zip(close.tolist(), passages[close].tolist(), strict=True)
            shown = {one: shows(kind, numbers[place], one - firsts[place]) for one, place in listed}
            values = values + _KIND_BONUS * np.array([shown.get(one) is True for one in range(len(values))])
        top = candidates.best_of_passages(values[None])[0]
        best = candidates.first_in_passages((values > 0) & (values == top[passages]))
        return best, [shown.get(one) for one in best.tolist()]

    def _bags(self, sentences: npt.NDArray[np.int64]) -> Floats:
        """Each of some sentences as a bag of word vectors: a unit row for each."""
        firsts = self._candidates.first_tokens
        tokens = self._candidates.tokens[ranges(firsts[sentences], firsts[sentences + 1])]
        if not len(tokens):
            return np.zeros((len(sentences), self._own.shape[1]), dtype=np.float32)
        masses = self._ranker.holdings.arrays["forms.masses"][self._candidates.forms[tokens]]
        weighed = self._ranker.units(self._candidates)[tokens] * masses[:, None]
        counts = firsts[sentences + 1] - firsts[sentences]
        return unit(np.add.reduceat(weighed, np.cumsum(counts) - counts, axis=0))

    def _nearness(self, bags: Floats, parts: Doubles) -> Floats:
        """Cosine of the question, of whose words each bag is given the parts that count, and each bag."""
        weights = (self._masses * self._most * parts).astype(np.float32)
        # Not a product of matrices, whose rows may differ in their last bits for the same sentence.
        questions = unit(np.einsum("ij,ik->jk", weights, self._own))
        near: Floats = np.maximum(0, np.einsum("ij,ij->i", bags, np.broadcast_to(questions, bags.shape)))
        return near

    def _lead_lacks(self, weights: Doubles, untitled: Doubles) -> Doubles:
        """For first paragraphs, the share of the question beside the title's words that they lack."""
        masses = self._masses * untitled
        asked = (masses * self._most).sum(axis=0)
        had = (masses * np.minimum(weights, self._most)).sum(axis=0)
        lacks = np.divide(asked - had, asked, out=np.zeros(len(asked)), where=asked > 0)
        repeats_title = (self._candidates.paragraphs == 1) & (untitled < 1).any(axis=0)
        return np.where(repeats_title, lacks, 0.0)

    def _saturation(self, standing: Standing, matched: npt.NDArray[np.int64]) -> Doubles:
        """BM25's saturated term frequency of each match over its limit, 0 to 1; a longer key counts once."""
        candidates, mean = self._candidates, self._ranker.holdings.index.mean_length
        slots = self._sought.single[matched]
        counts = standing.counts[slots, np.arange(len(candidates))] + ((slots == 0) & (matched > 0))
        saturated: Doubles = counts / (counts + K1 * (1 - B + B * candidates.lengths / mean))
        return saturated

    def _pairs(self, standing: Standing) -> Doubles:
        """Share of the question's neighbours, by mass, that are neighbours in a sentence, by any of their terms."""
        found, total = np.zeros(len(self._candidates)), 0.0
        slots = [self._sought.single_slots(word) for word in self._query.own]
        for (one, other), left, right in zip(self._query.pairs, slots, slots[1:], strict=False):
            met = (listed for (first, then), listed in standing.neighbours.items() if first in left and then in right)
            sentences = [sentence for listed in met for sentence in listed]
            found[np.unique(self._candidates.sentence_passages[sentences])] += one.mass + other.mass
            total += one.mass + other.mass
        return found / total if total else found

    def _jurisdiction(self, title: Doubles) -> Doubles:
        """Whether the article is about a place that the question names."""
        known = self._ranker.lexicon.places
        places = [any(one.key in known for one in word.alternatives) for word in self._query.words]
        named: Doubles = np.sign(title[places].max(axis=0, initial=0.0))
        return named

    def _specific(self, soft: Doubles, telling: Doubles) -> Doubles:
        weights = self._masses * self._most * telling[:, None]
        specific: Doubles = (weights * soft).sum(axis=0) / (float(weights.sum()) or 1.0)
        return specific

    def _bm25(self) -> Doubles:
        index = self._ranker.holdings.index
        most = float(sum(word.weight * index.idf(word.key) for word in self._query.words)) or 1.0
        scores: Doubles = self._hits.scores[self._order]
        return scores / most

    def _are_among(self, passage_ids: frozenset[str]) -> Doubles:
        """Which candidates are among some passages."""
        if not passage_ids:
            return np.zeros(len(self._candidates))
        holdings = self._ranker.holdings
        return np.array([float(holdings.passage_id(one) in passage_ids) for one in self._candidates.numbers.tolist()])

    def _hit(self, place: int) -> Hit:
        return self._hits[int(self._order[place])]

    def _terms(self, place: int) -> PassageTerms:
        return self._ranker.holdings.read(int(self._candidates.numbers[place]))
