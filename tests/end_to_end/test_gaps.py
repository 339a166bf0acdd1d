"""Words that no article has, from people's questions to the operator's list."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from glmbot.sim.process import Child
from glmbot.sim.server import LocalDiscord
from glmbot.sim.shapes import visible_text
from glmbot.sim.world import User

Start = Callable[..., Coroutine[Any, Any, Child]]


def told(folder: Path) -> list[dict[str, Any]]:
    environment = {"PATH": os.environ["PATH"], "GLMBOT_DATABASE": str(folder / "glmbot.sqlite3"), "HOME": str(folder)}
    command = [sys.executable, "-m", "glmbot", "gaps", "--json"]
    done = subprocess.run(command, env=environment, cwd=folder, capture_output=True, check=True)
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def content(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir() if path.name.startswith("glmbot.sqlite3"))


async def ask(local: LocalDiscord, who: str, question: str) -> None:
    await local.reply(await local.say(who, "#questions", f"@bot {question}"))


async def test_only_what_five_people_asked_for_is_told(local: LocalDiscord, start: Start, tmp_path: Path) -> None:
    people = ["Ada", "Ben", "Mod", "Cleo", "Dan"]
    for name in people[3:]:
        newcomer = User(local.world.ids.next(), name)
        local.world.users[newcomer.id] = newcomer
    child = await start()
    for who in people:
        await ask(local, who, "Does a xylophone need a visa?")
    for who in people[:4]:
        await ask(local, who, "Is the glockenspiel taxed?")
    for _ in range(3):
        await ask(local, "Ada", "Is the glockenspiel taxed?")
    await child.stop()
    assert {one["word"]: one["people"] for one in told(tmp_path)} == {"xylophone": 5, "visa": 5}
    assert b"glockenspiel" not in content(tmp_path)

    await child.start()
    await local.ready(20)
    shown = await (await local.run("Ada", "#questions", "privacy")).response()
    assert "until 5 people have used a word" in visible_text(shown.body)
    await (await local.run("Ada", "#questions", "forget-me")).response()
    await child.stop()
    assert told(tmp_path) == []


async def test_an_operator_may_want_no_counting(local: LocalDiscord, start: Start, tmp_path: Path) -> None:
    child = await start(GLMBOT_GAPS="0")
    await ask(local, "Ada", "Does a xylophone need a visa?")
    shown = await (await local.run("Ada", "#questions", "privacy")).response()
    assert "no article has" not in visible_text(shown.body)
    await child.stop()
    assert told(tmp_path) == []
