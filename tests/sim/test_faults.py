import asyncio

import aiohttp
import discord
import pytest

from glmbot.sim.errors import SimError
from glmbot.sim.faults import TABLE
from glmbot.sim.server import LocalDiscord
from sim.clients import RestClient, Running
from sim.echo_bot import EchoBot
from sim.rich_bot import RichBot

MESSAGES = "POST /channels/{channel_id}/messages"


@pytest.mark.parametrize(("fault", "status"), [("500", 500), ("502", 502), ("503", 503), ("403", 403), ("404", 404)])
async def test_a_status_can_be_caused_so_many_times(
    local: LocalDiscord, rest: RestClient, fault: str, status: int
) -> None:
    local.fault(fault, 2, on=MESSAGES)
    body = {"content": "x"}
    statuses = [(await rest("POST", rest.questions + "/messages", body))[0] for _ in range(3)]
    assert statuses == [status, status, 200]


@pytest.mark.parametrize("globally", [False, True])
async def test_a_rate_limit_says_how_long_and_comes_from_discord(
    local: LocalDiscord, rest: RestClient, *, globally: bool
) -> None:
    local.fault("429-global" if globally else "429")
    url = local.api + rest.questions + "/messages"
    async with rest.session.post(url, json={"content": "x"}, headers=rest.headers) as answer:
        assert answer.status == 429
        assert answer.headers["Via"]
        assert float(answer.headers["Retry-After"]) == 0.5
        assert answer.headers.get("X-RateLimit-Global") == ("true" if globally else None)
        assert await answer.json() == {
            "message": "You are being rate limited.", "retry_after": 0.5, "global": globally,
        }  # fmt: skip


async def test_at_the_door_there_is_no_via(local: LocalDiscord, rest: RestClient) -> None:
    local.fault("429-no-via")
    async with rest.session.get(local.api + rest.questions, headers=rest.headers) as answer:
        assert answer.status == 429
        assert "Via" not in answer.headers


async def test_discord_py_waits_and_tries_again_at_a_429(
    local: LocalDiscord, running: Running, echo_bot: EchoBot
) -> None:
    async with running(echo_bot):
        local.fault("429", on=MESSAGES)
        reply = await local.reply(await local.say("Ada", "DM", "hello"))
    assert (reply.ack_ms or 0) > 400


async def test_a_request_that_is_carried_out_but_answered_with_500_is_sent_once(
    local: LocalDiscord, running: Running, echo_bot: EchoBot
) -> None:
    async with running(echo_bot):
        local.fault("500-after", on=MESSAGES)
        question = await local.say("Ada", "DM", "hello")
        await local.reply(question)
        await local.until(lambda: True if local.service.messages._latest[question.channel_id].requests == 2 else None)
        await local.silence(0.1)
    assert [message.content for message in local.world.everything()] == ["hello", "hello"]


async def test_the_connection_can_be_cut_under_a_request(local: LocalDiscord, rest: RestClient) -> None:
    local.fault("reset")
    with pytest.raises((aiohttp.ClientError, OSError)):
        await rest("POST", rest.questions + "/messages", {"content": "x"})
    assert (await rest("POST", rest.questions + "/messages", {"content": "x"}))[0] == 200


async def test_answers_can_be_slow(local: LocalDiscord, rest: RestClient) -> None:
    clock = asyncio.get_running_loop()
    local.fault("slow", 0.2)
    began = clock.time()
    await rest("GET", "/users/@me")
    assert clock.time() - began >= 0.2


async def test_permissions_can_be_taken_and_the_bot_is_told(
    local: LocalDiscord, running: Running, rich_bot: RichBot
) -> None:
    async with running(rich_bot):
        question = await local.say("Ada", "#questions", "@bot hello")
        channel = rich_bot.text_channel(question.channel_id)
        local.fault("no-permission")
        await local.until(lambda: True if not channel.permissions_for(channel.guild.me).send_messages else None)
        with pytest.raises(discord.Forbidden) as refused:
            await channel.send("x")
        assert refused.value.code == 50013
        local.fault("clear")
        await channel.send("x")


async def test_without_the_embed_permission_embeds_are_dropped(
    local: LocalDiscord, running: Running, rich_bot: RichBot
) -> None:
    async with running(rich_bot):
        local.fault("no-embeds")
        question = await local.say("Ada", "#questions", "@bot hello")
        channel = rich_bot.text_channel(question.channel_id)
        assert (await channel.send("x", embed=discord.Embed(title="t"))).embeds == []


async def test_a_question_can_be_gone_before_it_is_answered(
    local: LocalDiscord, running: Running, echo_bot: EchoBot
) -> None:
    async with running(echo_bot):
        local.fault("gone-question")
        await local.say("Ada", "DM", "hello")
        await local.until(lambda: local.refusals or None)
    assert local.refusals[0].errors[0].code == "REPLIES_UNKNOWN_MESSAGE"


async def test_a_login_can_be_refused(local: LocalDiscord, rest: RestClient) -> None:
    local.fault("login-401")
    assert (await rest("GET", "/users/@me"))[0] == 401
    local.fault("clear")
    assert (await rest("GET", "/users/@me"))[0] == 200


async def test_the_api_can_be_out_of_reach(local: LocalDiscord, rest: RestClient) -> None:
    local.fault("api-down")
    with pytest.raises((aiohttp.ClientError, OSError)):
        await rest("GET", "/users/@me")
    local.fault("clear")
    assert (await rest("GET", "/users/@me"))[0] == 200


async def test_the_gateway_can_be_out_of_reach(local: LocalDiscord, rest: RestClient) -> None:
    local.fault("gateway-down")
    with pytest.raises((aiohttp.ClientError, OSError)):
        await rest.session.ws_connect(local.gateway)
    local.fault("clear")
    async with rest.session.ws_connect(local.gateway) as socket:
        assert (await socket.receive_json())["op"] == 10


async def test_an_unknown_fault_names_those_there_are(local: LocalDiscord) -> None:
    with pytest.raises(SimError, match="drop-link"):
        local.fault("nothing")
    with pytest.raises(SimError, match="takes a number"):
        local.fault("500", "many")


def test_every_fault_has_a_label_and_a_hint() -> None:
    assert all(fault.label and fault.hint for fault in TABLE.values())
