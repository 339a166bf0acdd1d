"""Signals: what was asked before the end is answered or told, and no process is left behind."""

import asyncio
import os
import signal
import sqlite3
from collections.abc import Callable, Coroutine
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from glmbot.sim.process import Child
from glmbot.sim.server import LocalDiscord
from glmbot.sim.shapes import visible_text
from support.articles import make_article
from support.shelves import fill, write_article

Start = Callable[..., Coroutine[Any, Any, Child]]

QUESTION = "Which regions does the MOU target?"
STOPPING = "I am being restarted just now."
DEFERRED_UPDATE = 6
KITES = make_article("The Kite Act of Norland forbids kites.", title="Norland: Kite Act Adopted")


async def ended(child: Child, within: float = 20.0) -> int | None:
    async with asyncio.timeout(within):
        while not child.ended:  # noqa: ASYNC110 - a process has no event to wait for
            await asyncio.sleep(0.02)
    return child.exit_code


def signalled(child: Child, number: signal.Signals) -> None:
    assert child.pid
    os.kill(child.pid, number)


async def test_what_was_asked_before_the_end_is_answered(local: LocalDiscord, start: Start) -> None:
    child = await start()
    await local.commands()
    asked = [await local.say(who, "#questions", f"@bot {QUESTION}") for who in ("Ada", "Ben", "Mod") for _ in range(3)]
    uses = [await local.run(who, "#questions", "ask", question=QUESTION) for who in ("Ada", "Ben")]
    signalled(child, signal.SIGTERM)
    for question in asked:
        assert "Latin America" in visible_text((await local.reply(question)).body)
    for use in uses:
        assert "Latin America" in visible_text((await use.response()).body)
    assert await ended(child) == 0
    assert "Traceback" not in child.tail(200)


async def test_who_can_not_be_answered_in_time_is_told(local: LocalDiscord, start: Start, tmp_path: Path) -> None:
    child = await start()
    await local.commands()
    answer = await local.reply(await local.say("Ada", "#questions", f"@bot {QUESTION}"))
    settings = await (await local.run("Mod", "#questions", "settings")).response()
    mod = local.who("Mod").id

    def told_to_mod() -> bool:
        return any(one.visible_to == mod and STOPPING in visible_text(one.body) for one in local.world.everything())

    with closing(sqlite3.connect(tmp_path / "glmbot.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        press = await local.press("Ada", answer, "👍")
        in_place = await local.press("Mod", settings, "Private")
        await press.acknowledgement()
        assert await in_place.acknowledgement() == DEFERRED_UPDATE
        signalled(child, signal.SIGTERM)
        told = await press.response(within=6)
        assert STOPPING in visible_text(told.body)
        await local.until(lambda: told_to_mod() or None, within=6, what="what Mod is told")
        # It does not wait for the database, which is held for as long as this block lasts.
        assert await ended(child) == 0
    assert "Traceback" not in child.tail(200)


async def test_sighup_reads_the_articles_anew(local: LocalDiscord, start: Start, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    write_article(folder, make_article())
    child = await start(GLMBOT_CORPUS=str(folder))
    write_article(folder, KITES)
    signalled(child, signal.SIGHUP)
    await local.until(lambda: "1 added, 0 changed, 0 removed" in child.tail(200) or None, within=10)
    (folder / "2020-01-01-faulty.md").write_text("nothing")
    signalled(child, signal.SIGHUP)
    await local.until(lambda: "2020-01-01-faulty.md:1:" in child.tail(200) or None, within=10)
    answer = await local.reply(await local.say("Ada", "#questions", "@bot What does the Kite Act forbid?"))
    assert "forbids kites" in visible_text(answer.body)


def children(pid: int) -> list[int]:
    """The processes that a process has begun, those that run our own commands."""
    listed = (one.read_text(encoding="ascii").split() for one in Path(f"/proc/{pid}/task").glob("*/children"))
    return [int(one) for thread in listed for one in thread if b"glmbot.cli.bound" in command(int(one))]


def command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="needs /proc")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
async def test_a_reload_ends_with_the_bot_however_that_ends(
    local: LocalDiscord, start: Start, tmp_path: Path, number: signal.Signals
) -> None:
    folder = fill(tmp_path / "articles", times=2)
    child = await start(wait=False, GLMBOT_CORPUS=str(folder))
    await local.ready(60)
    await local.commands()
    before = (folder / ".glmbot-index").stat().st_mtime_ns
    write_article(folder, KITES)
    assert child.pid
    pid = child.pid
    await local.run("Mod", "#questions", "reload")
    (indexing,) = await local.until(lambda: children(pid) or None, within=60)
    signalled(child, number)
    assert await ended(child) in {0, -signal.SIGKILL}
    await local.until(lambda: b"glmbot.cli.bound" not in command(indexing) or None, within=60, what="its end")
    assert (folder / ".glmbot-index").stat().st_mtime_ns == before, "it ended before it was done"
    assert "Traceback" not in child.tail(200)
