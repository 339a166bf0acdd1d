"""The articles that the bot answers from: one version of all, and single ones whose files have changed since."""

import logging
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from typing import Final, TypeVar

from glmbot.core.answering.answerer import Answerer, Turn
from glmbot.core.corpus.article_file import Corpus
from glmbot.core.corpus.filters import Filters
from glmbot.core.corpus.lookup import ArticleLookup
from glmbot.core.corpus.passages import LONG_PARAGRAPH
from glmbot.core.corpus.stored_article import ArticleChangedError
from glmbot.core.index.partial_index import PartialIndex
from glmbot.core.model import Article, Found, parts_of
from glmbot.core.ranking.ranker import CANDIDATES
from glmbot.core.research.watching import Marks
from glmbot.health.course import stage
from glmbot.storage.load import build_answerer

_log = logging.getLogger(__name__)
_T = TypeVar("_T")

_RENEWED: Final = 64
_LEFT_OUT: Final = 20
"""Articles that one question may meet whose files have changed: then only reading all of them anew helps."""


class Articles:
    """A version of the articles. Its methods may read files: they belong off the event loop where `is_large`."""

    def __init__(self, answerer: Answerer, lookup: ArticleLookup | None = None) -> None:
        self.answerer = answerer
        self.lookup = lookup or ArticleLookup(answerer.corpus.articles)
        self._renewed: OrderedDict[str, Answerer] = OrderedDict()
        """An answerer over each article that was read again, by its key."""
        self._gone: set[str] = set()

    @property
    def is_large(self) -> bool:
        """Whether work over the articles takes so long that the event loop must go on meanwhile."""
        # A thread keeps the interpreter for 5 ms (sys.getswitchinterval) before the loop's gets it back. An answer
        # takes less as long as all passages are candidates, so that a thread would only cost; from then on, more.
        index = self.answerer.corpus_index
        return index.engine.is_remote or len(index.passages) > CANDIDATES

    @property
    def answers_slowly(self) -> bool:
        """Whether an answer takes so long: articles are many, a paragraph is very long, or a reader reads them."""
        return self.is_large or self._is_long or self.answerer.reader is not None

    @cached_property
    def marks(self) -> Marks:
        """The articles by what a watch keeps of each."""
        return Marks(self.answerer.corpus_index)

    @cached_property
    def _is_long(self) -> bool:
        spans = (one.span for one in self.answerer.corpus_index.passages)
        return any(span.end - span.start > LONG_PARAGRAPH for span in spans)

    def answered(
        self, question: str, filters: Filters | None, before: Turn | None, show: Callable[[Turn], _T]
    ) -> tuple[Turn, _T]:
        """A turn, and what `show` makes of it.

        An article whose file has changed is read again: it answers alone where it can, and is left out where not.

        Raises:
            ArticleChangedError: too many have changed.
        """
        answerer, left_out = self.answerer, set[str]()
        before = before if before is not None and self._holds_what_was_shown(before) else None
        while True:
            try:
                with stage("answer"):
                    turn = answerer.turn(question, filters=filters, before=before)
                with stage("show"):
                    return turn, show(turn)
            except ArticleChangedError as error:
                if len(left_out) == _LEFT_OUT:
                    raise
                if error.article.article_id in left_out:
                    before = None  # no search finds it: the turn before is what leads to it
                left_out.add(error.article.article_id)
                if (fresh := self.renew(error)) is not None:
                    turn = self.answerer_of(fresh).turn(question, filters=filters)
                    if isinstance(parts_of(turn.reply)[0], Found):
                        return turn, show(turn)
                index = PartialIndex.of(self.answerer.corpus_index, left_out)
                answerer = replace(self.answerer, corpus_index=index)

    def _holds_what_was_shown(self, before: Turn) -> bool:
        """Whether the article of the turn before is here as it was: a reload may have come between."""
        shown = parts_of(before.reply)[0]
        return not isinstance(shown, Found) or self.article_of(shown.article.key) is not None

    def renew(self, error: ArticleChangedError) -> Article | None:
        """The article that has changed, as its file holds it by this time; None where it is gone or faulty."""
        fresh = error.article.renewed()
        if fresh is None and error.place not in self._gone:
            self._gone.add(error.place)
            _log.warning("%s: the article is gone or faulty; it is left out", error.place)
        elif fresh is not None and fresh.key not in self._renewed:
            _log.warning("%s: the article has changed; it was read again by itself", error.place)
            self._renewed[fresh.key] = build_answerer(Corpus((fresh,)), reader=self.answerer.reader)
            if len(self._renewed) > _RENEWED:
                self._renewed.popitem(last=False)
        return fresh

    def article_of(self, key: str) -> Article | None:
        """The article of a key, if it is still here and unchanged, or was read again."""
        if (renewed := self._renewed.get(key)) is not None:
            return renewed.corpus.articles[0]
        return self.answerer.corpus_index.article_with_key(key)

    def answerer_of(self, article: Article) -> Answerer:
        """The answerer that an article is held by: one of its own where it was read again."""
        return self._renewed.get(article.key, self.answerer)

    def current(self, article: Article) -> Article:
        """An article, or what its file holds by this time.

        Raises:
            ArticleChangedError: it is gone or faulty.
        """
        try:
            _ = article.body
        except ArticleChangedError as error:
            if (fresh := self.renew(error)) is None:
                raise
            return fresh
        return article
