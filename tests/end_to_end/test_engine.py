"""The bot whose articles stand in Milvus: asked, while the server goes and comes back."""

import asyncio
import os
import re
import socket
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from glmbot.sim.process import Child
from glmbot.sim.server import LocalDiscord
from glmbot.sim.shapes import visible_text
from glmbot.storage.milvus import AWAY_SECONDS, Milvus
from glmbot.storage.push import push
from glmbot.storage.remote import open_remote
from support.articles import GIVEN_PATH
from support.engines import Server, missing

if reason := missing():
    pytest.skip(reason, allow_module_level=True)

Start = Callable[..., Coroutine[Any, Any, Child]]

QUESTION = "Which regions does the MOU target?"


async def test_while_the_server_is_away_people_are_told_so_and_afterwards_answered(
    local: LocalDiscord, start: Start, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    server = Server(tmp_path)
    request.addfinalizer(server.stop)
    server.start()
    push(Milvus(server.address), GIVEN_PATH.parent)
    child = await start(GLMBOT_MILVUS_URI=server.address.uri, GLMBOT_CORPUS=str(tmp_path / "no such folder"))

    async def asked(question: str) -> str:
        return visible_text(
            (await local.reply(await local.say("Ada", "#questions", f"@bot {question}"), within=60)).body
        )

    assert "Latin America" in await asked(QUESTION)
    server.stop()
    assert "can't be reached at the moment" in await asked("When was the memorandum of understanding signed?")
    server.start()
    await asyncio.sleep(AWAY_SECONDS)  # so long it is not asked again
    texts = [await asked("Who signed the memorandum of understanding?") for _ in range(2)]
    assert "can't be reached" not in texts[-1], "it comes back by itself"
    log = child.tail(300)
    assert log.count("the engine does not answer") == 1
    assert "the engine answers again" in log
    assert "Traceback" not in log


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


async def readiness(port: int) -> tuple[int, str]:
    url = f"http://127.0.0.1:{port}/readyz"
    async with aiohttp.ClientSession() as session, session.get(url) as response:
        return response.status, (await response.text()).strip()


async def becomes(port: int, wanted: tuple[int, str]) -> None:
    """Ask until that is the answer."""
    async with asyncio.timeout(60):
        while await readiness(port) != wanted:
            pass


async def test_a_bot_that_starts_while_the_server_is_away_says_so_and_answers_once_it_is_there(
    local: LocalDiscord, start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    port, server = free_port(), Server(tmp_path)
    environment = {
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
        "GLMBOT_MILVUS_URI": server.address.uri,
        "GLMBOT_HEALTH_ADDRESS": f"127.0.0.1:{port}",
    }
    with server:
        await asyncio.to_thread(push, Milvus(server.address), GIVEN_PATH.parent)
        await asyncio.to_thread(open_remote, server.address)
    child = await start(**environment, wait=False)
    await local.ready(60)

    async def asked(question: str) -> str:
        told = await local.reply(await local.say("Ada", "#questions", f"@bot {question}"), within=60)
        return visible_text(told.body)

    assert "can't be reached at the moment" in await asked(QUESTION)
    await becomes(port, (503, "the server that keeps the articles does not answer"))
    assert "starting with the catalogue that was fetched last" in child.tail(300)
    with server:
        await becomes(port, (200, "ok"))  # it looks by itself: nobody asks meanwhile
        assert "Latin America" in await asked(QUESTION)
    assert "Traceback" not in child.tail(300)


async def test_a_bot_that_never_fetched_the_articles_waits_for_the_server(
    local: LocalDiscord, start: Start, tmp_path: Path
) -> None:
    server = Server(tmp_path)
    with server:
        await asyncio.to_thread(push, Milvus(server.address), GIVEN_PATH.parent)
    child = await start(GLMBOT_MILVUS_URI=server.address.uri, wait=False)
    async with asyncio.timeout(60):
        while "waiting for the engine" not in child.tail(300):  # noqa: ASYNC110 - another process writes it
            await asyncio.sleep(0.1)
    with server:
        await local.ready(60)
        told = await local.reply(await local.say("Ada", "#questions", f"@bot {QUESTION}"), within=60)
        assert "Latin America" in visible_text(told.body)
    assert "Traceback" not in child.tail(300)


@pytest.mark.parametrize("command", [["corpus", "push"], ["corpus", "push", "--dry-run"], ["ask", QUESTION]])
async def test_where_the_server_is_away_a_command_says_in_one_line_how_to_mend_it(
    command: list[str], tmp_path: Path
) -> None:
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "GLMBOT_MILVUS_URI": "http://127.0.0.1:1"}
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "glmbot", *command, env=environment, cwd=tmp_path,
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    told = (await child.communicate())[1].decode()
    assert child.returncode == 2
    assert re.fullmatch(r"glmbot: http://127\.0\.0\.1:1 .*; check GLMBOT_MILVUS_URI and its server.*\n", told), told
