"""Reading on under an answer, in place for who asked, in a message of their own for others."""

from typing import Any

import pytest

from support.sent import controls, marks

QUESTION = "Which regions does the MOU target?"


@pytest.fixture
async def answer(channel: Any, ada: Any) -> Any:
    return (await ada.slash(channel, "ask", question=QUESTION)).response


def description(message: Any) -> str:
    return str(message.embeds[0].description)


async def test_who_asked_reads_on_in_place_and_comes_back_to_the_answer(channel: Any, ada: Any, answer: Any) -> None:
    before = description(answer)
    await ada.click(answer, label="¶ 3 ▶")
    assert "¶ 3 of 6" in description(channel.last_message)
    assert "👍" not in marks(channel.last_message)
    assert "Other passages" in marks(channel.last_message)
    await ada.click(channel.last_message, label="◀ ¶ 2")
    assert description(channel.last_message) == before
    assert "👍" in marks(channel.last_message)
    assert channel.last_message.id == answer.id


async def test_others_read_on_in_a_message_of_their_own(
    simcord_env: Any, guild: Any, channel: Any, answer: Any
) -> None:
    ben = guild.add_member(simcord_env.create_user("ben"))
    result = await ben.click(answer, label="¶ 3 ▶")
    assert result.ephemeral
    assert "¶ 3 of 6" in description(result.response)
    assert "Continue in a thread" not in marks(result.response)
    assert "¶ 2 of 6" in description(channel.last_message)


async def test_another_passage_is_shown_as_it_is_chosen(channel: Any, ada: Any, answer: Any) -> None:
    (select,) = [control for control in controls(answer) if "options" in control]
    chosen = select["options"][0]
    await ada.select(answer, [chosen["value"]], custom_id=select["custom_id"])
    assert chosen["label"].split(" · ")[0] in description(channel.last_message)


async def test_why_tells_which_words_led_to_the_passage(ada: Any, answer: Any) -> None:
    result = await ada.click(answer, label="Why this?")
    assert result.ephemeral
    assert result.response.content.startswith("**Why this?**")
    assert "“regions”" in result.response.content
