"""What a guild sets: where the bot answers, in threads or not, to whom, how fully, in which language of its own."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

import discord
from discord import app_commands
from discord.ext import commands

from glmbot import limits
from glmbot.bot.client import GlmBot
from glmbot.bot.context import Interaction, context_of, reply_privately
from glmbot.bot.errors import OUTDATED_BUTTON
from glmbot.bot.i18n import LANGUAGES
from glmbot.bot.ui.actions import chosen, on_press
from glmbot.bot.ui.autocomplete import offer_zones
from glmbot.bot.ui.components import Button, ChannelSelect, Option, Row, Select, custom_id
from glmbot.bot.ui.delivery import in_time, replace_shown, respond
from glmbot.bot.ui.markdown import cut
from glmbot.bot.ui.render import ACCENT, Rendered, RenderTarget
from glmbot.core.model import GlmbotError
from glmbot.core.translatable import gettext_lazy
from glmbot.storage.database import GuildSettings
from glmbot.storage.zones import UTC, zone_named

GUILDS_ONLY: Final = gettext_lazy("Settings belong to a server; use /settings in one.")
MANAGERS_ONLY: Final = gettext_lazy("Only who may manage this server can change its settings.")
_SHOWN: Final = 60
_AUTOMATIC: Final = "auto"
_SNOWFLAKE: Final = re.compile("[0-9]{1,20}")
_TOGGLES: Final[dict[str, Callable[[GuildSettings, bool], GuildSettings]]] = {
    "threads": lambda settings, is_on: replace(settings, threads=is_on),
    "private": lambda settings, is_on: replace(settings, private=is_on),
    "full": lambda settings, is_on: replace(settings, full_answers=is_on),
}
"""The settings that are on or off, by their names in custom_ids."""


class UnknownZoneError(GlmbotError):
    """No time zone has that name."""


class SettingsCog(commands.Cog):
    """Shows and changes the settings of a guild."""

    def __init__(self, bot: GlmBot) -> None:
        self.bot = bot

    @app_commands.command()
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.allowed_installs(guilds=True, users=False)
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    @app_commands.rename(time_zone="time-zone")
    @app_commands.describe(time_zone="This server’s time zone, by which watches tell: Europe/Madrid; UTC at first")
    @app_commands.autocomplete(time_zone=offer_zones)
    async def settings(self, interaction: Interaction, time_zone: str | None = None) -> None:
        """Show and change where and how the bot answers in this server."""
        guild, refusal = interaction.guild_id, _refusal(interaction)
        if guild is None or refusal is not None:
            await reply_privately(interaction, refusal or GUILDS_ONLY)
            return
        context = self.bot.context
        settings = context.guild_settings(guild)
        if time_zone is not None:
            zone = _zone(time_zone)
            changing = context.records.change_guild_settings(guild, lambda now: replace(now, zone=zone))
            settings = await in_time(interaction, changing, private=True)
        await respond(interaction, render_settings(settings, context.target(interaction)), ephemeral=True)


def _zone(wanted: str) -> str:
    """A time zone by its name.

    Raises:
        UnknownZoneError: none is called so.
    """
    if (named := zone_named(wanted)) is None:
        told = cut(wanted, _SHOWN)
        raise UnknownZoneError(
            gettext_lazy("no time zone is called “{wanted}”; choose one that is offered", wanted=told)
        )
    return named


def _refusal(interaction: Interaction) -> str | None:
    """Why a person may not see or change the settings: Discord's own check can be overridden by a guild."""
    if interaction.guild_id is None:
        return GUILDS_ONLY
    return None if interaction.permissions.manage_guild else MANAGERS_ONLY


async def _change(interaction: Interaction, change: Callable[[GuildSettings], GuildSettings]) -> None:
    context = context_of(interaction)
    guild, refusal = interaction.guild_id, _refusal(interaction)
    if guild is None or refusal is not None:
        await reply_privately(interaction, refusal or GUILDS_ONLY)
        return
    changing = context.records.change_guild_settings(guild, change)
    changed = await in_time(interaction, changing, private=True, thinking=False)
    await replace_shown(interaction, render_settings(changed, context.target(interaction)))


@on_press("set", "(?P<setting>threads|private|full):(?P<value>on|off)")
async def toggle(interaction: Interaction, match: re.Match[str]) -> None:
    """Turn a setting on or off."""
    is_on = match["value"] == "on"
    await _change(interaction, lambda settings: _TOGGLES[match["setting"]](settings, is_on))


@on_press("language")
async def set_language(interaction: Interaction, _: re.Match[str]) -> None:
    """Choose the language of the bot's own words."""
    language = next(iter(chosen(interaction)), _AUTOMATIC)
    await _change(interaction, lambda settings: replace(settings, language=language if language in LANGUAGES else None))


@on_press("channels")
async def set_channels(interaction: Interaction, _: re.Match[str]) -> None:
    """Choose the channels where the bot answers."""
    values = chosen(interaction)
    if not all(map(_SNOWFLAKE.fullmatch, values)):
        await reply_privately(interaction, OUTDATED_BUTTON)
        return
    channels = frozenset(map(int, values))
    await _change(interaction, lambda settings: replace(settings, channels=channels))


def render_settings(settings: GuildSettings, target: RenderTarget) -> Rendered:
    """The settings, with what changes them."""
    say = target.say
    everywhere = gettext_lazy("everywhere")
    channels = ", ".join(f"<#{channel}>" for channel in sorted(settings.channels)) or say(everywhere)
    yes, no = say(gettext_lazy("yes")), say(gettext_lazy("no"))
    automatic = say(gettext_lazy("as this server's Discord"))
    language = LANGUAGES.get(settings.language or "", automatic)
    shown = (
        (gettext_lazy("Answers in"), channels),
        (gettext_lazy("Answers in threads"), yes if settings.threads else no),
        (gettext_lazy("Private unless asked otherwise"), yes if settings.private else no),
        (gettext_lazy("Answers in full"), yes if settings.full_answers else no),
        (gettext_lazy("Language of my own words"), language),
        (gettext_lazy("Time zone of watches"), settings.zone or UTC),
    )
    lines = [f"**{say(name)}** {value}" for name, value in shown]
    rows: tuple[Row, ...] = (
        ChannelSelect(
            custom_id("channels"),
            say(gettext_lazy("Channels")),
            tuple(sorted(settings.channels))[: limits.SELECT_OPTIONS],
        ),
        Select(
            custom_id("language"),
            say(gettext_lazy("Language")),
            (
                Option(automatic, _AUTOMATIC, is_default=settings.language is None),
                *(Option(name, code, is_default=settings.language == code) for code, name in LANGUAGES.items()),
            ),
        ),
        (
            _toggle(say(gettext_lazy("Threads")), "threads", is_on=settings.threads),
            _toggle(say(gettext_lazy("Private")), "private", is_on=settings.private),
            _toggle(say(gettext_lazy("In full")), "full", is_on=settings.full_answers),
        ),
    )
    title = say(gettext_lazy("Settings of this server"))
    if not target.embeds:
        return Rendered("\n".join([f"**{title}**", *lines]), rows=rows)
    return Rendered(embeds=(discord.Embed(title=title, description="\n".join(lines), colour=ACCENT),), rows=rows)


def _toggle(label: str, name: str, *, is_on: bool) -> Button:
    return Button(label, custom_id("set", name, "off" if is_on else "on"), is_on=is_on)
