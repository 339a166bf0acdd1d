"""The bot itself, users, the guild, and application commands."""

from glmbot.sim.checks.commands import check_command, check_commands, check_count
from glmbot.sim.errors import UNKNOWN_GUILD, UNKNOWN_MEMBER, UNKNOWN_USER, DiscordError
from glmbot.sim.payloads import (
    application_payload,
    channel_payload,
    guild_payload,
    own_guild_payload,
    own_user_payload,
    roles_payload,
    user_payload,
    whole_member_payload,
)
from glmbot.sim.rest.calls import Answer, Call, Routes

routes = Routes()
GLOBAL = "/applications/{application_id}/commands"
GUILD = "/applications/{application_id}/guilds/{guild_id}/commands"


@routes("GET", "/users/@me")
async def own_user(call: Call) -> Answer:
    """The bot's own user: what a login asks for."""
    return Answer(200, own_user_payload(call.service.world.bot))


@routes("GET", "/oauth2/applications/@me")
@routes("GET", "/applications/@me")
async def own_application(call: Call) -> Answer:
    """The bot's application."""
    return Answer(200, application_payload(call.service.world))


@routes("GET", "/gateway", open_=True)
async def gateway(call: Call) -> Answer:
    """The gateway's address."""
    return Answer(200, {"url": call.service.gateway.url})


@routes("GET", "/gateway/bot")
async def gateway_for_bots(call: Call) -> Answer:
    """The gateway's address, and how often a session may start."""
    starts = {"total": 1000, "remaining": 1000 - call.service.gateway.identifies, "reset_after": 0}
    gateway = call.service.gateway
    limit = {**starts, "max_concurrency": gateway.max_concurrency or 1}
    return Answer(200, {"url": gateway.url, "shards": gateway.advised_shards, "session_start_limit": limit})


@routes("GET", "/users/@me/guilds")
async def own_guilds(call: Call) -> Answer:
    """The guilds that the bot is in."""
    return Answer(200, [own_guild_payload(*one) for one in call.service.world.guilds.items()])


@routes("GET", "/users/{user_id}")
async def user(call: Call) -> Answer:
    """One user."""
    found = call.service.world.users.get(call.path["user_id"])
    if found is None:
        raise DiscordError(UNKNOWN_USER)
    return Answer(200, user_payload(found))


@routes("GET", "/guilds/{guild_id}")
async def guild(call: Call) -> Answer:
    """The guild."""
    _require_guild(call)
    return Answer(200, guild_payload(call.service.world, call.path["guild_id"]))


@routes("GET", "/guilds/{guild_id}/channels")
async def channels(call: Call) -> Answer:
    """The guild's channels, without threads."""
    _require_guild(call)
    world = call.service.world
    here = (c for c in world.channels.values() if c.guild_id == call.path["guild_id"] and not c.is_thread)
    return Answer(200, [channel_payload(world, channel, call.service.gateway.denied) for channel in here])


@routes("GET", "/guilds/{guild_id}/roles")
async def roles(call: Call) -> Answer:
    """The guild's roles."""
    _require_guild(call)
    return Answer(200, roles_payload(call.service.world, call.path["guild_id"]))


@routes("GET", "/guilds/{guild_id}/members/{user_id}")
async def member(call: Call) -> Answer:
    """One member of the guild."""
    _require_guild(call)
    found = call.service.world.users.get(call.path["user_id"])
    if found is None or found.webhook:
        raise DiscordError(UNKNOWN_MEMBER)
    return Answer(200, whole_member_payload(call.service.world, found))


@routes("GET", GLOBAL)
@routes("GET", GUILD)
async def commands(call: Call) -> Answer:
    """The commands of a scope."""
    return Answer(200, call.service.commands.listing(_scope(call)))


@routes("PUT", GLOBAL)
@routes("PUT", GUILD)
async def overwrite_commands(call: Call) -> Answer:
    """All commands of a scope, replaced at once."""
    wanted = call.body if call.body is not None else []
    check_commands(wanted, call.place)
    made = call.service.commands.overwrite(_scope(call), wanted)
    _tell(call)
    return Answer(200, made)


@routes("POST", GLOBAL)
@routes("POST", GUILD)
async def create_command(call: Call) -> Answer:
    """A command, added or replaced by name."""
    place = call.place
    check_command(call.form, place)
    place.settle()
    scope = _scope(call)
    others = [command for command in call.service.commands.listing(scope) if command["name"] != call.form["name"]]
    check_count([*others, call.form])
    command, new = call.service.commands.upsert(scope, call.form)
    _tell(call)
    return Answer(201 if new else 200, command)


@routes("GET", GLOBAL + "/{command_id}")
@routes("GET", GUILD + "/{command_id}")
async def command(call: Call) -> Answer:
    """One command."""
    return Answer(200, call.service.commands.get(_scope(call), call.path["command_id"]))


@routes("PATCH", GLOBAL + "/{command_id}")
@routes("PATCH", GUILD + "/{command_id}")
async def edit_command(call: Call) -> Answer:
    """A command, changed."""
    place, scope = call.place, _scope(call)
    before = call.service.commands.get(scope, call.path["command_id"])
    check_command({**before, **call.form}, place)
    place.settle()
    changed = call.service.commands.edit(scope, before["id"], call.form)
    _tell(call)
    return Answer(200, changed)


@routes("DELETE", GLOBAL + "/{command_id}")
@routes("DELETE", GUILD + "/{command_id}")
async def delete_command(call: Call) -> Answer:
    """A command, removed."""
    call.service.commands.delete(_scope(call), call.path["command_id"])
    _tell(call)
    return Answer(204)


def _require_guild(call: Call) -> None:
    if call.path["guild_id"] not in call.service.world.guilds:
        raise DiscordError(UNKNOWN_GUILD)


def _scope(call: Call) -> str | None:
    if "guild_id" in call.path:
        _require_guild(call)
    return call.path.get("guild_id")


def _tell(call: Call) -> None:
    call.service.feed.publish({"op": "commands", "commands": call.service.commands.everywhere()})
