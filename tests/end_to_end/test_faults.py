"""What can go wrong between the bot and Discord: each fault on real sockets, with the bot as a process of its own."""

import asyncio
import os
import signal
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from glmbot.sim.kinds import Permission
from glmbot.sim.process import Child
from glmbot.sim.server import LocalDiscord
from glmbot.sim.shapes import visible_text

Start = Callable[..., Coroutine[Any, Any, Child]]

QUESTION = "@bot Which regions does the MOU target?"
SENDING = "POST /channels/{channel_id}/messages"


async def ask(local: LocalDiscord, within: float = 8.0) -> str:
    question = await local.say("Ada", "#questions", QUESTION)
    return visible_text((await local.reply(question, within=within)).body)


async def ended(child: Child, within: float = 15.0) -> int | None:
    async with asyncio.timeout(within):
        while not child.ended:  # noqa: ASYNC110 - a process has no event to wait for
            await asyncio.sleep(0.02)
    return child.exit_code


def answers(local: LocalDiscord) -> int:
    bot = local.world.bot.id
    return sum(message.author_id == bot and not message.deleted for message in local.world.everything())


@pytest.mark.parametrize("fault", ["drop-link", "op7", "op9-true"])
async def test_a_lost_link_is_resumed_and_the_bot_goes_on(local: LocalDiscord, start: Start, fault: str) -> None:
    await start()
    local.fault(fault)
    await local.until(lambda: local.service.gateway.resumes or None, within=10)
    assert "Latin America" in await ask(local)
    assert local.service.gateway.identifies == 1


@pytest.mark.parametrize("code", [4000, 4003, 4008])
async def test_a_closed_link_is_resumed(local: LocalDiscord, start: Start, code: int) -> None:
    await start()
    local.fault("close", code)
    await local.until(lambda: local.service.gateway.resumes or None, within=10)
    assert "Latin America" in await ask(local)


@pytest.mark.parametrize("fault", ["op9-false", "lost-session"])
async def test_a_session_that_is_gone_is_begun_anew(local: LocalDiscord, start: Start, fault: str) -> None:
    await start()
    local.fault(fault)
    await local.until(lambda: local.service.gateway.identifies == 2 or None, within=15)
    assert "Latin America" in await ask(local)


@pytest.mark.parametrize(
    ("code", "message"),
    [
        (4004, "refused the token"),
        (4011, "more shards"),
        (4013, "refused the intents"),
        (4014, "message content intent"),
    ],
)
async def test_a_link_closed_for_good_ends_the_bot_in_one_line(
    local: LocalDiscord, start: Start, code: int, message: str
) -> None:
    child = await start()
    local.fault("close", code)
    assert await ended(child) == 2
    assert message in child.tail()
    assert "Traceback" not in child.tail()


async def test_a_wrong_token_ends_the_bot_in_one_line_and_is_not_tried_again(local: LocalDiscord, start: Start) -> None:
    local.fault("login-401")
    child = await start(wait=False, DISCORD_TOKEN="the-real-one")
    assert await ended(child) == 2
    assert "glmbot: Discord refused the token" in child.tail()
    assert "the-real-one" not in child.tail()
    assert "Traceback" not in child.tail()


@pytest.mark.parametrize("fault", ["gateway-down", "api-down"])
async def test_an_unreachable_discord_is_tried_again_until_it_is_there(
    local: LocalDiscord, start: Start, fault: str
) -> None:
    local.fault(fault)
    child = await start(wait=False)
    await local.until(lambda: "trying again" in child.tail() or None, within=20)
    local.fault("clear")
    await local.ready(20)
    assert "Latin America" in await ask(local)
    assert "Traceback" not in child.tail()


async def test_a_question_that_is_delivered_twice_is_answered_once(local: LocalDiscord, start: Start) -> None:
    await start()
    assert "Latin America" in await ask(local)
    local.fault("twice")
    await local.until(lambda: local.service.gateway.resumes or None, within=10)
    await local.silence(1.0)
    assert answers(local) == 1


async def test_a_question_that_is_edited_after_a_restart_has_one_answer_to_what_it_asks_now(
    local: LocalDiscord, start: Start
) -> None:
    child = await start()
    questions = [await local.say(who, place, QUESTION) for who, place in (("Ada", "#questions"), ("Ben", "DM"))]
    found = [await local.reply(question, within=8) for question in questions]
    await child.stop()
    missed = await local.say("Mod", "#questions", QUESTION)
    await start()
    for question in questions:
        await local.edit(question, "@bot Who is Yuri Fedotov?")
    await local.until(lambda: all(answer.edits for answer in found) or None, within=8, what="the edits")
    assert all("Fedotov" in visible_text(answer.body) for answer in found)
    assert answers(local) == 2
    await local.edit(missed, "@bot Who is Yuri Fedotov?")
    assert "Fedotov" in visible_text((await local.reply(missed, within=8)).body)


@pytest.mark.parametrize("fault", ["429", "429-global", "500", "502", "503", "reset"])
async def test_an_answer_gets_through_a_passing_failure(local: LocalDiscord, start: Start, fault: str) -> None:
    await start()
    local.fault(fault, 1, on=SENDING)
    assert "Latin America" in await ask(local)
    assert answers(local) == 1


@pytest.mark.parametrize("fault", ["503", "reset", "429"])
async def test_an_answer_gets_through_failures_in_a_row(local: LocalDiscord, start: Start, fault: str) -> None:
    child = await start()
    local.fault(fault, 3, on=SENDING)
    assert "Latin America" in await ask(local, within=20)
    assert answers(local) == 1
    assert "could not be sent" not in child.tail(200)


async def test_edits_and_deletions_get_through_failures_in_a_row(local: LocalDiscord, start: Start) -> None:
    await start()
    question = await local.say("Ada", "#questions", QUESTION)
    answer = await local.reply(question)
    local.fault("503", 2, on="PATCH")
    await local.edit(question, "@bot Who is Yuri Fedotov?")
    await local.until(lambda: answer.edits or None, within=15, what="the edit")
    assert "Fedotov" in visible_text(answer.body)
    local.fault("reset", 2, on="DELETE")
    await local.delete(question)
    await local.until(lambda: answer.deleted or None, within=15, what="the deletion")


async def test_a_callback_that_was_carried_out_but_reported_as_failed_is_a_success(
    local: LocalDiscord, start: Start
) -> None:
    child = await start()
    await local.commands()
    local.fault("500-after", 1, on="callback")
    use = await local.run("Ada", "#questions", "ask", question=QUESTION.removeprefix("@bot "))
    assert "Latin America" in visible_text((await use.response()).body)
    # The bot learns of it when it tries again, a second later.
    await local.until(lambda: any(one.code == 40060 for one in local.refusals) or None, within=10, what="40060")
    await local.silence(1.0)
    answer = await use.response()
    local.fault("500-after", 1, on="callback")
    step = await local.press("Ada", answer, "¶ 3 ▶")
    await local.until(lambda: sum(one.code == 40060 for one in local.refusals) == 2 or None, within=10, what="40060")
    assert "¶ 3 of 6" in visible_text((await step.response()).body)
    await local.silence(0.5)
    assert "Traceback" not in child.tail(200)
    assert "failed" not in child.tail(200)


async def test_a_press_on_a_message_that_is_gone_is_no_fault_of_the_bots(local: LocalDiscord, start: Start) -> None:
    child = await start()
    answer = await local.reply(await local.say("Ada", "#questions", QUESTION), within=8)
    local.fault("404", 1, on="callback")
    await local.press("Ada", answer, "¶ 3 ▶")
    await local.until(lambda: "its message is gone" in child.tail(200) or None, within=5, what="the log")
    await local.silence(0.5)
    assert "Traceback" not in child.tail(200)


@pytest.mark.parametrize("on", ["/threads", SENDING])
async def test_a_thread_that_was_opened_or_a_first_word_that_was_sent_but_reported_as_failed_is_a_success(
    local: LocalDiscord, start: Start, on: str
) -> None:
    child = await start()
    await local.commands()
    use = await local.run("Ada", "#questions", "ask", question="Who is Yuri Fedotov?", after="2011")
    menu = await (await local.press("Ada", await use.response(), "More")).response()
    local.fault("500-after", 1, on=on)
    await local.press("Ada", menu, "Continue in a thread")
    await told_of_a_thread(local)
    thread = next(one for one in local.world.channels.values() if one.name == "Who is Yuri Fedotov?")
    (opened,) = local.world.messages[thread.id].values()
    assert opened.content.startswith("Go on here")
    question = await local.say("Ada", thread, "@bot and what did he say?")
    assert "Searched only: from 2011-01-01 on" in visible_text((await local.reply(question)).body)
    assert "Traceback" not in child.tail(200)


async def test_a_thread_that_discord_failed_to_open_is_nobodys_to_allow(local: LocalDiscord, start: Start) -> None:
    await start()
    question = await local.say("Ada", "#questions", QUESTION)
    menu = await (await local.press("Ada", await local.reply(question), "More")).response()
    local.fault("503", 2, on="/threads")
    await local.press("Ada", menu, "Continue in a thread")
    await told_of_a_thread(local)


async def told_of_a_thread(local: LocalDiscord) -> None:
    def told() -> bool | None:
        return any(one.content.startswith("<#") for one in local.world.everything()) or None

    await local.until(told, within=20, what="the thread's mention")


@pytest.mark.parametrize("fault", ["429", "503", "reset", "500-after"])
async def test_choices_get_through_a_passing_failure(local: LocalDiscord, start: Start, fault: str) -> None:
    child = await start()
    await local.commands()
    local.fault(fault, 1, on="callback")
    assert await local.autocomplete("Ada", "#questions", "source", "article", article="traff")
    # After "500-after" the bot learns of its success when it tries again, a second later.
    tried = [40060] if fault == "500-after" else []
    await local.until(lambda: [one.code for one in local.refusals] == tried or None, within=10, what="another try")
    use = await local.run("Ada", "#questions", "ask", question=QUESTION.removeprefix("@bot "))
    assert "Latin America" in visible_text((await use.response()).body)
    assert "Traceback" not in child.tail(200)


async def test_an_answer_that_was_accepted_but_reported_as_failed_is_not_sent_twice(
    local: LocalDiscord, start: Start
) -> None:
    await start()
    local.fault("500-after", 1, on=SENDING)
    assert "Latin America" in await ask(local)
    await local.silence(2.5)
    assert answers(local) == 1


async def test_after_a_refusal_at_the_door_the_bot_is_quiet(local: LocalDiscord, start: Start) -> None:
    child = await start()
    local.fault("429-no-via", 1, on=SENDING)
    await local.say("Ada", "#questions", QUESTION)
    await local.until(lambda: "could not be sent (429" in child.tail() or None, within=5)
    await local.say("Ada", "#questions", QUESTION)
    await local.silence(1.0)
    assert answers(local) == 0
    use = await local.run("Ada", "#questions", "ask", question="Which regions does the MOU target?")
    assert "Latin America" in visible_text((await use.response()).body), "interactions have limits of their own"


@pytest.mark.parametrize("fault", ["no-permission", "403"])
async def test_where_the_bot_may_not_speak_it_is_silent_and_lives_on(
    local: LocalDiscord, start: Start, fault: str
) -> None:
    child = await start()
    local.fault(fault, *([2] if fault == "403" else []))  # the answer, and once more as text
    await local.say("Ada", "#questions", QUESTION)
    await local.until(lambda: "not allowed to answer" in child.tail() or None, within=5)
    local.fault("clear")
    assert "Latin America" in await ask(local)
    assert "Traceback" not in child.tail()


async def test_without_embed_links_the_answer_is_text(local: LocalDiscord, start: Start) -> None:
    await start()
    local.fault("no-embeds")
    question = await local.say("Ada", "#questions", QUESTION)
    reply = await local.reply(question, within=8)
    assert not reply.embeds
    assert "Latin America" in reply.content


async def test_where_embeds_are_refused_though_nobody_told_the_answer_is_text(
    local: LocalDiscord, start: Start
) -> None:
    """A bot that does not hear of members does not hear that a role was taken from it either."""
    await start()
    local.service.gateway.denied = Permission.EMBED_LINKS
    question = await local.say("Ada", "#questions", QUESTION)
    reply = await local.reply(question, within=3)
    await local.until(lambda: "Latin America" in reply.content or None, within=3, what="the text")
    assert not reply.embeds
    again = await local.reply(await local.say("Ada", "#questions", QUESTION), within=3)
    assert "Latin America" in again.content
    assert again.edits == 0, "the channel is known by then"


async def test_an_answer_to_a_deleted_question_is_still_sent(local: LocalDiscord, start: Start) -> None:
    await start()
    local.fault("gone-question")
    await local.say("Ada", "#questions", QUESTION)
    await local.until(lambda: answers(local) or None, within=8)
    assert local.refusals == []


async def test_slow_answers_of_discord_do_not_hold_up_the_next_question(
    local: LocalDiscord, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Discord takes no request before it has two: neither would come if one waited for the other."""
    await start()
    both = asyncio.Barrier(2)
    monkeypatch.setattr(local.service.faults, "linger", both.wait)
    first = await local.say("Ada", "#questions", QUESTION)
    second = await local.say("Ben", "#sources", QUESTION)
    await local.reply(first, within=20)
    await local.reply(second, within=20)


async def test_other_bots_and_webhooks_are_ignored(local: LocalDiscord, start: Start) -> None:
    await start()
    await local.say("Beep", "#questions", QUESTION)
    await local.say("Hook", "#questions", QUESTION)
    await local.silence(1.0)
    assert answers(local) == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_ends_the_bot_cleanly(start: Start, number: int) -> None:
    child = await start()
    assert child.pid
    os.kill(child.pid, number)
    assert await ended(child, within=5) == 0
    assert "Traceback" not in child.tail()


async def test_commands_are_registered_at_the_first_start_and_not_at_the_second(
    local: LocalDiscord, start: Start
) -> None:
    child = await start()
    await local.commands()
    assert "registered" in child.tail()
    await child.stop()
    again = await start()
    assert "registered" not in again.tail()
    use = await local.run("Ada", "#questions", "help")
    assert "/ask" in visible_text((await use.response()).body)


async def test_no_log_line_holds_what_people_write(local: LocalDiscord, start: Start) -> None:
    child = await start(GLMBOT_LOG_LEVEL="INFO")
    await ask(local)
    use = await local.run("Ada", "#questions", "ask", question="Which regions does the MOU target?")
    await use.response()
    assert "regions" not in child.tail()
    ada = local.who("Ada").id
    assert str(ada) not in child.tail()
