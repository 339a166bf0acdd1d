"""The languages of people and of the guild, by Discord's names, and what happens when one changes."""

from typing import Final

from glmbot.sim.errors import SimError
from glmbot.sim.page_view import user_view
from glmbot.sim.payloads import guild_payload
from glmbot.sim.service import Service
from glmbot.sim.world import User

LOCALES: Final = tuple(
    "bg cs da de el en-GB en-US es-419 es-ES fi fr hi hr hu id it ja ko lt nl no pl pt-BR ro ru sv-SE th tr uk vi "
    "zh-CN zh-TW".split()
)


def check_locale(locale: str) -> None:
    """Raise for what is none of Discord's languages (SimError that names them)."""
    if locale not in LOCALES:
        raise SimError(f"Discord has no language {locale!r}; it has {', '.join(LOCALES)}")


def speak(service: Service, user: User, locale: str) -> None:
    """Set a person's language; the bot learns it from that person's next interaction (SimError)."""
    check_locale(locale)
    if user.bot:
        raise SimError(f"{user.name} is no person and has no language")
    user.locale = locale
    service.feed.publish({"op": "user", "user": user_view(user)})


def guild_speaks(service: Service, locale: str) -> None:
    """Set the guild's language, and tell the bot (SimError)."""
    check_locale(locale)
    service.world.guild_locale = locale
    service.gateway.dispatch("GUILD_UPDATE", guild_payload(service.world, service.world.guild_id))
