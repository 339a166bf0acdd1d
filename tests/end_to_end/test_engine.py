"""The bot whose articles stand in Milvus: asked, while the server goes and comes back."""

import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from glmbot.sim.process import Child
from glmbot.sim.server import LocalDiscord
from glmbot.sim.shapes import visible_text
from glmbot.storage.milvus import AWAY_SECONDS, Milvus
from glmbot.storage.push import push
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
