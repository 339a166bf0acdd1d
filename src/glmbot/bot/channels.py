"""Where the bot answers: a guild's own choice of channels and threads."""

from typing import Any

import discord

from glmbot.core.translatable import gettext_lazy
from glmbot.storage.database import GuildSettings


def answers_in(settings: GuildSettings, channel: Any) -> str | None:
    """None where the bot may answer in a channel, else a line that says where it does."""
    is_thread = isinstance(channel, discord.Thread)
    if is_thread and not settings.threads:
        return gettext_lazy("Here I don't answer in threads.")
    place = (channel.parent_id or channel.id) if is_thread else getattr(channel, "id", None)
    if not settings.channels or place in settings.channels:
        return None
    listed = ", ".join(f"<#{one}>" for one in sorted(settings.channels))
    return gettext_lazy("Here I answer in {channels} only.", channels=listed)
