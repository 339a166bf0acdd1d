import asyncio
import contextlib
import json
import zlib
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import discord
import pytest

from glmbot.sim.server import LocalDiscord
from sim.clients import Running
from sim.echo_bot import EchoBot
from sim.rich_bot import RichBot

GUILDS_AND_MESSAGES = 1 | 1 << 9


class Wire:
    """A bare gateway client."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket

    async def get(self) -> dict[str, Any]:
        got: dict[str, Any] = await self.socket.receive_json(timeout=2)
        return got

    async def until(self, event: str) -> dict[str, Any]:
        while (got := await self.get())["t"] != event:
            pass
        return got

    async def send(self, op: int, content: Any) -> None:
        await self.socket.send_json({"op": op, "d": content})

    async def identify(self, **more: Any) -> dict[str, Any]:
        await self.send(2, {"token": "simulated", "intents": GUILDS_AND_MESSAGES, "properties": {}, **more})
        ready: dict[str, Any] = (await self.until("READY"))["d"]
        return ready

    async def close_code(self) -> int | None:
        async with asyncio.timeout(2):
            while (message := await self.socket.receive()).type is aiohttp.WSMsgType.TEXT:
                pass
        assert message.type is aiohttp.WSMsgType.CLOSE
        return self.socket.close_code


@contextlib.asynccontextmanager
async def linked(local: LocalDiscord, query: str = "v=10&encoding=json") -> AsyncIterator[Wire]:
    async with aiohttp.ClientSession() as session, session.ws_connect(f"{local.gateway}?{query}") as socket:
        wire = Wire(socket)
        hello = await wire.get() if "compress" not in query and "v=10" in query else {"op": 10}
        assert hello["op"] == 10
        yield wire


async def test_a_session_begins_with_ready_and_the_guild(local: LocalDiscord) -> None:
    async with linked(local) as wire:
        ready = await wire.identify(shard=[0, 1])
        assert ready["user"]["id"] == local.world.bot.id
        assert ready["shard"] == [0, 1]
        assert ready["resume_gateway_url"] == local.gateway
        guild = (await wire.until("GUILD_CREATE"))["d"]
        assert {member["user"]["username"] for member in guild["members"]} >= {"ada", "ben", "mod", "echo"}
        assert {thread["name"] for thread in guild["threads"]} == {"old questions", "first visit"}


async def test_a_heartbeat_is_acknowledged(local: LocalDiscord) -> None:
    async with linked(local) as wire:
        await wire.send(1, None)
        assert (await wire.get())["op"] == 11


async def test_members_are_told_on_request(local: LocalDiscord) -> None:
    async with linked(local) as wire:
        await wire.identify()
        await wire.send(8, {"guild_id": local.world.guild_id, "query": "", "limit": 0, "nonce": "n"})
        chunk = (await wire.until("GUILD_MEMBERS_CHUNK"))["d"]
        assert (len(chunk["members"]), chunk["nonce"]) == (5, "n")


async def test_a_zlib_stream_is_one_stream_flushed_at_each_message(local: LocalDiscord) -> None:
    async with linked(local, "v=10&encoding=json&compress=zlib-stream") as wire:
        inflate = zlib.decompressobj()
        await wire.send(2, {"token": "simulated", "intents": 1, "properties": {}})
        events = []
        for _ in range(3):
            chunk = (await wire.socket.receive(timeout=2)).data
            assert chunk.endswith(b"\x00\x00\xff\xff")
            events.append(json.loads(inflate.decompress(chunk))["t"])
    assert events == [None, "READY", "GUILD_CREATE"]


async def test_resume_replays_what_was_missed_in_order(local: LocalDiscord) -> None:
    async with linked(local) as wire:
        ready = await wire.identify()
        last = (await wire.until("GUILD_CREATE"))["s"]
        local.fault("drop-link")
    await local.say("Ada", "#questions", "@bot one")
    await local.say("Ada", "#questions", "@bot two")
    async with linked(local) as wire:
        await wire.send(6, {"token": "simulated", "session_id": ready["session_id"], "seq": last})
        got = [await wire.get() for _ in range(3)]
    assert [event["t"] for event in got] == ["MESSAGE_CREATE", "MESSAGE_CREATE", "RESUMED"]
    assert [event["s"] for event in got] == [last + 1, last + 2, last + 3]


async def test_an_unknown_session_can_not_be_resumed(local: LocalDiscord) -> None:
    async with linked(local) as wire:
        await wire.send(6, {"token": "simulated", "session_id": "gone", "seq": 1})
        assert await wire.get() == {"op": 9, "d": False}


@pytest.mark.parametrize(
    ("op", "content", "code"),
    [
        (2, {"token": "wrong", "intents": 1}, 4004),
        (2, {"token": "simulated", "intents": 1 << 40}, 4013),
        (2, {"token": "simulated", "intents": 1, "shard": [1, 1]}, 4010),
        (3, {}, 4003),
        (6, {"token": "wrong"}, 4004),
    ],
)
async def test_a_wrong_payload_is_answered_by_a_close_code(
    local: LocalDiscord, op: int, content: dict[str, Any], code: int
) -> None:
    async with linked(local) as wire:
        await wire.send(op, content)
        assert await wire.close_code() == code


@pytest.mark.parametrize(
    ("text", "code"), [("{", 4002), ("[]", 4002), ("[" * 4000, 4002), ('{"op": 1, "d": "' + "x" * 5000 + '"}', 4002)]
)
async def test_what_can_not_be_read_is_answered_by_4002(local: LocalDiscord, text: str, code: int) -> None:
    async with linked(local) as wire:
        await wire.socket.send_str(text)
        assert await wire.close_code() == code


@pytest.mark.parametrize(("op", "code"), [(99, 4001), (2, 4005)])
async def test_after_identify_other_rules_hold(local: LocalDiscord, op: int, code: int) -> None:
    async with linked(local) as wire:
        await wire.identify()
        await wire.send(op, {"token": "simulated", "intents": 1})
        assert await wire.close_code() == code


async def test_another_version_is_refused(local: LocalDiscord) -> None:
    async with linked(local, "v=8") as wire:
        assert await wire.close_code() == 4012


async def test_a_sequence_of_the_future_is_refused(local: LocalDiscord) -> None:
    async with linked(local) as wire:
        ready = await wire.identify()
        local.fault("drop-link")
    async with linked(local) as wire:
        await wire.send(6, {"token": "simulated", "session_id": ready["session_id"], "seq": 99})
        assert await wire.close_code() == 4007


async def test_privileged_intents_can_be_disallowed(local: LocalDiscord) -> None:
    local.fault("no-privileged")
    async with linked(local) as wire:
        await wire.send(2, {"token": "simulated", "intents": 1 << 15})
        assert await wire.close_code() == 4014


async def test_more_than_120_payloads_a_minute_are_too_many(local: LocalDiscord) -> None:
    async with linked(local) as wire:
        for _ in range(121):
            await wire.send(1, None)
        assert await wire.close_code() == 4008


async def test_without_a_heartbeat_the_link_is_closed() -> None:
    async with LocalDiscord(heartbeat_seconds=0.1) as local, linked(local) as wire:
        assert await wire.close_code() == 4009


@pytest.mark.parametrize("fault", ["drop-link", "op7", "op9-true", "close 4000", "close 1001", "close 4009"])
async def test_discord_py_resumes_and_gets_what_it_missed(
    local: LocalDiscord, running: Running, rich_bot: RichBot, fault: str
) -> None:
    async with running(rich_bot):
        name, _, value = fault.partition(" ")
        local.fault(name, value or None)
        await local.say("Ada", "#questions", "@bot while away")
        await local.until(lambda: local.service.gateway.resumes or None)
        await local.until(lambda: rich_bot.seen or None)
    assert local.service.gateway.identifies == 1
    assert [text.partition("> ")[2] for text in rich_bot.seen] == ["while away"]


@pytest.mark.parametrize("fault", ["op9-false", "lost-session"])
async def test_a_session_that_is_gone_is_begun_anew(
    local: LocalDiscord, running: Running, echo_bot: EchoBot, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    sleep = asyncio.sleep
    monkeypatch.setattr(asyncio, "sleep", lambda seconds, *rest: sleep(min(seconds, 0.05), *rest))
    async with running(echo_bot):
        local.fault(fault)
        await local.until(lambda: True if local.service.gateway.identifies == 2 else None, within=8)
        await local.reply(await local.say("Ada", "DM", "hello again"))
    assert local.service.gateway.resumes == 0


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("4004", discord.ConnectionClosed),
        ("4013", discord.ConnectionClosed),
        ("4014", discord.PrivilegedIntentsRequired),
    ],
)
async def test_discord_py_gives_up_at_a_fatal_close_code(
    local: LocalDiscord, running: Running, echo_bot: EchoBot, code: str, error: type[Exception]
) -> None:
    async with running(echo_bot):
        ended = next(task for task in asyncio.all_tasks() if "Client.start" in repr(task.get_coro()))
        local.fault("close", code)
        with pytest.raises(error):
            await asyncio.wait_for(asyncio.shield(ended), 3)


async def test_the_last_question_can_be_delivered_twice(
    local: LocalDiscord, running: Running, rich_bot: RichBot
) -> None:
    async with running(rich_bot):
        await local.say("Ada", "#questions", "@bot once")
        await local.until(lambda: rich_bot.seen or None)
        local.fault("twice")
        await local.until(lambda: rich_bot.seen[1:] or None)
    assert rich_bot.seen[0] == rich_bot.seen[1]


async def test_unacknowledged_heartbeats_make_discord_py_reconnect(
    local: LocalDiscord, running: Running, echo_bot: EchoBot
) -> None:
    local.service.gateway.heartbeat_seconds = 0.2
    echo_bot._connection.heartbeat_timeout = 0.3
    local.fault("no-ack")
    async with running(echo_bot):
        await local.until(lambda: local.service.gateway.resumes or None, within=8)


async def test_each_shard_has_the_guilds_of_its_number_and_the_first_the_direct_messages(local: LocalDiscord) -> None:
    places = [local.world.add_guild(f"branch-{shard}", shard=shard, shards=4) for shard in range(4)]
    async with contextlib.AsyncExitStack() as stack:
        wires = [await stack.enter_async_context(linked(local)) for _ in range(4)]
        for shard, wire in enumerate(wires):
            ready = await wire.identify(shard=[shard, 4], intents=GUILDS_AND_MESSAGES | 1 << 12)
            ids = [guild["id"] for guild in ready["guilds"]]
            assert {(int(one) >> 22) % 4 for one in ids} == {shard}
            assert places[shard].guild_id in ids
        for place in places:
            await local.say("Ada", place, "hello")
        await local.say("Ada", "DM", "private")
        for place, wire in zip(places, wires, strict=True):
            assert (await wire.until("MESSAGE_CREATE"))["d"]["channel_id"] == place.id
        assert (await wires[0].until("MESSAGE_CREATE"))["d"]["content"] == "private"


async def test_a_shard_that_identifies_too_soon_after_one_of_its_key_is_sent_away(local: LocalDiscord) -> None:
    local.service.gateway.max_concurrency = 2
    for shard, opcode in ((0, 0), (1, 0), (2, 9)):
        async with linked(local) as wire:
            await wire.send(2, {"token": "simulated", "intents": 0, "properties": {}, "shard": [shard, 4]})
            assert (await wire.get())["op"] == opcode
    assert local.service.gateway.crowded == 1


async def test_a_shard_without_a_link_can_be_resumed_after_another_has_begun(local: LocalDiscord) -> None:
    async with linked(local) as wire:
        ready = await wire.identify(shard=[1, 2])
        local.service.gateway.part(lambda link: link.abort())
    async with linked(local) as wire:
        await wire.identify(shard=[0, 2])
    async with linked(local) as wire:
        await wire.send(6, {"token": "simulated", "session_id": ready["session_id"], "seq": 1})
        await wire.until("RESUMED")
