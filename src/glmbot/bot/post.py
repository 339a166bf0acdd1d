"""Brings digests to Discord: to a channel or a person, each once, and tells its maker where that can't be done."""

import datetime as dt
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final, TypeVar

import discord

from glmbot.bot.context import today
from glmbot.bot.i18n import language_of, say_in
from glmbot.bot.ui.delivery import post
from glmbot.bot.ui.persistence import PASSING, is_turned_away, persistently, told
from glmbot.bot.ui.render import RenderTarget
from glmbot.bot.ui.render_digest import PAGE, render_digest, render_silence
from glmbot.bot.ui.shown_under import custom_ids
from glmbot.bot.watcher import ArticlesOf
from glmbot.core.research.watching import in_words
from glmbot.storage import digests, watches
from glmbot.storage.database import Store
from glmbot.storage.digests import Digest
from glmbot.storage.seal import Seal
from glmbot.storage.watches import State, Watch
from glmbot.storage.zones import UTC

if TYPE_CHECKING:
    from glmbot.bot.client import GlmBot

_log = logging.getLogger(__name__)
_T = TypeVar("_T")

REMEMBERED: Final = dt.timedelta(minutes=1)
"""So long Discord surely knows a nonce again ("the past few minutes", Create Message); later the channel is read."""
_MARGIN: Final = dt.timedelta(minutes=5)
"""By so much this machine's clock may be ahead of Discord's."""
_READ: Final = 500
"""Messages that are looked through for a digest."""
_CLOSED: Final = frozenset({50007, 50278})
"""Discord's codes: a person takes no messages from the bot, or shares no guild with it any more."""
_TOO_FAST: Final = 40003
"""Discord's code: too many conversations by direct message were begun just now; it says so by a 403."""
_ARCHIVED: Final = 50083


class UnreachableError(Exception):
    """A digest can't be brought to where it belongs."""

    def __init__(self, state: State) -> None:
        super().__init__(state)
        self.state: State = state


class DiscordPost:
    """Sends by a bot that is connected."""

    def __init__(self, bot: "GlmBot") -> None:
        self._bot, self._context = bot, bot.context

    @cached_property
    def seal(self) -> Seal:
        """By what the ids of who made watches are encrypted."""
        return Seal(self._bot.settings.keys, "watches")

    def serves(self, watch: Watch) -> bool:
        """Whether a watch is this process's to serve: its guild's shard is; a person's is that of direct messages."""
        return self._bot.serves(watch.guild)

    async def send(self, digest: Digest, articles_of: ArticlesOf, now: dt.datetime) -> bool:
        """Send the first page of a digest, once; False where it is to be tried again later."""
        watch = digest.watch
        target, zone = self._target(watch), self.zone_of(watch)
        rendered = await self._context.apart(
            lambda: render_digest(self.digest_in_words(digest), articles_of(digest.marks[:PAGE]), 0, target, zone)
        )
        try:
            place = await self._place(watch)
            if not (is_there := await self._is_there(place, digest, now)):
                if is_there is not None:  # else an earlier try may have arrived: that is looked for from there on
                    await self._do(digests.begin, digest.digest_id, now)
                await post(place, rendered, nonce=digest.digest_id)
        except UnreachableError as error:
            await self._do(watches.pause, watch.watch_id, error.state)
            return True
        except PASSING as error:
            _log.warning("a digest could not be sent and waits (%s)", told(error))
            return False
        except discord.HTTPException as error:
            return await self._failed(watch, error)
        await self._do(digests.mark_sent, digest.digest_id, now)
        return True

    async def tell(self, watch: Watch) -> bool:
        """Tell the maker of a watch why it, and what is alike, tells nothing; False where that is to be tried later."""
        person = self._person(watch)
        if person is not None and watch.state != "closed":
            alike = await self._do(watches.alike, watch)
            target = RenderTarget(say_in(watch.language), today())
            text = await self._context.apart(lambda: render_silence(self.in_words(alike or [watch]), target))
            try:
                await post(await self._direct(person), text, nonce=f"{watch.watch_id}{watch.state}")
            except PASSING as error:
                _log.warning("the maker of a watch could not be told and will be (%s)", told(error))
                return False
            except discord.HTTPException as error:
                if is_turned_away(error) or error.code == _TOO_FAST:
                    return False
                _log.info("the maker of a watch can't be told that it tells nothing (%s)", told(error))
        await self._do(watches.told, watch)
        return True

    def in_words(self, watched: Sequence[Watch]) -> list[Watch]:
        """Watches as they are shown, with words in place of stems; takes its time where articles are many."""
        wanted = in_words(self._context.answerer.corpus_index, [watch.wanted for watch in watched])
        return [replace(watch, wanted=one) for watch, one in zip(watched, wanted, strict=True)]

    def digest_in_words(self, digest: Digest) -> Digest:
        """A digest as it is shown, with words in place of stems."""
        (watch,) = self.in_words([digest.watch])
        return replace(digest, watch=watch)

    def zone_of(self, watch: Watch) -> str:
        """The name of the time zone by which a watch tells."""
        named = self._context.guild_settings(watch.guild).zone if watch.guild else watch.zone
        return named or UTC

    async def _failed(self, watch: Watch, error: discord.HTTPException) -> bool:
        """Do what a refusal of Discord's asks for: wait, or pause the watch."""
        if error.status == HTTPStatus.TOO_MANY_REQUESTS or error.code == _TOO_FAST:
            _log.warning("a digest could not be sent and waits (%s)", told(error))
            return False
        state: State = "refused"
        if isinstance(error, discord.NotFound) or (watch.guild and self._bot.get_guild(watch.guild) is None):
            state = "gone"
        elif watch.channel is None and error.code in _CLOSED:
            state = "closed"
        elif watch.channel and (isinstance(error, discord.Forbidden) or error.code == _ARCHIVED):
            state = "forbidden"
        else:
            _log.error("Discord refused a digest (%s)", told(error))
        await self._do(watches.pause, watch.watch_id, state)
        return True

    async def _place(self, watch: Watch) -> discord.abc.Messageable:
        if watch.channel:
            found = self._bot.get_channel(watch.channel)
            return found if isinstance(found, discord.abc.Messageable) else self._messageable(watch.channel)
        if (person := self._person(watch)) is None:
            raise UnreachableError("sealed")
        return await self._direct(person)

    def _messageable(self, channel: int) -> discord.PartialMessageable:
        return self._bot.get_partial_messageable(channel)

    async def _direct(self, person: int) -> discord.DMChannel:
        return await persistently(lambda: self._bot.create_dm(discord.Object(person)))

    def _person(self, watch: Watch) -> int | None:
        """Who made a watch; None where they were forgotten, or the operator's key is another one."""
        opened = self.seal.opened(watch.sealed, watch.person) if watch.sealed else None
        return int(opened) if opened else None

    def _target(self, watch: Watch) -> RenderTarget:
        """How to show a digest: a channel's in its guild's language, a person's in their own."""
        guild = self._bot.get_guild(watch.guild) if watch.guild else None
        if guild is None:
            return RenderTarget(say_in(watch.language), today())
        language = language_of(self._context.guild_settings(guild.id).language, guild.preferred_locale)
        channel = guild.get_channel_or_thread(watch.channel or 0)
        try:
            may_embed = channel is None or channel.permissions_for(guild.me).embed_links
        except discord.ClientException:
            may_embed = True  # a thread whose channel is not known
        return RenderTarget(say_in(language), today(), may_embed)

    async def _is_there(self, place: discord.abc.Messageable, digest: Digest, now: dt.datetime) -> bool | None:
        """Whether a digest arrived at an earlier try; None where that is not known, or Discord tells by the nonce.

        The custom_ids of its buttons hold its id.
        """
        if digest.begun is None:
            return False
        if now - digest.begun < REMEMBERED:
            return None
        begun = discord.Object(discord.utils.time_snowflake(digest.begun - _MARGIN))
        try:
            async for message in place.history(limit=_READ, after=begun, oldest_first=True):
                if message.author == self._bot.user and any(digest.digest_id in name for name in custom_ids(message)):
                    return True
        except discord.Forbidden:
            _log.info("may not read whether a digest has arrived; it is sent")
            return None
        return False

    async def _do(self, work: Callable[..., _T], *values: Any) -> _T:
        return await self._context.records.do(Store.within, work, *values)
