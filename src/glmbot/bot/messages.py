"""Which messages are questions to the bot, and what the question is."""

import re
from typing import Final

import discord

REGULAR_TYPES: Final = frozenset({discord.MessageType.default, discord.MessageType.reply})


def question_of(message: discord.Message, bot_id: int) -> str | None:
    """The question that a message puts to the bot, perhaps empty; None where it is not for the bot.

    The bot reads direct messages and messages that mention it by name, which need no privileged intent (Discord's
    documentation, gateway: message content intent). A mention of a role or of everyone is no question.
    """
    if message.author.bot or message.webhook_id or message.type not in REGULAR_TYPES:
        return None
    if message.guild is not None and not _mentions(message, bot_id):
        return None
    return re.sub(rf"<@!?{bot_id}>", " ", message.content).strip()


def _mentions(message: discord.Message, bot_id: int) -> bool:
    return (
        any(user.id == bot_id for user in message.mentions)
        and re.search(rf"<@!?{bot_id}>", message.content) is not None
    )
