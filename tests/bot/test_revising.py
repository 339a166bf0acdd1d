"""An answer is put right where it stands, sent anew where it does not, and found whoever sent it."""

from typing import Any

import discord
import pytest

from glmbot.bot.revising import find_answer

QUESTION = "Which regions does the MOU target?"


def mention(env: Any) -> str:
    return f"<@{env.bot.user.id}>"


def description(message: Any) -> str:
    return str(message.embeds[0].description)


async def test_an_answer_is_found_by_what_it_replies_to(simcord_env: Any, channel: Any, ada: Any) -> None:
    bot = simcord_env.bot
    asked = await ada.send(channel, f"{mention(simcord_env)} {QUESTION}")
    answer = channel.last_message
    other = await ada.send(channel, "thank you")
    place = bot.get_channel(channel.id)
    found = await find_answer(await place.fetch_message(asked.id), bot.user.id)
    assert found is not None
    assert (found.person, [one.id for one in found.messages]) == (ada.id, [answer.id])
    assert await find_answer(await place.fetch_message(other.id), bot.user.id) is None


@pytest.fixture
def moderator(simcord_env: Any, guild: Any) -> Any:
    role = guild.create_role("moderators", permissions=discord.Permissions(manage_messages=True, view_channel=True))
    return guild.add_member(simcord_env.create_user("mo"), roles=[role])


@pytest.mark.simcord(check_errors=False)
async def test_an_edited_question_whose_answer_a_moderator_deleted_is_answered_anew(
    simcord_env: Any, channel: Any, ada: Any, moderator: Any
) -> None:
    asked = await ada.send(channel, f"{mention(simcord_env)} {QUESTION}")
    answer = channel.last_message
    await moderator.delete(answer)
    await ada.edit(asked, f"{mention(simcord_env)} Who is Yuri Fedotov?")
    assert channel.last_message.id not in {asked.id, answer.id}
    assert channel.last_message.reference.message_id == asked.id
    assert "Fedotov" in description(channel.last_message)
    await ada.edit(asked, f"{mention(simcord_env)} {QUESTION}")
    assert "Latin America" in description(channel.last_message)


@pytest.mark.simcord(check_errors=False)
async def test_an_edit_that_could_not_be_answered_is_answered_at_the_next(
    simcord_env: Any, channel: Any, ada: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = await ada.send(channel, f"{mention(simcord_env)} {QUESTION}")
    edited = f"{mention(simcord_env)} Who is Yuri Fedotov?"

    async def fails(*_: object) -> None:
        raise OSError

    with monkeypatch.context() as outage:
        outage.setattr("glmbot.bot.revising.edit_answer", fails)
        await ada.edit(asked, edited)
    assert "Latin America" in description(channel.last_message)
    await ada.edit(asked, f"{edited} ")
    assert "Fedotov" in description(channel.last_message)
