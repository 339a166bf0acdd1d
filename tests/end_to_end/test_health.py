"""Health and measurements of the running bot, as a watcher asks for them; and the log as JSON."""

import asyncio
import json
import re
import socket
from collections.abc import Callable, Coroutine
from typing import Any

import aiohttp
from prometheus_client.parser import text_string_to_metric_families

from glmbot.sim.process import Child
from glmbot.sim.script.player import play_script
from glmbot.sim.server import LocalDiscord

Start = Callable[..., Coroutine[Any, Any, Child]]

CONVERSATION = """
Ada in #questions says: @bot What is a xylophone?
bot replies: anything
Ada says: @bot Which regions does the MOU target?
bot replies: "¶ 2 of 6"
Ada edits: @bot Who is Yuri Fedotov?
bot edits: anything
Ada presses "👍" on "Fedotov"
only Ada sees: "Noted: helpful"
Ben in DM says: Which regions does the MOU target?
bot replies: anything
Ben in #questions runs /ask question:"Which regions does the MOU target?"
bot replies: anything
"""


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


async def get(port: int, path: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}{path}") as response:
        return response.status, await response.text()


async def answers(port: int, path: str, wanted: tuple[int, str]) -> None:
    """Ask until that is the answer."""
    async with asyncio.timeout(10):
        while await get(port, path) != wanted:
            pass


async def measured(port: int, name: str, value: float) -> dict[str, float]:
    """All samples, once one of them has a value: what is sent is counted a moment after it has arrived."""
    found: dict[str, float] = {}
    async with asyncio.timeout(10):
        while found.get(name) != value:
            found = samples((await get(port, "/metrics"))[1])
    return found


def samples(text: str) -> dict[str, float]:
    """The value of each sample, by its name and its labels."""
    return {
        one.name + "".join(f" {name}={value}" for name, value in sorted(one.labels.items())): one.value
        for family in text_string_to_metric_families(text)
        for one in family.samples
    }


async def test_what_happens_is_counted_and_no_text_and_no_id_is_told(local: LocalDiscord, start: Start) -> None:
    port = free_port()
    child = await start(GLMBOT_HEALTH_ADDRESS=str(port), GLMBOT_QUESTIONS_PER_MINUTE="3", GLMBOT_LOG_FORMAT="json")
    await local.commands()
    transcript = await play_script(local, CONVERSATION)
    assert transcript.passed, "\n".join([*transcript.lines[-30:], transcript.difference or ""])
    await answers(port, "/readyz", (200, "ok\n"))
    found = await measured(port, "glmbot_stage_seconds_count stage=send", 5)
    assert found["glmbot_questions_total kind=answer surface=mention"] == 1
    assert found["glmbot_questions_total kind=none surface=mention"] == 1
    assert found["glmbot_questions_total kind=answer surface=edit"] == 1
    assert found["glmbot_questions_total kind=answer surface=direct"] == 1
    assert found["glmbot_votes vote=up"] == 1
    assert found["glmbot_corpus_articles"] == 1
    assert found["glmbot_ready"] == 1
    assert found["glmbot_connections_total how=ready"] == 1
    assert found["glmbot_servers"] == 1
    assert found["glmbot_tasks"] > 1
    for stage in ("wait", "answer", "parse", "rank", "show", "send"):
        assert found[f"glmbot_stage_seconds_count stage={stage}"] >= 3, stage
    assert found["glmbot_acknowledgement_age_seconds_count what=message"] == 3
    assert found["glmbot_acknowledgement_age_seconds_count what=component"] == 1
    assert found["glmbot_loop_lag_seconds_count"] > 0
    assert found["process_resident_memory_bytes"] > 10_000_000
    told = (await get(port, "/metrics"))[1] + child.tail(500)
    assert not re.search(r"xylophone|regions|MOU\b|Fedotov|\bAda\b|\bBen\b", told)
    assert [user.id for user in local.world.people if user.id in told] == []


async def test_a_refusal_by_cooldown_is_counted(local: LocalDiscord, start: Start) -> None:
    port = free_port()
    await start(GLMBOT_HEALTH_ADDRESS=str(port), GLMBOT_QUESTIONS_PER_MINUTE="1")
    await local.reply(await local.say("Ada", "#questions", "@bot Which regions does the MOU target?"))
    await local.reply(await local.say("Ada", "#questions", "@bot Which regions does the MOU target?"))
    use = await local.run("Ada", "#questions", "ask", question="Which regions does the MOU target?")
    await use.response()
    await measured(port, "glmbot_refusals_total", 2)


async def test_a_bot_without_discord_lives_and_is_not_ready(local: LocalDiscord, start: Start) -> None:
    port = free_port()
    await start(GLMBOT_HEALTH_ADDRESS=f"127.0.0.1:{port}")
    assert await get(port, "/livez") == (200, "ok\n")
    await answers(port, "/readyz", (200, "ok\n"))
    local.service.faults.standing.add("gateway-down")
    local.service.faults.standing_changed()
    await local.until(lambda: not local.service.gateway.online or None, what="the link to be cut")
    await answers(port, "/readyz", (503, "not connected to Discord\n"))
    assert await get(port, "/livez") == (200, "ok\n")
    local.service.faults.standing.clear()
    local.service.faults.standing_changed()
    await local.ready(30)
    await answers(port, "/readyz", (200, "ok\n"))
    found = samples((await get(port, "/metrics"))[1])
    assert found["glmbot_connections_total how=lost"] == 1
    assert found["glmbot_connections_total how=ready"] + found["glmbot_connections_total how=resumed"] == 2


async def test_what_discord_refuses_is_counted_by_its_status(local: LocalDiscord, start: Start) -> None:
    port = free_port()
    await start(GLMBOT_HEALTH_ADDRESS=str(port))
    local.fault("500", 1, on="POST /channels/{channel_id}/messages")
    await local.reply(await local.say("Ada", "#questions", "@bot Which regions does the MOU target?"))
    local.fault("403", 1, on="POST /channels/{channel_id}/messages")
    await local.say("Ada", "#questions", "@bot Which regions does the MOU target?")
    await local.until(lambda: not local.service.faults.armed or None, what="the fault to strike")
    found = await measured(port, "glmbot_rest_errors_total status=403", 1)
    assert found["glmbot_rest_errors_total status=500"] == 1
    assert found["glmbot_rest_seconds_count what=message"] >= 3


async def test_each_question_is_one_line_of_the_log(local: LocalDiscord, start: Start) -> None:
    child = await start(GLMBOT_LOG_FORMAT="JSON")
    answer = await local.reply(await local.say("Ada", "#questions", "@bot Which regions does the MOU target?"))
    await local.commands()
    use = await local.run("Ben", "#questions", "ask", question="Which xylophone?")
    response = await use.response()
    await local.until(lambda: child.tail(500).count("glmbot.questions") == 2 or None, what="two lines")
    lines = [json.loads(line) for line in child.tail(500).splitlines()]
    assert all({"time", "level", "logger", "message"} <= set(line) for line in lines)
    asked = [line for line in lines if line["logger"] == "glmbot.questions"]
    assert [(one["answer"], one["surface"], one["kind"]) for one in asked] == [
        (answer.id, "mention", "answer"),
        (response.id, "ask", "none"),
    ]
    for one in asked:
        assert set(one["stages_ms"]) == {"wait", "answer", "parse", "rank", "show", "send"}
        assert one["ms"] >= one["stages_ms"]["answer"] >= one["stages_ms"]["rank"]


async def test_an_address_that_is_taken_ends_the_start_in_one_line(local: LocalDiscord, start: Start) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        child = await start(wait=False, GLMBOT_HEALTH_ADDRESS=str(taken.getsockname()[1]))
        await local.until(lambda: child.ended or None, within=20, what="the bot to end")
    assert child.exit_code == 2
    assert "GLMBOT_HEALTH_ADDRESS: 127.0.0.1:" in child.tail(3)
    assert "Traceback" not in child.tail(50)


async def test_a_bot_in_shards_is_ready_when_each_is_connected(local: LocalDiscord, start: Start) -> None:
    port, gateway = free_port(), local.service.gateway
    await start(GLMBOT_HEALTH_ADDRESS=str(port), GLMBOT_SHARDS="2")
    await answers(port, "/readyz", (200, "ok\n"))
    second = next(session for session in gateway.sessions.values() if session.shard == [1, 2])
    gateway.sessions = {key: one for key, one in gateway.sessions.items() if one is not second}
    assert second.link is not None
    second.link.abort()
    await measured(port, "glmbot_connections_total how=lost", 1)
    assert (await measured(port, "glmbot_connections_total how=ready", 3))["glmbot_connections_total how=resumed"] == 0
    await answers(port, "/readyz", (200, "ok\n"))
