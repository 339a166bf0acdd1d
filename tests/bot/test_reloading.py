"""Articles are read anew whole or not at all, and what is wrong is told to the log."""

import logging
from collections.abc import AsyncIterator

import pytest

from glmbot.bot.context import BotContext
from glmbot.bot.reloading import follow, reload_articles, reload_or_note
from glmbot.core.answering.answerer import Answerer
from glmbot.core.model import GlmbotError
from glmbot.storage.load import build_answerer
from support.articles import corpus_of, given_article


async def test_what_changed_is_told_and_answered_from(context: BotContext, caplog: pytest.LogCaptureFixture) -> None:
    context.read_anew = lambda: build_answerer(corpus_of(given_article()))
    with caplog.at_level(logging.INFO):
        changes = await reload_articles(context)
    assert len(changes.removed) == 1
    assert len(context.answerer.corpus.articles) == 1
    assert "0 added, 0 changed, 1 removed" in caplog.text


def broken() -> Answerer:
    raise GlmbotError("corpus/a.md:3: title is missing; add it")


async def test_faulty_articles_change_nothing(context: BotContext, caplog: pytest.LogCaptureFixture) -> None:
    before = context.answerer
    context.read_anew = broken
    with pytest.raises(GlmbotError):
        await reload_articles(context)
    await reload_or_note(context)
    assert context.answerer is before
    assert "corpus/a.md:3: title is missing; add it" in caplog.text
    assert not context.reloading.locked()


async def test_each_change_of_the_files_is_followed(context: BotContext) -> None:
    read: list[Answerer] = []

    def read_anew() -> Answerer:
        read.append(build_answerer(corpus_of(given_article())))
        return read[-1]

    async def changed() -> AsyncIterator[None]:
        for _ in range(2):
            yield

    context.read_anew = read_anew
    await follow(context, changed())
    assert len(read) == 2


async def test_what_ends_the_following_of_changes_is_told(
    context: BotContext, caplog: pytest.LogCaptureFixture
) -> None:
    async def changed() -> AsyncIterator[None]:
        raise RuntimeError("whatever")
        yield

    await follow(context, changed())
    assert "changes of the articles are not followed any more" in caplog.text


async def test_an_error_of_our_own_ends_nothing(context: BotContext, caplog: pytest.LogCaptureFixture) -> None:
    reads = 0

    def fail() -> Answerer:
        nonlocal reads
        reads += 1
        raise OSError("no memory for another process")

    async def changed() -> AsyncIterator[None]:
        for _ in range(2):
            yield

    context.read_anew = fail
    await follow(context, changed())
    assert reads == 2
    assert "the old ones stay" in caplog.text
