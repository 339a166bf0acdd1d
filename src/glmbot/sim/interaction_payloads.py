"""INTERACTION_CREATE: what the bot is told when a person uses a command, a component or a modal."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from glmbot.limits import ATTACHMENT_BYTES
from glmbot.sim.commands import ATTACHMENT, CHANNELS, MENTIONABLE, MESSAGE, ROLES, USER, USERS
from glmbot.sim.errors import JSON, SimError
from glmbot.sim.kinds import MEMBER, ChannelKind, Permission
from glmbot.sim.messages import public
from glmbot.sim.payloads import channel_payload, member_payload, roles_payload, user_payload, whole_member_payload
from glmbot.sim.shapes import Component
from glmbot.sim.world import FIRST_LOCALE, Channel, User, World

GUILD_CONTEXT, DM_CONTEXT, PRIVATE_CONTEXT = 0, 1, 2
GUILD_INSTALL, USER_INSTALL = "0", "1"

_CONTEXTS: Final = {ChannelKind.DM: DM_CONTEXT, ChannelKind.GROUP: PRIVATE_CONTEXT}
_CHOSEN: Final[dict[int, int]] = {
    Component.USER_SELECT: USERS,
    Component.ROLE_SELECT: ROLES,
    Component.MENTIONABLE_SELECT: MENTIONABLE,
    Component.CHANNEL_SELECT: CHANNELS,
}
"""The kind of option that has the values of a select."""


def context_of(channel: Channel) -> int:
    """Discord's interaction context of a channel."""
    return _CONTEXTS.get(channel.kind, GUILD_CONTEXT)


def owners_of(user: User, channel: Channel) -> JSON:
    """Who installed the application that answers here: the guild, or the user."""
    if channel.foreign:
        return {USER_INSTALL: user.id}
    return {GUILD_INSTALL: channel.guild_id or "0"}


def envelope(world: World, user: User, channel: Channel, denied: Permission) -> JSON:
    """The part that every interaction has: who, where, and what is allowed there."""
    allowed = MEMBER & ~denied
    payload: JSON = {"application_id": world.application_id, "version": 1, "locale": user.locale, "entitlements": []}
    payload |= {"channel_id": channel.id, "context": context_of(channel), "attachment_size_limit": ATTACHMENT_BYTES}
    payload |= {"app_permissions": str(int(allowed)), "authorizing_integration_owners": owners_of(user, channel)}
    payload["channel"] = channel_payload(world, channel)
    if channel.guild_id is None:
        return payload | {"user": user_payload(user)}
    permissions = str(int(user.permissions))
    payload["channel"]["permissions"] = permissions
    payload["member"] = whole_member_payload(world, user) | {"permissions": permissions}
    locale = FIRST_LOCALE if channel.foreign else world.guild_locale
    guild: JSON = {"id": channel.guild_id, "locale": locale, "features": []}
    return payload | {"guild": guild, "guild_id": channel.guild_id, "guild_locale": locale}


def command_part(
    world: World, command: JSON, options: Sequence[JSON], attachments: JSON, target: tuple[str, JSON] | None
) -> JSON:
    """The `data` of a command: its id and name, the options, what they refer to, and the target of a menu command."""
    part: JSON = {"id": command["id"], "name": command["name"], "type": command["type"], "options": list(options)}
    if command.get("guild_id"):
        part["guild_id"] = command["guild_id"]
    resolved = resolve(world, list(flat(options)), attachments)
    if target is not None:
        target_id, found = target
        part["target_id"] = target_id
        resolved |= found
    if resolved:
        part["resolved"] = resolved
    return part


def target_of(world: World, command: JSON, target_id: str | None) -> tuple[str, JSON] | None:
    """The message or user that a menu command is used on, resolved (SimError if there is none)."""
    if command["type"] == MESSAGE:
        found = next((message for message in world.everything() if message.id == target_id), None)
        if found is None:
            raise SimError("there is no such message to use the command on")
        return found.id, {"messages": {found.id: public(found.body)}}
    if command["type"] == USER:
        user = world.user(target_id or "")
        return user.id, _users(world, [user])
    return None


def flat(options: Sequence[JSON]) -> Iterator[JSON]:
    """The options that carry values, whatever subcommand they stand under."""
    for option in options:
        if "value" in option:
            yield option
        yield from flat(option.get("options", []))


def resolve(world: World, options: Sequence[JSON], attachments: JSON) -> JSON:
    """The objects that option values name by id."""
    resolved: JSON = {}
    for option in options:
        kind, value = option["type"], str(option["value"])
        for section, objects in _resolved_one(world, kind, value, attachments).items():
            resolved.setdefault(section, {}).update(objects)
    return resolved


def _resolved_one(world: World, kind: int, value: str, attachments: JSON) -> JSON:
    role = next((role for role in roles_payload(world) if role["id"] == value), None)
    if kind in (USERS, MENTIONABLE) and value in world.users:
        return _users(world, [world.users[value]])
    if kind in (ROLES, MENTIONABLE) and role is not None:
        return {"roles": {value: role}}
    if kind == CHANNELS and value in world.channels:
        channel = world.channels[value]
        return {"channels": {value: {**channel_payload(world, channel), "permissions": str(int(MEMBER))}}}
    if kind == ATTACHMENT and value in attachments:
        return {"attachments": {value: attachments[value]}}
    return {}


def _users(world: World, users: Sequence[User]) -> JSON:
    found: JSON = {"users": {user.id: user_payload(user) for user in users}}
    found["members"] = {user.id: member_payload(world, user) | {"permissions": str(int(MEMBER))} for user in users}
    for member in found["members"].values():
        member.pop("mute"), member.pop("deaf")
    return found


def selected(world: World, kind: int, values: Sequence[str]) -> JSON:
    """What the values of a user, role, mentionable or channel select name; nothing for a plain select."""
    options: list[JSON] = [{"type": _CHOSEN.get(kind), "value": value} for value in values]
    return resolve(world, options, {})


def metadata(interaction: JSON, source_id: str | None, before: JSON | None) -> JSON:
    """`interaction_metadata` of a message: which interaction it answers, and by whom."""
    user: Any = interaction.get("user") or interaction["member"]["user"]
    told: JSON = {"id": interaction["id"], "type": interaction["type"], "user": user}
    told["authorizing_integration_owners"] = interaction["authorizing_integration_owners"]
    if source_id and interaction["type"] == 3:  # noqa: PLR2004 - a component
        told["interacted_message_id"] = source_id
    if before is not None:
        told["triggering_interaction_metadata"] = before
    return told
