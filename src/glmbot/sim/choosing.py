"""What a person chooses in a select: named as people name it, and only what the select offers."""

from collections.abc import Callable, Sequence
from typing import Final

from glmbot.sim.errors import JSON, SimError
from glmbot.sim.payloads import roles_payload
from glmbot.sim.shapes import Component
from glmbot.sim.world import Channel, World


def values_named(world: World, select: JSON, names: Sequence[str]) -> list[str]:
    """The values that names stand for: an option's label, `#channel`, a person's or a role's name (SimError)."""
    if select["type"] == Component.SELECT:
        labels = {option["label"]: option["value"] for option in select["options"]}
        return [labels.get(name, name) for name in names]
    return [_FOUND[select["type"]](world, name) for name in names]


def check_chosen(world: World, channel: Channel, select: JSON, values: Sequence[str]) -> None:
    """Raise for values that the select does not offer where it stands, or too many or few of them (SimError)."""
    offered = _OFFERED.get(select["type"], _entities)(world, channel, select)
    if unknown := [value for value in values if value not in offered]:
        raise SimError(f"the select offers no {unknown[0]!r}")
    least, most = select["min_values"], select["max_values"]
    if not least <= len(values) <= most or len(set(values)) < len(values):
        raise SimError(f"choose {least} to {most} different values" if most > 1 else f"choose {least} to {most} values")


def _options(_world: World, _channel: Channel, select: JSON) -> set[str]:
    return {option["value"] for option in select["options"]}


def _channels(world: World, channel: Channel, select: JSON) -> set[str]:
    kinds = select.get("channel_types")
    here = (one for one in world.channels.values() if one.guild_id and one.guild_id == channel.guild_id)
    return {one.id for one in here if not kinds or one.kind in kinds}


def _entities(world: World, _channel: Channel, select: JSON) -> set[str]:
    people = {user.id for user in world.users.values() if not user.webhook}
    roles = {role["id"] for role in roles_payload(world)}
    parts = {Component.USER_SELECT: people, Component.ROLE_SELECT: roles}
    return parts.get(select["type"], people | roles)


_OFFERED: Final[dict[int, Callable[[World, Channel, JSON], set[str]]]] = {
    Component.SELECT: _options,
    Component.CHANNEL_SELECT: _channels,
}


def _channel_named(world: World, name: str) -> str:
    return name if name in world.channels else world.place(f"#{name.removeprefix('#')}", world.bot).id


def _user_named(world: World, name: str) -> str:
    return world.user(name.removeprefix("@")).id


def _role_named(world: World, name: str) -> str:
    roles = {str(role["name"]).removeprefix("@"): str(role["id"]) for role in roles_payload(world)}
    wanted = name.removeprefix("@")
    if name not in roles.values() and wanted not in roles:
        raise SimError(f"no role is called {name!r}; there are {', '.join(roles)}")
    return roles.get(wanted, name)


def _either_named(world: World, name: str) -> str:
    try:
        return _user_named(world, name)
    except SimError:
        return _role_named(world, name)


_FOUND: Final[dict[int, Callable[[World, str], str]]] = {
    Component.USER_SELECT: _user_named,
    Component.ROLE_SELECT: _role_named,
    Component.MENTIONABLE_SELECT: _either_named,
    Component.CHANNEL_SELECT: _channel_named,
}
