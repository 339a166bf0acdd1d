"""Articles of a large corpus: the record is in memory, the text is read when it is first asked for.

Whoever keeps the texts hands each article a function that reads its own (`BodyReader`); the core opens nothing. The
reading happens in `StoredArticle.body`, and so wherever the text of an article or a passage is asked for: that of the
few sentences that may answer, and of what a reply shows. Ranking needs none: it works on the arrays of the index.
"""

import datetime as dt
from collections.abc import Callable
from functools import cached_property
from typing import TypeAlias, TypedDict

from glmbot.core.model import Article, GlmbotError, content_key

BodyReader: TypeAlias = Callable[[], str | None]
"""Reads the body of one article, verbatim; None where it can't be read any more."""

Renewal: TypeAlias = Callable[[], Article | None]
"""Reads one article anew, with its record; None where it is gone or faulty."""


class ArticleChangedError(GlmbotError):
    """The text of an article is gone, or not what it was when the corpus was indexed; `place` is where it is kept."""

    def __init__(self, article: "StoredArticle", place: str) -> None:
        super().__init__(f"{place}: the article has changed or is gone; use /reload, or start again")
        self.article, self.place = article, place


class ArticleRecord(TypedDict):
    """The fields of an article beside its body."""

    article_id: str
    title: str
    date: dt.date
    jurisdictions: tuple[str, ...]
    authors: tuple[str, ...]
    topics: tuple[str, ...]
    url: str | None
    retrieved: dt.date | None
    origin: str | None


class StoredArticle(Article):
    """An article whose text is read by a function, once, and must be the one that its key was made of."""

    def __init__(
        self, record: ArticleRecord, *, key: str, place: str, read_body: BodyReader, renew: Renewal = lambda: None
    ) -> None:
        """Take the record, the content key, where the text is kept (for a person to read), and how it is read."""
        self.__dict__.update(record, key=key, _place=place, _read_body=read_body, _renew=renew)

    @cached_property
    def body(self) -> str:
        """The text, verbatim, read when it is first asked for.

        Raises:
            ArticleChangedError: it is gone or has changed.
        """
        body: str | None = self.__dict__["_read_body"]()
        if body is None or content_key(self, body) != self.key:
            raise ArticleChangedError(self, self.__dict__["_place"])
        return body

    def renewed(self) -> Article | None:
        """The article as its file holds it by this time; None where it is gone or faulty."""
        article: Article | None = self.__dict__["_renew"]()
        return article
