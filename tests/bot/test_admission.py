"""What takes work over the articles is refused where the guild wants no answers, and to who asks too much."""

from typing import Any

from glmbot.bot.admission import too_many
from glmbot.bot.context import BotContext
from glmbot.bot.rate_limit import Buckets, RateLimit
from glmbot.storage.database import GuildSettings

TEXT = "the first formal cooperation agreement"


async def test_who_asks_too_much_is_told_to_wait(channel: Any, ada: Any, context: BotContext, simcord_env: Any) -> None:
    del simcord_env
    context.rate_limit = RateLimit(Buckets(1), Buckets(120))
    assert (await ada.slash(channel, "verify", text=TEXT)).response.embeds
    refused = await ada.slash(channel, "verify", text=TEXT)
    assert refused.ephemeral
    assert "Too much at once" in refused.response.content


async def test_a_channel_without_answers_gets_none(channel: Any, ada: Any, guild: Any, context: BotContext) -> None:
    other = guild.create_text_channel("other")
    await context.records.set_guild_settings(guild.id, GuildSettings(frozenset({other.id})))
    refused = await ada.slash(channel, "verify", text=TEXT)
    assert refused.ephemeral
    assert "only" in refused.response.content


def test_the_wait_is_told_in_whole_seconds() -> None:
    assert "1 second." in str(too_many(0.2))
    assert "31 seconds." in str(too_many(30.4))
