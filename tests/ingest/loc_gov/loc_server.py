"""A server of loc.gov's shape on this machine, with its quirks; every article is invented."""

import asyncio
import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

from aiohttp import web

COLLECTION = "/collections/global-legal-monitor/"

MONTHS = ("Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.")
TEXT = (
    "({month} 15, 2019) The Assembly of Norland, an invented country, adopted Invented Act {number} on the harbours of"
    " its northern coast. The Act obliges each harbour to keep {number} lamps lit at night. (Lamps for the Coast,"
    " NORLAND COURIER ({month} 14, 2019).)\n\n"
    "Masters of harbours who let a lamp go out pay a fine of {number}00 crowns. (Id.)"
)


@dataclass(frozen=True)
class Scripted:
    """One answer, given once in place of the usual one."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0
    trickle: bool = False
    cut: bool = False


@dataclass(frozen=True)
class Seen:
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]


def path_of(number: int) -> str:
    """The path of the invented item of a number."""
    return f"/item/global-legal-monitor/2019-0{number % 9 + 1}-15/norland-invented-act-{number}/"


def item_of(number: int) -> dict[str, Any]:
    """An invented item; its fields are texts or lists by turns, as at loc.gov."""
    odd = bool(number % 2)
    text = TEXT.format(number=number, month=MONTHS[number % 9])
    title = f"Norland: Invented Act {number} &amp; Its Rules"
    block = {
        "title": title if odd else [title],
        "date": f"2019-0{number % 9 + 1}-15",
        "subjects": [{"Harbours": "https://www.loc.gov/?fa=subject:harbours"}] if odd else ["Fisheries"],
        "location": "Norland" if odd else [{"norland": "https://www.loc.gov/?fa=location:norland"}],
        "url": f"//www.loc.gov{path_of(number)}" if odd else [f"http://www.loc.gov{path_of(number)}"],
        "full_text": text if odd else [text],
        "description": ["An <cite>invented</cite> text."] if odd else "An invented text.",
    }
    return {"item": block, "cite_this": {}, "resources": [], "timestamp": 1, "type": "item"}


def row_of(number: int) -> dict[str, Any]:
    """A row for an invented item."""
    path = path_of(number)
    return {
        "id": f"http://www.loc.gov{path}",
        "url": f"//www.loc.gov{path}" if number % 2 else f"https://www.loc.gov{path}",
        "title": f"Norland: Invented Act {number}",
        "date": path.split("/")[3],
        "subject": ["Harbours"] if number % 2 else "Fisheries",
        "location": ["norland"],
        "partof": ["global legal monitor"],
    }


class LocServer:
    """The server; it runs in a thread of its own while it is entered."""

    def __init__(self, numbers: int = 0) -> None:
        self.rows = [row_of(number) for number in range(numbers)]
        self.items = {path_of(number): item_of(number) for number in range(numbers)}
        self.scripts: dict[str, list[Scripted]] = {}
        self.seen: list[Seen] = []
        self.perpage: int | None = None
        self.validators = True
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self.base = ""

    def __enter__(self) -> Self:
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._start(), self._loop).result(10)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        asyncio.run_coroutine_threadsafe(self._stop(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    def script(self, path: str, *answers: Scripted) -> None:
        """Give these answers first at a path, each once."""
        self.scripts.setdefault(path, []).extend(answers)

    def asked(self, path: str) -> list[Seen]:
        """The requests for a path."""
        return [one for one in self.seen if one.path == path]

    async def _start(self) -> None:
        app = web.Application()
        app.router.add_get("/{path:.*}", self._answer)
        self._runner = web.AppRunner(app, shutdown_timeout=0.01)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.base = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def _stop(self) -> None:
        await self._runner.cleanup()
        left = asyncio.all_tasks() - {asyncio.current_task()}
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        self.seen.append(Seen(request.path, dict(request.query), dict(request.headers)))
        waiting = self.scripts.get(request.path)
        if waiting:
            return await _scripted(request, waiting.pop(0))
        if request.path == COLLECTION:
            return self._page(request)
        if request.path in self.items:
            return self._item(request)
        return web.json_response({"status": 404, "type": "exception", "caption": "Not Found"})

    def _page(self, request: web.Request) -> web.Response:
        if request.query.get("fo") != "json":
            return web.Response(text="<html>a page for people</html>", content_type="text/html")
        size, page = self.perpage or int(request.query.get("c", "25")), int(request.query.get("sp", "1"))
        shown = self.rows[(page - 1) * size : page * size]
        pages = -(-len(self.rows) // size)
        pagination = {
            "current": page,
            "of": len(self.rows),
            "total": pages,
            "perpage": size,
            "results": f"{(page - 1) * size + 1} - {page * size}",
            "next": f"//www.loc.gov{COLLECTION}?sp={page + 1}&c={size}" if page < pages else None,
            "last": f"https://www.loc.gov{COLLECTION}?sp={max(1, pages - 1)}",
        }
        return web.json_response({"results": shown, "pagination": pagination})

    def _item(self, request: web.Request) -> web.Response:
        body = json.dumps(self.items[request.path]).encode()
        tag = f'"{hash(body) & 0xFFFFFFFF:08x}"'
        headers = {"ETag": tag} if self.validators else {}
        if self.validators and request.headers.get("If-None-Match") == tag:
            return web.Response(status=304, headers=headers)
        return web.Response(body=body, content_type="application/json", headers=headers)


async def _scripted(request: web.Request, answer: Scripted) -> web.StreamResponse:
    await asyncio.sleep(answer.delay)
    headers = {"Content-Type": "application/json", **answer.headers}
    if not (answer.trickle or answer.cut):
        return web.Response(status=answer.status, body=answer.body, headers=headers)
    response = web.StreamResponse(status=answer.status, headers=headers)
    if answer.cut:
        response.content_length = len(answer.body) + 1000
    await response.prepare(request)
    for start in range(0, len(answer.body), 1 if answer.trickle else 1000):
        await response.write(answer.body[start : start + (1 if answer.trickle else 1000)])
        await asyncio.sleep(0.05 if answer.trickle else 0)
    if answer.cut:
        assert request.transport is not None
        request.transport.close()
    return response
