"""The articles read anew while the bot runs: by a command, or since their files have changed."""

import asyncio
import logging
from collections.abc import AsyncIterator

from glmbot.bot.context import BotContext
from glmbot.core.corpus.listing import Changes
from glmbot.core.model import GlmbotError

_log = logging.getLogger(__name__)


async def reload_articles(context: BotContext) -> Changes:
    """Read the articles anew, while `context.reloading` is held; the bot goes on answering.

    Raises:
        GlmbotError: they can't be read; the old ones stay.
    """
    try:
        articles, changes = await asyncio.to_thread(context.read_again)
    except GlmbotError:
        _log.warning("the articles were not read anew; the old ones stay")
        raise
    context.swap(articles)
    counts = map(len, (changes.added, changes.changed, changes.removed))
    _log.info("articles read anew: %d added, %d changed, %d removed", *counts)
    return changes


async def follow(context: BotContext, changed: AsyncIterator[None]) -> None:
    """Read the articles anew each time that their files have changed; faulty ones change nothing and are logged."""
    try:
        async for _ in changed:
            await reload_or_note(context)
    except Exception:  # noqa: BLE001 - else it would end without a word
        _log.exception("changes of the articles are not followed any more; /reload reads them anew")


async def reload_or_note(context: BotContext) -> None:
    """Read the articles anew; where they can't be read, that is logged, and the old ones stay."""
    try:
        async with context.reloading:
            await reload_articles(context)
    except GlmbotError as error:
        for line in error.for_operator.splitlines():
            _log.warning("%s", line)
    except Exception:  # noqa: BLE001 - whatever it is, the next change is to be taken in
        _log.exception("the articles were not read anew; the old ones stay")
