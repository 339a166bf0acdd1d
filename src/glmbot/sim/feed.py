"""What happens in the local Discord, told to whoever listens: the page, the tests, a script."""

import asyncio
import time
from collections import deque
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, Final, Literal, TypeAlias, TypeVar

from glmbot.sim.errors import JSON, DiscordError, FormError, SimError

T = TypeVar("T")
Listener: TypeAlias = Callable[[JSON], None]
WIRE_KEPT: Final = 200
LOOK_SECONDS: Final = 0.05


@dataclass(frozen=True, slots=True)
class WireEntry:
    """One thing that went over the wire, as the bot sees it: in = event or answer to it, out = its request."""

    at: int
    direction: Literal["in", "out"]
    what: str
    status: int | None = None
    code: int | None = None
    ms: float | None = None
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """A request that was refused as Discord would refuse it."""

    at: int
    status: int
    code: int
    message: str
    errors: tuple[FormError, ...]
    route: str
    channel_id: str | None

    def frame(self) -> JSON:
        """The entry as the page gets it."""
        entry = asdict(self)
        entry["errors"] = [{"path": e.place, "code": e.code, "message": e.message} for e in self.errors]
        return entry

    def __str__(self) -> str:
        wrong = "; ".join(f"{error.place}: {error.message}" for error in self.errors)
        return f"{self.status} {self.code} {self.message} ({self.route})" + (f": {wrong}" if wrong else "")


class Feed:
    """Publishes frames to listeners, keeps the wire's last entries, all refusals, and all violations of the schema."""

    def __init__(self) -> None:
        self.wire: deque[WireEntry] = deque(maxlen=WIRE_KEPT)
        self.refusals: list[Refused] = []
        self.violations: list[str] = []
        self._listeners: list[Listener] = []
        self._waiting: set[asyncio.Future[None]] = set()

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` with each frame from now on; returns what ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def publish(self, frame: JSON) -> None:
        """Tell a frame of the page protocol to all listeners, and wake who waits for a change."""
        for listener in tuple(self._listeners):
            listener(frame)
        self.changed()

    def changed(self) -> None:
        """Wake everyone in `until`."""
        for future in self._waiting:
            if not future.done():
                future.set_result(None)
        self._waiting.clear()

    def record(
        self,
        direction: Literal["in", "out"],
        what: str,
        *,
        status: int | None = None,
        code: int | None = None,
        ms: float | None = None,
        detail: str | None = None,
    ) -> None:
        """Add an entry to the wire."""
        entry = WireEntry(milliseconds(), direction, what, status, code, ms, detail)
        self.wire.append(entry)
        if self._listeners:
            self.publish({"op": "wire", "entry": asdict(entry)})
        else:
            self.changed()

    def refuse(self, error: DiscordError, route: str, channel_id: str | None) -> None:
        """Note a refusal."""
        entry = Refused(milliseconds(), *error.reason, error.errors, route, channel_id)
        self.refusals.append(entry)
        self.publish({"op": "refused", "entry": entry.frame()})

    def violate(self, what: str) -> None:
        """Note that a body broke Discord's published schema, in either direction."""
        self.violations.append(what)
        self.publish({"op": "violation", "text": what})

    async def until(self, look: Callable[[], T | None], *, within: float, what: str) -> T:
        """The first thing `look` finds, now or after a change; SimError naming `what` after `within` seconds.

        It also looks again from time to time, for what changes without this feed hearing of it.
        """
        clock = asyncio.get_running_loop()
        deadline = clock.time() + within
        while (found := look()) is None:
            future: asyncio.Future[None] = clock.create_future()
            self._waiting.add(future)
            await asyncio.wait({future}, timeout=min(deadline - clock.time(), LOOK_SECONDS))
            self._waiting.discard(future)
            if clock.time() > deadline:
                raise SimError(f"{what}: nothing within {within:g} s")
        return found


def milliseconds() -> int:
    """Milliseconds since 1970, as the page counts."""
    return int(time.time() * 1000)


def compact(value: Any) -> str:
    """A value in one short line for the wire's detail."""
    text = str(value)
    return text if len(text) <= 80 else text[:79] + "…"  # noqa: PLR2004 - a line of the page's narrow panel
