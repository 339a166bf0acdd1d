"""What speaks for the candidates of a query, measured for all of them at once."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt

from glmbot.core.index.bm25 import K1, B
from glmbot.core.index.corpus_index import CorpusIndex, Hits
from glmbot.core.index.passage_block import Bools, PassageBlock, ranges
from glmbot.core.index.passage_terms import PassageTerms
from glmbot.core.languages.language import QuestionType
from glmbot.core.model import Hit
from glmbot.core.query.query import Query
from glmbot.core.ranking.answer_type import AnswerTypes, has_shape
from glmbot.core.ranking.candidates import KeyMatches, QueryKeys, titled
from glmbot.core.ranking.features import (
    TITLE_SHARE,
    CandidateTable,
    Doubles,
    Signals,
    glossed_passages,
    introduced_passages,
)
from glmbot.core.text.glossary import Glossary
from glmbot.core.text.lexicon import Lexicon
from glmbot.core.text.vectors import Floats, Vectors, unit

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
class FeatureExtractor:
    """Measures candidates with what the lexicon, the articles and general English know."""

    corpus_index: CorpusIndex
    lexicon: Lexicon
    glossary: Glossary
    vectors: Vectors

    def extract(self, query: Query, hits: Hits, order: npt.NDArray[np.int64]) -> CandidateTable:
        """The hits measured, a column for each; `order` puts them into the order of their passages."""
        return _Extraction(self, query, hits, order).table()

    @cached_property
    def units(self) -> Callable[[PassageBlock], Floats]:
        """The unit vectors of the distinct forms of candidates."""
        return lru_cache(maxsize=_REMEMBERED_UNITS)(lambda block: self.vectors.units(block.vector_rows))

    @cached_property
    def answer_types(self) -> AnswerTypes:
        """What the sentences show."""
        return AnswerTypes(self.corpus_index, self.lexicon.places)


@dataclass(frozen=True, eq=False)
class _BestSentences:
    """The best sentence of each candidate, and what it has of the question."""

    sentences: list[int | None]
    near: Doubles
    """Share of the mass, title left aside, words near in meaning counting in part."""
    had: Doubles
    """Share of the mass that it matches."""
    nearness: Doubles
    """Cosine of the question and the sentence."""
    rest_nearness: Doubles
    """The same for the words of the question that the title has not."""
    shows_type: list[bool | None]


class _Extraction:
    """One query held against its candidates: rows are words, columns candidates or sentences."""

    def __init__(self, extractor: FeatureExtractor, query: Query, hits: Hits, order: npt.NDArray[np.int64]) -> None:
        self._extractor = extractor
        self._query = query
        self._hits = hits
        self._order = order
        self._candidates = extractor.corpus_index.block(hits.numbers[order])
        self._query_keys = QueryKeys(query.words, extractor.corpus_index.bm25.vocabulary)
        self._own = extractor.vectors.of(word.form for word in query.words)
        self._masses = np.array([word.mass for word in query.words]).reshape(-1, 1)
        self._most = np.array([word.weight for word in query.words]).reshape(-1, 1)

    def table(self) -> CandidateTable:
        """The candidates with all that speaks for them."""
        candidates, query_keys = self._candidates, self._query_keys
        key_matches = KeyMatches(query_keys, candidates)
        in_sentences = query_keys.best(key_matches.keys)
        matched = candidates.best_of_passages(in_sentences)
        near = self._near()
        nearest = candidates.best_of_passages(near)
        telling = self._telling(np.maximum(query_keys.weights[matched], nearest))
        titles = titled(query_keys, self._extractor.corpus_index.title_terms, candidates.articles)
        title = query_keys.weights[query_keys.best(titles)]
        rest = title == 0
        in_title = np.where(matched > 0, 0, query_keys.first(titles))
        weights = np.where(matched > 0, query_keys.weights[matched], query_keys.weights[in_title] * TITLE_SHARE)
        soft = np.maximum(weights, nearest)
        untitled = 1 - np.minimum(title, 1)
        best = self._best(query_keys.weights[in_sentences], near, rest, untitled)
        own_keys = candidates.best_of_passages(key_matches.keys[query_keys.positions == 0])
        often = weights * self._saturation(key_matches, matched)
        matched_share, repeated, title_share, soft_share, own = self._shares(
            weights * rest, often * rest, title, soft * rest, own_keys * rest
        )
        signals = Signals(
            bm25=self._bm25(),
            matched=matched_share,
            repeated=repeated,
            title=title_share,
            jurisdiction=self._jurisdiction(title),
            pairs=self._pairs(key_matches),
            sentence=best.near,
            soft=soft_share,
            specific=self._specific(soft, telling),
            own=own,
            nearness=best.nearness,
            rest_nearness=best.rest_nearness,
            kind_shown=np.array([float(one is True) for one in best.shows_type]),
            kind_missing=np.array([float(one is False) for one in best.shows_type]),
            lead=(self._query.question_type is QuestionType.ABOUT) * (candidates.paragraphs == 1).astype(np.float64),
            lead_lacks=self._lead_lacks(weights, untitled),
            length=np.minimum(1, candidates.lengths / (_LONG * self._extractor.corpus_index.bm25.mean_length)),
            gloss=self._are_among(glossed_passages(self._query, self._extractor.glossary)),
            introduction=self._are_among(introduced_passages(self._query, self._extractor.glossary)),
        )
        return CandidateTable(
            words=self._query.words,
            query_keys=query_keys,
            matched=matched,
            in_title=in_title,
            weights=weights,
            soft=soft,
            titled=title,
            telling=tuple(telling.tolist()),
            sentences=best.sentences,
            sentence_shares=best.had,
            shows_type=best.shows_type,
            signals=signals,
            hits=self._hit,
            terms=self._terms,
        )

    def _best(self, had: Doubles, near: Floats, rest: Bools, untitled: Doubles) -> _BestSentences:
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
        return _BestSentences(places, values[0], values[1], values[2], values[3], shown)

    def _shares(self, *values: Doubles | Bools) -> Doubles:
        """The share of the query's mass of which each word has a value from 0 to 1: a row for each table of values."""
        shares: Doubles = (self._masses * np.minimum(np.stack(values), self._most)).sum(axis=1)
        return shares / (self._query.mass or 1.0)

    def _near(self) -> Floats:
        """How near each sentence comes to each word in meaning."""
        cosines = (self._own @ self._extractor.units(self._candidates).T)[:, self._candidates.tokens]
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
        candidates, kind = self._candidates, self._query.question_type
        passages = candidates.sentence_passages
        shown: dict[int, bool | None] = {}
        if has_shape(kind):
            # Only a sentence that the bonus can bring to the top is read.
            top = candidates.best_of_passages(values[None])[0]
            close = np.flatnonzero(values + _KIND_BONUS >= top[passages])
            shows, numbers = self._extractor.answer_types.shows, candidates.numbers.tolist()
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
        masses = self._candidates.masses[tokens]
        weighed = self._extractor.units(self._candidates)[tokens] * masses[:, None]
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

    def _saturation(self, key_matches: KeyMatches, matched: npt.NDArray[np.int64]) -> Doubles:
        """BM25's saturated term frequency of each match over its limit, 0 to 1; a longer key counts once."""
        candidates, mean = self._candidates, self._extractor.corpus_index.bm25.mean_length
        slots = self._query_keys.single[matched]
        counts = key_matches.counts[slots, np.arange(len(candidates))] + ((slots == 0) & (matched > 0))
        saturated: Doubles = counts / (counts + K1 * (1 - B + B * candidates.lengths / mean))
        return saturated

    def _pairs(self, key_matches: KeyMatches) -> Doubles:
        """Share of the question's neighbours, by mass, that are neighbours in a sentence, by any of their terms."""
        found, total = np.zeros(len(self._candidates)), 0.0
        slots = [self._query_keys.single_slots(word) for word in self._query.own]
        for (one, other), left, right in zip(self._query.pairs, slots, slots[1:], strict=False):
            met = (
                listed for (first, then), listed in key_matches.neighbours.items() if first in left and then in right
            )
            sentences = [sentence for listed in met for sentence in listed]
            found[np.unique(self._candidates.sentence_passages[sentences])] += one.mass + other.mass
            total += one.mass + other.mass
        return found / total if total else found

    def _jurisdiction(self, title: Doubles) -> Doubles:
        """Whether the article is about a place that the question names."""
        known = self._extractor.lexicon.places
        places = [any(one.key in known for one in word.alternatives) for word in self._query.words]
        named: Doubles = np.sign(title[places].max(axis=0, initial=0.0))
        return named

    def _specific(self, soft: Doubles, telling: Doubles) -> Doubles:
        weights = self._masses * self._most * telling[:, None]
        specific: Doubles = (weights * soft).sum(axis=0) / (float(weights.sum()) or 1.0)
        return specific

    def _bm25(self) -> Doubles:
        index = self._extractor.corpus_index.bm25
        most = float(sum(word.weight * index.idf(word.key) for word in self._query.words)) or 1.0
        scores: Doubles = self._hits.scores[self._order]
        return scores / most

    def _are_among(self, passage_ids: frozenset[str]) -> Doubles:
        """Which candidates are among some passages."""
        if not passage_ids:
            return np.zeros(len(self._candidates))
        corpus_index = self._extractor.corpus_index
        return np.array(
            [float(corpus_index.passage_id(one) in passage_ids) for one in self._candidates.numbers.tolist()]
        )

    def _hit(self, column: int) -> Hit:
        return self._hits[int(self._order[column])]

    def _terms(self, column: int) -> PassageTerms:
        return self._extractor.corpus_index.read(int(self._candidates.numbers[column]))
