"""Watches as a list, with what ends them and what wakes them (pure)."""

from collections.abc import Callable, Sequence
from typing import Final

import discord

from glmbot import limits
from glmbot.bot.ui.components import Button, Option, Row, Select, custom_id
from glmbot.bot.ui.markdown import cut
from glmbot.bot.ui.render import ACCENT, Rendered, RenderTarget, said
from glmbot.bot.ui.render_digest import REASONS, inert_subject, often_told
from glmbot.bot.ui.render_sources import inert
from glmbot.core.translatable import gettext_lazy
from glmbot.storage.watches import Watch

ZoneOf = Callable[[Watch], str]
"""The name of the time zone by which a watch tells."""
NONE: Final = gettext_lazy("No watches. /watch makes one.")
_SUBJECT: Final = 100
_LEAST: Final = 40


def render_watches(own: Sequence[Watch], of_guild: Sequence[Watch], target: RenderTarget, zone_of: ZoneOf) -> Rendered:
    """The watches of a person, and those of a guild where they may see them."""
    say = target.say
    if not own and not of_guild:
        return said(NONE, target)
    rows: list[Row] = []
    parts: list[tuple[str, Sequence[Watch]]] = []
    for name, title, placeholder, found in (
        ("own", gettext_lazy("By direct message to you"), gettext_lazy("End a watch of yours"), own),
        ("guild", gettext_lazy("In this server"), gettext_lazy("End a watch of this server"), of_guild),
    ):
        if found:
            parts.append((say(title), found))
            options = tuple(_option(one, target, zone_of) for one in found[: limits.SELECT_OPTIONS])
            rows.append(Select(custom_id("watches-end", name), say(placeholder), options))
    if any(one.state != "active" for one in (*own, *of_guild)):
        rows.append((Button(say(gettext_lazy("Try again")), custom_id("watches-again")),))
    heading = say(gettext_lazy("Watches on new articles"))
    limit = limits.EMBED_DESCRIPTION if target.embeds else limits.CONTENT - len(heading) - 5
    room = (limit - sum(len(head) + 6 for head, _ in parts)) // sum(len(found) for _, found in parts) - 1
    lines = [
        line for head, found in parts for line in (f"**{head}**", *(_line(one, target, zone_of, room) for one in found))
    ]
    if not target.embeds:
        return Rendered("\n".join([f"**{heading}**", *lines]), rows=tuple(rows))
    return Rendered(
        embeds=(discord.Embed(title=heading, description="\n".join(lines), colour=ACCENT),), rows=tuple(rows)
    )


def _line(watch: Watch, target: RenderTarget, zone_of: ZoneOf, room: int) -> str:
    """A watch on a line of at most so many characters."""
    place = f"<#{watch.channel}> · " if watch.channel else ""
    reason = REASONS.get(watch.state)
    told = target.say(reason or often_told(watch.often, zone_of(watch)))
    subject = inert(target.say(watch.wanted.subject), max(_LEAST, min(_SUBJECT, room - len(place) - len(told) - 5)))
    return cut(f"- {place}{subject} · {told}", room)


def _option(watch: Watch, target: RenderTarget, zone_of: ZoneOf) -> Option:
    told = target.say(often_told(watch.often, zone_of(watch)))
    subject = cut(inert_subject(watch.wanted, target.say), limits.SELECT_OPTION_LABEL)
    return Option(subject, watch.watch_id, cut(told, limits.SELECT_OPTION_DESCRIPTION))
