"""The gateway: HELLO, IDENTIFY, READY, heartbeats, RESUME, and events for those whose intents ask for them."""

import asyncio
import contextlib
import json
import secrets
from collections.abc import Callable
from typing import Any

from aiohttp import WSMsgType, web

from glmbot.sim.errors import JSON, SimError
from glmbot.sim.feed import Feed, compact
from glmbot.sim.intents import KNOWN_BITS, PRIVILEGED, Intent, redacted, wanted
from glmbot.sim.kinds import Permission
from glmbot.sim.opcodes import (
    CLEAN_CLOSES,
    PAYLOAD_BYTES,
    SENDS_PER_MINUTE,
    START_SECONDS,
    VERSION,
    Close,
    GatewayCloseError,
    Op,
)
from glmbot.sim.payloads import guild_event_payload, own_user_payload, whole_member_payload
from glmbot.sim.session import Link, Session, encoded
from glmbot.sim.world import World


class Gateway:
    """All sessions of the bot under test, and the faults that can be laid on their links."""

    def __init__(self, world: World, feed: Feed, *, token: str, heartbeat_seconds: float) -> None:
        self.world = world
        self.feed = feed
        self.token = token
        self.heartbeat_seconds = heartbeat_seconds
        self.url = ""
        self.sessions: dict[str, Session] = {}
        self.allowed_privileged = int(PRIVILEGED)
        self.denied = Permission(0)
        self.acknowledges = True
        self.identifies = 0
        self.resumes = 0
        self.advised_shards = 1
        self.max_concurrency: int | None = None
        """How many may identify in five seconds; None, and it is not looked at."""
        self.crowded = 0
        """How many identified too soon."""
        self.slow_hellos: list[float] = []
        """By how many seconds each of the next links' HELLO is late."""
        self._starts: dict[int, float] = {}
        self._links: set[Link] = set()

    @property
    def online(self) -> bool:
        """Whether the bot has a session with a live link."""
        return any(session.link for session in self.sessions.values())

    @property
    def reads_content(self) -> bool:
        """Whether the bot's last session has the message content intent."""
        return any(session.reads_content for session in self.sessions.values())

    def dispatch(self, event: str, payload: JSON) -> None:
        """Send an event to each session that may have it, message content blanked where it may not be read."""
        guild_id = (
            payload["id"] if event.startswith("GUILD_") and "guild_id" not in payload else payload.get("guild_id")
        )
        for session in self.sessions.values():
            if not session.has(guild_id) or not wanted(event, payload, session.intents):
                continue
            shown = payload
            if event in ("MESSAGE_CREATE", "MESSAGE_UPDATE") and not session.reads_content:
                shown = redacted(payload, self.world.bot.id, guild="guild_id" in payload)
            session.dispatch(event, shown)
        self.feed.record("in", event, detail=_gist(payload))

    def part(self, act: Callable[[Link], None]) -> None:
        """End every live link in some way; the sessions can be resumed (SimError if there is no link)."""
        for session in self._linked():
            assert session.link is not None
            act(session.link)
            session.link = None
        self.feed.publish({"op": "link"})

    def _linked(self) -> list[Session]:
        linked = [session for session in self.sessions.values() if session.link]
        if not linked:
            raise SimError("the bot is not connected")
        return linked

    def reconnect(self) -> None:
        """Ask the bot to reconnect and resume (op 7)."""
        for session in self._linked():
            self._tell(session.link, {"op": Op.RECONNECT, "d": None})

    def invalidate(self, *, resumable: bool) -> None:
        """Invalidate the session (op 9); what is not resumable is forgotten."""
        for session in self._linked():
            self._tell(session.link, {"op": Op.INVALID_SESSION, "d": resumable})
        if not resumable:
            self.sessions = {}
            self.feed.publish({"op": "link"})

    def forget_sessions(self) -> None:
        """Cut the links and forget the sessions, so that RESUME is refused."""
        self.part(Link.abort)
        self.sessions = {}

    def repeat_last_question(self) -> None:
        """Cut the links, and on RESUME replay from the last question on, though it was received."""
        for session in self.sessions.values():
            session.repeat_last = True
        self.part(Link.abort)

    def _tell(self, link: Link | None, payload: JSON) -> None:
        if link is not None:
            link.send(encoded(payload))
        detail = None if payload["op"] == Op.HELLO else compact(payload.get("d"))
        self.feed.record("in", Op(payload["op"]).name, detail=detail)

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """One connection, from HELLO to its end."""
        socket = web.WebSocketResponse(max_msg_size=0, timeout=2.0)
        await socket.prepare(request)
        link = Link(socket, request.transport, request.query.get("compress"))
        pump = asyncio.create_task(link.pump())
        self._links.add(link)
        try:
            await self._converse(link, request.query.get("v", VERSION))
        except GatewayCloseError as closing:
            self.feed.record("in", f"close {closing.code}")
            link.close(closing.code)
            with contextlib.suppress(TimeoutError, ConnectionError):
                await asyncio.wait_for(asyncio.shield(pump), 2)
        finally:
            pump.cancel()
            self._links.discard(link)
            self._forget(link)
        return socket

    async def close(self) -> None:
        """End all links."""
        for link in tuple(self._links):
            link.abort()

    def _forget(self, link: Link) -> None:
        for session in tuple(self.sessions.values()):
            if session.link is link:
                session.link = None
                if link.socket.close_code in CLEAN_CLOSES:
                    del self.sessions[session.id]
                self.feed.publish({"op": "link"})

    async def _converse(self, link: Link, version: str) -> None:
        if version != VERSION:
            raise GatewayCloseError(Close.VERSION)
        if self.slow_hellos:
            await asyncio.sleep(self.slow_hellos.pop(0))
        interval = int(self.heartbeat_seconds * 1000)
        self._tell(link, {"op": Op.HELLO, "s": None, "t": None, "d": {"heartbeat_interval": interval, "_trace": []}})
        clock = asyncio.get_running_loop()
        sent: list[float] = []
        session: Session | None = None
        while True:
            payload = await self._receive(link)
            if payload is None:
                return
            sent = [moment for moment in sent if moment > clock.time() - 60] + [clock.time()]
            if len(sent) > SENDS_PER_MINUTE:
                raise GatewayCloseError(Close.RATE)
            session = self._obey(link, session, payload)

    async def _receive(self, link: Link) -> JSON | None:
        try:
            message = await link.socket.receive(timeout=self.heartbeat_seconds * 2)
        except TimeoutError:
            raise GatewayCloseError(Close.TIMEOUT) from None
        if message.type is not WSMsgType.TEXT:
            return None
        if len(message.data.encode()) > PAYLOAD_BYTES:
            raise GatewayCloseError(Close.DECODE)
        try:
            payload = json.loads(message.data)
        except (ValueError, RecursionError):
            raise GatewayCloseError(Close.DECODE) from None
        if not isinstance(payload, dict) or not isinstance(payload.get("op"), int):
            raise GatewayCloseError(Close.DECODE)
        return payload

    def _obey(self, link: Link, session: Session | None, payload: JSON) -> Session | None:
        op, content = payload["op"], payload.get("d")
        if op == Op.HEARTBEAT:
            if self.acknowledges:
                self._tell(link, {"op": Op.HEARTBEAT_ACK})
        elif op in (Op.IDENTIFY, Op.RESUME):
            if session is not None:
                raise GatewayCloseError(Close.ALREADY)
            return self._identify(link, content) if op == Op.IDENTIFY else self._resume(link, content)
        elif session is None:
            raise GatewayCloseError(Close.NOT_AUTHENTICATED)
        elif op == Op.MEMBERS:
            self._members(session, content)
        elif op not in (Op.PRESENCE, Op.VOICE):
            raise GatewayCloseError(Close.UNKNOWN_OP)
        return session

    def _identify(self, link: Link, content: Any) -> Session | None:
        if not isinstance(content, dict) or content.get("token") != self.token:
            raise GatewayCloseError(Close.AUTHENTICATION)
        intents = content.get("intents")
        if not isinstance(intents, int) or not 0 <= intents <= KNOWN_BITS:
            raise GatewayCloseError(Close.INTENTS)
        if intents & int(PRIVILEGED) & ~self.allowed_privileged:
            raise GatewayCloseError(Close.DISALLOWED)
        shard = content.get("shard") or [0, 1]
        if not 0 <= shard[0] < shard[1]:
            raise GatewayCloseError(Close.SHARD)
        self.identifies += 1
        if self._is_crowded(shard[0]):
            self.crowded += 1
            self._tell(link, {"op": Op.INVALID_SESSION, "d": False})
            return None
        # A session without a link can be resumed while others of as many shards identify.
        self.sessions = {
            key: old
            for key, old in self.sessions.items()
            if old.shard != shard and (old.link or old.shard[1] == shard[1])
        }
        session = Session(secrets.token_hex(16), intents, shard, link=link)
        self.sessions[session.id] = session
        session.dispatch("READY", self._ready(session))
        self.feed.record("in", "READY")
        for guild_id, name in self.world.guilds.items():
            if intents & Intent.GUILDS and session.has(guild_id):
                session.dispatch("GUILD_CREATE", guild_event_payload(self.world, guild_id, self.denied))
                self.feed.record("in", "GUILD_CREATE", detail=name)
        self.feed.publish({"op": "link"})
        return session

    def _is_crowded(self, shard: int) -> bool:
        """Whether another shard of the same key has identified in the last five seconds."""
        if self.max_concurrency is None:
            return False
        key, now = shard % self.max_concurrency, asyncio.get_running_loop().time()
        before, self._starts[key] = self._starts.get(key), now
        return before is not None and now - before < START_SECONDS

    def _ready(self, session: Session) -> JSON:
        world = self.world
        ready: JSON = {"v": int(VERSION), "user": own_user_payload(world.bot), "session_id": session.id}
        ready["guilds"] = [{"id": one, "unavailable": True} for one in world.guilds if session.has(one)]
        ready |= {"resume_gateway_url": self.url, "shard": session.shard, "session_type": "normal"}
        return ready | {"application": {"id": world.application_id, "flags": 0}, "private_channels": [], "_trace": []}

    def _resume(self, link: Link, content: Any) -> Session | None:
        if not isinstance(content, dict) or content.get("token") != self.token:
            raise GatewayCloseError(Close.AUTHENTICATION)
        session = self.sessions.get(content.get("session_id", ""))
        if session is None:
            self._tell(link, {"op": Op.INVALID_SESSION, "d": False})
            return None
        sequence = content.get("seq")
        if not isinstance(sequence, int) or sequence > session.sequence:
            raise GatewayCloseError(Close.SEQUENCE)
        self.resumes += 1
        session.link = link
        count = session.replay(sequence)
        session.dispatch("RESUMED", {"_trace": []})
        self.feed.record("in", "RESUMED", detail=f"{count} events replayed")
        self.feed.publish({"op": "link"})
        return session

    def _members(self, session: Session, content: Any) -> None:
        members = [whole_member_payload(self.world, user) for user in self.world.users.values() if not user.webhook]
        guild_id = content.get("guild_id", self.world.guild_id) if isinstance(content, dict) else self.world.guild_id
        chunk: JSON = {"guild_id": guild_id, "members": members, "chunk_index": 0, "chunk_count": 1}
        if isinstance(content, dict) and content.get("nonce"):
            chunk["nonce"] = content["nonce"]
        session.dispatch("GUILD_MEMBERS_CHUNK", chunk)


def _gist(payload: JSON) -> str | None:
    author = payload.get("author") or {}
    if author:
        return compact(f"{author['username']}: {payload['content']}") if payload.get("content") else author["username"]
    content = payload.get("data")
    return compact(content.get("name") or content.get("custom_id")) if isinstance(content, dict) else None
