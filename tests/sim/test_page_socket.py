import contextlib
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from glmbot.sim.server import LocalDiscord
from sim.clients import RestClient, Running
from sim.rich_bot import RichBot

COMMAND = {"name": "ask", "description": "d", "options": [{"type": 3, "name": "o", "description": "d"}]}


class PageClient:
    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket

    async def until(self, op: str) -> dict[str, Any]:
        frame: dict[str, Any] = {"op": None}
        while frame["op"] != op:
            frame = await self.socket.receive_json(timeout=3)
        return frame

    async def act(self, op: str, **more: Any) -> None:
        await self.socket.send_json({"op": op, **more})


@contextlib.asynccontextmanager
async def opened(local: LocalDiscord) -> AsyncIterator[PageClient]:
    headers = {"Origin": local.url}
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(f"{local.url}/page/socket", headers=headers) as it,
    ):
        yield PageClient(it)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "https://evil.test"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "null"},
        {"Origin": "https://127.0.0.1:PORT"},
        {"Origin": "http://127.0.0.1:PORT", "Host": "evil.test:PORT"},
    ],
)
async def test_the_socket_is_for_this_servers_own_page_only(local: LocalDiscord, headers: dict[str, str]) -> None:
    sent = {name: value.replace("PORT", str(local.port)) for name, value in headers.items()}
    async with aiohttp.ClientSession() as session:
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await session.ws_connect(local.url + "/page/socket", headers=sent)
    assert refused.value.status == 403


@pytest.mark.parametrize("headers", [{"Host": "evil.test"}, {"Origin": "http://evil.test"}])
async def test_another_name_or_origin_is_refused_everywhere(
    local: LocalDiscord, rest: RestClient, headers: dict[str, str]
) -> None:
    for path in ("/", "/api/v10/users/@me", "/gateway"):
        async with rest.session.get(local.url + path, headers={**rest.headers, **headers}) as answer:
            assert answer.status == 403


async def test_the_page_has_a_strict_policy(local: LocalDiscord, rest: RestClient) -> None:
    async with rest.session.get(local.url + "/") as answer:
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", ["/page/../server.py", "/page/%2e%2e/server.py", "/page/none.js", "/page/index.py"])
async def test_only_files_of_the_page_are_served(local: LocalDiscord, rest: RestClient, path: str) -> None:
    async with rest.session.get(local.url + path) as answer:
        assert answer.status == 404


LONG = "a" * 5000


@pytest.mark.parametrize("path", [f"/page/{LONG}.js", f"/page/{'a/' * 2500}b.js", f"/attachments/{LONG}", f"/{LONG}"])
async def test_a_path_of_five_thousand_characters_is_not_found(local: LocalDiscord, path: str) -> None:
    async with aiohttp.ClientSession() as session, session.get(local.url + path) as answer:
        assert answer.status == 404


NONSENSE = ["[" * 100_000, '{"a":' * 100_000, "{", "[]", "null", '{"op": []}', '{"op": "say", "content": 5}']


@pytest.mark.parametrize("text", NONSENSE)
async def test_nonsense_is_answered_and_the_next_frame_too(local: LocalDiscord, text: str) -> None:
    async with opened(local) as page:
        await page.socket.send_str(text)
        assert "not understood" in (await page.until("error"))["text"]
        await page.act("language", **{"as": local.who("Ada").id}, channel_id="0", locale="fr")
        await local.until(lambda: local.who("Ada").locale == "fr" or None)


async def test_a_snapshot_holds_the_whole_conversation(local: LocalDiscord, rest: RestClient) -> None:
    await rest("PUT", rest.commands, [COMMAND])
    question = await local.say("Ada", "#questions", "@bot hello")
    await rest("POST", rest.questions + "/messages", {"content": "hi"})
    async with opened(local) as page:
        shot = await page.until("snapshot")
    assert [message["content"] for message in shot["messages"][question.channel_id]] == [question.content, "hi"]
    assert [user["name"] for user in shot["users"]] == ["Ada", "Ben", "Mod"]
    assert [command["name"] for command in shot["commands"]] == ["ask"]
    assert {channel["kind"] for channel in shot["channels"]} == {
        "text", "dm", "thread", "voice", "announcement", "forum", "forum-post",
    }  # fmt: skip
    assert {"name", "label", "takes", "hint", "default"} == set(shot["faults"][0])
    assert "MESSAGE_CREATE" in [entry["what"] for entry in shot["wire"]]


async def test_a_person_writes_edits_reacts_and_deletes_by_the_page(local: LocalDiscord) -> None:
    ada = local.who("Ada")
    place = local.where("#questions", ada).id
    async with opened(local) as page:
        await page.act("say", **{"as": ada.id}, channel_id=place, content="hello")
        said = (await page.until("message"))["message"]
        there = {"as": ada.id, "channel_id": place, "message_id": said["id"]}
        await page.act("edit", **there, content="hello again")
        assert (await page.until("message"))["message"]["content"] == "hello again"
        await page.act("react", **there, emoji="👍")
        assert (await page.until("message"))["message"]["reactions"][0]["count"] == 1
        await page.act("delete", **there)
        assert (await page.until("gone"))["message_id"] == said["id"]


async def test_what_discord_refuses_is_told_with_code_and_path(lenient: LocalDiscord, rest: RestClient) -> None:
    async with opened(lenient) as page:
        await rest("POST", rest.questions + "/messages", {"embeds": [{"title": "x" * 257}]})
        entry = (await page.until("refused"))["entry"]
    assert (entry["status"], entry["code"], entry["channel_id"]) == (400, 50035, rest.questions.rpartition("/")[2])
    assert entry["errors"] == [
        {
            "path": "embeds[0].title",
            "code": "BASE_TYPE_MAX_LENGTH",
            "message": "Must be 256 or fewer in length.",
        }
    ]


async def test_the_page_uses_commands_components_and_modals(
    local: LocalDiscord, running: Running, rich_bot: RichBot
) -> None:
    ada = local.who("Ada")
    place = {"as": ada.id, "channel_id": local.where("#questions", ada).id}
    async with running(rich_bot), opened(local) as page:
        ids = {command["name"]: command["id"] for command in (await page.until("snapshot"))["commands"]}
        options = [{"name": "article", "type": 3, "value": "Uni", "focused": True}]
        await page.act("autocomplete", **place, command_id=ids["cite"], options=options, nonce="n")
        choices = await page.until("choices")
        assert (choices["nonce"], len(choices["choices"])) == ("n", 3)
        await page.act("command", **place, command_id=ids["panel"], options=[])
        panel = (await page.until("message"))["message"]
        assert (panel["_via"], panel["_measure"]["rows"]) == ("slash /panel", 3)
        assert panel["_ack_ms"] < 1000
        await page.act("press", **place, message_id=panel["id"], custom_id="tell", nonce="m")
        modal = await page.until("modal")
        assert (modal["nonce"], modal["title"]) == ("m", "Tell me")
        await page.act("submit", **place, custom_id=modal["custom_id"], values={"name": "Ada"})
        assert (await page.until("message"))["message"]["content"] == "told Ada"
        await page.act("press", **place, message_id=panel["id"], custom_id="whisper")
        assert (await page.until("message"))["message"]["_visible_to"] == ada.id


@pytest.mark.parametrize(
    ("frame", "words"),
    [
        ({"op": "say", "as": "Ada", "channel_id": "5", "content": "x"}, "Unknown Channel"),
        ({"op": "say", "as": "bot", "channel_id": "5", "content": "x"}, "people only"),
        ({"op": "language", "as": "Ada", "locale": "english"}, "no language 'english'"),
        ({"op": "fault", "name": "nothing"}, "no fault is called"),
        ({"op": "fault", "name": "op7"}, "not connected"),
        ({"op": "process", "do": "restart"}, "not started by this server"),
        ({"op": "nothing"}, "not understood"),
        ({"no": "op"}, "not understood"),
    ],
)
async def test_what_can_not_be_done_is_told(local: LocalDiscord, frame: dict[str, str], words: str) -> None:
    async with opened(local) as page:
        await page.socket.send_json(frame)
        assert words in (await page.until("error"))["text"]


async def test_a_persons_language_is_set_by_the_page(local: LocalDiscord) -> None:
    async with opened(local) as page, opened(local) as other:
        await page.act("language", **{"as": "Ada"}, locale="fr")
        assert (await other.until("user"))["user"]["locale"] == "fr"
    async with opened(local) as page:
        shown = {user["name"]: user["locale"] for user in (await page.until("snapshot"))["users"]}
    assert shown == {"Ada": "fr", "Ben": "en-US", "Mod": "en-US"}


async def test_faults_are_laid_on_by_the_page(local: LocalDiscord, rest: RestClient) -> None:
    async with opened(local) as page:
        await page.act("fault", name="500", value="1")
        await page.act("say", **{"as": "Ada"}, channel_id=rest.questions.rpartition("/")[2], content="x")
        await page.until("message")
    assert (await rest("POST", rest.questions + "/messages", {"content": "x"}))[0] == 500
