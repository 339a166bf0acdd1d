"""The engines that passages can be searched by, each over some articles."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, TypeAlias

from glmbot.core.index.corpus_index import CorpusIndex
from glmbot.core.model import Article
from support.articles import corpus_of
from support.words import ANALYZER, indexed

Opened: TypeAlias = Callable[[Sequence[Article]], CorpusIndex]
"""Articles, ready to be searched by an engine."""


def embedded(articles: Sequence[Article]) -> CorpusIndex:
    """The articles in the engine of one machine."""
    return CorpusIndex.embedded(corpus_of(*articles), ANALYZER, indexed(*articles))


ENGINES: Final[Mapping[str, Opened]] = {"embedded": embedded}
