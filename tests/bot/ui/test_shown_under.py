"""What a message shows is read back from its controls, with discord.py's real messages."""

from typing import Any

from glmbot.bot.ui.components import PassageRef
from glmbot.bot.ui.shown_under import custom_ids, shown_under
from support.articles import given_article
from support.sent import controls


async def test_a_message_tells_which_passage_it_shows(simcord_env: Any, channel: Any, ada: Any) -> None:
    bot = simcord_env.bot.user.id
    asked = await ada.send(channel, f"<@{bot}> Which regions does the MOU target?")
    answer = await simcord_env.bot.get_channel(channel.id).fetch_message(channel.last_message.id)
    assert shown_under(answer) == PassageRef(given_article().key, 2, ada.id)
    await ada.send(channel, f"<@{bot}> thanks")
    for silent in (asked, channel.last_message):
        assert shown_under(await simcord_env.bot.get_channel(channel.id).fetch_message(silent.id)) is None


async def test_the_controls_under_a_message_are_told_by_their_ids(simcord_env: Any, channel: Any, ada: Any) -> None:
    await ada.slash(channel, "ask", question="Which regions does the MOU target?")
    answer = await simcord_env.bot.get_channel(channel.id).fetch_message(channel.last_message.id)
    assert [*custom_ids(answer)] == [one["custom_id"] for one in controls(answer)] != []
    assert [*custom_ids(None)] == []
