"""A real Prometheus, with the deployed files, scrapes the running bot."""

import asyncio
import shutil
import socket
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from http import HTTPStatus
from pathlib import Path
from typing import Any

import aiohttp

from glmbot.sim.process import Child
from glmbot.sim.server import LocalDiscord
from support.deployed import PROMETHEUS, needs_prometheus, queries, rules

Start = Callable[..., Coroutine[Any, Any, Child]]


@asynccontextmanager
async def prometheus(folder: Path, target: str) -> AsyncIterator[str]:
    """A real Prometheus that scrapes the bot by the deployed files, ten times a second."""
    shutil.copy(PROMETHEUS / "alerts.yml", folder)
    config = (PROMETHEUS / "prometheus.yml").read_text(encoding="utf-8")
    assert "glmbot:9464" in config
    config = config.replace("glmbot:9464", target).replace("15s", "100ms")
    (folder / "prometheus.yml").write_text(config, encoding="utf-8")
    port = free_port()
    process = await asyncio.create_subprocess_exec(
        "prometheus", f"--config.file={folder}/prometheus.yml", f"--storage.tsdb.path={folder}/data",
        f"--web.listen-address=127.0.0.1:{port}", cwd=folder,
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield f"http://127.0.0.1:{port}/api/v1"
    finally:
        process.terminate()
        await process.wait()


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


async def asked(session: aiohttp.ClientSession, api: str, path: str, **parameters: str) -> Any:
    with suppress(aiohttp.ClientConnectionError):
        async with session.get(f"{api}/{path}", params=parameters) as response:
            if response.status != HTTPStatus.SERVICE_UNAVAILABLE:
                return await response.json()
    await asyncio.sleep(0.05)  # it is starting
    return {}


async def value(session: aiohttp.ClientSession, api: str, query: str) -> float | None:
    found = (await asked(session, api, "query", query=query)).get("data", {}).get("result", [])
    return float(found[0]["value"][1]) if found else None


@needs_prometheus
async def test_a_prometheus_that_scrapes_the_bot_sees_what_was_asked(
    local: LocalDiscord, start: Start, tmp_path: Path
) -> None:
    port = free_port()
    await start(GLMBOT_HEALTH_ADDRESS=str(port))
    async with prometheus(tmp_path, f"127.0.0.1:{port}") as api, aiohttp.ClientSession() as session:
        async with asyncio.timeout(30):
            while await value(session, api, 'up{job="glmbot"} * on () group_left () glmbot_ready') != 1:
                pass
        for _ in range(3):
            await local.reply(await local.say("Ada", "#questions", "@bot Which regions does the MOU target?"))
        query = 'sum(glmbot_questions_total{surface="mention", kind="answer"})'
        async with asyncio.timeout(30):
            while await value(session, api, query) != 3:
                pass
        for title, expression in queries():
            await shown(session, api, title, expression.replace("$__rate_interval", "10s"))
        async with asyncio.timeout(30):
            while (found := await loaded(session, api)) != {name: "ok" for name, _ in rules()}:
                pass
        assert found
        firing = await value(session, api, 'count(ALERTS{alertstate="firing"})')
        assert firing is None


async def shown(session: aiohttp.ClientSession, api: str, title: str, expression: str) -> None:
    """Ask what a panel asks until it has something to show: a rate needs two scrapes."""
    async with asyncio.timeout(30):
        while True:
            answer = await asked(session, api, "query", query=expression)
            assert answer["status"] == "success", title
            if answer["data"]["result"] or title == "Requests that failed":
                return


async def loaded(session: aiohttp.ClientSession, api: str) -> dict[str, str]:
    """The health of each rule that Prometheus has evaluated."""
    groups = (await asked(session, api, "rules")).get("data", {}).get("groups", [])
    return {rule["name"]: rule["health"] for group in groups for rule in group["rules"]}
