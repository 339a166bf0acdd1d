"""An answerer whose parts note their times: the core has no clock, so that it is handed parts that have one."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from glmbot.core.answering.answerer import Answerer
from glmbot.core.index.corpus_index import Hits
from glmbot.core.model import Passage
from glmbot.core.query.parser import QueryParser
from glmbot.core.query.query import Query
from glmbot.core.ranking.features import Evidence
from glmbot.core.ranking.ranker import Ranker
from glmbot.core.ranking.reading import Reader, Reading
from glmbot.health.course import stage


def timed(answerer: Answerer) -> Answerer:
    """The same answerer; its parts note their times with the question under way."""
    reader = answerer.reader and TimedReader(answerer.reader)
    parser, ranker = _TimedParser(**_fields(answerer.parser)), _TimedRanker(**_fields(answerer.ranker))
    return replace(answerer, parser=parser, ranker=ranker, reader=reader)


class TimedReader:
    """A reader that notes its time."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def read(self, question: str, passages: Sequence[Passage]) -> Sequence[Reading]:
        """What the reader reads."""
        with stage("read"):
            return self._reader.read(question, passages)


@dataclass(frozen=True)
class _TimedParser(QueryParser):
    def parse(self, question: str, before: Query | None = None, *, language: str | None = None) -> Query:
        with stage("parse"):
            return super().parse(question, before, language=language)


@dataclass(frozen=True)
class _TimedRanker(Ranker):
    def rank(self, query: Query, hits: Hits) -> list[Evidence]:
        with stage("rank"):
            return super().rank(query, hits)


def _fields(part: Any) -> dict[str, Any]:
    return {field.name: getattr(part, field.name) for field in fields(part)}
