"""Watches on new articles: /watch makes one, /watches lists and ends them, and digests have their buttons."""

import datetime as dt
import re
from collections.abc import Callable, Sequence
from typing import Any, Final, TypeVar

import discord
from discord import app_commands
from discord.ext import commands, tasks

from glmbot.bot.admission import is_refused
from glmbot.bot.client import GlmBot
from glmbot.bot.context import BotContext, Interaction, context_of, reply_privately
from glmbot.bot.errors import OUTDATED
from glmbot.bot.i18n import Say, language_of
from glmbot.bot.post import DiscordPost
from glmbot.bot.ui.actions import chosen, on_press
from glmbot.bot.ui.autocomplete import offer_jurisdictions, offer_topics
from glmbot.bot.ui.delivery import in_time, replace_shown, respond
from glmbot.bot.ui.markdown import unlinked
from glmbot.bot.ui.render import Rendered
from glmbot.bot.ui.render_digest import END_REF, PAGE, PAGE_REF, inert_subject, often_told, render_digest
from glmbot.bot.ui.render_sources import inert
from glmbot.bot.ui.render_watches import render_watches
from glmbot.bot.watcher import NOTICE_SECONDS, Watcher
from glmbot.core.research.watching import LONGEST, OFTEN, read_wanted
from glmbot.core.translatable import gettext_lazy, lazy_join
from glmbot.storage import digests, watches
from glmbot.storage.database import Store
from glmbot.storage.watches import Draft, Watch

_T = TypeVar("_T")

NO_GUILD: Final = gettext_lazy("I am not in this server, so I can tell nothing here; choose “me, by direct message”.")
MANAGERS_ONLY: Final = gettext_lazy("Only who may manage this channel or server can let me tell of articles here.")
MAY_NOT_WRITE: Final = gettext_lazy("I may not write in this channel; let me (View Channel, Send Messages) first.")
TOO_MANY: Final = gettext_lazy(
    "That would be one watch too many ({guild} a server, {person} a person); end one with /watches.",
    guild=watches.MOST_OF_GUILD,
    person=watches.MOST_OF_PERSON,
)
ENDED: Final = gettext_lazy("That watch has ended, and its digests with it. /articles lists all articles.")
NOT_YOURS: Final = gettext_lazy("Only who made this watch, or may manage this channel or server, can end it.")
_MADE: Final = gettext_lazy(
    "Watching for new articles: {subject}. I tell of them {often}, {place}. /watches lists and ends watches."
)
_MADE_BEFORE: Final = gettext_lazy(
    "This watch was there already: {subject}. I tell of new articles {often}, {place}. /watches lists and ends watches."
)
_SUBJECT: Final = 200
_OFTEN: Final = [
    app_commands.Choice(name=gettext_lazy("At once"), value="once"),
    app_commands.Choice(name=gettext_lazy("Daily"), value="daily"),
    app_commands.Choice(name=gettext_lazy("Weekly, on Monday"), value="weekly"),
]
_WHERE: Final = [
    app_commands.Choice(name=gettext_lazy("Me, by direct message"), value="me"),
    app_commands.Choice(name=gettext_lazy("This channel"), value="here"),
]


class WatchesCog(commands.Cog):
    """Makes, lists and ends watches, and serves them."""

    def __init__(self, bot: GlmBot) -> None:
        self.bot = bot
        self.post = DiscordPost(bot)
        self.watcher = Watcher(bot.context, self.post)

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Begin to serve the watches at the first connection; this may fire many times."""
        if not self.look.is_running():
            self.look.start()

    @commands.Cog.listener()
    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """Take the watches of a channel as gone; their makers are told."""
        await self._lose(channel.id)

    @commands.Cog.listener()
    async def on_raw_thread_delete(self, payload: discord.RawThreadDeleteEvent) -> None:
        """Take the watches of a thread as gone; their makers are told."""
        await self._lose(payload.thread_id)

    async def _lose(self, channel: int) -> None:
        await _do(self.bot.context, watches.lose, channel)
        self.watcher.wake()

    async def cog_unload(self) -> None:
        """Stop; what is unfinished is taken up at the next start."""
        self.look.cancel()

    @tasks.loop(seconds=NOTICE_SECONDS)
    async def look(self) -> None:
        """Tell of new articles."""
        await self.watcher.turn(dt.datetime.now(dt.UTC))

    @app_commands.command()
    @app_commands.describe(
        jurisdiction="Only articles on this jurisdiction",
        topic="Only articles with this topic",
        words="English words that all occur in title, topics or text; their endings don’t matter",
        often="How often: at once, or daily or on Monday at nine; else daily",
        where="Where I tell of them: you, or this channel (its managers only); else you",
    )
    @app_commands.choices(often=_OFTEN, where=_WHERE)
    @app_commands.autocomplete(jurisdiction=offer_jurisdictions, topic=offer_topics)
    async def watch(  # noqa: PLR0917 - discord.py passes options by position
        self,
        interaction: Interaction,
        jurisdiction: app_commands.Range[str, 1, LONGEST] | None = None,
        topic: app_commands.Range[str, 1, LONGEST] | None = None,
        words: app_commands.Range[str, 1, LONGEST] | None = None,
        often: str = "daily",
        where: str = "me",
    ) -> None:
        """Let me tell you of new articles: on a jurisdiction, on a topic, with words."""
        if await is_refused(interaction):
            return
        if often not in OFTEN or where not in {"me", "here"}:
            await reply_privately(interaction, OUTDATED)
            return
        is_here = where == "here" and not interaction.context.dm_channel
        if is_here and (refusal := _refusal(interaction)):
            await reply_privately(interaction, refusal)
            return
        context = self.bot.context
        answerer = context.answerer
        wanted, hints = await context.apart(
            lambda: read_wanted(answerer.corpus_index, answerer.jurisdictions, jurisdiction, topic, words)
        )
        draft = Draft(
            person=interaction.user.id,
            guild=interaction.guild_id if is_here else None,
            channel=interaction.channel_id if is_here else None,
            wanted=wanted,
            often=often,
            language=language_of(interaction.locale, interaction.guild_locale),
            zone=context.guild_settings(interaction.guild_id).zone or "",
            looked=dt.datetime.now(dt.UTC),
        )
        made = await in_time(interaction, _do(context, watches.add, self.post.seal.sealed, draft), private=True)
        if made is not None:
            self.watcher.wake()
        say = context.target(interaction).say
        told = [unlinked(say(one)) for one in hints]
        await reply_privately(interaction, TOO_MANY if made is None else self._made(made, draft, told, say))

    @app_commands.command()
    async def watches(self, interaction: Interaction) -> None:
        """List the watches on new articles, yours and this server’s, and end them."""
        shown = await in_time(interaction, self.listed(interaction), private=True)
        await respond(interaction, shown, ephemeral=True)

    async def listed(self, interaction: Interaction) -> Rendered:
        """The watches that a person may end, as a message."""
        own, of_guild = await self.own_and_guilds(interaction)
        target, in_words = self.bot.context.target(interaction), self.post.in_words
        return await self.bot.context.apart(
            lambda: render_watches(in_words(own), in_words(of_guild), target, self.post.zone_of)
        )

    async def own_and_guilds(self, interaction: Interaction) -> tuple[list[Watch], list[Watch]]:
        """The watches of a person, and those of the guild where they may manage them."""
        context = self.bot.context
        own = await _do(context, watches.of_person, interaction.user.id)
        if interaction.guild_id is None or not interaction.is_guild_integration() or not _manages(interaction):
            return own, []
        of_guild = await _do(context, watches.of_guild, interaction.guild_id)
        if not interaction.permissions.manage_guild:  # who manages a channel need not know of the others
            of_guild = [one for one in of_guild if one.channel == interaction.channel_id]
        return own, of_guild

    def _made(self, made: Watch, draft: Draft, hints: Sequence[str], say: Say) -> str:
        """What is said of a watch that was made, in the person's own words; one from before was looked at before."""
        told = gettext_lazy("by direct message") if made.channel is None else f"<#{made.channel}>"
        text = gettext_lazy(
            _MADE if made.looked == draft.looked else _MADE_BEFORE,
            subject=inert(say(draft.wanted.subject), _SUBJECT),
            often=often_told(made.often, self.post.zone_of(made)),
            place=told,
        )
        return lazy_join("\n", [text, *hints])


def _manages(interaction: Interaction) -> bool:
    permissions = interaction.permissions
    return permissions.manage_guild or permissions.manage_channels


def _refusal(interaction: Interaction) -> str | None:
    """Why a person may not let the bot tell of articles where they are."""
    if interaction.guild_id is None or not interaction.is_guild_integration():
        return NO_GUILD
    if not _manages(interaction):
        return MANAGERS_ONLY
    own, is_thread = interaction.app_permissions, hasattr(interaction.channel, "parent_id")
    may_send = own.send_messages_in_threads if is_thread else own.send_messages
    return None if own.view_channel and may_send else MAY_NOT_WRITE


def _cog(interaction: Interaction) -> WatchesCog:
    cog = interaction.client.get_cog(WatchesCog.__name__)
    assert isinstance(cog, WatchesCog)
    return cog


async def _do(context: BotContext, work: Callable[..., _T], *values: Any) -> _T:
    return await context.records.do(Store.within, work, *values)


@on_press("digest", PAGE_REF)
async def turn_page(interaction: Interaction, match: re.Match[str]) -> None:
    """Show another page of a digest."""
    cog, context = _cog(interaction), context_of(interaction)
    digest = await in_time(
        interaction, _do(context, digests.find_digest, match["digest"]), private=True, thinking=False
    )
    if digest is None:
        await reply_privately(interaction, ENDED)
        return
    number = min(int(match["number"]), (len(digest.marks) - 1) // PAGE)
    marks = digest.marks[number * PAGE : (number + 1) * PAGE]
    target, zone = context.target(interaction), cog.post.zone_of(digest.watch)
    shown = await context.apart(
        lambda: render_digest(cog.post.digest_in_words(digest), cog.watcher.articles_of(marks), number, target, zone)
    )
    await replace_shown(interaction, shown)


@on_press("watch-end", END_REF)
async def end_from_digest(interaction: Interaction, match: re.Match[str]) -> None:
    """End the watch of a digest."""
    told = await in_time(interaction, _ended(interaction, match["digest"]), private=True)
    await reply_privately(interaction, told)


async def _ended(interaction: Interaction, digest_id: str) -> str:
    """End the watch of a digest for who may end it; gives what they are told."""
    cog, context = _cog(interaction), context_of(interaction)
    digest = await _do(context, digests.find_digest, digest_id)
    if digest is None:
        return ENDED
    is_own = await _do(context, watches.is_of, digest.watch, interaction.user.id)
    if not is_own and not (interaction.guild_id == digest.watch.guild and _manages(interaction)):
        return NOT_YOURS
    await _do(context, watches.end, digest.watch.watch_id)
    ended = await context.apart(lambda: cog.post.digest_in_words(digest).watch)
    subject = inert(inert_subject(ended.wanted, context.target(interaction).say), _SUBJECT)
    return gettext_lazy("Ended: the watch on {subject}.", subject=subject)


@on_press("watches-end", "(?:own|guild)")
async def end_from_list(interaction: Interaction, _: re.Match[str]) -> None:
    """End the watch that was chosen in the list."""
    wanted = chosen(interaction)
    await _change_each(interaction, watches.end, lambda watch: watch.watch_id in wanted)


@on_press("watches-again")
async def try_again(interaction: Interaction, _: re.Match[str]) -> None:
    """Let the paused watches that a person may end tell again."""
    await _change_each(interaction, watches.resume, lambda watch: watch.state not in {"active", "gone"})
    _cog(interaction).watcher.wake()


async def _change_each(interaction: Interaction, work: Callable[..., None], is_meant: Callable[[Watch], bool]) -> None:
    """Do some work on watches that a person may end, and list what is left in the message whose control was used."""
    cog = _cog(interaction)

    async def changed() -> Rendered:
        own, of_guild = await cog.own_and_guilds(interaction)
        for watch in (*own, *of_guild):
            if is_meant(watch):
                await _do(cog.bot.context, work, watch.watch_id)
        return await cog.listed(interaction)

    await replace_shown(interaction, await in_time(interaction, changed(), private=True, thinking=False))
