"""What the page is shown: Discord's objects with what only the local Discord knows."""

from typing import Final

from glmbot.sim.errors import JSON
from glmbot.sim.kinds import ChannelKind, Permission
from glmbot.sim.shapes import Component, embed_size, walk
from glmbot.sim.world import Channel, Message, User, World

_KINDS: Final = {
    ChannelKind.TEXT: "text",
    ChannelKind.DM: "dm",
    ChannelKind.GROUP: "text",
    ChannelKind.VOICE: "voice",
    ChannelKind.ANNOUNCEMENT: "announcement",
    ChannelKind.THREAD: "thread",
    ChannelKind.FORUM: "forum",
}


def user_view(user: User) -> JSON:
    """A person of the page's list."""
    moderator = Permission.MANAGE_GUILD in user.permissions
    role = "moderator" if moderator else "member"
    return {"id": user.id, "name": user.name, "role": role, "locale": user.locale}


def channel_view(world: World, channel: Channel) -> JSON:
    """A channel as the page lists and offers it."""
    view: JSON = {"id": channel.id, "name": channel.name, "kind": _KINDS[channel.kind], "type": int(channel.kind)}
    view["guild"] = channel.guild_id
    if channel.topic:
        view["topic"] = channel.topic
    if channel.parent_id:
        view["parent"] = channel.parent_id
        if world.channels[channel.parent_id].kind is ChannelKind.FORUM:
            view |= {"kind": "forum-post", "parent_name": world.channels[channel.parent_id].name}
    if channel.kind is ChannelKind.DM:
        view |= {"for": channel.recipients[0], "name": world.bot.name}
    if channel.foreign:
        view["foreign"] = True
    return view


def channels_view(world: World) -> list[JSON]:
    """All channels, forums included: they hold no messages, but can be chosen."""
    return [channel_view(world, channel) for channel in world.channels.values()]


def message_view(world: World, message: Message) -> JSON:
    """A message with the page's own fields."""
    body = message.body
    view = {**body, "_visible_to": message.visible_to, "_ack_ms": message.ack_ms, "_via": message.via}
    view |= {"_gone_reference": message.gone_reference, "_requests": message.requests, "_failed": message.failed}
    view["_pings"] = [world.users[user_id].name for user_id in message.pings]
    if body["author"].get("bot"):
        view["_measure"] = measure(body)
    return view


def measure(body: JSON) -> JSON:
    """How much of Discord's room a message takes: rows of components, and characters of its embeds or texts."""
    rows = sum(component["type"] == Component.ROW for component in walk(body["components"]))
    texts = [part["content"] for part in walk(body["components"]) if part["type"] == Component.TEXT]
    characters = sum(map(embed_size, body["embeds"])) or sum(map(len, texts)) or len(body["content"])
    return {"rows": rows, "characters": characters}
