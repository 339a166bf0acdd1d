import io

import aiohttp
import pytest

from glmbot.sim.server import LocalDiscord
from sim.clients import RestClient

COMMAND = {"name": "ask", "description": "d"}


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/channels/5", 404, 10003),
        ("POST", "/channels/5/messages", 404, 10003),
        ("GET", "/guilds/5", 404, 10004),
        ("GET", "/users/5", 404, 10013),
        ("GET", "/nowhere", 404, 0),
    ],
)
@pytest.mark.usefixtures("local")
async def test_what_is_unknown_has_discords_code(
    rest: RestClient, method: str, path: str, status: int, code: int
) -> None:
    got, answer = await rest(method, path, {"content": "x"} if method == "POST" else None)
    assert (got, answer["code"]) == (status, code)


async def test_everything_a_client_asks_for_at_start_is_there(local: LocalDiscord, rest: RestClient) -> None:
    guild = f"/guilds/{local.world.guild_id}"
    member = f"{guild}/members/{local.world.bot.id}"
    paths = ("/users/@me", "/oauth2/applications/@me", "/gateway", "/gateway/bot", guild, f"{guild}/channels",
             f"{guild}/roles", member, rest.commands, rest.questions)  # fmt: skip
    for path in paths:
        assert (await rest("GET", path))[0] == 200, path
    for channel in local.world.channels.values():
        assert (await rest("GET", f"/channels/{channel.id}"))[0] == (403 if channel.foreign else 200)


async def test_the_content_type_is_exactly_json(local: LocalDiscord, rest: RestClient) -> None:
    async with rest.session.get(local.api + "/users/@me", headers=rest.headers) as answer:
        assert answer.headers["Content-Type"] == "application/json"
        assert answer.headers["Via"]


@pytest.mark.usefixtures("local")
async def test_a_wrong_token_is_refused(rest: RestClient) -> None:
    rest.headers = {"Authorization": "Bot other"}
    assert await rest("GET", "/users/@me") == (401, {"message": "401: Unauthorized", "code": 0})


async def test_a_body_that_is_no_json_is_refused(local: LocalDiscord, rest: RestClient) -> None:
    async with rest.session.post(
        local.api + rest.questions + "/messages",
        data=b"{",
        headers={**rest.headers, "Content-Type": "application/json"},
    ) as answer:
        assert (answer.status, (await answer.json())["code"]) == (400, 50109)


async def test_a_message_of_another_can_not_be_edited_or_deleted(local: LocalDiscord, rest: RestClient) -> None:
    question = await local.say("Ada", "#questions", "hello")
    path = f"{rest.questions}/messages/{question.id}"
    assert (await rest("PATCH", path, {"content": "x"}))[1]["code"] == 50005
    assert (await rest("DELETE", path))[1]["code"] == 50013


@pytest.mark.usefixtures("local")
async def test_a_deleted_message_is_unknown(rest: RestClient) -> None:
    _, sent = await rest("POST", rest.questions + "/messages", {"content": "x"})
    path = f"{rest.questions}/messages/{sent['id']}"
    assert await rest("DELETE", path) == (204, None)
    for method in ("GET", "PATCH", "DELETE"):
        assert (await rest(method, path, {"content": "x"} if method == "PATCH" else None))[1]["code"] == 10008


async def test_an_enforced_nonce_sends_once(
    local: LocalDiscord, rest: RestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = {"content": "x", "nonce": "123", "enforce_nonce": True}
    _, first = await rest("POST", rest.questions + "/messages", body)
    _, second = await rest("POST", rest.questions + "/messages", body)
    assert first["id"] == second["id"]
    _, elsewhere = await rest("POST", f"/channels/{local.where('#sources', local.who('Ada')).id}/messages", body)
    assert elsewhere["id"] == first["id"], "a nonce is its author's, not its channel's"
    assert len(list(local.world.everything())) == 1
    monkeypatch.setattr("glmbot.sim.rest.messages.NONCE_SECONDS", 0.0)
    _, late = await rest("POST", rest.questions + "/messages", body)
    assert late["id"] != first["id"], "it is remembered for a few minutes"


async def test_who_takes_no_direct_messages_gets_none(local: LocalDiscord, rest: RestClient) -> None:
    ada = local.who("Ada")
    direct = local.where("DM", ada)
    local.world.closed.add(ada.id)
    assert (await rest("POST", f"/channels/{direct.id}/messages", {"content": "x"}))[1]["code"] == 50007


async def test_messages_after_one_are_those_that_follow_it(rest: RestClient) -> None:
    sent = [(await rest("POST", rest.questions + "/messages", {"content": str(one)}))[1]["id"] for one in range(4)]
    _, found = await rest("GET", f"{rest.questions}/messages?limit=2&after={sent[0]}")
    assert [one["id"] for one in found] == [sent[2], sent[1]]


async def test_the_bot_can_not_see_a_guild_that_it_is_not_in(local: LocalDiscord, rest: RestClient) -> None:
    elsewhere = local.where("elsewhere", local.who("Ada"))
    status, answer = await rest("POST", f"/channels/{elsewhere.id}/messages", {"content": "x"})
    assert (status, answer["code"]) == (403, 50001)


async def test_reading_over_rest_obeys_the_rule_of_content(local: LocalDiscord, rest: RestClient) -> None:
    await local.say("Ada", "#questions", "among ourselves")
    await local.say("Ada", "#questions", "@bot to you")
    _, messages = await rest("GET", rest.questions + "/messages")
    assert [message["content"].partition("> ")[2] for message in messages] == ["to you", ""]
    _, one = await rest("GET", rest.questions + "/messages?limit=1")
    assert len(one) == 1


async def test_a_direct_channel_is_opened_with_people_only(local: LocalDiscord, rest: RestClient) -> None:
    ada, beep = local.who("Ada"), local.who("Beep")
    _, channel = await rest("POST", "/users/@me/channels", {"recipient_id": ada.id})
    assert channel["id"] == local.where("DM", ada).id
    assert (await rest("POST", "/users/@me/channels", {"recipient_id": beep.id}))[1]["code"] == 50007


async def test_a_message_has_one_thread(local: LocalDiscord, rest: RestClient) -> None:
    question = await local.say("Ada", "#questions", "hello")
    path = f"{rest.questions}/messages/{question.id}/threads"
    status, thread = await rest("POST", path, {"name": "aside"})
    assert (status, thread["id"], thread["parent_id"]) == (201, question.id, question.channel_id)
    assert (await rest("POST", path, {"name": "aside"}))[1]["code"] == 160004


async def test_a_reaction_must_be_an_emoji(local: LocalDiscord, rest: RestClient) -> None:
    question = await local.say("Ada", "#questions", "hello")
    path = f"{rest.questions}/messages/{question.id}/reactions"
    assert (await rest("PUT", f"{path}/x/@me"))[1]["code"] == 10014
    assert await rest("PUT", f"{path}/👍/@me") == (204, None)
    assert question.body["reactions"][0]["me"]


async def test_a_file_can_be_fetched_as_an_attachment_only(local: LocalDiscord, rest: RestClient) -> None:
    form = aiohttp.FormData()
    form.add_field("payload_json", '{"content": "here"}', content_type="application/json")
    form.add_field("files[0]", b"<script>", filename="a.html", content_type="application/octet-stream")
    path = local.api + rest.questions + "/messages"
    async with rest.session.post(path, data=form, headers=rest.headers) as answer:
        attachment = (await answer.json())["attachments"][0]
    async with rest.session.get(attachment["url"]) as answer:
        assert await answer.read() == b"<script>"
        assert answer.headers["Content-Type"] == "application/octet-stream"
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


async def test_a_file_of_more_than_ten_mebibytes_is_refused(local: LocalDiscord, rest: RestClient) -> None:
    form = aiohttp.FormData()
    form.add_field("payload_json", "{}", content_type="application/json")
    form.add_field("files[0]", io.BytesIO(b"x" * (10 * 1024 * 1024 + 1)), filename="a.txt")
    path = local.api + rest.questions + "/messages"
    async with rest.session.post(path, data=form, headers=rest.headers) as answer:
        assert (answer.status, (await answer.json())["code"]) == (413, 40005)


@pytest.mark.usefixtures("local")
async def test_two_hundred_new_commands_a_day_are_enough(rest: RestClient) -> None:
    for batch in range(2):
        wanted = [{**COMMAND, "name": f"c{batch}x{n}"} for n in range(100)]
        assert (await rest("PUT", rest.commands, wanted))[0] == 200
    status, answer = await rest("PUT", rest.commands, [COMMAND])
    assert (status, answer["code"]) == (429, 30034)
