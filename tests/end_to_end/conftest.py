import os
import sys
from collections.abc import AsyncIterator, Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from glmbot.sim.process import Child
from glmbot.sim.server import LocalDiscord
from support.articles import GIVEN_PATH

Start = Callable[..., Coroutine[Any, Any, Child]]


@pytest.fixture
async def local() -> AsyncIterator[LocalDiscord]:
    """A local Discord in which the bot did nothing that Discord's schema forbids."""
    async with LocalDiscord(bot_name="glmbot", title="glmbot") as discord:
        yield discord
    assert discord.violations == []


@pytest.fixture
def start(local: LocalDiscord, tmp_path: Path) -> Start:
    """`glmbot run` as a process of its own, pointed at the local Discord."""

    async def _start(*, wait: bool = True, **environment: str) -> Child:
        bare = {
            "PATH": os.environ["PATH"],
            "GLMBOT_READER": "0",  # the model has tests of its own
            "HOME": str(tmp_path),
            "GLMBOT_CORPUS": str(GIVEN_PATH.parent),
            "GLMBOT_DATABASE": str(tmp_path / "glmbot.sqlite3"),
            "GLMBOT_DISCORD_API": local.api,
            "GLMBOT_DISCORD_GATEWAY": local.gateway,
        }
        child = Child([sys.executable, "-m", "glmbot", "run"], {**bare, **environment}, local.service.feed)
        local.child = child
        await child.start()
        if wait:
            await local.ready(20)
        return child

    return _start
