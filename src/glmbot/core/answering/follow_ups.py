"""Follow-ups: a question after an answer stays in its article, unless it names another."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from glmbot.core.index.corpus_index import CorpusIndex
from glmbot.core.model import Found
from glmbot.core.query.parser import QueryParser
from glmbot.core.query.query import Query
from glmbot.core.ranking.features import Evidence

_SAME_ARTICLE: Final = 2.0
_SAME_PASSAGE: Final = 0.8
_SAME_PASSAGE_ALONE: Final = 2.0
"""What a follow-up adds to the score of passages of the article, and to the passage, that were just shown."""

_NAMING_WORDS: Final = 2
"""By so many words more must a question have another article's title than that of the one shown, to name it."""


@dataclass(frozen=True)
class FollowUps:
    """Keeps a conversation in the article of which it speaks."""

    corpus_index: CorpusIndex
    parser: QueryParser

    def stays(self, query: Query, shown: Found) -> bool:
        """Whether a question names no other article than the one shown: no place, and not another's title."""
        if self.parser.names_place(query):
            return False
        if query.leans:
            return True
        counts = self.corpus_index.weigh_articles((word.weights, 1.0) for word in query.own)
        here = counts[self.corpus_index.number_of(shown.article.article_id)]
        return bool(counts.max(initial=0) < here + _NAMING_WORDS)

    def nearer(self, query: Query, ranked: Sequence[Evidence], shown: Found) -> list[Evidence]:
        """The candidates with those of the article shown raised; its passage too, where the question leans on it."""
        same_passage = self._same_passage(query) if query.leans else 0.0

        def score(evidence: Evidence) -> float:
            if evidence.hit.passage.article.article_id != shown.article.article_id:
                return evidence.score
            return evidence.score + _SAME_ARTICLE + same_passage * (evidence.hit.passage == shown.passage)

        return sorted((replace(one, score=score(one)) for one in ranked), key=lambda one: -one.score)

    def _same_passage(self, query: Query) -> float:
        """More where a question has no subject of its own ("for what purpose?")."""
        has_subject = any(word.form not in self.parser.terms.lexicon.abstract for word in query.own)
        return _SAME_PASSAGE if has_subject else _SAME_PASSAGE_ALONE
