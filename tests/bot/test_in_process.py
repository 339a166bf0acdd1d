"""The bot's own code under discord.py's real parsers, cogs and command tree, without sockets (simcord)."""

from pathlib import Path
from typing import Any

import discord
import pytest

from glmbot.bot.context import BotContext
from glmbot.bot.errors import APOLOGY
from glmbot.bot.run import build_bot
from glmbot.storage.environment import read_settings

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
    assert "Wendy Zeldin" in description(reply)
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
    assert "¶ 4–5 of 6" in description(result.response)
    ben = guild.add_member(simcord_env.create_user("ben"))
    other = await ben.slash(channel, "ask", question="and what did he say?")
    assert not other.response.embeds


async def test_source_shows_a_paragraph_with_its_citation(channel: Any, ada: Any) -> None:
    (choice,) = await ada.autocomplete(channel, "source", "article", "traffick")
    assert choice["name"] == "United Nations: Agreement to Combat Trafficking in Persons"
    result = await ada.slash(channel, "source", article=choice["value"], paragraph=6)
    assert "¶ 6 of 6" in description(result.response)
    assert "Guterres" in description(result.response)


@pytest.mark.simcord(check_errors=False)
@pytest.mark.parametrize(
    ("command", "options", "expected"),
    [
        ("source", {"article": "trafiking persons", "paragraph": 1}, "nearest"),
        ("source", {"article": "traffick", "paragraph": 9}, "it has paragraphs 1 to 6"),
        ("source", {"article": "🤷"}, "lists them all"),
        ("cite", {"article": "traffick"}, "Wendy Zeldin, *United Nations: Agreement to Combat Trafficking in Persons*"),
        ("cite", {"article": "traffick", "style": "apa"}, "Zeldin, W."),
        ("articles", {}, "2 articles"),
        ("about", {}, "It is not legal advice"),
        ("help", {}, "/ask"),
    ],
)
async def test_a_lookup_answers_the_asker(
    channel: Any, ada: Any, command: str, options: dict[str, Any], expected: str
) -> None:
    result = await ada.slash(channel, command, **options)
    assert result.acknowledged
    shown = " ".join([result.response.content, *(f"{one.title} {one.description}" for one in result.response.embeds)])
    assert expected in shown.replace("\\", "")


async def test_a_machine_format_comes_as_a_file(channel: Any, ada: Any) -> None:
    result = await ada.slash(channel, "cite", article="traffick", style="ris", paragraph=2)
    assert [file.filename for file in result.response.attachments] == [
        "2011-12-06-united-nations-agreement-to-combat-trafficking-in-persons.ris"
    ]


@pytest.mark.simcord(check_errors=False)
async def test_a_fault_in_a_command_is_answered_without_a_traceback(
    simcord_env: Any, channel: Any, ada: Any, context: BotContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(context.answerer), "turn", lambda *_, **__: 1 / 0)
    result = await ada.slash(channel, "ask", question=QUESTION)
    assert result.ephemeral
    assert result.response.content == APOLOGY
    await ada.send(channel, f"{mention(simcord_env)} {QUESTION}")
    assert channel.last_message.content == APOLOGY


async def test_without_embed_links_the_answer_is_text(simcord_env: Any, guild: Any) -> None:
    silent = discord.PermissionOverwrite(embed_links=False)
    channel = guild.create_text_channel("bare", overwrites={guild.default_role: silent})
    ada = guild.add_member(simcord_env.create_user("ada2"))
    await ada.send(channel, f"{mention(simcord_env)} {QUESTION}")
    assert not channel.last_message.embeds
    assert "Latin America" in channel.last_message.content
    assert "Wendy Zeldin" in channel.last_message.content


async def test_commands_are_registered_once_for_an_unchanged_tree(
    simcord_env: Any, context: BotContext, tmp_path: Path
) -> None:
    def count() -> int:
        return sum(one.method == "PUT" and one.path.endswith("/commands") for one in simcord_env.http_requests)

    assert count() == 1
    await simcord_env.restart_bot(build_bot(context, read_settings(tmp_path / "none.env")))
    assert count() == 1
