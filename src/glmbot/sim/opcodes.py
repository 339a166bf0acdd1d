"""The gateway's numbers: opcodes, close codes, and how much it takes from a client."""

from enum import IntEnum
from typing import Final


class Op(IntEnum):
    """Opcodes; what a client and the gateway send as `op`."""

    HEARTBEAT = 1
    IDENTIFY = 2
    PRESENCE = 3
    VOICE = 4
    RESUME = 6
    RECONNECT = 7
    MEMBERS = 8
    INVALID_SESSION = 9
    HELLO = 10
    HEARTBEAT_ACK = 11


class Close(IntEnum):
    """Close codes, each for what a client did wrong."""

    UNKNOWN_OP = 4001
    DECODE = 4002
    NOT_AUTHENTICATED = 4003
    AUTHENTICATION = 4004
    ALREADY = 4005
    SEQUENCE = 4007
    RATE = 4008
    TIMEOUT = 4009
    SHARD = 4010
    VERSION = 4012
    INTENTS = 4013
    DISALLOWED = 4014


CLEAN_CLOSES: Final = (1000, 1001)
"""With these a client ends its session: it can't be resumed."""

PAYLOAD_BYTES: Final = 4096
SENDS_PER_MINUTE: Final = 120
START_SECONDS: Final = 5.0
"""In so many seconds as many shards may identify as `max_concurrency` says, one for each rest of their numbers."""
VERSION: Final = "10"


class GatewayCloseError(Exception):
    """The link is to be closed with a code."""

    def __init__(self, code: Close) -> None:
        super().__init__(str(code))
        self.code = code
