"""The connection to Discord: intents, set-up, command synchronisation and an orderly end."""

import datetime as dt
import hashlib
import json
import logging
import sqlite3
from collections.abc import Awaitable
from typing import Any, Final

import discord
from discord import app_commands
from discord.ext import commands, tasks

from glmbot.bot.cogs import find_cogs
from glmbot.bot.context import BotContext, Interaction, today
from glmbot.bot.discord_clock import DiscordClock
from glmbot.bot.errors import Tree
from glmbot.bot.i18n import Translator
from glmbot.bot.memory import freeze_memory
from glmbot.bot.rate_limit import Buckets, RateLimit
from glmbot.bot.sharing import Sharing
from glmbot.bot.ui.actions import answer_component
from glmbot.bot.ui.persistence import FAILURES, told
from glmbot.config import Settings
from glmbot.core.model import GlmbotError
from glmbot.core.research.reading_list import KEEP_DAYS
from glmbot.storage import digests, reading_lists, watches
from glmbot.storage.database import Store
from glmbot.storage.shared_store import SharedStore

_log = logging.getLogger(__name__)

PERMISSIONS: Final = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    embed_links=True,
    attach_files=True,
    create_public_threads=True,
    read_message_history=True,
)
"""What the bot needs in a guild: to read that it is asked, to reply with a card or a file, to open a thread."""

COMMANDS: Final = "commands:"
"""Begins the keys under which the store remembers the commands of applications."""
SCOPES: Final = ("bot", "applications.commands")
WATCH_SECONDS: Final = 30.0
SLOW_SECONDS: Final = 10.0
SHARE_SECONDS: Final = 30.0
READ_SECONDS: Final = 600.0
SYNC_SECONDS: Final = 120.0
"""So long one process may take to register the commands before another does."""
_RATE_LIMIT_PATIENCE_SECONDS: Final = 30.0


class GlmBot(commands.Bot):
    """The bot: no privileged intent, no text commands, no ping but to the person who asked."""

    def __init__(self, context: BotContext, settings: Settings, *, auto_sync: bool = True, **options: Any) -> None:
        """Take what the cogs work with; `options` go to discord.py."""
        intents = discord.Intents(
            guilds=True, guild_messages=True, dm_messages=True, message_content=settings.message_content
        )
        self.clock = DiscordClock()
        super().__init__(
            command_prefix=(),
            help_command=None,
            intents=intents,
            allowed_mentions=discord.AllowedMentions.none(),
            activity=discord.CustomActivity("Quotes the Global Legal Monitor. /help"),
            max_messages=None,  # nothing here asks for a message that Discord does not send along
            max_ratelimit_timeout=_RATE_LIMIT_PATIENCE_SECONDS,
            tree_cls=Tree,
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True),
            **options,
        )
        self.context = context
        self.settings = settings
        context.rate_limit = RateLimit(
            Buckets(settings.questions_per_minute), Buckets(settings.guild_questions_per_minute)
        )
        if isinstance(context.store, SharedStore):
            context.sharing = Sharing(context.records, settings.keys)
        self.was_ready = False
        self.resumed = 0
        self._auto_sync = auto_sync
        self._mentions: dict[str, str] = {}

    async def setup_hook(self) -> None:
        """Add the cogs, and register the commands if they have changed."""
        await self.tree.set_translator(Translator())
        await self.add_cogs()
        if self._auto_sync:
            await self._sync_if_changed()

    async def add_cogs(self) -> None:
        """Add every cog that stands in glmbot.bot.cogs; what their buttons do is known from then on."""
        for cog in find_cogs():
            await self.add_cog(cog(self))

    async def on_ready(self) -> None:
        """Begin what runs by the clock, at the first connection; this may fire many times."""
        if not self.was_ready:
            self.was_ready = True
            self.watch_latency.start()
            self.purge_votes.start()
            if self.context.sharing is not None:
                self.share.start()
                self.read_records.start()
            freeze_memory()
            _log.info("ready as %s in %d guilds", self.user, len(self.guilds))

    @tasks.loop(seconds=WATCH_SECONDS)
    async def watch_latency(self) -> None:
        """Note a connection whose heartbeats are answered late or not at all: discord.py tells nobody."""
        if self.is_ready() and not self.latency < SLOW_SECONDS:
            _log.warning("Discord answers heartbeats late: latency %.1f s", self.latency)

    @tasks.loop(hours=1)
    async def purge_votes(self) -> None:
        """Delete what is older than it is kept: each hour, since a database that is held costs one turn."""
        await self.with_records(self._purge())

    async def _purge(self) -> None:
        oldest = today() - dt.timedelta(days=self.settings.keep_votes_days)
        count = await self.context.records.do(Store.purge, oldest)
        if count:
            _log.info("deleted %d votes from before %s", count, oldest)
        await self.context.records.do(Store.purge_gaps, today())
        if count := await self.context.records.do(Store.within, reading_lists.purge, today()):
            _log.info("deleted %d passages of reading lists that were not used for %d days", count, KEEP_DAYS)
        told = dt.datetime.now(dt.UTC) - dt.timedelta(days=watches.KEEP_DAYS)
        await self.context.records.do(Store.within, digests.purge, told)

    @tasks.loop(seconds=SHARE_SECONDS)
    async def share(self) -> None:
        """Take up what other processes tell, where there are some."""
        await self.with_records(self.context.share())

    @tasks.loop(seconds=READ_SECONDS)
    async def read_records(self) -> None:
        """Take up what people have chosen elsewhere."""
        await self.with_records(self.context.records.read_again())

    @staticmethod
    async def with_records(work: Awaitable[None]) -> None:
        """Do some work with the database that can be done later, where that fails now."""
        try:
            await work
        except (GlmbotError, sqlite3.Error) as error:
            _log.warning("the database: %s; it is tried again later", error)

    def serves(self, guild: int | None) -> bool:
        """Whether a guild is this process's: its shard is; direct messages, None, have a shard too."""
        own = self.shard_ids if isinstance(self, discord.AutoShardedClient) else None
        return own is None or ((guild or 0) >> 22) % (self.shard_count or 1) in own

    async def close(self) -> None:
        """Stop what runs by the clock, and close the connection."""
        self.watch_latency.cancel()
        self.purge_votes.cancel()
        self.share.cancel()
        self.read_records.cancel()
        await super().close()

    async def on_resumed(self) -> None:
        """Count and note that the connection was lost and taken up again."""
        self.resumed += 1
        _log.info("the connection was resumed, %d times so far; latency %.0f ms", self.resumed, self.latency * 1000)

    async def on_interaction(self, interaction: Interaction, /) -> None:
        """Answer buttons, selects and forms, by their custom_ids; commands go to the tree."""
        if interaction.type in {discord.InteractionType.component, discord.InteractionType.modal_submit}:
            await answer_component(interaction)

    async def on_message(self, message: discord.Message, /) -> None:
        """Questions are read by the asking cog; there are no text commands."""

    async def sync_commands(self, guild_id: int | None = None) -> int:
        """Register the commands, everywhere or in one guild, and say how many there are."""
        if guild_id is not None:
            guild = discord.Object(guild_id)
            self.tree.copy_global_to(guild=guild)
            return len(await self.tree.sync(guild=guild))
        synced = await self.tree.sync()
        self._mentions = {}
        await self.context.records.do(Store.remember, self.sync_key, await self.tree_hash())
        return len(synced)

    async def _sync_if_changed(self) -> None:
        # Discord allows 200 command creations a day: a restart alone must not cost any.
        tree = await self.tree_hash()
        if await self.context.records.do(Store.recall, self.sync_key) != tree and await self._may_sync(tree):
            count = await self.sync_commands()
            _log.info("registered %d commands", count)

    async def _may_sync(self, tree: str) -> bool:
        """Whether it is this process that registers the commands: of several that start at once, one does."""
        if self.context.sharing is None:
            return True
        return await self.context.records.do(SharedStore.lease, f"{self.sync_key}:{tree}", SYNC_SECONDS)

    async def command_mentions(self) -> dict[str, str]:
        """Each command's name in the form that can be pressed (`</ask:123>`); none where Discord does not tell them."""
        if not self._mentions:
            try:
                self._mentions = {one.name: one.mention for one in await self.tree.fetch_commands()}
            except FAILURES as error:
                _log.warning("the ids of the commands can't be fetched (%s)", told(error))
        return self._mentions

    @property
    def sync_key(self) -> str:
        """Under which key the store remembers the commands that were registered."""
        return f"{COMMANDS}{self.application_id}"

    async def tree_hash(self) -> str:
        """What tells the commands of this version, and their translations, from others."""
        assert self.tree.translator is not None
        payload = [
            await command.get_translated_payload(self.tree, self.tree.translator)
            for command in self.tree.get_commands()
        ]
        return hashlib.sha256(json.dumps(payload, sort_keys=True).encode()).hexdigest()


def invitation(application_id: int) -> str:
    """The link that adds the bot to a guild, with exactly what it needs."""
    return discord.utils.oauth_url(application_id, permissions=PERMISSIONS, scopes=SCOPES)
