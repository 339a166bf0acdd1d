"""Questions on generated articles: of 6 to 12 words as people ask, some with a synonym, a misspelt word, a place."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from glmbot.bench.corpus import GeneratedCorpus
from glmbot.bench.made import Asked
from glmbot.bench.names import JURISDICTIONS, LINKS, OPENERS
from glmbot.bench.words import drawn
from glmbot.core.text.lexicon import Lexicon
from glmbot.core.text.tokens import Analyzer, split_words

_FEWEST, _MOST = 3, 7
"""Content words of a question."""
_WORDS: Final = range(6, 13)
_FOREIGN_SHARE: Final = 0.25
"""Of the words so many are drawn from the whole language, not from the passage."""
_SYNONYM_SHARE, _MISSPELT_SHARE, _PLACED_SHARE, _YEAR_SHARE = 0.3, 0.1, 0.25, 0.1
_LONG: Final = 6
"""Letters of a word that is misspelt."""


class Asker:
    """Asks questions on a corpus, the same for the same seed."""

    def __init__(
        self, corpus: GeneratedCorpus, analyzer: Analyzer, lexicon: Lexicon, lightwords: frozenset[str], seed: int
    ) -> None:
        self._corpus = corpus
        self._analyzer = analyzer
        self._lexicon = lexicon
        self._light = analyzer.stopwords | lightwords
        self._random = np.random.default_rng([seed, 4])

    def ask(self, count: int) -> list[Asked]:
        """So many different questions."""
        found: dict[str, Asked] = {}
        while len(found) < count:
            one = self._one()
            if one.terms and len(one.text.split()) in _WORDS:
                found.setdefault(one.text, one)
        return list(found.values())

    def _one(self) -> Asked:
        passage = int(self._random.integers(len(self._corpus.passage_ends)))
        wanted = int(self._random.integers(_FEWEST, _MOST + 1))
        words = self._words(passage, wanted)
        if self._happens(_SYNONYM_SHARE):
            words = self._with_synonym(words)
        if self._happens(_MISSPELT_SHARE):
            words = self._misspelt(words)
        text = self._pick(OPENERS) + " " + words[0]
        for word in words[1:]:
            text += f" {link} {word}" if (link := self._pick(LINKS)) else f" {word}"
        if self._happens(_PLACED_SHARE):
            text += f" in {JURISDICTIONS[int(self._corpus.places[self._corpus.article_of[passage]])]}"
        if self._happens(_YEAR_SHARE):
            text += f" in {self._corpus.year(int(self._corpus.article_of[passage]))}"
        text = text[0].upper() + text[1:] + "?"
        return Asked(text, tuple(dict.fromkeys(self._terms(text))))

    def _words(self, passage: int, wanted: int) -> list[str]:
        """Content words, most of them from a passage."""
        known, ends = self._corpus.pieces, self._corpus.passage_ends
        there = self._corpus.tokens[(ends[passage - 1] if passage else 0) : ends[passage]]
        first, last = known.contents.first, known.contents.first + known.contents.count
        usable = [piece for piece in dict.fromkeys(there.tolist()) if first <= piece < last and self._tells(piece)]
        own = [usable[place] for place in self._random.permutation(len(usable))[:wanted].tolist()]
        is_other = self._random.random(wanted) < _FOREIGN_SHARE
        others = (drawn(self._random, known.content_chances, wanted) + first).tolist()
        others = [piece for piece in others if self._tells(piece)]
        kept = [piece for piece, other in zip(own, is_other, strict=False) if not other]
        chosen = list(dict.fromkeys([*kept, *others]))[:wanted] or others or own
        return [known.texts[piece] for piece in chosen] or ["law"]

    def _tells(self, piece: int) -> bool:
        return self._corpus.pieces.texts[piece] not in self._light

    def _terms(self, text: str) -> list[str]:
        words = (word.form for word in split_words(text))
        return [self._analyzer.term(form) for form in words if form not in self._light]

    def _with_synonym(self, words: Sequence[str]) -> list[str]:
        """The words with one of them said by another word, where the lexicon has one."""
        for place, word in enumerate(words):
            others = self._lexicon.alternatives.get(self._analyzer.term(word), ())
            single = [one.key for one in others if one.key.isalpha() and one.key not in self._light]
            if single:
                return [*words[:place], self._pick(single), *words[place + 1 :]]
        return list(words)

    def _misspelt(self, words: Sequence[str]) -> list[str]:
        """The words with two letters of a long one changed about."""
        for place, word in enumerate(words):
            if len(word) >= _LONG and word.isalpha():
                at = int(self._random.integers(1, len(word) - 2))
                wrong = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
                return [*words[:place], wrong, *words[place + 1 :]]
        return list(words)

    def _pick(self, listed: Sequence[str]) -> str:
        return listed[int(self._random.integers(len(listed)))]

    def _happens(self, share: float) -> bool:
        return bool(self._random.random() < share)
