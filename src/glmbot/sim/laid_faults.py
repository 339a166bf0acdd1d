"""What the faults of the gateway and of permissions do when they are laid on."""

from glmbot.sim.errors import SimError
from glmbot.sim.intents import PRIVILEGED
from glmbot.sim.kinds import Permission
from glmbot.sim.payloads import channel_payload
from glmbot.sim.service import Service
from glmbot.sim.session import Link

LOWEST_CLOSE, HIGHEST_CLOSE = 1000, 4999


def lay(service: Service) -> None:
    """Connect the faults by name with what they do to the service."""
    gateway = service.gateway

    def close(code: str) -> None:
        if not LOWEST_CLOSE <= int(code) <= HIGHEST_CLOSE:
            raise SimError(f"{code} is no close code")
        gateway.part(lambda link: link.close(int(code)))

    def standing_changed() -> None:
        standing = service.faults.standing
        gateway.acknowledges = "no-ack" not in standing
        gateway.allowed_privileged = 0 if "no-privileged" in standing else int(PRIVILEGED)
        if "gateway-down" in standing and gateway.online:
            gateway.part(Link.abort)
        deny(service, _denied(standing))

    service.faults.standing_changed = standing_changed
    service.faults.act = {
        "drop-link": lambda _: gateway.part(Link.abort),
        "op7": lambda _: gateway.reconnect(),
        "op9-true": lambda _: gateway.invalidate(resumable=True),
        "op9-false": lambda _: gateway.invalidate(resumable=False),
        "lost-session": lambda _: gateway.forget_sessions(),
        "close": close,
        "twice": lambda _: gateway.repeat_last_question(),
    }


def deny(service: Service, denied: Permission) -> None:
    """Take permissions from the bot in the guild, and tell it by its channels' overwrites."""
    if denied == service.gateway.denied:
        return
    service.gateway.denied = denied
    for channel in service.world.channels.values():
        if channel.guild_id == service.world.guild_id and not channel.is_thread:
            payload = channel_payload(service.world, channel, denied)
            service.messages.gateway_event("CHANNEL_UPDATE", channel, payload)


def _denied(standing: set[str]) -> Permission:
    denied = Permission(0)
    if "no-permission" in standing:
        denied |= Permission.SEND_MESSAGES | Permission.SEND_IN_THREADS | Permission.ADD_REACTIONS
    if "no-embeds" in standing:
        denied |= Permission.EMBED_LINKS
    return denied
