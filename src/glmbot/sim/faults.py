"""Faults on demand: what can go wrong between a bot and Discord, each by a name."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from glmbot.sim.errors import JSON, SimError

Takes: TypeAlias = Literal["number", "text"] | None
RETRY_AFTER: Final = 0.5


@dataclass(frozen=True, slots=True)
class Named:
    """A fault as the page and the script language offer it; `default` is the value where none is given."""

    name: str
    label: str
    hint: str
    takes: Takes = None
    default: str = ""

    def frame(self) -> JSON:
        """The fault as the page gets it."""
        shown: JSON = {"name": self.name, "label": self.label, "takes": self.takes, "hint": self.hint}
        return {**shown, "default": self.default}


REST_FAULTS: Final = (
    Named("429", "429 bucket", "The next N requests hit the limit of their bucket", "number", "1"),
    Named("429-global", "429 global", "The next N requests hit the global limit", "number", "1"),
    Named("429-no-via", "429 without Via", "The next N requests are turned away at the door", "number", "1"),
    Named("500", "500", "The next N requests fail with 500", "number", "1"),
    Named("502", "502", "The next N requests fail with 502", "number", "1"),
    Named("503", "503", "The next N requests fail with 503", "number", "1"),
    Named("500-after", "500 after accept", "The next N requests are carried out, but answered with 500", "number", "1"),
    Named("reset", "TCP reset", "The connection breaks under the next N requests", "number", "1"),
    Named("403", "403 once", "The next N requests are refused with 50013", "number", "1"),
    Named("404", "404 once", "The next N requests are refused with 10008", "number", "1"),
)
"""Armed on the bot's next requests to channels, interactions and webhooks."""

STANDING: Final = (
    Named("slow", "slow answers", "Every answer takes N seconds longer; 0 ends it", "number", "4"),
    Named("no-permission", "no permission", "The bot may not send in the guild, until `clear`"),
    Named("no-embeds", "no embeds", "The bot may not embed links in the guild, until `clear`"),
    Named("no-ack", "no heartbeat ack", "Heartbeats are not acknowledged, until `clear`"),
    Named("api-down", "API down", "Requests find no server, until `clear`"),
    Named("gateway-down", "gateway down", "The gateway finds no server, until `clear`"),
    Named("login-401", "401 at login", "The token is not accepted, until `clear`"),
    Named("no-privileged", "intents disallowed", "Privileged intents are off (4014), until `clear`"),
)

AT_ONCE: Final = (
    Named("drop-link", "drop link", "The gateway connection is cut without a word"),
    Named("op7", "op 7", "Discord asks for a reconnect"),
    Named("op9-true", "op 9 true", "The session is invalid, but can be resumed"),
    Named("op9-false", "op 9 false", "The session is invalid and gone"),
    Named("lost-session", "session lost", "The link is cut, and there is no session to RESUME"),
    Named("close", "close code", "The gateway closes with this code", "number", "4000"),
    Named("twice", "event twice", "The link is cut, and the last question is delivered again on RESUME"),
    Named("gone-question", "delete question", "The next question is deleted as soon as it is sent"),
    Named("clear", "end all faults", "Everything works again"),
)

TABLE: Final = {fault.name: fault for fault in (*AT_ONCE, *REST_FAULTS, *STANDING)}


@dataclass
class Armed:
    """A fault that waits for the bot's requests; `on` is a part of the route, or of `POST /route`."""

    name: str
    remaining: int
    on: str = ""


@dataclass
class Faults:
    """Which faults are laid on now. Those of the gateway act through `act`, which the server fills in."""

    armed: list[Armed] = field(default_factory=list)
    standing: set[str] = field(default_factory=set)
    delay: float = 0.0
    gone_question: bool = False
    act: dict[str, Callable[[str], None]] = field(default_factory=dict)
    standing_changed: Callable[[], None] = lambda: None

    def cause(self, name: str, value: str | None = None, on: str = "") -> None:
        """Cause a fault by its name (SimError for one that is unknown, or a value that is no number)."""
        if name not in TABLE:
            raise SimError(f"no fault is called {name!r}; there are {', '.join(TABLE)}")
        given = value or TABLE[name].default
        if TABLE[name].takes == "number" and not _is_number(given):
            raise SimError(f"fault {name} takes a number, not {given!r}")
        if name == "clear":
            self.clear()
        elif name == "slow":
            self.delay = float(given)
        elif name == "gone-question":
            self.gone_question = True
        elif TABLE[name] in REST_FAULTS:
            self.armed.append(Armed(name, int(float(given)), on))
        elif TABLE[name] in STANDING:
            self.standing.add(name)
            self.standing_changed()
        else:
            self.act[name](given)

    def clear(self) -> None:
        """End all faults."""
        self.armed.clear()
        self.standing.clear()
        self.delay = 0.0
        self.gone_question = False
        self.standing_changed()

    def strike(self, method: str, template: str) -> str | None:
        """The armed fault that this request meets, if any."""
        if not template.startswith(("/channels", "/interactions", "/webhooks")):
            return None
        route = f"{method} {template}"
        for armed in self.armed:
            if armed.on in route:
                armed.remaining -= 1
                self.armed = [fault for fault in self.armed if fault.remaining > 0]
                return armed.name
        return None

    async def linger(self) -> None:
        """Take as long as the fault `slow` says."""
        if self.delay:
            await asyncio.sleep(self.delay)


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
