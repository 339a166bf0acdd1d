"""How `glmbot run` puts the bot together."""

import weakref
from pathlib import Path

import pytest

import glmbot.bot.run
import glmbot.cli.bot
from glmbot.bot.context import BotContext
from glmbot.bot.reloading import reload_articles
from glmbot.cli.bot import run
from glmbot.config import Settings
from glmbot.core.index.corpus_index import CorpusIndex


def test_the_first_articles_are_not_kept_in_memory_after_a_reload(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    kept: list[CorpusIndex | None] = []

    async def reloaded(context: BotContext, _settings: Settings, _metrics: object) -> None:
        first = weakref.ref(context.answerer.corpus_index)
        await reload_articles(context)
        kept.append(first())

    monkeypatch.setattr(glmbot.bot.run, "run_bot", reloaded)
    monkeypatch.setattr(glmbot.cli.bot, "set_up_logging", lambda *_, **__: None)
    monkeypatch.setenv("DISCORD_TOKEN", "simulated")
    monkeypatch.setenv("GLMBOT_DATABASE", str(tmp_path / "bot.sqlite3"))
    run(no_reader=True)
    assert kept == [None]
