"""The local Discord as one thing: start it, point a bot at it, be its users, read what was refused."""

import datetime as dt
import os
from collections.abc import Sequence
from email.utils import format_datetime
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from aiohttp import web

from glmbot.sim.commands import Commands
from glmbot.sim.errors import JSON, SimError
from glmbot.sim.faults import Faults
from glmbot.sim.feed import Feed
from glmbot.sim.gateway import Gateway
from glmbot.sim.interactions import Interactions
from glmbot.sim.laid_faults import lay
from glmbot.sim.messages import Messages
from glmbot.sim.page_socket import Page
from glmbot.sim.ratelimits import Mode, RateLimits
from glmbot.sim.rest.boundary import PREFIX, Boundary
from glmbot.sim.schema import schema_of
from glmbot.sim.service import Service
from glmbot.sim.stage import Stage
from glmbot.sim.web import cut, guarded
from glmbot.sim.world import World

HOST: Final = "127.0.0.1"
OPENAPI: Final = "GLMBOT_DISCORD_OPENAPI"
BODY_BYTES: Final = 64 * 1024 * 1024
CLOSING_SECONDS: Final = 2.0


class LocalDiscord(Stage):
    """Discord's side of the wire on one port of 127.0.0.1; `async with` starts and stops it."""

    def __init__(
        self,
        *,
        title: str = "Local Discord",
        status: str = "",
        examples: Sequence[str] = (),
        bot_name: str = "bot",
        token: str = "simulated",  # noqa: S107 - no secret: the word that stands for a token here
        port: int = 0,
        rate_limits: Mode = "generous",
        heartbeat_seconds: float = 41.25,
        openapi: Path | None = None,
    ) -> None:
        named = openapi or (Path(os.environ[OPENAPI]) if os.environ.get(OPENAPI) else None)
        world, feed = World(bot_name), Feed()
        gateway = Gateway(world, feed, token=token, heartbeat_seconds=heartbeat_seconds)
        messages = Messages(world, gateway, feed)
        service = Service(
            token, world, feed, gateway, messages, Interactions(messages), Commands(world.ids, world.application_id),
            Faults(), RateLimits(rate_limits), schema_of(named) if named else None,
        )  # fmt: skip
        super().__init__(service, title=title, status=status, examples=examples)
        lay(service)
        self.port = port
        self._runner: web.AppRunner | None = None
        self._page = Page(self)

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    async def start(self) -> None:
        """Listen (SimError if the port is taken)."""
        app = web.Application(client_max_size=BODY_BYTES, middlewares=[guarded(self)])
        app.on_response_prepare.append(self._date)
        Boundary(self.service).install(app.router)
        app.router.add_get("/gateway", self._gateway)
        self._page.install(app.router)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=CLOSING_SECONDS)
        await self._runner.setup()
        site = web.TCPSite(self._runner, HOST, self.port)
        try:
            await site.start()
        except OSError as error:
            await self._runner.cleanup()
            raise SimError(f"port {self.port} of {HOST} can't be used: {error.strerror}") from None
        self.port = self._runner.addresses[0][1]
        self.service.base = self.url
        self.service.gateway.url = self.gateway

    async def stop(self) -> None:
        """Stop the child process, all connections, and listening."""
        if self.child is not None:
            await self.child.stop()
        self.service.interactions.close()
        await self._page.close()
        await self.service.gateway.close()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    @property
    def url(self) -> str:
        """The page's address."""
        return f"http://{HOST}:{self.port}"

    @property
    def api(self) -> str:
        """The base of the REST API."""
        return self.url + PREFIX

    @property
    def gateway(self) -> str:
        """The gateway's address."""
        return f"ws://{HOST}:{self.port}/gateway"

    async def ready(self, within: float = 15.0) -> None:
        """Wait until the bot is connected (SimError; at once if its process has ended)."""

        def online() -> bool | None:
            if self.child is not None and self.child.ended:
                raise SimError(f"the bot ended with exit code {self.child.exit_code}\n" + self.child.tail())
            return self.service.gateway.online or None

        await self.service.feed.until(online, within=within, what="waiting for the bot to connect")

    async def commands(self, within: float = 10.0) -> list[JSON]:
        """The bot's commands, once it has registered some (SimError)."""
        registered = self.service.commands
        what = "waiting for the bot to register commands"
        return await self.service.feed.until(lambda: registered.everywhere() or None, within=within, what=what)

    async def _date(self, _: web.Request, response: web.StreamResponse) -> None:
        """Tell the time by the clock that the ids are of."""
        response.headers["Date"] = format_datetime(
            dt.datetime.now(dt.UTC) + dt.timedelta(seconds=self.world.ids.ahead_seconds), usegmt=True
        )

    async def _gateway(self, request: web.Request) -> web.StreamResponse:
        if "gateway-down" in self.service.faults.standing:
            return cut(request)
        return await self.service.gateway.serve(request)
