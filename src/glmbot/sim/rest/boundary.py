"""The one way into the REST API: faults, token, rate limit, schema, then the route; and one way out."""

import functools
import json
import logging
import re
import time
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from aiohttp import web

from glmbot.sim.errors import (
    GENERAL,
    INVALID_JSON,
    JSON,
    MISSING_PERMISSIONS,
    UNAUTHORIZED,
    UNKNOWN_MESSAGE,
    DiscordError,
)
from glmbot.sim.faults import RETRY_AFTER
from glmbot.sim.rest import applications, interactions, messages
from glmbot.sim.rest.calls import Answer, Call, Route
from glmbot.sim.service import Service
from glmbot.sim.shapes import Upload
from glmbot.sim.web import cut

PREFIX: Final = "/api/v10"
ROUTES: Final = (*applications.routes, *messages.routes, *interactions.routes)
VIA: Final = {"Via": "1.1 google"}
SERVER_ERRORS: Final = {"500": "Internal Server Error", "502": "Bad Gateway", "503": "Service Unavailable"}
_log = logging.getLogger(__name__)


class Outcome(NamedTuple):
    """What goes back: status, body (an object, or a page's text), further headers."""

    status: int
    body: Any = None
    headers: Mapping[str, str] = VIA


class Boundary:
    """Serves the routes."""

    def __init__(self, service: Service) -> None:
        self.service = service

    def install(self, router: web.UrlDispatcher) -> None:
        """Add all routes; what is under `/api` besides is unknown, and noted."""
        for route in ROUTES:
            router.add_route(route.method, PREFIX + route.template, functools.partial(self.serve, route))
        router.add_route("*", "/api/{rest:.*}", self.unknown)

    async def unknown(self, request: web.Request) -> web.StreamResponse:
        """A route that is not known here."""
        self.service.feed.refuse(DiscordError(GENERAL), f"{request.method} {request.path}", None)
        return _response(Outcome(404, DiscordError(GENERAL).body()))

    async def serve(self, route: Route, request: web.Request) -> web.StreamResponse:
        """One request."""
        began, service = time.perf_counter(), self.service
        if "api-down" in service.faults.standing:
            return cut(request)
        await service.faults.linger()
        struck = service.faults.strike(route.method, route.template)
        self._count(request.match_info, struck)
        if struck == "reset":
            return cut(request)
        headers, wait, globally = service.rate_limits.take(route.method, route.template, request.match_info)
        outcome = _struck(struck)
        if outcome is None and wait is not None:
            outcome = _limited(wait, globally=globally)
        if outcome is None:
            outcome = await self._carried_out(route, request)
        if struck == "500-after":
            outcome = _server_error("500")
        self._record(route, outcome, request, (time.perf_counter() - began) * 1000)
        return _response(outcome._replace(headers={**headers, **outcome.headers}))

    def _count(self, path: Mapping[str, str], struck: str | None) -> None:
        token = path.get("interaction_token") or path.get("webhook_token")
        if token:
            self.service.interactions.count_request(token)
            if struck is not None:
                self.service.interactions.note_fault(token, struck)
        elif "channel_id" in path:
            self.service.messages.count_request(path["channel_id"])

    async def _carried_out(self, route: Route, request: web.Request) -> Outcome:
        name = f"{route.method} {route.template}"
        try:
            answer = await self._answered(route, request)
        except DiscordError as error:
            channel_id = request.match_info.get("channel_id") or self._channel_of(request.match_info)
            self.service.feed.refuse(error, name, channel_id)
            answer = Answer(error.reason.status, error.body())
        except ConnectionResetError:
            return _server_error("500")  # the bot's process was killed: nobody waits for it
        except Exception as error:  # noqa: BLE001 - a fault of this server is told as one, and must not end it
            _log.exception("%s failed", name)
            self.service.feed.violate(f"the local Discord failed in {name}: {error!r}")
            return _server_error("500")
        if self.service.schema and answer.body is not None:
            for wrong in self.service.schema.response_errors(route.method, route.template, answer.status, answer.body):
                self.service.feed.violate(f"answer to {name}: {wrong.place}: {wrong.message}")
        return Outcome(answer.status, answer.body)

    async def _answered(self, route: Route, request: web.Request) -> Answer:
        service = self.service
        refused = "login-401" in service.faults.standing
        if not route.open and (refused or request.headers.get("Authorization") != f"Bot {service.token}"):
            raise DiscordError(UNAUTHORIZED)
        body, files = await _body(request)
        errors = []
        if service.schema and body is not None:
            errors = service.schema.request_errors(route.method, route.template, body)
        for wrong in errors:
            service.feed.violate(f"request {route.method} {route.template}: {wrong.place}: {wrong.message}")
        path = dict(request.match_info)
        call = Call(service, route.method, route.template, path, request.query, body, tuple(files), tuple(errors))
        return await route.serve(call)

    def _channel_of(self, path: Mapping[str, str]) -> str | None:
        token = path.get("interaction_token") or path.get("webhook_token") or ""
        return self.service.interactions.channel_of(token)

    def _record(self, route: Route, outcome: Outcome, request: web.Request, ms: float) -> None:
        what = f"{route.method} {re.sub(r'{[^}]+}', '…', route.template)}"
        code = outcome.body.get("code") if isinstance(outcome.body, dict) else None
        code = code if isinstance(code, int) and outcome.status >= 400 else None  # noqa: PLR2004 - an HTTP error
        detail = request.match_info.get("emoji_name")
        self.service.feed.record("out", what, status=outcome.status, code=code, ms=round(ms, 1), detail=detail)


async def _body(request: web.Request) -> tuple[Any, list[Upload]]:
    if not request.can_read_body:
        return None, []
    if request.content_type != "multipart/form-data":
        return _json(await request.read()), []
    body: Any = {}
    files = []
    async for part in await request.multipart():
        if part.name == "payload_json":  # type: ignore[union-attr] # discord.py sends no parts within parts
            body = _json(await part.read())  # type: ignore[union-attr] # the same
        else:
            content = bytes(await part.read())  # type: ignore[union-attr] # the same
            files.append(Upload(part.name or "", part.filename or "file", content))  # type: ignore[union-attr] # the same
    return body, files


def _json(text: bytes | bytearray) -> Any:
    if not text:
        return None
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise DiscordError(INVALID_JSON) from None


def _struck(fault: str | None) -> Outcome | None:
    if fault in ("429", "429-global"):
        return _limited(RETRY_AFTER, globally=fault == "429-global")
    if fault == "429-no-via":
        return Outcome(429, "error code: 1015", {"Retry-After": "60"})
    if fault == "403":
        return Outcome(403, DiscordError(MISSING_PERMISSIONS).body())
    if fault == "404":
        return Outcome(404, DiscordError(UNKNOWN_MESSAGE).body())
    return _server_error(fault) if fault in SERVER_ERRORS else None


def _limited(wait: float, *, globally: bool) -> Outcome:
    headers = {**VIA, "Retry-After": f"{wait:.3f}", "X-RateLimit-Scope": "global" if globally else "user"}
    if globally:
        headers["X-RateLimit-Global"] = "true"
    body: JSON = {"message": "You are being rate limited.", "retry_after": round(wait, 3), "global": globally}
    return Outcome(429, body, headers)


def _server_error(status: str | None) -> Outcome:
    status = status or "500"
    return Outcome(int(status), {"message": f"{status}: {SERVER_ERRORS[status]}", "code": 0})


def _response(outcome: Outcome) -> web.Response:
    if outcome.body is None:
        return web.Response(status=outcome.status, headers=outcome.headers)
    if isinstance(outcome.body, str):
        return web.Response(status=outcome.status, headers=outcome.headers, text=outcome.body)
    content = json.dumps(outcome.body, ensure_ascii=False).encode()
    headers = {**outcome.headers, "Content-Type": "application/json"}
    return web.Response(status=outcome.status, headers=headers, body=content)
