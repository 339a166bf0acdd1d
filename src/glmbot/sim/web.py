"""What a browser may do here: this server's own pages only, and nothing that a message could smuggle in."""

import socket
import struct
from collections.abc import Awaitable, Callable
from typing import Final, Protocol, TypeAlias
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Middleware

Handler: TypeAlias = Callable[[web.Request], Awaitable[web.StreamResponse]]

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Listening(Protocol):
    """Something that listens on a port of this machine."""

    port: int


def is_own(server: Listening, request: web.Request, *, origin_needed: bool) -> bool:
    """Whether a request names this server as host and, where it names an origin, as origin."""
    own = {f"127.0.0.1:{server.port}", f"localhost:{server.port}"}
    origin = request.headers.get("Origin")
    if request.headers.get("Host") not in own or (origin is None and origin_needed):
        return False
    if origin is None:
        return True
    parts = urlsplit(origin)
    return parts.scheme == "http" and parts.netloc in own


def guarded(server: Listening) -> Middleware:
    """Refuse with 403 whoever reached this server under another name, or from another site's page."""

    @web.middleware
    async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
        if not is_own(server, request, origin_needed=request.path == "/page/socket"):
            return web.Response(status=403, text="This server answers to 127.0.0.1 and localhost only.\n")
        return await handler(request)

    return guard


def cut(request: web.Request) -> web.Response:
    """Reset the connection under a request; what is returned goes nowhere."""
    if request.transport is not None:
        sock = request.transport.get_extra_info("socket")
        if sock is not None:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        request.transport.abort()
    return web.Response(status=500)
