"""Discord's numbers for kinds of channels, permissions and message flags."""

from enum import IntEnum, IntFlag
from typing import Final


class ChannelKind(IntEnum):
    """Discord's channel types that occur here."""

    TEXT = 0
    DM = 1
    VOICE = 2
    GROUP = 3
    ANNOUNCEMENT = 5
    THREAD = 11
    FORUM = 15


class Permission(IntFlag):
    """Discord's permissions that matter here."""

    ADD_REACTIONS = 1 << 6
    MANAGE_GUILD = 1 << 5
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_HISTORY = 1 << 16
    USE_COMMANDS = 1 << 31
    CREATE_THREADS = 1 << 35
    SEND_IN_THREADS = 1 << 38


MEMBER: Final = (
    Permission.ADD_REACTIONS
    | Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.READ_HISTORY
    | Permission.USE_COMMANDS
    | Permission.CREATE_THREADS
    | Permission.SEND_IN_THREADS
)
MODERATOR: Final = MEMBER | Permission.MANAGE_GUILD | Permission.MANAGE_MESSAGES


class MessageFlag(IntFlag):
    """Discord's message flags that matter here."""

    SUPPRESS_EMBEDS = 1 << 2
    HAS_THREAD = 1 << 5
    EPHEMERAL = 1 << 6
    LOADING = 1 << 7
    SUPPRESS_NOTIFICATIONS = 1 << 12
    COMPONENTS_V2 = 1 << 15
