"""What the tests of the local Discord speak with: plain requests, and bots that run in the test's own process."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any, TypeAlias

import aiohttp
import discord

from glmbot.sim.server import LocalDiscord

Running: TypeAlias = Callable[[discord.Client], AbstractAsyncContextManager[None]]


class RestClient:
    """Requests as a bot of any make sends them."""

    def __init__(self, session: aiohttp.ClientSession, local: LocalDiscord) -> None:
        self.session = session
        self.local = local
        self.headers = {"Authorization": "Bot simulated"}

    async def __call__(self, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        async with self.session.request(method, self.local.api + path, json=body, headers=self.headers) as answer:
            return answer.status, await answer.json() if answer.content_length and answer.status != 204 else None

    @property
    def questions(self) -> str:
        return f"/channels/{self.local.world.place('#questions', self.local.world.bot).id}"

    @property
    def commands(self) -> str:
        return f"/applications/{self.local.world.application_id}/commands"
