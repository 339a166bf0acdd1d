"""What outlives a restart, as the event loop meets it: settings from memory, all else from a thread of its own.

The database may be held by another process for as long as a backup takes. So nothing of it is asked for on the event
loop, nor under a lock that the loop waits for, and what waits holds up no other work than that of the database.
"""

import asyncio
import logging
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, Final, TypeVar

from glmbot.core.model import GlmbotError
from glmbot.storage.database import Forgotten, GuildSettings, Store, WantsFull

_log = logging.getLogger(__name__)
_T = TypeVar("_T")

_DEFAULTS: Final = GuildSettings()


class Records:
    """The database of the bot."""

    def __init__(self, store: Store) -> None:
        """Take the store, and read what guilds have set and people chosen."""
        self._store = store
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="database")
        try:
            self._settings, self._wants_full = _read(store)
        except (sqlite3.Error, GlmbotError) as error:
            _log.error("what guilds have set can't be read (%s); the defaults hold", error)
            self._settings, self._wants_full = {}, WantsFull(b"", {})
        self._replacements = store.replacements
        self._changing = asyncio.Lock()
        """Held while settings are changed, so that of two changes at once none undoes the other."""

    async def do(self, work: Callable[..., _T], *values: Any) -> _T:
        """Do something with the store: `do(Store.votes)`, `do(Store.forget, person)`."""
        done = await asyncio.get_running_loop().run_in_executor(self._thread, partial(work, self._store, *values))
        if self._store.replacements != self._replacements:
            self._replacements = self._store.replacements
            try:
                await self.read_again()
            except (sqlite3.Error, GlmbotError) as error:
                _log.error("what guilds have set can't be read (%s); what was known of it holds", error)
        return done

    async def read_again(self) -> None:
        """Take up what other processes have changed (StoreError, sqlite3.Error: what was known holds)."""
        self._settings, self._wants_full = await self.do(_read)

    def guild_settings(self, guild: int | None) -> GuildSettings:
        """What a guild has set; the defaults where it has set nothing, and outside guilds."""
        return self._settings.get(guild, _DEFAULTS) if guild is not None else _DEFAULTS

    def guilds(self) -> list[int]:
        """The guilds that have set something."""
        return [*self._settings]

    async def set_guild_settings(self, guild: int, settings: GuildSettings) -> None:
        """Keep what a guild has set; it is on disk when this returns."""
        await self.do(Store.set_guild_settings, guild, settings)
        self._settings[guild] = settings

    async def change_guild_settings(
        self, guild: int, change: Callable[[GuildSettings], GuildSettings]
    ) -> GuildSettings:
        """Change what a guild has set, and give what it is then; it is on disk when this returns."""
        async with self._changing:
            changed = change(self.guild_settings(guild))
            await self.set_guild_settings(guild, changed)
        return changed

    async def forget_guild(self, guild: int) -> None:
        """Delete what a guild has set."""
        await self.do(Store.forget_guild, guild)
        self._settings.pop(guild, None)

    def wants_full(self, person: int) -> bool | None:
        """Whether a person wants answers in full or compact; None where they have not chosen."""
        return self._wants_full.of(person)

    async def set_wants_full(self, person: int, *, wanted: bool | None) -> None:
        """Keep how a person wants answers shown; None forgets it."""
        await self.do(lambda store: store.set_wants_full(person, wanted=wanted))
        self._wants_full.choose(person, wanted=wanted)

    async def forget(self, person: int) -> Forgotten:
        """Delete what is kept of a person, and say how much there was."""
        forgotten: Forgotten = await self.do(lambda store: store.forget(person))
        self._wants_full.choose(person, wanted=None)
        return forgotten


def _read(store: Store) -> tuple[dict[int, GuildSettings], WantsFull]:
    return store.guild_settings(), store.wants_full()
