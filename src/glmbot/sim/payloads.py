"""Discord's objects for people, guilds, channels and the application, complete as its OpenAPI description asks."""

from typing import Final

from glmbot.sim.errors import JSON
from glmbot.sim.kinds import MEMBER, ChannelKind, Permission
from glmbot.sim.snowflakes import moment
from glmbot.sim.world import FIRST_LOCALE, Channel, User, World

BOT_PERMISSIONS: Final = MEMBER
ARCHIVE_MINUTES: Final = 1440
NOTHING: Final = Permission(0)


def user_payload(user: User) -> JSON:
    """A user object."""
    shown = None if user.bot else user.name
    payload: JSON = {"id": user.id, "username": user.name if user.bot else user.name.lower(), "global_name": shown}
    payload |= {"discriminator": "0000" if user.webhook else "0", "avatar": None, "banner": None, "accent_color": None}
    payload |= {"public_flags": 0, "flags": 0, "primary_guild": None, "avatar_decoration_data": None}
    payload |= {"collectibles": None, "clan": None}
    if user.bot:
        payload["bot"] = True
    return payload


def own_user_payload(user: User) -> JSON:
    """The bot's own user, as `/users/@me` and READY give it."""
    own: JSON = {"verified": True, "email": None, "mfa_enabled": False, "locale": FIRST_LOCALE}
    own["premium_type"] = 0
    return user_payload(user) | own


def member_payload(world: World, user: User) -> JSON:
    """A guild member without its user, as message events carry it."""
    roles = [world.bot_role_id] if user is world.bot else []
    if Permission.MANAGE_GUILD in user.permissions:
        roles = [world.moderator_role_id]
    payload: JSON = {"roles": roles, "nick": None, "avatar": None, "banner": None, "joined_at": world.began}
    payload |= {"flags": 0, "pending": False, "mute": False, "deaf": False}
    return payload | {"communication_disabled_until": None, "premium_since": None}


def whole_member_payload(world: World, user: User) -> JSON:
    """A guild member with its user."""
    return {"user": user_payload(user), **member_payload(world, user)}


def _role(role_id: str, name: str, permissions: Permission, position: int, *, bot_id: str | None = None) -> JSON:
    role: JSON = {"id": role_id, "name": name, "description": None, "permissions": str(int(permissions))}
    role |= {"position": position, "color": 0, "hoist": False, "managed": bot_id is not None, "mentionable": False}
    role |= {"colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None}}
    role |= {"icon": None, "unicode_emoji": None, "flags": 0}
    if bot_id:
        role["tags"] = {"bot_id": bot_id}
    return role


def roles_payload(world: World, guild_id: str | None = None) -> list[JSON]:
    """A guild's roles, the first guild's unless another is named: everyone, the moderators, and the bot's own."""
    return [
        _role(guild_id or world.guild_id, "@everyone", MEMBER, 0),
        _role(world.moderator_role_id, "Moderators", Permission.MANAGE_GUILD, 2),
        _role(world.bot_role_id, world.bot.name, BOT_PERMISSIONS, 1, bot_id=world.bot.id),
    ]


def guild_payload(world: World, guild_id: str) -> JSON:
    """A guild, as `GET /guilds/{id}` gives it."""
    owner = world.user("Mod")
    payload: JSON = {
        "id": guild_id,
        "name": world.guilds[guild_id],
        "owner_id": owner.id,
        "roles": roles_payload(world, guild_id),
    }
    nothing = ("icon", "description", "home_header", "splash", "discovery_splash", "banner", "application_id")
    payload |= dict.fromkeys((*nothing, "afk_channel_id", "system_channel_id", "widget_channel_id"), None)
    payload |= dict.fromkeys(("public_updates_channel_id", "rules_channel_id", "safety_alerts_channel_id"), None)
    payload |= dict.fromkeys(("vanity_url_code", "latest_onboarding_question_id", "incidents_data"), None)
    payload |= {"features": [], "emojis": [], "stickers": [], "region": "us-east"}
    payload["preferred_locale"] = world.guild_locale
    zero = ("system_channel_flags", "mfa_level", "default_message_notifications", "explicit_content_filter")
    payload |= dict.fromkeys((*zero, "nsfw_level", "premium_tier", "premium_subscription_count"), 0)
    payload |= {"nsfw": False, "premium_progress_bar_enabled": False, "widget_enabled": False, "verification_level": 1}
    payload |= {"afk_timeout": 300, "max_presences": None, "max_members": 500000, "max_stage_video_channel_users": 50}
    return payload | {"max_video_channel_users": 25}


def own_guild_payload(guild_id: str, name: str) -> JSON:
    """A guild, as the list of the bot's own guilds gives it."""
    payload: JSON = {"id": guild_id, "name": name, "icon": None, "banner": None, "owner": False}
    return payload | {"permissions": str(int(BOT_PERMISSIONS)), "features": []}


def guild_event_payload(world: World, guild_id: str, denied: Permission) -> JSON:
    """A guild with members, channels and threads, as GUILD_CREATE brings it."""
    here = [channel for channel in world.channels.values() if channel.guild_id == guild_id]
    members = [user for user in world.users.values() if not user.webhook]
    payload = guild_payload(world, guild_id)
    payload |= {"joined_at": world.began, "large": False, "unavailable": False, "member_count": len(members)}
    payload["members"] = [whole_member_payload(world, user) for user in members]
    payload["channels"] = [channel_payload(world, channel, denied) for channel in here if not channel.is_thread]
    payload["threads"] = [channel_payload(world, channel) for channel in here if channel.is_thread]
    empty = ("voice_states", "presences", "stage_instances", "guild_scheduled_events", "soundboard_sounds")
    return payload | {key: [] for key in empty}


def channel_payload(world: World, channel: Channel, denied: Permission = NOTHING) -> JSON:
    """A channel object of its kind; what the bot is denied there stands in its overwrites."""
    payload: JSON = {"id": channel.id, "type": int(channel.kind), "flags": 0}
    payload["last_message_id"] = channel.last_message_id
    if channel.guild_id is None:
        people = [user_payload(world.user(user_id)) for user_id in channel.recipients]
        payload["recipients"] = people
        return payload | (_group_part(channel) if channel.kind is ChannelKind.GROUP else {})
    payload |= {"guild_id": channel.guild_id, "name": channel.name, "parent_id": channel.parent_id}
    payload |= {"rate_limit_per_user": 0}
    if channel.is_thread:
        return payload | _thread_part(world, channel)
    overwrites = [{"id": world.bot_role_id, "type": 0, "allow": "0", "deny": str(int(denied))}] if denied else []
    payload |= {"topic": channel.topic, "position": list(world.channels).index(channel.id), "nsfw": False}
    payload |= {"permission_overwrites": overwrites, "last_pin_timestamp": None}
    if channel.kind is ChannelKind.VOICE:
        payload |= {"bitrate": 64000, "user_limit": 0, "rtc_region": None}
    if channel.kind is ChannelKind.FORUM:
        payload |= {"available_tags": [], "default_reaction_emoji": None, "default_sort_order": None}
        payload |= {"default_forum_layout": 0}
    return payload


def _group_part(channel: Channel) -> JSON:
    return {"name": channel.name, "icon": None, "owner_id": channel.recipients[0]}


def _thread_part(world: World, channel: Channel) -> JSON:
    count = len(world.messages[channel.id])
    part: JSON = {"owner_id": channel.owner_id, "message_count": count, "total_message_sent": count, "member_count": 2}
    part["thread_metadata"] = {
        "archived": channel.archived,
        "archive_timestamp": channel.created,
        "auto_archive_duration": ARCHIVE_MINUTES,
        "locked": False,
        "create_timestamp": channel.created,
    }
    part["member"] = {"id": channel.id, "user_id": world.bot.id, "join_timestamp": channel.created, "flags": 0}
    return part


def application_payload(world: World) -> JSON:
    """The bot's application."""
    owner = user_payload(world.user("Mod"))
    payload: JSON = {"id": world.application_id, "name": world.bot.name, "icon": None, "description": "", "type": None}
    payload |= {"bot": user_payload(world.bot), "bot_public": True, "bot_require_code_grant": False}
    payload |= {"verify_key": "0" * 64, "flags": 0, "flags_new": "0", "redirect_uris": [], "owner": owner, "team": None}
    payload |= dict.fromkeys(("interactions_endpoint_url", "role_connections_verification_url"), None)
    payload |= {
        "approximate_guild_count": len(world.guilds),
        "approximate_user_install_count": 1,
        "explicit_content_filter": 0,
    }
    payload |= {"approximate_user_authorization_count": 1, "summary": "", "hook": True, "eligible_oauth2_scopes": []}
    payload["integration_types_config"] = {"0": {}, "1": {}}
    return payload


def created_at(snowflake: str) -> str:
    """When an object came to be, as Discord writes it."""
    return moment(snowflake).isoformat()
