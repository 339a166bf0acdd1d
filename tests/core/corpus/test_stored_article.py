import datetime as dt
import inspect
from collections.abc import Callable

import pytest

from glmbot.core.corpus.stored_article import ArticleChangedError, ArticleRecord, StoredArticle
from glmbot.core.model import Article, Passage, Span

RECORD: ArticleRecord = {
    "article_id": "2020-01-01-one",
    "title": "One",
    "date": dt.date(2020, 1, 1),
    "jurisdictions": ("Malta",),
    "authors": (),
    "topics": (),
    "url": None,
    "retrieved": None,
    "origin": None,
}
WHOLE = Article(**RECORD, body="A text.")


def stored(read: Callable[[], str | None]) -> StoredArticle:
    return StoredArticle(RECORD, key=WHOLE.key, place="one.md", read_body=read)


def test_the_record_is_there_without_reading() -> None:
    def never() -> str:
        raise AssertionError("nothing is read")

    article = stored(never)
    assert article.key == WHOLE.key
    assert article.slug == WHOLE.slug
    assert [getattr(article, name) for name in RECORD] == list(RECORD.values())


def test_the_text_is_read_once() -> None:
    texts = iter(["A text."])
    article = stored(lambda: next(texts))
    assert article.body == WHOLE.body
    assert Passage(article, (1,), Span(2, 6)).text == "text"


@pytest.mark.parametrize("body", [None, "Another text."])
def test_a_text_that_is_gone_or_another_is_refused(body: str | None) -> None:
    article = stored(lambda: body)
    with pytest.raises(ArticleChangedError, match=r"one\.md: the article has changed or is gone"):
        _ = article.body


def test_a_record_has_every_field_but_the_body() -> None:
    assert {*inspect.signature(Article).parameters} - {"body"} == set(ArticleRecord.__annotations__)
