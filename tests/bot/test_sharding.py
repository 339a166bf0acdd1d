"""A bot in shards takes those that the settings give it; end_to_end/test_shards.py has several processes."""

from pathlib import Path

import pytest

from glmbot.bot.context import BotContext
from glmbot.bot.run import build_bot
from glmbot.bot.sharding import ShardedBot
from glmbot.storage.environment import read_settings


@pytest.mark.parametrize(
    ("given", "taken"),
    [(("4", ""), (4, None)), (("4", "0,1,2,3"), (4, (0, 1, 2, 3))), (("auto", ""), (None, None))],
)
async def test_a_process_has_the_shards_that_it_is_given(
    context: BotContext, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: tuple[str, str], taken: object
) -> None:
    for name, value in zip(("GLMBOT_SHARDS", "GLMBOT_SHARD_IDS"), given, strict=True):
        monkeypatch.setenv(name, value)
    bot = build_bot(context, read_settings(tmp_path / "none.env"))
    assert isinstance(bot, ShardedBot)
    assert (bot.shard_count, bot.shard_ids) == taken


async def test_who_shares_with_nobody_waits_for_nobody(
    context: BotContext, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GLMBOT_SHARDS", "2")
    bot = build_bot(context, read_settings(tmp_path / "none.env"))
    assert isinstance(bot, ShardedBot)
    await bot._wait_to_identify(1)
