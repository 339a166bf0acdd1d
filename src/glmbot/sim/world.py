"""What exists in the local Discord: people, channels and messages. State only; who hears of it is decided elsewhere."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from glmbot.sim.errors import JSON, UNKNOWN_CHANNEL, UNKNOWN_MESSAGE, DiscordError, SimError
from glmbot.sim.kinds import MEMBER, MODERATOR, ChannelKind, MessageFlag, Permission
from glmbot.sim.snowflakes import Snowflakes, now, shard_of

FIRST_LOCALE: Final = "en-US"


@dataclass
class User:
    """A person, the bot under test, another bot, or a webhook; `locale` is the language of a person's client."""

    id: str
    name: str
    permissions: Permission = MEMBER
    bot: bool = False
    webhook: bool = False
    locale: str = FIRST_LOCALE


@dataclass
class Channel:
    """A place for messages; `guild_id` is None for direct messages. In a foreign channel the bot is no member."""

    id: str
    name: str
    kind: ChannelKind
    guild_id: str | None = None
    topic: str | None = None
    parent_id: str | None = None
    recipients: tuple[str, ...] = ()
    owner_id: str | None = None
    foreign: bool = False
    archived: bool = False
    last_message_id: str | None = None
    created: str = field(default_factory=now)

    @property
    def is_thread(self) -> bool:
        """Whether this is a thread or a forum post."""
        return self.kind is ChannelKind.THREAD


@dataclass(eq=False)
class Message:
    """A message and what only the local Discord knows about it; it stays the same object through edits and deletion.

    `body` is Discord's message object. `visible_to` names the one who sees an ephemeral message. `edits` counts
    changes by the author, `ack_ms` is the time from its cause to the bot's first answer.
    """

    body: JSON
    visible_to: str | None = None
    deleted: bool = False
    edits: int = 0
    pings: tuple[str, ...] = ()
    via: str | None = None
    ack_ms: float | None = None
    requests: int | None = None
    gone_reference: bool = False

    @property
    def id(self) -> str:
        """Its snowflake."""
        return str(self.body["id"])

    @property
    def channel_id(self) -> str:
        """Where it stands."""
        return str(self.body["channel_id"])

    @property
    def author_id(self) -> str:
        """Who wrote it."""
        return str(self.body["author"]["id"])

    @property
    def content(self) -> str:
        """Its plain text."""
        return str(self.body["content"])

    @property
    def embeds(self) -> list[JSON]:
        """Its embeds."""
        return list(self.body["embeds"])

    @property
    def failed(self) -> bool:
        """Whether it stands for an interaction that the bot did not answer in time."""
        return bool(self.body.get("_failed"))

    @property
    def loading(self) -> bool:
        """Whether it still says "thinking…"."""
        return bool(self.body["flags"] & MessageFlag.LOADING)


class World:
    """A guild with its people and channels, direct messages, and a foreign guild where the bot is not.

    More guilds may be added, with the same people and a channel each.
    """

    def __init__(self, bot_name: str) -> None:
        self.ids = Snowflakes()
        self.closed: set[str] = set()
        """People who take no direct messages from the bot, by their ids."""
        self.application_id = self.ids.next()
        self.guild_id, self.guild_name = self.ids.next(), "Reading Room"
        self.guilds = {self.guild_id: self.guild_name}
        """All guilds that the bot is in, by id."""
        self.guild_locale = FIRST_LOCALE
        self.foreign_guild_id = self.ids.next()
        self.moderator_role_id, self.bot_role_id = self.ids.next(), self.ids.next()
        self.began = now()
        self.bot = User(self.application_id, bot_name, bot=True)
        self.users = {user.id: user for user in (self.bot, *self._people())}
        self.channels: dict[str, Channel] = {}
        self.messages: dict[str, dict[str, Message]] = {}
        self._furnish()

    def _people(self) -> Iterator[User]:
        yield User(self.ids.next(), "Ada")
        yield User(self.ids.next(), "Ben")
        yield User(self.ids.next(), "Mod", permissions=MODERATOR)
        yield User(self.ids.next(), "Beep", bot=True)
        yield User(self.ids.next(), "Hook", bot=True, webhook=True)

    def _furnish(self) -> None:
        questions = self.open("questions", ChannelKind.TEXT, topic="Ask here")
        self.open("sources", ChannelKind.TEXT, topic="Where it is written")
        self.open("announcements", ChannelKind.ANNOUNCEMENT)
        self.open("Lounge", ChannelKind.VOICE)
        forum = self.open("help-desk", ChannelKind.FORUM)
        ada, ben = self.user("Ada").id, self.user("Ben").id
        self.open("old questions", ChannelKind.THREAD, parent_id=questions.id, owner_id=ada)
        self.open("first visit", ChannelKind.THREAD, parent_id=forum.id, owner_id=ben)
        for user in self.people:
            self.open(f"DM with {user.name}", ChannelKind.DM, recipients=(user.id,))
        self.open("elsewhere", ChannelKind.TEXT, foreign=True)
        self.open("Ada and Ben", ChannelKind.GROUP, recipients=(ada, ben), foreign=True)

    def open(
        self,
        name: str,
        kind: ChannelKind,
        *,
        topic: str | None = None,
        parent_id: str | None = None,
        recipients: tuple[str, ...] = (),
        owner_id: str | None = None,
        foreign: bool = False,
        channel_id: str | None = None,
        guild_id: str | None = None,
    ) -> Channel:
        """Add a channel; a thread started from a message takes the message's id."""
        private = kind in (ChannelKind.DM, ChannelKind.GROUP)
        guild_id = None if private else self.foreign_guild_id if foreign else guild_id or self.guild_id
        channel = Channel(
            channel_id or self.ids.next(), name, kind, guild_id, topic, parent_id, recipients, owner_id, foreign
        )
        self.channels[channel.id] = channel
        self.messages.setdefault(channel.id, {})
        return channel

    def add_guild(self, name: str, *, shard: int = 0, shards: int = 1) -> Channel:
        """Add a guild that one of so many shards has, with a text channel of its name."""
        guild_id = self.ids.next()
        while shard_of(guild_id, shards) != shard:
            guild_id = self.ids.later()
        self.guilds[guild_id] = name
        return self.open(name, ChannelKind.TEXT, guild_id=guild_id)

    def remove(self, channel: Channel) -> None:
        """Delete a channel with its messages."""
        del self.channels[channel.id]
        self.messages.pop(channel.id, None)

    @property
    def people(self) -> list[User]:
        """Everyone who is neither bot nor webhook."""
        return [user for user in self.users.values() if not user.bot]

    def user(self, name_or_id: str) -> User:
        """A user by id or name, case aside (SimError)."""
        found = self.users.get(name_or_id)
        wanted = name_or_id.casefold()
        if wanted == "bot":
            return self.bot
        found = found or next((user for user in self.users.values() if user.name.casefold() == wanted), None)
        if found is None:
            raise SimError(f"nobody is called {name_or_id!r}; there are {', '.join(u.name for u in self.people)}")
        return found

    def channel(self, channel_id: str) -> Channel:
        """A channel by id, as the REST API looks it up (DiscordError 10003)."""
        if channel_id not in self.channels:
            raise DiscordError(UNKNOWN_CHANNEL)
        return self.channels[channel_id]

    def place(self, name_or_id: str, user: User) -> Channel:
        """A channel by id or name, as a person names it: `#questions`, `DM` (SimError)."""
        if name_or_id in self.channels:
            return self.channels[name_or_id]
        if name_or_id.casefold() in ("dm", "dms"):
            return self.direct(user)
        wanted = name_or_id.lstrip("#").casefold()
        found = next((channel for channel in self.channels.values() if channel.name.casefold() == wanted), None)
        if found is None:
            names = ", ".join(channel.name for channel in self.channels.values() if channel.guild_id)
            raise SimError(f"no channel is called {name_or_id!r}; there are {names}, and DM")
        return found

    def direct(self, user: User) -> Channel:
        """The channel of direct messages between the bot and a user."""
        for channel in self.channels.values():
            if channel.kind is ChannelKind.DM and channel.recipients == (user.id,):
                return channel
        return self.open(f"DM with {user.name}", ChannelKind.DM, recipients=(user.id,))

    def message(self, channel_id: str, message_id: str) -> Message:
        """A message that still stands (DiscordError 10008)."""
        found = self.messages.get(channel_id, {}).get(message_id)
        if found is None or found.deleted:
            raise DiscordError(UNKNOWN_MESSAGE)
        return found

    def everything(self) -> Iterator[Message]:
        """All messages that still stand, channel by channel."""
        for messages in self.messages.values():
            yield from (message for message in messages.values() if not message.deleted)
