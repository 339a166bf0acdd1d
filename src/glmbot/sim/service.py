"""The parts of the local Discord that its rooms share."""

from dataclasses import dataclass, field

from glmbot.sim.commands import Commands
from glmbot.sim.faults import Faults
from glmbot.sim.feed import Feed
from glmbot.sim.gateway import Gateway
from glmbot.sim.interactions import Interactions
from glmbot.sim.messages import Messages
from glmbot.sim.ratelimits import RateLimits
from glmbot.sim.schema import Schema
from glmbot.sim.world import World


@dataclass
class Service:
    """Everything that a request of the bot, or an act of a person, can reach.

    `files` holds attachments by `channel/message/name`; `base` is the address of this server, without a path.
    """

    token: str
    world: World
    feed: Feed
    gateway: Gateway
    messages: Messages
    interactions: Interactions
    commands: Commands
    faults: Faults
    rate_limits: RateLimits
    schema: Schema | None = None
    base: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    nonces: dict[str, tuple[float, str, str]] = field(default_factory=dict)
    """When a nonce of the bot's was used, for which channel and message."""
