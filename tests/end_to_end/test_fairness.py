"""How many questions a person, and a guild, may ask in a minute, and what the bot says to more."""

import asyncio
import re
from collections.abc import Callable, Coroutine
from typing import Any

from glmbot.sim.process import Child
from glmbot.sim.server import LocalDiscord
from glmbot.sim.shapes import visible_text
from glmbot.sim.world import Message

Start = Callable[..., Coroutine[Any, Any, Child]]

QUESTION = "Which regions does the MOU target?"
REFUSAL = re.compile(r"Too much at once\. Try again in [1-6]?\d seconds?\.")


def said(local: LocalDiscord, place: str, who: str = "Ada") -> list[Message]:
    channel = local.where(place, local.who(who))
    return [one for one in local.world.messages[channel.id].values() if one.author_id == local.world.bot.id]


def is_answer(message: Message) -> bool:
    return "Latin America" in visible_text(message.body)


def is_refusal(message: Message) -> bool:
    return REFUSAL.fullmatch(visible_text(message.body)) is not None


async def counted(local: LocalDiscord, place: str, count: int, who: str = "Ada") -> list[Message]:
    """The bot's messages in a place, once there are so many and no more come."""
    await local.until(lambda: len(said(local, place, who)) >= count or None, within=15, what=f"{count} messages")
    await local.silence(0.4)
    return said(local, place, who)


async def ask(local: LocalDiscord, who: str, place: str = "#questions") -> Message:
    use = await local.run(who, place, "ask", question=QUESTION)
    return await use.response()


async def test_a_storm_of_mentions_gets_ten_answers_one_refusal_and_then_silence(
    local: LocalDiscord, start: Start
) -> None:
    await start()
    asked = [await local.say("Ada", "#questions", f"@bot {QUESTION}") for _ in range(30)]
    came = await counted(local, "#questions", 11)
    assert [sum(map(is_answer, came)), sum(map(is_refusal, came)), len(came)] == [10, 1, 11]
    assert all(one.pings == (local.who("Ada").id,) for one in came)

    # One bucket over every way of asking; /ask tells each refusal, to the person alone.
    await local.say("Ada", "DM", QUESTION)
    for _ in range(3):
        refusal = await ask(local, "Ada")
        assert is_refusal(refusal)
        assert refusal.visible_to == local.who("Ada").id
    menu = await local.run("Ada", "#questions", "Find sources for this message", target=asked[0])
    assert is_refusal(await menu.response())
    await local.silence(0.3)
    assert said(local, "DM") == []

    # Looking up and pressing buttons is no question, and nobody else is held up.
    for command in ("help", "latest", "articles", "stats"):
        use = await local.run("Ada", "#questions", command)
        assert not is_refusal(await use.response())
    answer = next(one for one in came if is_answer(one))
    press = await local.press("Ada", answer, "Sources")
    assert "UNODC website" in visible_text((await press.response()).body)
    assert is_answer(await ask(local, "Ben"))


async def test_the_bucket_is_one_over_commands_mentions_direct_messages_and_edits(
    local: LocalDiscord, start: Start
) -> None:
    await start()
    await local.commands()
    for _ in range(12):
        await (await local.run("Ada", "#questions", "help")).response()
    question = await local.say("Ada", "#questions", f"@bot {QUESTION}")
    answer = await local.reply(question)
    for label in ("Sources", "Cite", "Sources", "Cite", "More", "More"):
        await local.press("Ada", answer, label)
    for number in range(3):
        await local.edit(question, f"@bot {QUESTION}{'?' * (number + 1)}")
        await local.until(lambda: answer.edits > number or None, what="an edit")  # noqa: B023 - used at once
    for _ in range(2):
        assert is_answer(await ask(local, "Ada"))
    for _ in range(2):
        await local.say("Ada", "DM", QUESTION)
    came = await counted(local, "DM", 2)
    assert sum(map(is_answer, came)) == 2

    # Ten are asked: 1 mention, 2 by "More", 3 edits, 2 commands, 2 direct messages. The eleventh is an edit.
    before = visible_text(answer.body)
    await local.edit(question, "@bot Who is Yuri Fedotov?")
    refused = await local.until(lambda: next(filter(is_refusal, said(local, "#questions")), None))
    assert refused.body["message_reference"]["message_id"] == question.id
    assert visible_text(answer.body) == before
    assert is_refusal(await ask(local, "Ada"))
    await local.say("Ada", "DM", QUESTION)
    await local.silence(0.4)


async def test_a_guild_has_a_ceiling_that_holds_for_that_guild_alone(local: LocalDiscord, start: Start) -> None:
    await start(GLMBOT_GUILD_QUESTIONS_PER_MINUTE="4")
    await local.commands()
    for who in ("Ada", "Ben", "Ada", "Ben"):
        assert is_answer(await ask(local, who))
    refusal = await ask(local, "Mod")
    assert is_refusal(refusal)
    assert refusal.visible_to == local.who("Mod").id
    for who in ("Mod", "Mod", "Ben"):
        await local.say(who, "#sources", f"@bot {QUESTION}")
    came = await counted(local, "#sources", 2)
    assert list(map(is_refusal, came)) == [True, True], "each person is told once"
    for place in ("DM", "elsewhere"):
        assert is_answer(await ask(local, "Ada", place))


async def test_two_people_in_a_storm_do_not_hold_each_other_up(local: LocalDiscord, start: Start) -> None:
    await start(GLMBOT_QUESTIONS_PER_MINUTE="3")
    for _ in range(5):
        await asyncio.gather(*(local.say(who, "#questions", f"@bot {QUESTION}") for who in ("Ada", "Ben")))
    came = await counted(local, "#questions", 8)
    assert [sum(map(is_answer, came)), sum(map(is_refusal, came)), len(came)] == [6, 2, 8]
