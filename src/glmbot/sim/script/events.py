"""What the bot does, as a row of events that a script takes one by one."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from glmbot.sim.errors import JSON
from glmbot.sim.stage import Stage
from glmbot.sim.world import Message

UNASKED: Final = "says"
"""The kind of event that may not stay without an expectation."""


@dataclass(eq=False)
class Event:
    """One thing the bot did: says, edits, deletes, reacts, offers, opens, fails, refused."""

    kind: str
    message: Message | None = None
    detail: Any = None
    taken: bool = False


@dataclass
class Events:
    """Listens to a stage and keeps what the bot does in order; each new event is also told to `told`."""

    stage: Stage
    told: Callable[[Event], None]
    row: list[Event] = field(default_factory=list)
    _edits: dict[str, int] = field(default_factory=dict)
    _reactions: dict[str, set[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._edits = {message.id: message.edits for message in self.stage.world.everything()}
        self._end = self.stage.service.feed.listen(self._hear)

    def close(self) -> None:
        """Stop listening."""
        self._end()

    def take(self, kind: str, fits: Callable[[Event], bool]) -> Event | None:
        """The first event of a kind that fits and was not taken before; it is taken now."""
        for event in self.row:
            if event.kind == kind and not event.taken and fits(event):
                event.taken = True
                return event
        return None

    def forgive(self) -> None:
        """Take everything so far as expected."""
        for event in self.row:
            event.taken = True

    def unasked(self) -> Event | None:
        """A message or refusal that no expectation has taken."""
        return next((event for event in self.row if event.kind in (UNASKED, "refused") and not event.taken), None)

    def _add(self, event: Event) -> None:
        self.row.append(event)
        self.told(event)

    def _hear(self, frame: JSON) -> None:
        if frame["op"] == "message":
            self._hear_message(frame["message"])
        elif frame["op"] == "gone":
            message = self.stage.world.messages[frame["channel_id"]][frame["message_id"]]
            if message.author_id == self.stage.world.bot.id:
                self._add(Event("deletes", message))
        elif frame["op"] == "choices":
            self._add(Event("fails" if frame.get("failed") else "offers", detail=frame["choices"]))
        elif frame["op"] == "modal":
            self._add(Event("opens", detail=frame))
        elif frame["op"] == "refused":
            self._add(Event("refused", detail=self.stage.refusals[-1]))
        elif frame["op"] == "error":
            self._add(Event("fails", detail=frame["text"]))

    def _hear_message(self, view: JSON) -> None:
        message = self.stage.world.messages[view["channel_id"]][view["id"]]
        reactions = {entry["emoji"]["name"] for entry in view.get("reactions", []) if entry["me"]}
        for emoji in reactions - self._reactions.get(message.id, set()):
            self._add(Event("reacts", message, emoji))
        self._reactions[message.id] = reactions
        if message.author_id != self.stage.world.bot.id or message.loading:
            return
        if message.failed:
            self._add(Event("fails", message))
        elif message.id not in self._edits:
            self._edits[message.id] = message.edits
            self._add(Event("says", message))
        elif message.edits > self._edits[message.id]:
            self._edits[message.id] = message.edits
            self._add(Event("edits", message))
