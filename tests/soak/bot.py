"""The real bot as a process in a local Discord: killed and started again as often as is wanted."""

import asyncio
import os
import shutil
import signal
import socket
import sys
import time
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from glmbot.sim.errors import SimError
from glmbot.sim.process import Child
from glmbot.sim.server import LocalDiscord
from glmbot.sim.world import User
from glmbot.storage.load import article_paths, demo_corpus

START_SECONDS: Final = 120.0
"""Only a bot that hangs takes so long, however busy the machine is; one that ends is told at once."""
_LOG_KEPT: Final = 100_000


class Bot:
    """`glmbot run` on a folder of articles and a database of its own."""

    def __init__(self, local: LocalDiscord, child: Child, folder: Path, health: int) -> None:
        self.local = local
        self.child = child
        self.folder = folder
        self.database = folder.parent / "glmbot.sqlite3"
        self.health = health
        """The port of its `/metrics`."""

    @property
    def pid(self) -> int:
        """Its process, which must run."""
        assert self.child.pid is not None
        return self.child.pid

    async def start(self) -> None:
        """Start it, and wait until it is connected anew (SimError with the end of its log if it ends)."""
        before = await self.begin()
        await self.connected(before)

    async def begin(self) -> int:
        """Start it; gives how often a bot had identified before."""
        before = self.local.service.gateway.identifies
        await self.child.start()
        return before

    async def connected(self, before: int) -> None:
        """Wait until it has identified once more than before (SimError)."""
        gateway = self.local.service.gateway

        def look() -> bool | None:
            if self.child.ended:
                raise SimError(f"the bot ended with exit code {self.child.exit_code}\n{self.child.tail()}")
            return (gateway.identifies > before and gateway.online) or None

        await self.local.until(look, within=START_SECONDS, what="waiting for the bot to identify")

    async def kill(self) -> float:
        """`kill -9`, and wait for its end; gives when it was killed, on the clock of `time.perf_counter`."""
        at = time.perf_counter()
        os.kill(self.pid, signal.SIGKILL)
        while not self.child.ended:  # noqa: ASYNC110 - a process has no event to wait for
            await asyncio.sleep(0.005)
        return at


@asynccontextmanager
async def bot_in(scratch: Path, *, reader: bool = False) -> AsyncIterator[Bot]:
    """The bot, not yet started, on the invented articles that glmbot ships; it is stopped at the end."""
    folder = scratch / "articles"
    folder.mkdir()
    for path in article_paths(demo_corpus()):
        shutil.copy(path, folder / path.name)
    async with LocalDiscord(bot_name="glmbot", title="glmbot") as local:
        health = _free_port()
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(scratch),
            "OMP_NUM_THREADS": "1",
            "GLMBOT_CORPUS": str(folder),
            "GLMBOT_DATABASE": str(scratch / "glmbot.sqlite3"),
            "GLMBOT_DISCORD_API": local.api,
            "GLMBOT_DISCORD_GATEWAY": local.gateway,
            "GLMBOT_HEALTH_ADDRESS": str(health),
            "GLMBOT_LOG_LEVEL": "WARNING",
            "GLMBOT_QUESTIONS_PER_MINUTE": "1000",
            "GLMBOT_GUILD_QUESTIONS_PER_MINUTE": "100000",
            "GLMBOT_READER": str(int(reader)),
        }
        local.child = child = Child([sys.executable, "-m", "glmbot", "run"], environment, local.service.feed)
        child.log = deque(maxlen=_LOG_KEPT)
        yield Bot(local, child, folder, health)


def people_in(local: LocalDiscord, count: int) -> list[User]:
    """So many people beside those who are there."""
    world = local.world
    people = [User(world.ids.next(), f"Reader {number}") for number in range(count)]
    world.users.update({one.id: one for one in people})
    return people


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
