"""`glmbot simulate` as people start and end it: nothing is left behind, whatever ends it."""

import asyncio
import os
import re
import signal
import socket
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from glmbot.sim.server import LocalDiscord
from support.articles import GIVEN_PATH

QUESTION = "Which regions does the MOU target?"
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")
SIGNALS = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]


@dataclass(frozen=True)
class Simulation:
    """A running `glmbot simulate`, and where the page is."""

    process: asyncio.subprocess.Process
    url: str
    scratch: Path

    async def bot_pid(self) -> int:
        """The bot's process, as the page tells it; it leads a group of its own."""
        address = f"{self.url}/page/socket"
        async with aiohttp.ClientSession() as session, session.ws_connect(address, origin=self.url) as page:
            return int((await page.receive_json())["process"]["pid"])

    async def left_behind(self, bot_pid: int, within: float = 3.0) -> list[str]:
        """What is still there some time after the end."""
        for _ in range(int(within / 0.05)):
            if not (found := self._there(bot_pid)):
                return []
            await asyncio.sleep(0.05)
        return found

    def _there(self, bot_pid: int) -> list[str]:
        found = ["a process"] if lives(bot_pid) else []
        return [*found, "a port"] if listens(self.url) else found


Start = Callable[..., Coroutine[Any, Any, asyncio.subprocess.Process]]
Simulate = Callable[..., Coroutine[Any, Any, Simulation]]


def lives(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def listens(url: str) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", int(url.rpartition(":")[2]))) == 0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def eventually(look: Callable[[], Awaitable[Any]], within: float = 15.0) -> Any:
    async with asyncio.timeout(within):
        while True:
            try:
                return await look()
            except (aiohttp.ClientError, TypeError):
                await asyncio.sleep(0.02)


@pytest.fixture
async def start(tmp_path: Path) -> AsyncIterator[Start]:
    """`glmbot simulate` in an empty folder and a bare environment, its temporary files in a folder of their own."""
    running: list[asyncio.subprocess.Process] = []
    scratch = tmp_path / "scratch"
    scratch.mkdir()

    async def _start(*options: str, **environment: str) -> asyncio.subprocess.Process:
        bare = {
            "PATH": os.environ["PATH"],
            "HOME": str(tmp_path),
            "TMPDIR": str(scratch),
            "COLUMNS": "120",
            "GLMBOT_READER": "0",
        }
        if openapi := os.environ.get("GLMBOT_DISCORD_OPENAPI"):
            bare["GLMBOT_DISCORD_OPENAPI"] = openapi
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "glmbot", "simulate", *options, cwd=tmp_path, env={**bare, **environment},
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        running.append(process)
        return process

    yield _start
    for process in running:
        if process.returncode is None:
            process.terminate()
            await process.communicate()


@pytest.fixture
def simulate(start: Start, tmp_path: Path) -> Simulate:
    """The same, once the bot is connected and the page's address is told."""

    async def _simulate(*options: str, **environment: str) -> Simulation:
        process = await start(*options, **environment)
        assert process.stderr is not None
        line = (await asyncio.wait_for(process.stderr.readline(), 30)).decode()
        address = ADDRESS.search(line)
        assert address, line
        return Simulation(process, address.group(), tmp_path / "scratch")

    return _simulate


async def finished(process: asyncio.subprocess.Process, within: float = 30.0) -> tuple[int | None, str, str]:
    stdout, stderr = await asyncio.wait_for(process.communicate(), within)
    return process.returncode, stdout.decode(), stderr.decode()


@pytest.mark.parametrize("number", SIGNALS)
async def test_interrupted_it_ends_cleanly_and_leaves_nothing_behind(
    simulate: Simulate, number: signal.Signals
) -> None:
    running = await simulate("--no-browser")
    bot_pid = await running.bot_pid()
    assert lives(bot_pid)
    running.process.send_signal(number)
    assert await finished(running.process, within=8) == (0, "", "")
    assert await running.left_behind(bot_pid) == []
    assert list(running.scratch.iterdir()) == []


async def test_an_interrupted_script_ends_with_130_and_leaves_nothing_behind(start: Start, tmp_path: Path) -> None:
    script = tmp_path / "long.script"
    script.write_text(f'Ada in #questions says: @bot {QUESTION}\nbot replies: "Latin America"\nwait 60 s\n')
    url = f"http://127.0.0.1:{free_port()}"
    process = await start("--script", str(script), "--port", url.rpartition(":")[2])
    running = Simulation(process, url, tmp_path / "scratch")
    assert process.stdout is not None
    while b"wait 60 s" not in (line := await asyncio.wait_for(process.stdout.readline(), 30)):
        assert line
    bot_pid = await running.bot_pid()
    process.send_signal(signal.SIGINT)
    code, _, stderr = await finished(process, within=8)
    assert (code, stderr) == (130, "")
    assert await running.left_behind(bot_pid) == []
    assert list(running.scratch.iterdir()) == []


async def test_interrupted_while_the_bot_starts_it_leaves_nothing_behind(start: Start, tmp_path: Path) -> None:
    url = f"http://127.0.0.1:{free_port()}"
    process = await start("--no-browser", "--port", url.rpartition(":")[2])
    running = Simulation(process, url, tmp_path / "scratch")
    bot_pid = await eventually(running.bot_pid)
    process.send_signal(signal.SIGINT)
    code, _, stderr = await finished(process, within=8)
    assert code == 0
    assert "Traceback" not in stderr
    assert await running.left_behind(bot_pid) == []


async def test_killed_it_takes_the_bot_with_it(simulate: Simulate) -> None:
    running = await simulate("--no-browser")
    bot_pid = await running.bot_pid()
    running.process.kill()
    await finished(running.process)
    assert await running.left_behind(bot_pid, within=10) == []


@pytest.mark.parametrize("options", [["--no-browser"], []])
async def test_the_page_is_opened_unless_that_is_not_wanted(
    simulate: Simulate, tmp_path: Path, options: list[str]
) -> None:
    opened = tmp_path / "opened"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {opened}\n')
    browser.chmod(0o755)
    running = await simulate(*options, BROWSER=str(browser))
    async with aiohttp.ClientSession() as session, session.get(running.url) as answer:
        assert "Local Discord" in await answer.text()
    assert (opened.read_text().strip() if opened.exists() else None) == (None if options else running.url)


async def test_a_taken_port_is_told_in_one_line(start: Start) -> None:
    async with LocalDiscord() as other:
        code, stdout, stderr = await finished(await start("--no-browser", "--port", str(other.port)))
    assert (code, stdout) == (2, "")
    assert re.fullmatch(rf"glmbot: port {other.port} of 127\.0\.0\.1 can't be used: .*\n", stderr)


async def test_a_broken_corpus_is_told_in_one_line(start: Start, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "2014-03-03-norland.md").write_text("no front matter\n")
    code, stdout, stderr = await finished(await start("--no-browser", "--corpus", str(folder)))
    assert (code, stdout) == (2, "")
    assert re.fullmatch(r"glmbot: .*2014-03-03-norland\.md:1: .*\n", stderr)


async def test_faulty_articles_are_left_out_where_that_is_asked(start: Start, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "2014-03-03-norland.md").write_text("no front matter\n")
    (folder / GIVEN_PATH.name).write_bytes(GIVEN_PATH.read_bytes())
    process = await start("--terminal", "--skip-faulty", "--corpus", str(folder))
    stdout, stderr = await asyncio.wait_for(process.communicate(f"{QUESTION}\n".encode()), 30)
    assert process.returncode == 0
    assert "left out: " in stderr.decode()
    assert "Latin America" in stdout.decode()


async def test_a_script_and_typed_lines_are_not_played_at_once(start: Start, tmp_path: Path) -> None:
    code, _, stderr = await finished(await start("--terminal", "--script", str(tmp_path / "some.script")))
    assert (code, stderr) == (2, "glmbot: give --script or --terminal, not both\n")


async def test_a_wrong_setting_is_told_in_one_line(start: Start) -> None:
    code, stdout, stderr = await finished(await start("--no-browser", GLMBOT_LOG_LEVEL="LOUD"))
    assert (code, stdout) == (2, "")
    assert re.fullmatch(r"glmbot: GLMBOT_LOG_LEVEL: 'LOUD' can't be used: .*\n", stderr)


async def test_the_settings_of_the_bot_on_discord_are_not_taken_over(start: Start) -> None:
    elsewhere = {"GLMBOT_SHARDS": "4", "GLMBOT_SHARD_IDS": "0-1", "GLMBOT_MILVUS_URI": "http://127.0.0.1:9"}
    process = await start("--terminal", **elsewhere, GLMBOT_HEALTH_ADDRESS="9")
    stdout, stderr = await asyncio.wait_for(process.communicate(f"{QUESTION}\n".encode()), 30)
    assert (process.returncode, stderr.decode()) == (0, "")
    assert "Latin America" in stdout.decode()


async def test_the_database_is_kept_where_one_is_named(simulate: Simulate, tmp_path: Path) -> None:
    running = await simulate("--no-browser", "--database", "kept.sqlite3")
    running.process.terminate()
    assert await finished(running.process, within=8) == (0, "", "")
    assert (tmp_path / "kept.sqlite3").read_bytes().startswith(b"SQLite format 3")
    assert list(running.scratch.iterdir()) == []


@pytest.mark.parametrize("mode", ["--script", "--no-browser"])
async def test_a_folder_is_no_database(start: Start, tmp_path: Path, mode: str) -> None:
    script = tmp_path / "some.script"
    script.write_text("Ada in DM says: hello\n")
    options = [mode, *([str(script)] if mode == "--script" else [])]
    code, stdout, stderr = await finished(await start(*options, "--database", str(tmp_path)))
    assert (code, stdout) == (2, "")
    assert re.fullmatch(rf"glmbot: {re.escape(str(tmp_path))}: the database can't be used .*\n", stderr)


async def test_typed_lines_are_played_until_they_end(start: Start) -> None:
    process = await start("--terminal")
    lines = [
        "Who is Yuri Fedotov?",
        "Ada in DM says: Which regions does the MOU target?",
        '/cite article:"combat trafficking" style:apa',
        "Ada hums a tune",
        "help",
    ]
    stdout, stderr = await asyncio.wait_for(process.communicate("\n".join(lines).encode() + b"\n"), 30)
    assert process.returncode == 0, stderr.decode()
    assert stderr == b""
    told = stdout.decode()
    for expected in (
        "¶¶ 4–5 of 6",
        "Latin America",
        "Zeldin, W. (2011, December 6)",
        "hums",
        "bot stays silent for 1 s",
    ):
        assert expected in told
