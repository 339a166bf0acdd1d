"""Which events a bot gets, and what it may read: gateway intents and the rule of message content."""

from enum import IntFlag
from typing import Final

from glmbot.sim.errors import JSON


class Intent(IntFlag):
    """Discord's gateway intents that matter here."""

    GUILDS = 1 << 0
    GUILD_MEMBERS = 1 << 1
    GUILD_PRESENCES = 1 << 8
    GUILD_MESSAGES = 1 << 9
    GUILD_REACTIONS = 1 << 10
    GUILD_TYPING = 1 << 11
    DIRECT_MESSAGES = 1 << 12
    DIRECT_REACTIONS = 1 << 13
    DIRECT_TYPING = 1 << 14
    MESSAGE_CONTENT = 1 << 15


PRIVILEGED: Final = Intent.GUILD_MEMBERS | Intent.GUILD_PRESENCES | Intent.MESSAGE_CONTENT
KNOWN_BITS: Final = (1 << 26) - 1
"""Every bit that an intent has today; others make close code 4013."""

_GUILD: Final = {
    "GUILD": Intent.GUILDS,
    "CHANNEL": Intent.GUILDS,
    "THREAD": Intent.GUILDS,
    "MESSAGE": Intent.GUILD_MESSAGES,
    "MESSAGE_REACTION": Intent.GUILD_REACTIONS,
    "TYPING": Intent.GUILD_TYPING,
}
_DIRECT: Final = {
    "MESSAGE": Intent.DIRECT_MESSAGES,
    "MESSAGE_REACTION": Intent.DIRECT_REACTIONS,
    "TYPING": Intent.DIRECT_TYPING,
}


def wanted(event: str, payload: JSON, intents: int) -> bool:
    """Whether a session with these intents gets the event."""
    table = _GUILD if "guild_id" in payload or event.startswith("GUILD_") else _DIRECT
    family = event.rpartition("_")[0]
    intent = table.get(family, table.get(family.partition("_")[0]))
    return intent is None or bool(intents & intent)


def readable(body: JSON, bot_id: str, *, guild: bool) -> bool:
    """Whether a bot without the content intent may read a message: its own, in a DM, or where it is mentioned.

    A reply that pings it mentions it, but not a reply to what it answered to a command (Discord's documentation,
    "You might not need a privileged intent").
    """
    if not guild or body["author"]["id"] == bot_id:
        return True
    if not any(user["id"] == bot_id for user in body["mentions"]):
        return False
    answered_command = (body.get("referenced_message") or {}).get("interaction_metadata") is not None
    return not answered_command or any(f"<@{sign}{bot_id}>" in body["content"] for sign in ("", "!"))


def redacted(body: JSON, bot_id: str, *, guild: bool) -> JSON:
    """A message as a bot without the content intent sees it, the message it replies to included."""
    shown = dict(body)
    if body.get("referenced_message"):
        shown["referenced_message"] = redacted(body["referenced_message"], bot_id, guild=guild)
    if not readable(body, bot_id, guild=guild):
        shown |= {"content": "", "embeds": [], "attachments": [], "components": []}
    return shown
