"""What guilds have set goes with them: at once, or, where the bot was not connected then, when it is again."""

import logging
from typing import Final

import discord
from discord.ext import commands

from glmbot.bot.client import COMMANDS, GlmBot
from glmbot.bot.ui.persistence import FAILURES, told
from glmbot.storage import watches
from glmbot.storage.database import Store

_log = logging.getLogger(__name__)

_NOT_IN: Final = frozenset({10004, 50001})
"""Discord's codes for a guild that is not there, or that the bot is not in."""


class LeavingCog(commands.Cog):
    """Deletes what is kept of guilds that the bot is in no more."""

    def __init__(self, bot: GlmBot) -> None:
        self.bot = bot

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Delete what a guild has set, when the bot leaves it."""
        await self.bot.with_records(self.bot.context.records.forget_guild(guild.id))

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Delete what guilds have set that were left meanwhile; this may fire many times."""
        await self.bot.with_records(self._forget_left())

    async def _forget_left(self) -> None:
        """Delete what is kept of guilds that the bot is in no more, for this process's shards.

        A guild in an outage is among those that Discord names at the start of a session. Of one that is not, Discord
        is asked. Where the database was another application's too, its guilds may be meant, and nothing is deleted.
        """
        records = self.bot.context.records
        if [key for key in await records.do(Store.state) if key.startswith(COMMANDS)] != [self.bot.sync_key]:
            return
        for guild in sorted({*records.guilds(), *await records.do(Store.within, watches.guilds)}):
            if self.bot.serves(guild) and self.bot.get_guild(guild) is None and await self._is_left(guild):
                await records.forget_guild(guild)
                _log.info("deleted what a server had set that the bot is in no more")

    async def _is_left(self, guild: int) -> bool:
        try:
            await self.bot.fetch_guild(guild, with_counts=False)
        except FAILURES as error:
            if isinstance(error, discord.HTTPException) and error.code in _NOT_IN:
                return True
            _log.warning("whether the bot is still in a server can't be told (%s)", told(error))
        return False
