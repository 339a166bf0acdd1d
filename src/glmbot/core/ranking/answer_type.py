"""Whether the sentences of a corpus show what a kind of question asks for."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import Final

from glmbot.core.index.corpus_index import CorpusIndex
from glmbot.core.query.question_type import QuestionType, has_name, names_place, shows
from glmbot.core.text.lexicon import Key

_REMEMBERED: Final = 4096
_BODIES_LIKE_PLACES: Final = frozenset({"united nation", "un", "european union", "eu", "african union", "au"})


class AnswerTypes:
    """Reads sentences by the numbers of their passages and of themselves there; remembers the latest."""

    def __init__(self, corpus_index: CorpusIndex, places: Collection[Key]) -> None:
        """Take the articles, and the keys that name places."""
        self._corpus_index = corpus_index
        self._single, self._openers = _by_number(corpus_index, places)
        self.shows = lru_cache(maxsize=_REMEMBERED)(self._shows)

    def names_known_place(self, number: int, place: int) -> bool:
        """Whether a sentence has a name of a place."""
        terms = self._corpus_index.sentence_terms(number, place)
        if not self._single.isdisjoint(terms):
            return True
        begun = [key for term in terms for key in self._openers.get(term, ())]
        return bool(begun) and any(map(self._corpus_index.sentence(number, place).has, begun))

    def _shows(self, kind: QuestionType, number: int, place: int) -> bool | None:
        text = self._corpus_index.sentence_text(number, place)
        if kind is QuestionType.PERSON:
            return True if has_name(text) else None
        if kind is QuestionType.PLACE:
            return names_place(text) or self.names_known_place(number, place)
        return shows(kind, text)


def _by_number(
    corpus_index: CorpusIndex, places: Collection[Key]
) -> tuple[frozenset[int], Mapping[int, Sequence[Key]]]:
    """The terms that name places, by number, and longer names by their first term."""
    single: set[int] = set()
    openers: dict[int, list[Key]] = defaultdict(list)
    for key in set(places) - _BODIES_LIKE_PLACES:
        first, _, rest = key.partition(" ")
        number = corpus_index.bm25.vocabulary.find(first)
        if number is not None and rest:
            openers[number].append(key)
        elif number is not None:
            single.add(number)
    return frozenset(single), openers
