"""The bot in several connections to the gateway, of this process or of several side by side."""

import asyncio
import logging
from typing import Any, Final

import discord
import yarl

from glmbot.bot.client import GlmBot
from glmbot.bot.context import BotContext
from glmbot.config import Settings
from glmbot.core.model import GlmbotError
from glmbot.storage.database import StoreError
from glmbot.storage.shared_store import SharedStore

_log = logging.getLogger(__name__)

START_SECONDS: Final = 5.0
"""In so many seconds one shard may identify for each rest of their numbers by `max_concurrency` (Discord, Sharding)."""
_SPARE_SECONDS: Final = 0.5
"""What IDENTIFY may take longer to reach Discord for one shard than for the next."""
_LOOK_SECONDS: Final = 0.25
HOLD_SECONDS: Final = 60.0
"""So long a process that takes another's place waits for its shards: the server may not know yet that it is gone."""


class ShardedBot(GlmBot, discord.AutoShardedClient):
    """The bot in shards: those that the settings give this process, or all.

    What several processes must do in turn, they do by leases in the database that they share.
    """

    def __init__(self, context: BotContext, settings: Settings, **options: Any) -> None:
        """Take what the cogs work with; `options` go to discord.py."""
        count = settings.shards if isinstance(settings.shards, int) else None
        super().__init__(context, settings, shard_count=count, shard_ids=settings.shard_ids or None, **options)
        self._concurrency = 1
        self._may_identify: set[int | None] = set()

    async def setup_hook(self) -> None:
        """Hold this process's shards, so that no other connects them; then as ever."""
        advised, _, limits = await self.http.get_bot_gateway()
        self.shard_count = self.shard_count or advised
        self._concurrency = max(1, int(limits["max_concurrency"]))
        numbers = self.shard_ids or range(self.shard_count)
        if self.context.sharing is not None:
            await self._hold([*numbers])
        _log.info("shards %s of %d", ", ".join(map(str, numbers)), self.shard_count)
        await super().setup_hook()

    async def launch_shard(self, gateway: yarl.URL, shard_id: int, *, initial: bool = False) -> None:
        """Connect a shard once it may identify: Discord ends connections that wait for it too long."""
        await self._wait_to_identify(shard_id)
        self._may_identify.add(shard_id)
        await super().launch_shard(gateway, shard_id, initial=initial)

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Wait until a shard may identify, which connects anew; the others of its key wait from now on."""
        if self.context.sharing is None:
            await super().before_identify_hook(shard_id, initial=initial)
            return
        if shard_id in self._may_identify:
            self._may_identify.discard(shard_id)
        else:
            await self._wait_to_identify(shard_id or 0)
        await self._let_others_wait(shard_id or 0)

    async def _wait_to_identify(self, shard_id: int) -> None:
        """Wait for a shard's turn, as all processes of the bot agree."""
        if self.context.sharing is None:
            return
        try:
            while not await self.context.records.do(SharedStore.lease, self._turn_of(shard_id), START_SECONDS):  # noqa: ASYNC110 - others set no event
                await asyncio.sleep(_LOOK_SECONDS)
        except GlmbotError as error:
            _log.warning("%s; this process waits by itself", error)
            await asyncio.sleep(START_SECONDS)

    async def _let_others_wait(self, shard_id: int) -> None:
        """Count the others' wait from IDENTIFY: to connect takes one shard longer than the next."""
        try:
            await self.context.records.do(SharedStore.extend, self._turn_of(shard_id), START_SECONDS + _SPARE_SECONDS)
        except GlmbotError as error:
            _log.warning("%s; another shard may have to identify twice", error)

    def _turn_of(self, shard_id: int) -> str:
        return f"identify:{shard_id % self._concurrency}"

    async def _hold(self, numbers: list[int]) -> None:
        loop = asyncio.get_running_loop()
        deadline = loop.time() + HOLD_SECONDS
        while True:
            try:
                await self.context.records.do(SharedStore.hold, numbers)
            except StoreError as error:
                if loop.time() > deadline:
                    raise
                _log.warning("%s; trying again for a minute", error)
                await asyncio.sleep(START_SECONDS)
            else:
                return
