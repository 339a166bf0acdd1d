"""Examines what only Discord can tell: token, clock, intents, commands, and the permissions in each server.

All of it is asked of the REST API: a second connection to the gateway would disturb a bot that runs.
"""

import datetime as dt
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from typing import Any, Final

import aiohttp
import discord

from glmbot.bot.client import PERMISSIONS, GlmBot
from glmbot.bot.discord_clock import sent_at
from glmbot.bot.run import ConnectionRefusedByDiscordError, explained
from glmbot.config import Settings
from glmbot.core.text.invisible import shown
from glmbot.health.finding import Finding, must, note, ok, skipped
from glmbot.storage.upkeep import Kept

NOTED_CLOCK_SECONDS: Final = 5.0
WORST_CLOCK_SECONDS: Final = 60.0
FEW_STARTS: Final = 50
"""Discord lets a bot begin a limited number of sessions a day, and takes its token away after the last."""

_PATIENCE: Final = aiohttp.ClientTimeout(total=10)
_SERVERS: Final = 25
"""So many servers are looked at: each costs three requests."""
_NAMED: Final = 5
_MESSAGES: Final = (discord.TextChannel, discord.VoiceChannel, discord.StageChannel)


async def examine_clock(now: dt.datetime | None = None) -> Finding:
    """Whether Discord can be reached, and this machine's clock against its own; needs no token."""
    try:
        async with (
            aiohttp.ClientSession(timeout=_PATIENCE) as session,
            session.get(f"{discord.http.Route.BASE}/gateway") as response,
        ):
            theirs = sent_at(response.headers)
    except (aiohttp.ClientError, OSError, TimeoutError) as error:
        what = f"Discord can't be reached ({type(error).__name__})"
        return must("clock", what, "check this machine's connection, name service and certificates")
    if theirs is None:
        return note("clock", "Discord is reached, but does not tell its time", "check this machine's clock by NTP")
    # The header has whole seconds: half a second more is the likeliest.
    return judge_clock((now or dt.datetime.now(dt.UTC)).timestamp() - theirs - 0.5)


def judge_clock(off: float) -> Finding:
    """What it means that this machine's clock is some seconds ahead of Discord's."""
    what = f"{abs(off):.0f} s {'ahead of' if off > 0 else 'behind'} Discord's"
    if abs(off) > WORST_CLOCK_SECONDS:
        return must("clock", what, "set it by NTP (timedatectl set-ntp true)")
    if abs(off) > NOTED_CLOCK_SECONDS:
        return note("clock", what, "set it by NTP (timedatectl set-ntp true)")
    return ok("clock", "Discord is reached, and the clock is as its own")


async def examine_discord(bot: GlmBot, settings: Settings, kept: Kept) -> AsyncIterator[Finding]:
    """Log in and ask Discord about the bot; the bot need not be connected."""
    try:
        with explained():
            await bot.login(settings.token)
            yield ok("login", f"Discord knows this token as {_plain(bot.user)}")
            yield await _sessions(bot, settings)
            yield await _intents(bot, settings)
            yield await _commands(bot, kept)
            async for finding in _servers(bot, kept):
                yield finding
    except ConnectionRefusedByDiscordError as error:
        what, _, remedy = str(error).partition("; ")
        yield must("login", what, remedy)


async def _sessions(bot: GlmBot, settings: Settings) -> Finding:
    shards, _, limit = await bot.http.get_bot_gateway()
    left = f"{limit['remaining']} of {limit['total']} connections left today"
    if settings.shards != "auto" and shards > (settings.shards or 1):
        return note("gateway", f"{left}; Discord advises {shards} shards", "set GLMBOT_SHARDS=auto, or as many")
    if limit["remaining"] < FEW_STARTS:
        return must(
            "gateway", left, "find out why the bot starts so often; Discord takes the token away after the last"
        )
    return ok("gateway", left)


async def _intents(bot: GlmBot, settings: Settings) -> Finding:
    flags = (await bot.application_info()).flags
    return judge_intents(flags, wanted=settings.message_content)


def judge_intents(flags: discord.ApplicationFlags, *, wanted: bool) -> Finding:
    """Whether the privileged intents of the application are those that the bot uses: none, unless it was set."""
    content = flags.gateway_message_content or flags.gateway_message_content_limited
    if wanted and not content:
        return must(
            "intents",
            "GLMBOT_MESSAGE_CONTENT is set, but the application lacks the message content intent",
            "switch it on in the Developer Portal (Bot), or take GLMBOT_MESSAGE_CONTENT away",
        )
    given = {
        "message content": content and not wanted,
        "server members": flags.gateway_guild_members or flags.gateway_guild_members_limited,
        "presence": flags.gateway_presence or flags.gateway_presence_limited,
    }
    if unused := [name for name, is_on in given.items() if is_on]:
        return note("intents", f"{' and '.join(unused)} on, but not used", "switch off in the Developer Portal (Bot)")
    return ok("intents", "message content is on, as set" if wanted else "no privileged one is on, and none is needed")


async def _commands(bot: GlmBot, kept: Kept) -> Finding:
    here = {_outline(command.to_dict(bot.tree)) for command in bot.tree.get_commands()}
    there = {_outline(command.to_dict()) for command in await bot.tree.fetch_commands()}
    if here == there:
        return ok("commands", f"{len(there)} are registered, as this version has them")
    what = f"{len(there)} are registered, {len(here & there)} of this version's {len(here)} as it has them"
    if kept.state.get(bot.sync_key) == await bot.tree_hash():
        return must("commands", what, "glmbot sync")
    return note("commands", what, "the next start of glmbot run registers them")


def _outline(command: Mapping[str, Any]) -> tuple[Any, ...]:
    """What people see of a command."""
    options = tuple(_outline(option) for option in command.get("options") or ())
    return int(command.get("type", 1)), command["name"], command.get("description", ""), options


async def _servers(bot: GlmBot, kept: Kept) -> AsyncIterator[Finding]:
    listed = await bot.http.get_guilds(limit=200, with_counts=False)
    if not listed:
        yield note("servers", "the bot is in no server", "glmbot invite prints the link that adds it")
    for one in listed[:_SERVERS]:
        guild = await bot.fetch_guild(int(one["id"]), with_counts=False)
        channels = await guild.fetch_channels()
        assert bot.user is not None
        me = await guild.fetch_member(bot.user.id)
        places = {channel: channel.permissions_for(me) for channel in channels if isinstance(channel, _MESSAGES)}
        for finding in judge_server(guild.name, places, kept.channels.get(guild.id, frozenset())):
            yield finding
    if len(listed) > _SERVERS:
        yield skipped("servers", f"{len(listed) - _SERVERS} more servers were not looked at")


def judge_server(name: str, places: Mapping[Any, discord.Permissions], chosen: frozenset[int]) -> Iterator[Finding]:
    """What the permissions in a server's channels mean; where it has chosen channels, only those count."""
    name = f"server {_plain(name)!r}"
    places = {channel: given for channel, given in places.items() if not chosen or channel.id in chosen}
    lacking = {channel: list(_lacking(given)) for channel, given in places.items()}
    seen = {channel: lacks for channel, lacks in lacking.items() if chosen or "view channel" not in lacks}
    if any(given.administrator for given in places.values()):
        yield note(name, "the bot is an administrator there, which it needs not", "take that role's right away")
    if not seen:
        yield must(
            name, "the bot sees no channel there", f"give its role: {', '.join(_lacking(discord.Permissions()))}"
        )
        return
    counts = Counter(permission for lacks in seen.values() for permission in lacks)
    if everywhere := [permission for permission, count in counts.items() if count == len(seen)]:
        what = f"the bot lacks {', '.join(everywhere)} in every channel{' that /settings names' if chosen else ''}"
        yield must(name, what, "give its role the right, or invite it anew: glmbot invite")
    elif counts:
        where = [f"#{_plain(channel.name)} ({', '.join(lacks)})" for channel, lacks in seen.items() if lacks]
        more = f" and {len(where) - _NAMED} more" if len(where) > _NAMED else ""
        judge = must if chosen else note
        yield judge(name, f"the bot lacks rights in {'; '.join(where[:_NAMED])}{more}", "give its role the right there")
    else:
        yield ok(name, f"the bot may do what it needs in {len(seen)} channel{'s' if len(seen) != 1 else ''}")


def _lacking(given: discord.Permissions) -> Iterable[str]:
    # discord.py still goes through them by the name that Discord gave up for "view channel".
    lacking = (name for name, wanted in PERMISSIONS if wanted and not getattr(given, name))
    return (name.replace("read_messages", "view_channel").replace("_", " ") for name in lacking)


def _plain(name: object) -> str:
    """A name that somebody on Discord chose, with nothing that would move a terminal's cursor."""
    return shown(" ".join(str(name).split()))
