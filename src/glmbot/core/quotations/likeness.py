"""Whether what is likest to a quotation is like enough to be called what it quotes."""

from collections.abc import Iterator
from typing import Final

from glmbot.core.index.corpus_index import CorpusIndex
from glmbot.core.model import Span
from glmbot.core.quotations.numbers import by_value
from glmbot.core.quotations.texts import Alignment, Part
from glmbot.core.quotations.words import keys_of

_LEAST_WORDS: Final = 4
_LEAST_SHARE: Final = 0.55
"""What the words that are the same must weigh of all, to be called a quotation of that article at all."""
_STOPWORD_WEIGHT: Final = 0.4


def is_enough(found: Alignment, index: CorpusIndex) -> bool:
    """Whether enough of a quotation stands in a text."""
    same = sum(_count_alike(found, part, index) for part in found.parts)
    return same >= min(_LEAST_WORDS, len(found.quoted.words)) and share(found, index) >= _LEAST_SHARE


def share(found: Alignment, index: CorpusIndex) -> float:
    """What the words that are the same weigh among all of the quotation.

    Numbers that differ do not count, nor does what an editor puts between brackets.
    """
    same, other = 0.0, 0.0
    for part in found.parts:
        if part.kind != "edited":
            alike, differing = _parted(found, part, index)
            same += sum(_weights(alike, index))
            other += sum(_weights([key for key in differing if not _is_number(key)], index))
    return same / (same + other) if same else 0.0


def _count_alike(found: Alignment, part: Part, index: CorpusIndex) -> int:
    return len(_parted(found, part, index)[0])


def _parted(found: Alignment, part: Part, index: CorpusIndex) -> tuple[list[str], list[str]]:
    """The words of a quotation that are the same, or only written otherwise (harbour, 12), and the others."""
    keys = _keys(found, part.said)
    if part.kind != "changed":
        return (keys, []) if part.kind == "same" else ([], keys)
    original = keys_of(found.original(part))
    if by_value(keys) == by_value(original):
        return keys, []
    terms = set(index.analyzer.terms(" ".join(original)))
    alike = [bool(own := index.analyzer.terms(key)) and terms.issuperset(own) for key in keys]
    return _chosen(keys, alike, wanted=True), _chosen(keys, alike, wanted=False)


def _chosen(keys: list[str], alike: list[bool], *, wanted: bool) -> list[str]:
    return [key for key, is_alike in zip(keys, alike, strict=True) if is_alike == wanted]


def _keys(found: Alignment, span: Span) -> list[str]:
    return [word.key for word in found.quoted.words if word.span in span]


def _is_number(key: str) -> bool:
    return any(char.isdigit() for char in key)


def _weights(keys: list[str], index: CorpusIndex) -> Iterator[float]:
    for key in keys:
        terms = index.analyzer.terms(key)
        yield max(index.bm25.idf(term) for term in terms) if terms else _STOPWORD_WEIGHT
