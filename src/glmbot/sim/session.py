"""A gateway session and the link that carries it: sequence numbers, replay, compression."""

import asyncio
import contextlib
import importlib
import json
import zlib
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from aiohttp import web

from glmbot.sim.errors import JSON, SimError
from glmbot.sim.intents import Intent
from glmbot.sim.snowflakes import shard_of

REPLAY_KEPT: Final = 5000


def encoded(payload: Any) -> str:
    """JSON without needless spaces."""
    return json.dumps(payload, separators=(",", ":"), ensure_ascii=False)


def _compressor(name: str | None) -> Callable[[bytes], bytes] | None:
    """One compressed stream for the whole link, each message flushed so that it can be read at once."""
    if name is None:
        return None
    if name == "zlib-stream":
        deflate = zlib.compressobj()
        return lambda text: deflate.compress(text) + deflate.flush(zlib.Z_SYNC_FLUSH)
    if name == "zstd-stream":
        zstandard = importlib.import_module("zstandard")
        stream = zstandard.ZstdCompressor().compressobj()
        return lambda text: bytes(stream.compress(text) + stream.flush(zstandard.COMPRESSOBJ_FLUSH_BLOCK))
    raise SimError(f"no such transport compression: {name}")


class Link:
    """One WebSocket connection of the bot; what is sent goes out in order, whoever sends it."""

    def __init__(
        self, socket: web.WebSocketResponse, transport: asyncio.Transport | None, compress: str | None
    ) -> None:
        self.socket = socket
        self._transport = transport
        self._compress = _compressor(compress)
        self._outgoing: asyncio.Queue[str | int] = asyncio.Queue()

    def send(self, text: str) -> None:
        """Send a payload."""
        self._outgoing.put_nowait(text)

    def close(self, code: int) -> None:
        """Close with a code, after what was sent before."""
        self._outgoing.put_nowait(code)

    def abort(self) -> None:
        """Cut the TCP connection without a word."""
        if self._transport is not None:
            self._transport.abort()

    async def pump(self) -> None:
        """Write what is sent until the link is closed."""
        with contextlib.suppress(ConnectionError):
            while True:
                item = await self._outgoing.get()
                if isinstance(item, int):
                    await self.socket.close(code=item)
                    return
                if self._compress is None:
                    await self.socket.send_str(item)
                else:
                    await self.socket.send_bytes(self._compress(item.encode()))


@dataclass
class Session:
    """What outlives a connection: the intents, the sequence, and the events to replay on RESUME."""

    id: str
    intents: int
    shard: list[int]
    sequence: int = 0
    kept: deque[tuple[int, str]] = field(default_factory=lambda: deque(maxlen=REPLAY_KEPT))
    link: Link | None = None
    last_question: int | None = None
    repeat_last: bool = False

    @property
    def reads_content(self) -> bool:
        """Whether it has the message content intent."""
        return bool(self.intents & Intent.MESSAGE_CONTENT)

    def has(self, guild_id: str | None) -> bool:
        """Whether its shard has a guild's events, or, with None, those of no guild."""
        number, count = self.shard
        return shard_of(guild_id, count) == number

    def dispatch(self, event: str, payload: JSON) -> None:
        """Number an event, keep it for replay, and send it if the session has a link."""
        self.sequence += 1
        text = encoded({"op": 0, "s": self.sequence, "t": event, "d": payload})
        self.kept.append((self.sequence, text))
        if event == "MESSAGE_CREATE" and not payload["author"].get("bot"):
            self.last_question = self.sequence
        if self.link is not None:
            self.link.send(text)

    def replay(self, sequence: int) -> int:
        """Send again what came after `sequence`, from the last question on if that is to be repeated; how many."""
        if self.repeat_last and self.last_question is not None:
            sequence = min(sequence, self.last_question - 1)
        self.repeat_last = False
        missed = [text for number, text in self.kept if number > sequence]
        if self.link is not None:
            for text in missed:
                self.link.send(text)
        return len(missed)
