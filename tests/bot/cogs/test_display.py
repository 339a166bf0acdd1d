"""How a person wants answers shown goes before what the guild set."""

from typing import Any

import pytest

from glmbot.bot.context import BotContext
from glmbot.storage.database import GuildSettings

QUESTION = "Which regions does the MOU target?"


@pytest.mark.parametrize(
    ("guild_wants", "chosen", "is_full"),
    [
        (False, None, False),
        (True, None, True),
        (False, "full", True),
        (True, "compact", False),
        (True, "server", True),
    ],
)
async def test_an_answer_looks_as_its_asker_or_else_the_guild_wants(
    channel: Any, guild: Any, ada: Any, context: BotContext, *, guild_wants: bool, chosen: str | None, is_full: bool
) -> None:
    await context.records.set_guild_settings(guild.id, GuildSettings(full_answers=guild_wants))
    if chosen:
        told = await ada.slash(channel, "display", answers=chosen)
        assert told.ephemeral
    answer = (await ada.slash(channel, "ask", question=QUESTION)).response
    assert ("Cite: Wendy Zeldin" in answer.embeds[0].description) == is_full


async def test_forget_me_deletes_the_choice(channel: Any, ada: Any, context: BotContext) -> None:
    await ada.slash(channel, "display", answers="full")
    await ada.slash(channel, "forget-me")
    assert context.store.wants_full().of(ada.id) is None
