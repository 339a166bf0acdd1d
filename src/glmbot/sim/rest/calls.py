"""One request of the bot as the routes see it, and the table of routes."""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias

from glmbot.sim.errors import INVALID_FORM, JSON, MISSING_ACCESS, DiscordError, FormError
from glmbot.sim.form import Place
from glmbot.sim.service import Service
from glmbot.sim.shapes import Upload
from glmbot.sim.world import Channel, Message


class Answer(NamedTuple):
    """What is answered: HTTP status and the JSON body, None for none."""

    status: int
    body: Any = None


@dataclass(frozen=True)
class Call:
    """A request that has come through the boundary: its path's parts, query, body and files."""

    service: Service
    method: str
    template: str
    path: Mapping[str, str]
    query: Mapping[str, str]
    body: Any
    files: tuple[Upload, ...]
    schema_errors: tuple[FormError, ...] = ()

    @property
    def place(self) -> Place:
        """A new form for the body; what the schema found wrong counts where the checks find nothing."""
        return Place(otherwise=self.schema_errors)

    @property
    def form(self) -> JSON:
        """The body, which must be an object (DiscordError 50035)."""
        if not isinstance(self.body, dict):
            wrong = FormError((), "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType")
            raise DiscordError(INVALID_FORM, [wrong])
        return self.body

    @property
    def channel(self) -> Channel:
        """The channel of the path, which the bot must be able to see (DiscordError 10003, 50001)."""
        channel = self.service.world.channel(self.path["channel_id"])
        if channel.foreign:
            raise DiscordError(MISSING_ACCESS)
        return channel

    @property
    def message(self) -> Message:
        """The message of the path, in a channel that the bot can see (DiscordError 10008)."""
        found = self.service.world.message(self.channel.id, self.path["message_id"])
        if found.visible_to is not None:
            return self.service.world.message(self.channel.id, "0")
        return found


Serve: TypeAlias = Callable[[Call], Awaitable[Answer]]


@dataclass(frozen=True)
class Route:
    """A route by method and path template; `open` ones carry their token in the path."""

    method: str
    template: str
    serve: Serve
    open: bool = False


@dataclass
class Routes:
    """Collects routes by decoration."""

    found: list[Route] = field(default_factory=list)

    def __call__(self, method: str, template: str, *, open_: bool = False) -> Callable[[Serve], Serve]:
        """Register what is decorated under a method and a path template."""

        def register(serve: Serve) -> Serve:
            self.found.append(Route(method, template, serve, open_))
            return serve

        return register

    def __iter__(self) -> Iterator[Route]:
        return iter(self.found)
