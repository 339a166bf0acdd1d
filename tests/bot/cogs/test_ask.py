"""Asking by mention, by direct message, by /ask and by the menu, through discord.py's real command tree."""

from typing import Any

import pytest

from glmbot.bot.cogs.ask import MENU
from glmbot.bot.context import BotContext
from glmbot.bot.rate_limit import Buckets
from glmbot.storage.database import GuildSettings

QUESTION = "Which regions does the MOU target?"


def mention(env: Any) -> str:
    return f"<@{env.bot.user.id}>"


def description(message: Any) -> str:
    return str(message.embeds[0].description)


async def test_a_mention_gets_the_passage_as_a_reply(simcord_env: Any, channel: Any, ada: Any) -> None:
    asked = await ada.send(channel, f"{mention(simcord_env)} {QUESTION}")
    reply = channel.last_message
    assert reply.author.id == simcord_env.bot.user.id
    assert reply.reference.message_id == asked.id
    assert "**The work of the two agencies targets four geographical areas" in description(reply)
    assert reply.embeds[0].url.startswith("https://www.loc.gov/")


async def test_a_direct_message_is_a_question(simcord_env: Any) -> None:
    ada = simcord_env.create_user("ada")
    await ada.send_dm(QUESTION)
    assert "Latin America" in description(ada.dm_channel.last_message)


@pytest.mark.parametrize("text", ["hello all", "@everyone what is the MOU?", "glmbot, which regions?"])
async def test_what_does_not_mention_the_bot_is_left_alone(channel: Any, ada: Any, text: str) -> None:
    await ada.send(channel, text)
    assert channel.last_message.content == text


async def test_a_mention_without_text_gets_the_usage_hint(simcord_env: Any, channel: Any, ada: Any) -> None:
    await ada.send(channel, f"{mention(simcord_env)}\u200b  ")
    assert "for example: Which regions does the MOU target?" in channel.last_message.content


async def test_nothing_found_says_so_and_names_the_librarian(simcord_env: Any, channel: Any, ada: Any) -> None:
    await ada.send(channel, f"{mention(simcord_env)} What is the visa fee for Japan?")
    assert "No article here answers that" in channel.last_message.content
    assert "ask\\.loc" not in channel.last_message.content


async def test_other_bots_are_ignored(simcord_env: Any, guild: Any, channel: Any) -> None:
    robot = guild.add_member(simcord_env.create_user("robot", bot=True))
    await robot.send(channel, f"{mention(simcord_env)} {QUESTION}")
    assert channel.last_message.author.id == robot.id


async def test_ask_answers_in_the_channel_or_to_the_asker_alone(channel: Any, ada: Any) -> None:
    result = await ada.slash(channel, "ask", question=QUESTION)
    assert result.acknowledged
    assert not result.ephemeral
    assert "Latin America" in description(result.response)
    private = await ada.slash(channel, "ask", question=QUESTION, private=True)
    assert private.ephemeral


async def test_an_echoed_question_can_ping_nobody(channel: Any, ada: Any) -> None:
    await ada.slash(channel, "ask", question="@everyone <@&1> what about zebras?")
    assert channel.last_message.mentions == []
    assert not channel.last_message.mention_everyone


async def test_a_follow_up_leans_on_the_question_before(channel: Any, ada: Any, guild: Any, simcord_env: Any) -> None:
    await ada.slash(channel, "ask", question="Who is Yuri Fedotov?")
    result = await ada.slash(channel, "ask", question="and what did he say?")
    assert "¶¶ 4–5 of 6" in description(result.response)
    ben = guild.add_member(simcord_env.create_user("ben"))
    other = await ben.slash(channel, "ask", question="and what did he say?")
    assert not other.response.embeds


async def test_a_question_of_several_parts_gets_a_section_for_each(
    simcord_env: Any, channel: Any, ada: Any, context: BotContext
) -> None:
    question = "Which regions does the MOU target? And who is Yuri Fedotov?"
    asked = await ada.send(channel, f"{mention(simcord_env)} {question}")
    answered = context.answers.get(asked.id)
    assert answered is not None
    (answer,) = answered.messages
    assert answer.id == channel.last_message.id
    first, second = channel.last_message.embeds
    assert "Latin America" in str(first.description)
    assert "Fedotov" in str(second.description)
    assert context.replies.total() == 1


async def test_an_edited_question_edits_its_answer_and_a_deleted_one_deletes_it(
    simcord_env: Any, channel: Any, ada: Any
) -> None:
    asked = await ada.send(channel, f"{mention(simcord_env)} {QUESTION}")
    answer = channel.last_message
    await ada.edit(asked, f"{mention(simcord_env)} Who is Yuri Fedotov?")
    assert channel.last_message.id == answer.id
    assert "Fedotov" in description(channel.last_message)
    await ada.delete(asked)
    assert channel.last_message is None


async def test_a_message_that_becomes_a_question_is_answered(simcord_env: Any, channel: Any, ada: Any) -> None:
    written = await ada.send(channel, QUESTION)
    await ada.edit(written, f"{mention(simcord_env)} {QUESTION}")
    assert channel.last_message.reference.message_id == written.id


async def test_the_menu_answers_who_used_it(channel: Any, ada: Any) -> None:
    message = await ada.send(channel, QUESTION)
    result = await ada.context_menu(channel, MENU, target=message)
    assert result.ephemeral
    assert "Latin America" in description(result.response)


async def test_too_many_questions_are_refused_with_the_time_to_wait(
    channel: Any, ada: Any, context: BotContext
) -> None:
    context.rate_limit.people = Buckets(1)
    await ada.slash(channel, "ask", question=QUESTION)
    refused = await ada.slash(channel, "ask", question=QUESTION)
    assert refused.ephemeral
    assert "Too much at once. Try again in " in refused.response.content


async def test_a_closed_channel_is_told_to_who_asks_there(
    channel: Any, guild: Any, ada: Any, context: BotContext
) -> None:
    await context.records.set_guild_settings(guild.id, GuildSettings(frozenset({5})))
    closed = await ada.slash(channel, "ask", question=QUESTION)
    assert closed.ephemeral
    assert closed.response.content == "Here I answer in <#5> only."
