"""The reading list of who uses an interaction: reached in the database's thread, compared with today's articles."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, TypeVar

from pydantic import SecretStr

from glmbot.bot.articles import Articles
from glmbot.bot.context import Interaction, context_of, today
from glmbot.bot.ui.delivery import PATIENCE_SECONDS
from glmbot.core.corpus.lookup import passage_of
from glmbot.core.corpus.stored_article import ArticleChangedError
from glmbot.core.model import Article
from glmbot.core.research.reading_list import Entry
from glmbot.core.research.reading_list_files import Listed
from glmbot.storage.database import Store
from glmbot.storage.reading_lists import Shelf
from glmbot.storage.seal import Seal

_T = TypeVar("_T")


async def at_once(interaction: Interaction, work: Callable[[Shelf], _T]) -> _T | None:
    """What some work on a person's list gives, where it does not take long; else None, and nothing was answered."""
    try:
        return await asyncio.wait_for(work_on(interaction, work), PATIENCE_SECONDS)
    except TimeoutError:
        return None


async def work_on(interaction: Interaction, work: Callable[[Shelf], _T]) -> _T:
    """What some work on a person's list gives, however long it takes; it is on disk when this returns."""
    seal, person, day = _seal(interaction.client.settings.keys), interaction.user.id, today()

    def within(connection: Any, hashed: Callable[[str], str]) -> _T:
        return work(Shelf(connection, hashed, seal, person, day))

    return await context_of(interaction).records.do(Store.within, within)


@lru_cache(maxsize=1)
def _seal(keys: tuple[SecretStr, ...]) -> Seal:
    return Seal(keys, "lists")


async def compared(interaction: Interaction, entries: Sequence[Entry]) -> list[Listed]:
    """Some entries, each with what became of its article."""
    context = context_of(interaction)
    articles = context.articles
    return await context.apart(lambda: [_compared(articles, entry) for entry in entries])


def _compared(articles: Articles, entry: Entry) -> Listed:
    """An entry with what became of its article; with its sources too, where it was saved before these were kept."""
    now = now_of(articles, entry)
    if now is None:
        return Listed(entry, "gone")
    if now.key != entry.key:
        return Listed(entry, "changed")
    if entry.rests_on is None:
        sources = articles.answerer_of(now).corpus_index.rests_on(passage_of(now, entry.paragraphs[0]))
        entry = replace(entry, rests_on=sources)
    return Listed(entry, "same", now.body)


def now_of(articles: Articles, entry: Entry) -> Article | None:
    """The article of an entry, as it is by this time; None where it is gone."""
    article = articles.article_of(entry.key) or articles.lookup.with_id(entry.article.article_id)
    try:
        return article and articles.current(article)
    except ArticleChangedError:
        return None
