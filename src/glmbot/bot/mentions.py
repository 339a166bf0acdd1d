"""Which messages are questions to the bot, what the question is, and in which channels it answers."""

import enum
import re
from typing import Any, Final

import discord

from glmbot.core.translatable import gettext_lazy
from glmbot.storage.database import GuildSettings

REGULAR_TYPES: Final = frozenset({discord.MessageType.default, discord.MessageType.reply})
_NAMES: Final = re.compile(r"<@!?\d+>")
_THREADED: Final = (discord.ChannelType.text, discord.ChannelType.news)


class Asking(enum.Enum):
    """Whose words a message puts as a question."""

    OWN = enum.auto()
    """Its own."""
    UNREADABLE = enum.auto()
    """Those of the message that it replies to, which can't be read."""
    UNHEARD = enum.auto()
    """Its own, which Discord keeps from the bot: it replies to what a command answered, and mentions nobody."""


CAN_NOT_READ: Final[dict[Asking, str]] = {
    Asking.UNREADABLE: gettext_lazy(
        "I can't read the message that you reply to. Use the menu on it: Apps, “Find sources for this message”."
    ),
    Asking.UNHEARD: gettext_lazy(
        "I can't read replies to what a command answered. Mention me in your reply, or use /ask."
    ),
}
"""What is said where the question's words can't be read."""


def question_of(message: discord.Message, bot_id: int, opener: int | None = None) -> str | None:
    """The question that a message puts to the bot, perhaps empty; None where it is not for the bot.

    The bot reads direct messages, messages that mention it by name, and replies to its messages that ping it, which
    need no privileged intent (Discord's documentation, gateway: message content intent); and what the person for whom
    it opened the thread (`opener`) writes there, as far as Discord delivers it. A mention of a role or of everyone is
    no question, nor is what names another person and not the bot.
    """
    if message.author.bot or message.webhook_id or message.type not in REGULAR_TYPES:
        return None
    if message.guild is not None and not _is_named(message, bot_id):
        is_own = opener == message.author.id and message.content
        if _NAMES.search(message.content) or not (is_own or _replies_to(message, bot_id)):
            return None
    return re.sub(rf"<@!?{bot_id}>", " ", message.content).strip()


def asking_of(message: discord.Message, bot_id: int, question: str) -> "Asking | str":
    """Whose words are the question: a bare mention in a reply to somebody's message takes that message's words."""
    if question or message.reference is None:
        return Asking.OWN
    replied = message.reference.resolved
    if not isinstance(replied, discord.Message):
        return Asking.UNREADABLE
    if replied.author.id == bot_id:
        is_named = message.guild is None or _is_named(message, bot_id)
        return Asking.OWN if is_named or message.attachments or message.stickers else Asking.UNHEARD
    words = re.sub(rf"<@!?{bot_id}>", " ", replied.content).strip()
    return words or Asking.UNREADABLE


def channel_refusal(settings: GuildSettings, channel: Any) -> str | None:
    """Why a guild wants no answer in a channel, in a line that says where it does; None where it does here."""
    is_thread = isinstance(channel, discord.Thread)
    if is_thread and not settings.threads:
        return gettext_lazy("Here I don't answer in threads.")
    channel_id = (channel.parent_id or channel.id) if is_thread else getattr(channel, "id", None)
    if not settings.channels or channel_id in settings.channels:
        return None
    listed = ", ".join(f"<#{allowed}>" for allowed in sorted(settings.channels))
    return gettext_lazy("Here I answer in {channels} only.", channels=listed)


def may_open_thread(settings: GuildSettings, channel: Any) -> bool:
    """Whether a thread can be opened on a message in a channel, and the bot would answer there."""
    return settings.threads and isinstance(channel, discord.abc.GuildChannel) and channel.type in _THREADED


def answer_replied_to(message: discord.Message, bot_id: int) -> discord.Message | None:
    """The message of the bot's to which a message replies, where Discord tells it."""
    replied = message.reference.resolved if message.reference else None
    return replied if isinstance(replied, discord.Message) and replied.author.id == bot_id else None


def _replies_to(message: discord.Message, bot_id: int) -> bool:
    """Whether a message replies to one of the bot's, and has words or a ping that say so."""
    if answer_replied_to(message, bot_id) is None:
        return False
    return bool(message.content) or any(user.id == bot_id for user in message.mentions)


def _is_named(message: discord.Message, bot_id: int) -> bool:
    return (
        any(user.id == bot_id for user in message.mentions)
        and re.search(rf"<@!?{bot_id}>", message.content) is not None
    )
