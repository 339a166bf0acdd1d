"""`/livez`, `/readyz` and `/metrics` over HTTP, for those who watch the bot; nothing can be changed there."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Final

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST

from glmbot.config import Address
from glmbot.core.model import GlmbotError
from glmbot.health.metrics import Metrics

_log = logging.getLogger(__name__)

LAG_SECONDS: Final = 0.25
"""How often the event loop is asked how late it is."""
_CLOSING_SECONDS: Final = 1.0


class HealthError(GlmbotError):
    """The address that health is to be served at can't be used."""


@asynccontextmanager
async def served(
    address: Address, metrics: Metrics, unready: Callable[[], str], refresh: Callable[[], Awaitable[None]]
) -> AsyncIterator[None]:
    """Serve while the block runs: `unready` says why the bot can't answer, "" where it can; `refresh` sets the gauges.

    Raises:
        HealthError: the address is taken, or not this machine's.
    """
    app = web.Application()

    async def live(_: web.Request) -> web.Response:
        return web.Response(text="ok\n")

    async def ready(_: web.Request) -> web.Response:
        why = unready()
        return web.Response(text=f"{why or 'ok'}\n", status=503 if why else 200)

    async def measured(_: web.Request) -> web.Response:
        await refresh()
        return web.Response(body=metrics.text(), headers={"Content-Type": CONTENT_TYPE_LATEST})

    app.router.add_get("/livez", live)
    app.router.add_get("/readyz", ready)
    app.router.add_get("/metrics", measured)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=_CLOSING_SECONDS)
    await runner.setup()
    lag = asyncio.create_task(_measure_lag(metrics))
    try:
        try:
            await web.TCPSite(runner, address.host, address.port).start()
        except OSError as error:
            raise HealthError(
                f"GLMBOT_HEALTH_ADDRESS: {address} can't be used ({error.strerror}); name another port"
            ) from None
        _log.info("health is served at http://%s", Address(address.host, runner.addresses[0][1]))
        yield
    finally:
        lag.cancel()
        await runner.cleanup()


async def _measure_lag(metrics: Metrics) -> None:
    while True:
        due = time.perf_counter() + LAG_SECONDS
        await asyncio.sleep(LAG_SECONDS)
        metrics.lag(max(0.0, time.perf_counter() - due))
