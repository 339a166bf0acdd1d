"""A copy of the database taken beside the running bot, and put back after its end."""

import asyncio
import os
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from glmbot.sim.process import Child
from glmbot.sim.server import LocalDiscord
from glmbot.sim.shapes import visible_text

Start = Callable[..., Coroutine[Any, Any, Child]]


async def glmbot(folder: Path, *arguments: str) -> tuple[int, str]:
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "GLMBOT_DATABASE": str(folder / "glmbot.sqlite3"),
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "glmbot", *arguments, cwd=folder, env=environment, stderr=asyncio.subprocess.PIPE
    )
    _, said = await process.communicate()
    return process.returncode or 0, said.decode()


async def voted(local: LocalDiscord) -> str:
    return visible_text((await (await local.run("Mod", "#questions", "stats")).response()).body)


async def test_votes_come_back_with_the_copy_that_was_taken_beside_the_bot(
    local: LocalDiscord, start: Start, tmp_path: Path
) -> None:
    child = await start()
    question = await local.say("Ada", "#questions", "@bot Which regions does the MOU target?")
    answer = await local.reply(question)
    await local.commands()
    await (await local.press("Ada", answer, "👍")).response()
    assert (await glmbot(tmp_path, "backup", "copy.sqlite3"))[0] == 0
    await (await local.press("Ben", answer, "👎")).response()
    code, said = await glmbot(tmp_path, "restore", "copy.sqlite3")
    assert (code, said.count("\n")) == (2, 1)
    assert "another glmbot run uses this database" in said
    assert "1 up, 1 down" in await voted(local)

    await child.stop()
    code, said = await glmbot(tmp_path, "restore", "copy.sqlite3")
    assert code == 0, said
    await child.start()
    await local.ready(20)
    assert "1 up, 0 down" in await voted(local)
    await (await local.press("Ada", answer, "👍")).response()
    assert "0 up, 0 down" in await voted(local), "she is known as the one who voted"
