import asyncio
from typing import Any

from glmbot.bot.cogs.privacy import DOWN, TAKEN_BACK, UP
from glmbot.bot.context import BotContext
from glmbot.bot.gaps import Gaps, flush
from support.sent import custom_id_of

QUESTION = "Which regions does the MOU target?"


async def test_a_person_has_one_vote_which_the_same_button_takes_back(
    channel: Any, ada: Any, context: BotContext
) -> None:
    answer = (await ada.slash(channel, "ask", question=QUESTION)).response
    for emoji, told in (("👍", UP), ("👎", DOWN), ("👎", TAKEN_BACK), ("👍", UP)):
        result = await ada.click(answer, custom_id=custom_id_of(answer, emoji))
        assert result.response.content == told
    (counted,) = context.store.votes()
    assert (counted.up, counted.down) == (1, 0)


async def test_forget_me_deletes_votes_and_questions(channel: Any, ada: Any, context: BotContext) -> None:
    answer = (await ada.slash(channel, "ask", question=QUESTION)).response
    await ada.click(answer, custom_id=custom_id_of(answer, "👍"))
    told = await ada.slash(channel, "forget-me")
    assert told.ephemeral
    assert "1 vote and 1 question in memory" in told.response.content
    assert context.store.votes() == []
    assert "0 votes and 0 questions" in (await ada.slash(channel, "forget-me")).response.content


async def test_privacy_says_how_long_votes_are_kept(simcord_env: Any, channel: Any, ada: Any) -> None:
    told = await ada.slash(channel, "privacy")
    assert f"for {simcord_env.bot.settings.keep_votes_days} days" in told.response.content


async def test_words_on_their_way_to_the_database_are_forgotten_with_the_rest(
    channel: Any, ada: Any, context: BotContext
) -> None:
    context.gaps = Gaps()
    await ada.slash(channel, "ask", question="What do the agencies say about kayaks?")
    asyncio.get_running_loop().call_soon(asyncio.create_task, flush(context.gaps, context.records))
    await ada.slash(channel, "forget-me")
    await flush(context.gaps, context.records)
    assert context.store.within(lambda connection, _: connection.execute("SELECT * FROM gap_uses").fetchall()) == []
