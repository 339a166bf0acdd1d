"""The bot where there is little: no home folder, closed standard streams."""

import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from glmbot.config import Settings
from glmbot.sim.process import Child
from glmbot.sim.server import LocalDiscord
from glmbot.sim.shapes import visible_text

Start = Callable[..., Coroutine[Any, Any, Child]]

CLOSED = """
import os, sys
for stream in (0, 1, 2):
    os.close(stream)
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
"""


async def test_with_closed_standard_streams_it_runs(local: LocalDiscord, start: Start) -> None:
    usual = await start(wait=False)
    await usual.stop()
    command = [sys.executable, "-c", CLOSED, "-m", "glmbot", "run"]
    local.child = bare = Child(command, usual._environment, local.service.feed)
    await bare.start()
    await local.ready(60)
    question = await local.say("Ada", "#questions", "@bot Which regions does the MOU target?")
    assert "Latin America" in visible_text((await local.reply(question, within=8)).body)


def test_without_a_home_the_database_is_in_the_working_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(_: str) -> Path:
        raise RuntimeError("could not determine the home directory")

    monkeypatch.setattr("platformdirs.user_data_path", unknown)
    monkeypatch.delenv("GLMBOT_DATABASE", raising=False)
    monkeypatch.chdir(tmp_path)
    assert Settings(_env_file=None).database == tmp_path / "glmbot.sqlite3"
