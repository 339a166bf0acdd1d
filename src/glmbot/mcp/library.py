"""The articles as the tools find them: by name, and passage by passage."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from glmbot.core.answering.answerer import Answerer
from glmbot.core.corpus.listing import all_counts
from glmbot.core.corpus.lookup import ArticleLookup, UnknownArticleError, passage_of
from glmbot.core.model import Article, GlmbotError, Passage, Reply
from glmbot.mcp.arguments import PlaceArguments

_MARK = "#p"


class UnknownPassageError(GlmbotError):
    """No passage has the id that was given."""


@dataclass(frozen=True)
class Library:
    """Articles that are ready to be asked, and what is not known of them alone."""

    answerer: Answerer
    spoken: Callable[[Reply], Reply]
    """Puts the bot's own sentences into the language of who asked."""
    today: Callable[[], dt.date]

    @property
    def is_invented(self) -> bool:
        """Whether the articles are invented: all are, or none."""
        return self.answerer.corpus.articles[0].is_invented

    @cached_property
    def subjects(self) -> Mapping[str, Mapping[str, int]]:
        """The jurisdictions and topics that there are, the most frequent first, with the number of their articles."""
        found = all_counts(self.answerer.corpus.articles, ("jurisdiction", "topic"))
        return {"jurisdictions": dict(found["jurisdiction"]), "topics": dict(found["topic"])}

    @cached_property
    def lookup(self) -> ArticleLookup:
        """The articles by name."""
        return ArticleLookup(self.answerer.corpus.articles)

    def article(self, name: str) -> Article:
        """The article of a name.

        Raises:
            UnknownArticleError: none or several bear it.
        """
        try:
            return self.lookup.find(name)
        except UnknownArticleError as error:
            if error.named:
                raise
            raise UnknownArticleError(f"{error}; the resources list them all") from None

    def article_with_id(self, article_id: str) -> Article | None:
        """The article of an id; None where there is none."""
        index = self.answerer.corpus_index
        return None if index.arrays.articles.ids.find(article_id) is None else index.article(article_id)

    def passage_with_id(self, passage_id: str) -> Passage:
        """The passage of an id.

        Raises:
            UnknownPassageError: it names no article of these, or no paragraph.
            UnknownParagraphError: its article has no such paragraph.
        """
        article_id, _, number = passage_id.strip().rpartition(_MARK)
        article = self.article_with_id(article_id)
        if article is None or not (number.isascii() and number.isdigit()):
            raise UnknownPassageError("no passage has that passage_id; search gives them: <article id>#p<paragraph>")
        return passage_of(article, int(number[:9]))

    def place(self, named: PlaceArguments) -> tuple[Article, Passage | None]:
        """The article that is named, and the passage where one is.

        Raises:
            UnknownArticleError: no article, or several, bear the name.
            UnknownPassageError, UnknownParagraphError: no passage has the id.
        """
        if named.passage_id is not None:
            passage = self.passage_with_id(named.passage_id)
            return passage.article, passage
        return self.article(named.article or ""), None
