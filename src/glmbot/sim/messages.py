"""Messages: written, edited, deleted, reacted to; every change goes to the gateway and to who listens."""

import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from glmbot.sim.errors import JSON, TOO_MANY_REACTIONS, DiscordError
from glmbot.sim.feed import Feed
from glmbot.sim.gateway import Gateway
from glmbot.sim.kinds import ChannelKind, MessageFlag
from glmbot.sim.page_view import channel_view, message_view
from glmbot.sim.payloads import channel_payload, created_at, member_payload, user_payload
from glmbot.sim.snowflakes import now
from glmbot.sim.world import Channel, Message, User, World

MENTION: Final = re.compile(r"<@!?(\d+)>")
EVERYONE: Final = re.compile(r"@(?:everyone|here)\b")
REACTIONS: Final = 20
REPLY_TYPE: Final = 19


@dataclass
class Draft:
    """What a message is to say; the fields are those of Discord's message object."""

    content: str = ""
    embeds: list[JSON] = field(default_factory=list)
    components: list[JSON] = field(default_factory=list)
    attachments: list[JSON] = field(default_factory=list)
    flags: int = 0
    type: int = 0
    reference: Message | None = None
    gone_reference: bool = False
    pings_reply: bool = True
    allowed_mentions: JSON | None = None
    extra: JSON = field(default_factory=dict)
    message_id: str | None = None


@dataclass
class Cause:
    """A person's message that the bot may answer: when it was sent, and the bot's requests in its channel since."""

    at: float
    requests: int = 0


class Messages:
    """All that can happen to messages."""

    def __init__(self, world: World, gateway: Gateway, feed: Feed) -> None:
        self.world = world
        self.gateway = gateway
        self.feed = feed
        self._causes: dict[str, Cause] = {}
        self._latest: dict[str, Cause] = {}

    def create(
        self,
        channel: Channel,
        author: User,
        draft: Draft,
        *,
        visible_to: str | None = None,
        via: str | None = None,
        measured: tuple[float | None, int] | None = None,
    ) -> Message:
        """Put a message into a channel and tell everyone who may see it.

        `measured` are milliseconds to the acknowledgement and requests, where an interaction is the cause.
        """
        body = self._body(channel, author, draft)
        message = Message(body, visible_to, via=via, gone_reference=draft.gone_reference)
        message.pings = tuple(user["id"] for user in body["mentions"])
        self.world.messages[channel.id][message.id] = message
        if visible_to is None:
            channel.last_message_id = message.id
        if measured is not None:
            message.ack_ms, message.requests = measured
        elif author is self.world.bot:
            self._measure(message, draft.reference)
        else:
            self._causes[message.id] = self._latest[channel.id] = Cause(time.perf_counter())
        self._announce("MESSAGE_CREATE", message, channel, author)
        return message

    def update(self, message: Message, changes: JSON, *, edited: bool = True) -> None:
        """Change fields of a message's body; `edited` stamps it and counts as an edit."""
        message.body = {**message.body, **changes}
        if edited:
            message.body["edited_timestamp"] = now()
            message.edits += 1
        channel = self.world.channels[message.channel_id]
        self._announce("MESSAGE_UPDATE", message, channel, self.world.users[message.author_id])

    def rewrite(self, message: Message, content: str) -> None:
        """Change a person's text, and with it whom the message mentions; nobody is pinged by that."""
        replied = message.body.get("referenced_message") or {}
        kept = [replied["author"]["id"]] if replied and replied["author"]["id"] in message.pings else []
        found = (self.world.users.get(user_id) for user_id in dict.fromkeys([*kept, *MENTION.findall(content)]))
        mentions = [user_payload(user) for user in found if user is not None]
        everyone = EVERYONE.search(content) is not None
        self.update(message, {"content": content, "mentions": mentions, "mention_everyone": everyone})

    def delete(self, message: Message) -> None:
        """Delete a message."""
        message.deleted = True
        channel = self.world.channels[message.channel_id]
        if message.visible_to is None:
            self.gateway_event("MESSAGE_DELETE", channel, {"id": message.id, "channel_id": channel.id})
        self.feed.publish({"op": "gone", "channel_id": channel.id, "message_id": message.id})
        for reply in self.world.messages[channel.id].values():
            if reply.body.get("message_reference", {}).get("message_id") == message.id:
                reply.body = {**reply.body, "referenced_message": None}
                reply.gone_reference = True
                self.feed.publish({"op": "message", "message": message_view(self.world, reply)})

    def react(self, message: Message, user: User, emoji: str) -> None:
        """Add a user's reaction (DiscordError 30010 beyond 20 kinds)."""
        reactions = [dict(entry) for entry in message.body.get("reactions", [])]
        entry = next((entry for entry in reactions if entry["emoji"]["name"] == emoji), None)
        if entry is None:
            if len(reactions) >= REACTIONS:
                raise DiscordError(TOO_MANY_REACTIONS)
            entry = _reaction(emoji)
            reactions.append(entry)
        if user.id not in entry["_users"]:
            entry["_users"] = [*entry["_users"], user.id]
            self._reacted("MESSAGE_REACTION_ADD", message, user, emoji, reactions)

    def unreact(self, message: Message, user: User, emoji: str) -> None:
        """Take a user's reaction back, if there is one."""
        reactions = [dict(entry) for entry in message.body.get("reactions", [])]
        for entry in reactions:
            if entry["emoji"]["name"] == emoji and user.id in entry["_users"]:
                entry["_users"] = [other for other in entry["_users"] if other != user.id]
                left = [entry for entry in reactions if entry["_users"]]
                self._reacted("MESSAGE_REACTION_REMOVE", message, user, emoji, left)
                return

    def type(self, channel: Channel, user: User) -> None:
        """Show that a user types."""
        event: JSON = {"channel_id": channel.id, "user_id": user.id, "timestamp": int(time.time())}
        if not user.bot:
            self.gateway_event("TYPING_START", channel, event)
        self.feed.publish({"op": "typing", "channel_id": channel.id, "user_id": user.id})

    def open_thread(self, parent: Channel, name: str, owner: User, start: Message | None) -> Channel:
        """Open a thread, from a message if one is given."""
        start_id = start.id if start else None
        opened = self.world.open(name, ChannelKind.THREAD, parent_id=parent.id, owner_id=owner.id, channel_id=start_id)
        payload = {**channel_payload(self.world, opened), "newly_created": True}
        self.gateway_event("THREAD_CREATE", opened, payload)
        self.feed.publish({"op": "channel", "channel": channel_view(self.world, opened)})
        if start is not None:
            flags = start.body["flags"] | MessageFlag.HAS_THREAD
            self.update(start, {"flags": int(flags), "thread": channel_payload(self.world, opened)}, edited=False)
        return opened

    def count_request(self, channel_id: str) -> None:
        """Count a request of the bot towards the question that stands open in a channel."""
        if channel_id in self._latest:
            self._latest[channel_id].requests += 1

    def gateway_event(self, event: str, channel: Channel, payload: JSON) -> None:
        """Dispatch an event of a channel, if the bot is there."""
        if not channel.foreign:
            place = {"guild_id": channel.guild_id} if channel.guild_id else {}
            self.gateway.dispatch(event, {**payload, **place})

    def _announce(self, event: str, message: Message, channel: Channel, author: User) -> None:
        if message.visible_to is None and not channel.foreign:
            self.gateway_event(event, channel, self._event(message, channel, author))
        self.feed.publish({"op": "message", "message": message_view(self.world, message)})

    def _event(self, message: Message, channel: Channel, author: User) -> JSON:
        payload = public(message.body)
        if channel.guild_id and not author.webhook:
            payload["member"] = member_payload(self.world, author)
        if channel.guild_id:
            mentioned = [self.world.users[user["id"]] for user in payload["mentions"]]
            payload["mentions"] = [
                {**user_payload(user), "member": member_payload(self.world, user)} for user in mentioned
            ]
        return payload | {"channel_type": int(channel.kind)}

    def _reacted(self, event: str, message: Message, user: User, emoji: str, reactions: list[JSON]) -> None:
        for entry in reactions:
            count = len(entry["_users"])
            entry |= {"count": count, "me": self.world.bot.id in entry["_users"]}
            entry["count_details"] = {"burst": 0, "normal": count}
        message.body = {**message.body, "reactions": reactions}
        channel = self.world.channels[message.channel_id]
        payload: JSON = {"user_id": user.id, "channel_id": channel.id, "message_id": message.id, "burst": False}
        payload |= {"emoji": {"id": None, "name": emoji}, "type": 0, "message_author_id": message.author_id}
        if channel.guild_id:
            payload["member"] = {**member_payload(self.world, user), "user": user_payload(user)}
        self.gateway_event(event, channel, payload)
        self.feed.publish({"op": "message", "message": message_view(self.world, message)})

    def _measure(self, message: Message, reference: Message | None) -> None:
        cause = self._causes.get(reference.id) if reference else self._latest.get(message.channel_id)
        if cause is not None:
            message.ack_ms = round((time.perf_counter() - cause.at) * 1000, 1)
            message.requests = cause.requests

    def _body(self, channel: Channel, author: User, draft: Draft) -> JSON:
        message_id = draft.message_id or self.world.ids.next()
        users, everyone = self._mentioned(draft)
        body: JSON = {"id": message_id, "channel_id": channel.id, "author": user_payload(author), "type": draft.type}
        body |= {"content": draft.content, "embeds": draft.embeds, "components": draft.components}
        body |= {"attachments": draft.attachments, "flags": int(draft.flags), "mention_roles": []}
        body |= {"mentions": [user_payload(user) for user in users], "mention_everyone": everyone}
        body |= {"timestamp": created_at(message_id), "edited_timestamp": None, "pinned": False, "tts": False}
        if author.webhook:
            body["webhook_id"] = author.id
        if draft.reference is not None:
            body |= _reference(channel, draft.reference)
        return body | draft.extra

    def _mentioned(self, draft: Draft) -> tuple[list[User], bool]:
        texts = [draft.content, *(str(part.get("content", "")) for part in draft.components)]
        found = [user_id for text in texts for user_id in MENTION.findall(text)]
        allowed = draft.allowed_mentions
        if allowed is not None:
            everyone_parsed = allowed.get("parse") or []
            named = {str(user_id) for user_id in allowed.get("users") or []}
            found = [user_id for user_id in found if "users" in everyone_parsed or user_id in named]
        everyone = any(map(EVERYONE.search, texts)) and (allowed is None or "everyone" in (allowed.get("parse") or []))
        if draft.reference is not None and draft.pings_reply:
            found.insert(0, draft.reference.author_id)
        known = (self.world.users.get(user_id) for user_id in dict.fromkeys(found))
        return [user for user in known if user is not None], everyone


def public(body: JSON) -> JSON:
    """A message's body as it goes over the wire: who reacted stays here."""
    if not body.get("reactions"):
        return dict(body)
    kept: Sequence[Any] = body["reactions"]
    return {**body, "reactions": [{key: entry[key] for key in entry if key != "_users"} for entry in kept]}


def _reaction(emoji: str) -> JSON:
    return {"emoji": {"id": None, "name": emoji}, "me_burst": False, "burst_colors": [], "_users": []}


def _reference(channel: Channel, message: Message) -> JSON:
    reference: JSON = {"type": 0, "channel_id": channel.id, "message_id": message.id}
    if channel.guild_id:
        reference["guild_id"] = channel.guild_id
    quoted = {key: value for key, value in public(message.body).items() if key != "referenced_message"}
    return {"message_reference": reference, "referenced_message": quoted}
