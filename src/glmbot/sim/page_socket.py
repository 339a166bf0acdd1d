"""The page's side: its files, and the WebSocket by which it shows the conversation and lets people act."""

import asyncio
import contextlib
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final
from weakref import WeakSet

from aiohttp import WSMsgType, web

from glmbot.sim.errors import JSON, DiscordError, SimError
from glmbot.sim.faults import TABLE
from glmbot.sim.page_acts import ACTS
from glmbot.sim.page_view import channels_view, message_view, user_view
from glmbot.sim.session import encoded
from glmbot.sim.stage import Stage
from glmbot.sim.web import HEADERS

FILES: Final = Path(__file__).parent / "page"
TYPES: Final = {
    ".html": "text/html",
    ".js": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".json": "application/json",
}
SHOWN: Final = {
    ".txt": "text/plain; charset=utf-8",
    ".md": "text/plain; charset=utf-8",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
}
"""Attachments that a browser may draw: text and pictures without scripts."""
TOLD: Final = {
    "message", "gone", "channel", "user", "typing", "commands", "choices", "modal", "wire", "refused", "process",
    "status", "error",
}  # fmt: skip
PROCESS_SECONDS: Final = 2.0
CLOSING_SECONDS: Final = 1.0


class Page:
    """Serves the page of one local Discord."""

    def __init__(self, discord: Stage) -> None:
        self._discord = discord
        self._sockets: WeakSet[web.WebSocketResponse] = WeakSet()

    def install(self, router: web.UrlDispatcher) -> None:
        """Add the page's routes."""
        router.add_get("/", self._index)
        router.add_get("/page/socket", self._socket)
        router.add_get("/page/{name:[A-Za-z0-9_/-]{1,100}\\.[a-z]{1,8}}", self._file)
        router.add_get("/attachments/{key:.+}", self._attachment)

    async def close(self) -> None:
        """End all pages' connections."""
        await asyncio.gather(*(socket.close(code=1001) for socket in tuple(self._sockets)))

    async def _index(self, _request: web.Request) -> web.StreamResponse:
        return _static("index.html")

    async def _file(self, request: web.Request) -> web.StreamResponse:
        return _static(request.match_info["name"])

    async def _attachment(self, request: web.Request) -> web.StreamResponse:
        content = self._discord.service.files.get(request.match_info["key"])
        if content is None:
            raise web.HTTPNotFound
        name = request.match_info["key"].rpartition("/")[2].replace('"', "")
        kind = SHOWN.get(Path(name).suffix, "application/octet-stream")
        disposition = f'attachment; filename="{name.encode("ascii", "replace").decode()}"'
        headers = {**HEADERS, "Content-Type": kind, "Content-Disposition": disposition}
        return web.Response(body=content, headers=headers)

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        socket = web.WebSocketResponse(heartbeat=30, max_msg_size=1024 * 1024, timeout=CLOSING_SECONDS)
        await socket.prepare(request)
        self._sockets.add(socket)
        outgoing: asyncio.Queue[JSON] = asyncio.Queue()
        outgoing.put_nowait(self.snapshot())
        unlisten = self._discord.service.feed.listen(lambda frame: self._pass_on(frame, outgoing))
        writer = asyncio.create_task(self._write(socket, outgoing))
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    await self._obey(message.data, outgoing)
        finally:
            unlisten()
            writer.cancel()
        return socket

    def snapshot(self) -> JSON:
        """Everything of this run, so that a reload keeps the conversation."""
        service, world = self._discord.service, self._discord.world
        messages: dict[str, list[JSON]] = {channel_id: [] for channel_id in world.channels}
        for message in world.everything():
            messages[message.channel_id].append(_clean(message_view(world, message)))
        return {
            "op": "snapshot",
            **self._standing(),
            "examples": self._discord.examples,
            "users": [user_view(user) for user in world.people],
            "guild": {"id": world.guild_id, "name": world.guild_name},
            "channels": channels_view(world),
            "messages": messages,
            "commands": service.commands.everywhere(),
            "wire": [asdict(entry) for entry in service.feed.wire],
            "refused": [refusal.frame() for refusal in service.feed.refusals],
            "faults": [fault.frame() for fault in TABLE.values()],
            "process": self._process(),
        }

    def _standing(self) -> JSON:
        bot = self._discord.world.bot
        shown = {"id": bot.id, "username": bot.name, "online": self._discord.service.gateway.online}
        return {"title": self._discord.title, "status": self._discord.status, "bot": shown}

    def _process(self) -> JSON:
        reconnects = self._discord.service.gateway.resumes
        if self._discord.child is None:
            state = "running" if self._discord.service.gateway.online else "stopped"
            return {"pid": None, "up_seconds": None, "rss_bytes": None, "reconnects": reconnects, "state": state,
                    "log": []}  # fmt: skip
        return self._discord.child.frame(reconnects, online=self._discord.service.gateway.online)

    def _pass_on(self, frame: JSON, outgoing: "asyncio.Queue[JSON]") -> None:
        if frame["op"] == "link":
            outgoing.put_nowait({"op": "status", **self._standing()})
            outgoing.put_nowait({"op": "process", "process": self._process()})
        elif frame["op"] == "message":
            outgoing.put_nowait({"op": "message", "message": _clean(frame["message"])})
        elif frame["op"] in TOLD:
            outgoing.put_nowait(frame)

    async def _write(self, socket: web.WebSocketResponse, outgoing: "asyncio.Queue[JSON]") -> None:
        with contextlib.suppress(ConnectionError):
            while True:
                try:
                    frame = await asyncio.wait_for(outgoing.get(), PROCESS_SECONDS)
                except TimeoutError:
                    frame = {"op": "process", "process": self._process()}
                await socket.send_str(encoded(frame))

    async def _obey(self, text: str, outgoing: "asyncio.Queue[JSON]") -> None:
        frame: Any = None
        try:
            frame = json.loads(text)
            await ACTS[frame["op"]](self._discord, frame)
        except (SimError, DiscordError) as error:
            outgoing.put_nowait({"op": "error", "text": str(error), "nonce": frame.get("nonce")})
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            outgoing.put_nowait({"op": "error", "text": f"not understood: {error!r}"})


def _clean(view: JSON) -> JSON:
    """A message for the page: who reacted is told by name of key, not as a private one."""
    if not view.get("reactions"):
        return view
    return {**view, "reactions": [{**entry, "users": entry["_users"]} for entry in view["reactions"]]}


def _static(name: str) -> web.Response:
    path = (FILES / name).resolve()
    if path.suffix not in TYPES or not path.is_relative_to(FILES.resolve()) or not path.is_file():
        raise web.HTTPNotFound
    return web.Response(
        body=path.read_bytes(), headers={**HEADERS, "Content-Type": f"{TYPES[path.suffix]}; charset=utf-8"}
    )
