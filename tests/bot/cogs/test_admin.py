from typing import Any

import pytest

from glmbot.bot.client import GlmBot
from glmbot.bot.cogs.admin import OWNER_ONLY, REFUSED, render_changes, render_refusal
from glmbot.bot.context import BotContext
from glmbot.core.corpus.article_file import CorpusError
from glmbot.core.corpus.front_matter import Fault
from glmbot.core.corpus.listing import Changes
from glmbot.core.model import GlmbotError
from glmbot.storage.load import build_answerer
from support.articles import corpus_of, given_article, make_article
from support.sendable import ENGLISH

NEW = make_article(title="Norland: Kite Act Adopted", date="2015-01-02")


@pytest.fixture
def owned(simcord_bot: GlmBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks owns the bot."""

    async def is_owner(*_: Any) -> bool:
        return True

    monkeypatch.setattr(simcord_bot, "is_owner", is_owner)


async def test_only_the_owner_has_the_articles_read_anew(channel: Any, manager: Any) -> None:
    told = await manager.slash(channel, "reload")
    assert told.ephemeral
    assert told.response.content == OWNER_ONLY


@pytest.mark.usefixtures("owned")
async def test_a_reload_swaps_the_articles_and_says_what_changed(
    channel: Any, manager: Any, context: BotContext
) -> None:
    context.read_anew = lambda: build_answerer(corpus_of(given_article(), NEW))
    told = (await manager.slash(channel, "reload")).response.content
    assert "**Added** 1\n- 2015-01-02-norland" in told
    assert "**Removed** 1\n- 2014-03-03-norland" in told
    assert await context.find_article("kite act") == NEW


@pytest.mark.usefixtures("owned")
async def test_a_refused_reload_leaves_all_as_it_is(channel: Any, manager: Any, context: BotContext) -> None:
    before = context.answerer
    told = (await manager.slash(channel, "reload")).response.content
    assert told.startswith(REFUSED)
    assert "restart it" in told
    assert context.answerer is before


async def test_stats_count_replies_and_votes_and_name_nobody(channel: Any, manager: Any) -> None:
    await manager.slash(channel, "ask", question="Which regions does the MOU target?")
    told = (await manager.slash(channel, "stats")).response.content
    assert "1 with an answer" in told
    assert "mo" not in told.split()


def test_few_faults_are_told_and_many_come_as_a_file() -> None:
    few = render_refusal(GlmbotError("a *fault*"), ENGLISH)
    assert (few.content, few.file) == (f"{REFUSED}\na \\*fault\\*", None)
    many = render_refusal(CorpusError([Fault("a.md", 3, "x" * 400, "mend it")] * 9), ENGLISH)
    assert many.content == REFUSED
    assert many.file is not None


def test_without_a_change_a_reload_says_so() -> None:
    assert render_changes(Changes((), (), ()), (), 1, ENGLISH).content == "Read anew: 1 article.\nNothing has changed."
