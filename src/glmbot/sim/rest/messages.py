"""Messages, reactions, typing, threads and channels."""

import time
import unicodedata
from urllib.parse import unquote

from glmbot.sim.checks.messages import check_message
from glmbot.sim.errors import (
    ARCHIVED,
    CLOSED_DM,
    EDIT_OF_ANOTHER,
    JSON,
    MISSING_PERMISSIONS,
    THREAD_EXISTS,
    UNKNOWN_EMOJI,
    UNKNOWN_USER,
    WRONG_CHANNEL,
    DiscordError,
)
from glmbot.sim.intents import redacted
from glmbot.sim.kinds import ChannelKind, Permission
from glmbot.sim.messages import public
from glmbot.sim.payloads import channel_payload
from glmbot.sim.rest.calls import Answer, Call, Routes
from glmbot.sim.rest.drafts import changes, drafted, referenced
from glmbot.sim.service import Service
from glmbot.sim.world import Channel, Message

routes = Routes()
CHANNEL = "/channels/{channel_id}"
MESSAGES = CHANNEL + "/messages"
MESSAGE = MESSAGES + "/{message_id}"
REACTION = MESSAGE + "/reactions/{emoji_name}/@me"
PAGE, LONGEST_PAGE = 50, 100
THREAD_NAME = 100
NONCE_SECONDS = 180.0


@routes("GET", CHANNEL)
async def channel(call: Call) -> Answer:
    """One channel."""
    return Answer(200, channel_payload(call.service.world, call.channel, call.service.gateway.denied))


@routes("POST", "/users/@me/channels")
async def open_direct(call: Call) -> Answer:
    """The channel of direct messages with a user."""
    world = call.service.world
    call.place.settle()
    found = world.users.get(str(call.form.get("recipient_id")))
    if found is None:
        raise DiscordError(UNKNOWN_USER)
    if found.bot:
        raise DiscordError(CLOSED_DM)
    return Answer(200, channel_payload(world, world.direct(found)))


@routes("POST", CHANNEL + "/typing")
async def typing(call: Call) -> Answer:
    """The bot types."""
    require(call.service, call.channel)
    call.service.messages.type(call.channel, call.service.world.bot)
    return Answer(204)


@routes("GET", MESSAGES)
async def history(call: Call) -> Answer:
    """The last messages of a channel, or those just after one; newest first."""
    standing = [m for m in call.service.world.messages[call.channel.id].values() if not m.deleted and not m.visible_to]
    before, after = call.query.get("before"), call.query.get("after")
    if before:
        standing = [message for message in standing if int(message.id) < int(before)]
    limit = _limit(call)
    found = standing[-limit:]
    if after:
        found = [message for message in standing if int(message.id) > int(after)][:limit]
    return Answer(200, [seen(call.service, message) for message in found[::-1]])


def _limit(call: Call) -> int:
    place, given = call.place, call.query.get("limit", str(PAGE))
    if not given.isdecimal() or not 1 <= int(given) <= LONGEST_PAGE:
        place["limit"].refuse("NUMBER_TYPE_MAX", f"int value should be between 1 and {LONGEST_PAGE}.")
    place.settle()
    return int(given)


@routes("POST", MESSAGES)
async def create_message(call: Call) -> Answer:
    """A message of the bot; one with a nonce that is to be enforced is sent only once in a few minutes.

    "If another message was created by the same author with the same nonce, that message will be returned and no new
    message will be created" (Create Message).
    """
    service, channel = call.service, call.channel
    require(service, channel)
    nonce = str(call.form.get("nonce") or "")
    if call.form.get("enforce_nonce") and (sent := service.nonces.get(nonce)):
        at, *where = sent
        if time.monotonic() - at < NONCE_SECONDS:
            return Answer(200, public(service.world.message(*where).body))
    check_message(call.form, call.place, call.files)
    draft = drafted(service, channel, call.form, call.files)
    referenced(service, channel, call.form, draft)
    if nonce:
        draft.extra["nonce"] = nonce
    message = service.messages.create(channel, service.world.bot, draft)
    if nonce:
        service.nonces[nonce] = time.monotonic(), channel.id, message.id
    return Answer(200, public(message.body))


@routes("GET", MESSAGE)
async def message(call: Call) -> Answer:
    """One message."""
    return Answer(200, seen(call.service, call.message))


@routes("PATCH", MESSAGE)
async def edit_message(call: Call) -> Answer:
    """A message of the bot, edited."""
    found = call.message
    if found.author_id != call.service.world.bot.id:
        raise DiscordError(EDIT_OF_ANOTHER)
    check_message(call.form, call.place, call.files, found.body)
    call.service.messages.update(found, changes(call.service, found, call.form, call.files))
    return Answer(200, public(found.body))


@routes("DELETE", MESSAGE)
async def delete_message(call: Call) -> Answer:
    """A message, deleted; the bot may delete only its own."""
    if call.message.author_id != call.service.world.bot.id:
        raise DiscordError(MISSING_PERMISSIONS)
    call.service.messages.delete(call.message)
    return Answer(204)


@routes("PUT", REACTION)
async def react(call: Call) -> Answer:
    """A reaction of the bot."""
    require(call.service, call.channel, Permission.ADD_REACTIONS)
    call.service.messages.react(call.message, call.service.world.bot, _emoji(call))
    return Answer(204)


@routes("DELETE", REACTION)
async def unreact(call: Call) -> Answer:
    """A reaction of the bot, taken back."""
    call.service.messages.unreact(call.message, call.service.world.bot, _emoji(call))
    return Answer(204)


@routes("POST", MESSAGE + "/threads")
async def thread_from_message(call: Call) -> Answer:
    """A thread, opened from a message."""
    if call.message.id in call.service.world.channels:
        raise DiscordError(THREAD_EXISTS)
    return _open_thread(call, call.message)


@routes("POST", CHANNEL + "/threads")
async def thread(call: Call) -> Answer:
    """A thread, opened without a message."""
    return _open_thread(call, None)


@routes("PUT", CHANNEL + "/thread-members/{user_id}")
@routes("PUT", CHANNEL + "/thread-members/@me")
async def join_thread(call: Call) -> Answer:
    """Someone added to a thread; here everyone is in it from the start."""
    require(call.service, call.channel, Permission.SEND_IN_THREADS)
    if not call.channel.is_thread:
        raise DiscordError(WRONG_CHANNEL)
    if call.path.get("user_id", call.service.world.bot.id) not in call.service.world.users:
        raise DiscordError(UNKNOWN_USER)
    return Answer(204)


def _open_thread(call: Call, start: Message | None) -> Answer:
    service, parent = call.service, call.channel
    require(service, parent, Permission.CREATE_THREADS)
    if parent.kind not in (ChannelKind.TEXT, ChannelKind.ANNOUNCEMENT):
        raise DiscordError(WRONG_CHANNEL)
    place = call.place
    name = place["name"].text(call.form.get("name"), THREAD_NAME, least=1)
    place.settle()
    opened = service.messages.open_thread(parent, name, service.world.bot, start)
    return Answer(201, channel_payload(service.world, opened))


def require(service: Service, channel: Channel, permission: Permission = Permission.SEND_MESSAGES) -> None:
    """Raise what keeps the bot from acting in a channel (DiscordError 50007, 50013, 50083, 50024)."""
    if channel.kind is ChannelKind.DM and not service.world.closed.isdisjoint(channel.recipients):
        raise DiscordError(CLOSED_DM)
    if channel.kind is not ChannelKind.DM and permission in service.gateway.denied:
        raise DiscordError(MISSING_PERMISSIONS)
    if channel.kind is ChannelKind.FORUM:
        raise DiscordError(WRONG_CHANNEL)
    if channel.archived:
        raise DiscordError(ARCHIVED)


def seen(service: Service, message: Message) -> JSON:
    """A message as the bot may read it over the REST API: the rule of message content holds there too."""
    body = public(message.body)
    if service.gateway.reads_content:
        return body
    in_guild = service.world.channels[message.channel_id].guild_id is not None
    return redacted(body, service.world.bot.id, guild=in_guild)


def _emoji(call: Call) -> str:
    emoji = unquote(call.path["emoji_name"])
    if not emoji or all(unicodedata.category(sign)[0] in "LNZCP" for sign in emoji):
        raise DiscordError(UNKNOWN_EMOJI)
    return emoji
