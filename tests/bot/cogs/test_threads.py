from typing import Any

import discord

from glmbot.bot.cogs.threads import NO_THREAD, THREAD_OPENED
from glmbot.bot.context import BotContext
from glmbot.core.corpus.filters import read_filters

QUESTION = "Who is Yuri Fedotov?"


async def test_a_thread_takes_the_conversation_and_the_filters_along(
    simcord_env: Any, channel: Any, ada: Any, context: BotContext
) -> None:
    filters = read_filters(after="2011")
    context.answers.keep_filters(channel.id, filters)
    await ada.send(channel, f"<@{simcord_env.bot.user.id}> {QUESTION}")
    answer = channel.last_message
    menu = (await ada.click(answer, label="More")).response
    told = await ada.click(menu, label="Continue in a thread")
    (thread,) = channel.threads
    assert [message.content for message in told.followups] == [thread.mention]
    assert thread.name == QUESTION
    assert thread.last_message.content == THREAD_OPENED
    assert context.answers.opener(thread.id) == ada.id
    await ada.send(thread, f"<@{simcord_env.bot.user.id}> and what did he say?")
    assert "¶ 4–5 of 6" in str(thread.last_message.embeds[0].description)
    assert context.answers.filters(thread.id) == filters


async def test_where_threads_are_not_allowed_it_says_so(simcord_env: Any, guild: Any) -> None:
    barred = discord.PermissionOverwrite(create_public_threads=False)
    channel = guild.create_text_channel("barred", overwrites={guild.default_role: barred})
    ada = guild.add_member(simcord_env.create_user("ada2"))
    await ada.send(channel, f"<@{simcord_env.bot.user.id}> {QUESTION}")
    menu = (await ada.click(channel.last_message, label="More")).response
    told = await ada.click(menu, label="Continue in a thread")
    assert told.ephemeral
    assert told.response.content == NO_THREAD
