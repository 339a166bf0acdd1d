from typing import Any

import discord

from glmbot.bot.cogs.threads import NO_THREAD, THREAD_OPENED
from glmbot.bot.context import BotContext
from glmbot.core.corpus.filters import read_filters
from glmbot.storage.database import GuildSettings
from support.sent import marks

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


async def test_where_the_bot_would_be_silent_in_threads_none_is_offered(
    simcord_env: Any, guild: Any, channel: Any, ada: Any, context: BotContext
) -> None:
    await context.records.set_guild_settings(guild.id, GuildSettings(threads=False))
    await ada.send(channel, f"<@{simcord_env.bot.user.id}> {QUESTION}")
    menu = (await ada.click(channel.last_message, label="More")).response
    assert "Continue in a thread" not in marks(menu)


async def test_who_may_not_open_threads_opens_none_by_the_bot(simcord_env: Any, guild: Any) -> None:
    role = guild.create_role("guests")
    barred = discord.PermissionOverwrite(create_public_threads=False)
    channel = guild.create_text_channel("open to the bot", overwrites={role: barred})
    guest = guild.add_member(simcord_env.create_user("gus"), roles=[role])
    await guest.send(channel, f"<@{simcord_env.bot.user.id}> {QUESTION}")
    menu = (await guest.click(channel.last_message, label="More")).response
    told = await guest.click(menu, label="Continue in a thread")
    assert told.response.content == NO_THREAD
    assert channel.threads == []
