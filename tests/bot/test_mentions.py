"""Which messages are questions, whose words they put, and where they are answered: with discord.py's real objects."""

from typing import Any

import discord
import pytest

from glmbot.bot.mentions import Asking, answer_replied_to, asking_of, channel_refusal, may_open_thread, question_of
from glmbot.storage.database import GuildSettings

QUIET = "hello all"


@pytest.fixture
def bot_id(simcord_env: Any) -> int:
    return int(simcord_env.bot.user.id)


@pytest.fixture
def ben(simcord_env: Any, guild: Any) -> Any:
    return guild.add_member(simcord_env.create_user("ben"))


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("<@{bot}> Which ferries?", "Which ferries?"),
        ("<@!{bot}>Which <@{bot}> ferries?", "Which   ferries?"),
        ("Which ferries, <@{bot}>", "Which ferries,"),
        ("<@{bot}>", ""),
        ("Which ferries?", None),
        ("@everyone Which ferries?", None),
        ("<@{other}> Which ferries?", None),
    ],
)
async def test_a_question_is_what_stands_beside_the_mention(
    channel: Any, ada: Any, bot_id: int, text: str, question: str | None
) -> None:
    message = await ada.send(channel, text.format(bot=bot_id, other=ada.id))
    assert question_of(message, bot_id) == question


async def test_a_reply_to_the_bot_is_a_question_unless_it_names_another(
    simcord_env: Any, channel: Any, ada: Any, ben: Any, bot_id: int
) -> None:
    await ada.send(channel, f"<@{bot_id}> Which regions does the MOU target?")
    answer = channel.last_message
    for text, question in (
        ("tell me more", "tell me more"),
        (f"<@{bot_id}> tell me more", "tell me more"),
        (f"<@{ada.id}> look at this", None),
        (f"<@{ada.id}> and <@{bot_id}>: more?", f"<@{ada.id}> and  : more?"),
    ):
        message = await ben.send(channel, text, reply_to=answer)
        message.reference = await _resolved(simcord_env, message)
        assert question_of(message, bot_id) == question
        assert answer_replied_to(message, bot_id) is not None


async def test_a_reply_to_somebody_else_is_no_question(
    simcord_env: Any, channel: Any, ada: Any, ben: Any, bot_id: int
) -> None:
    message = await ben.send(channel, "more?", reply_to=await ada.send(channel, QUIET))
    message.reference = await _resolved(simcord_env, message)
    assert question_of(message, bot_id) is None
    assert answer_replied_to(message, bot_id) is None


async def test_in_a_thread_of_their_own_a_person_needs_no_mention(
    channel: Any, ada: Any, ben: Any, bot_id: int
) -> None:
    for author, opener, delivered, question in (
        (ada, ada, "Which topics?", "Which topics?"),
        (ada, ada, "", None),
        (ada, ada, f"<@{ben.id}> Which topics?", None),
        (ada, ben, "Which topics?", None),
        (ben, ada, "Which topics?", None),
    ):
        message = await author.send(channel, QUIET)
        message.content = delivered
        assert question_of(message, bot_id, opener.id) == question
        assert question_of(message, bot_id) is None


async def test_whose_words_are_the_question(simcord_env: Any, channel: Any, ada: Any, ben: Any, bot_id: int) -> None:
    quiet = await ben.send(channel, f"Which ferries, <@{ben.id}>?")
    asked = await ada.send(channel, f"<@{bot_id}> Which ferries?")
    answer = channel.last_message
    assert answer.author.id == bot_id
    for replied, text, question, expected in (
        (quiet, f"<@{bot_id}>", "", f"Which ferries, <@{ben.id}>?"),
        (quiet, f"<@{bot_id}> How many?", "How many?", Asking.OWN),
        (asked, f"<@{bot_id}>", "", "Which ferries?"),
        (answer, f"<@{bot_id}>", "", Asking.OWN),
        (None, f"<@{bot_id}>", "", Asking.OWN),
    ):
        message = await ada.send(channel, text, reply_to=replied)
        message.reference = message.reference and await _resolved(simcord_env, message)
        assert asking_of(message, bot_id, question) == expected


async def _resolved(env: Any, message: discord.Message) -> discord.MessageReference:
    """A reference with the message it points to, as the gateway delivers it."""
    assert message.reference is not None
    channel = env.bot.get_channel(message.channel.id)
    message.reference.resolved = await channel.fetch_message(message.reference.message_id)
    return message.reference


async def test_words_that_can_not_be_read_are_told_apart(channel: Any, ada: Any, ben: Any, bot_id: int) -> None:
    blank = await ben.send(channel, f"<@{bot_id}>")
    message = await ada.send(channel, f"<@{bot_id}>", reply_to=blank)
    assert message.reference is not None
    message.reference.resolved = blank
    assert asking_of(message, bot_id, "") is Asking.UNREADABLE
    message.reference.resolved = None
    assert asking_of(message, bot_id, "") is Asking.UNREADABLE
    assert asking_of(message, bot_id, "How many?") is Asking.OWN


async def test_a_thread_can_be_opened_in_text_and_news_channels_only(
    simcord_env: Any, guild: Any, channel: Any, ada: Any
) -> None:
    def real(handle: Any) -> Any:
        return simcord_env.bot.get_channel(handle.id)

    dm = (await ada.send_dm(QUIET)).channel
    thread = await (await ada.send(channel, QUIET)).create_thread(name="t")
    texts = [real(one) for one in (channel, guild.create_news_channel("news"))]
    assert [may_open_thread(GuildSettings(), one) for one in texts] == [True, True]
    assert [may_open_thread(GuildSettings(threads=False), one) for one in texts] == [False, False]
    others = (guild.create_voice_channel("voice"), guild.create_forum_channel("forum"))
    assert [may_open_thread(GuildSettings(), one) for one in (*map(real, others), dm, thread, None)] == [False] * 5


@pytest.mark.parametrize(
    ("settings", "answers"),
    [
        (GuildSettings(), (True, True)),
        (GuildSettings(threads=False), (True, False)),
        (GuildSettings(frozenset({1})), (True, True)),
        (GuildSettings(frozenset({1, 2}), threads=False), (True, False)),
        (GuildSettings(frozenset({2})), (False, False)),
    ],
)
async def test_the_bot_answers_where_the_guild_wants_it(
    channel: Any, ada: Any, settings: GuildSettings, answers: tuple[bool, bool]
) -> None:
    message = await ada.send(channel, QUIET)
    thread = await message.create_thread(name="t")
    here = GuildSettings(frozenset(channel.id if one == 1 else one for one in settings.channels), settings.threads)
    assert (channel_refusal(here, message.channel) is None, channel_refusal(here, thread) is None) == answers


async def test_where_it_does_not_answer_it_says_where_it_does(channel: Any, ada: Any) -> None:
    message = await ada.send(channel, QUIET)
    thread = await message.create_thread(name="t")
    assert channel_refusal(GuildSettings(frozenset({9, 8})), message.channel) == "Here I answer in <#8>, <#9> only."
    assert channel_refusal(GuildSettings(threads=False), thread) == "Here I don't answer in threads."
    assert channel_refusal(GuildSettings(), None) is None
