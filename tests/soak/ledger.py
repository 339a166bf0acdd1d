"""What was asked, and what came of each question: answered once, or why not.

A question may stay without an answer for one of these reasons, each a fault that was laid: the bot was killed before it
answered; the session was lost, so that Discord keeps nothing for it; the link was down in the three seconds of an
interaction; two faults in a row met an acknowledgement (discord.py waits 1 and 3 seconds then). Where the machine kept
the processor from the bot or from the local Discord for a second of those three, that is told apart. All else is
unexplained. No reason excuses two answers.
"""

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from glmbot.limits import ACKNOWLEDGE_SECONDS
from glmbot.sim.errors import JSON
from glmbot.sim.feed import Feed
from glmbot.sim.interactions import Interaction
from glmbot.sim.world import Message

KILLED: Final = "the bot was killed"
SESSION: Final = "its session was lost"
LINK: Final = "its link was down"
STRUCK: Final = "two faults met its acknowledgement"
MACHINE: Final = "the machine kept the processor"
UNEXPLAINED: Final = "unexplained"

_MISSED_BY_ALL: Final = frozenset((KILLED, SESSION))
"""What keeps messages from the bot, too: else they are delivered later, and are to be answered then."""
_KEPT_SECONDS: Final = 1.0
_DEFER, _DEFER_UPDATE = 5, 6
_FAULTS_IN_A_ROW: Final = 2


@dataclass(eq=False)
class Asked:
    """A question: a message or an interaction. `excuse` is what may keep its answer away."""

    surface: str
    at: float
    message: Message | None = None
    use: Interaction | None = None
    edits: int = 0
    """How often the message whose control was used had been edited."""
    excuse: str = ""


@dataclass
class Verdict:
    """What came of all questions; `doubled` and `unexplained` name each."""

    asked: Counter[str] = field(default_factory=Counter)
    answered: int = 0
    absent: Counter[str] = field(default_factory=Counter)
    doubled: list[str] = field(default_factory=list)
    unexplained: list[str] = field(default_factory=list)
    stray: list[str] = field(default_factory=list)
    """What the bot said though nobody had asked."""
    acknowledged: list[float] = field(default_factory=list)
    """Milliseconds to each acknowledgement that no fault of the link or of the process held up."""
    replied: list[float] = field(default_factory=list)
    """The same, to each first answer to a message."""


class Ledger:
    """All questions of a run."""

    def __init__(self, feed: Feed, bot_id: str) -> None:
        self.all: list[Asked] = []
        self._bot_id = bot_id
        self._open: set[Asked] = set()
        self._outage = ""
        self._replies: dict[str, set[str]] = {}
        """The bot's messages by the message that each replies to, or by "" where it replies to none."""
        self._first: dict[str, float] = {}
        feed.listen(self._note)

    def enter(self, asked: Asked) -> None:
        """A question that was put just now."""
        self.all.append(asked)
        self._open.add(asked)
        self._excuse(asked, self._outage)

    def begin(self, outage: str) -> None:
        """From now on something keeps questions or answers away, those that are under way too."""
        self._outage = outage
        for one in self.open():
            self._excuse(one, outage)

    def end(self) -> None:
        """All is delivered again."""
        self._outage = ""

    def open(self) -> list[Asked]:
        """The questions that have no answer yet and could still get one."""
        self._open = {one for one in self._open if not self.answers(one) and not (one.use and one.use.failed)}
        return [*self._open]

    def waited_for(self) -> list[Asked]:
        """The open questions that no outage excuses."""
        return [one for one in self.open() if not one.excuse]

    def answers(self, asked: Asked) -> int:
        """How many answers a question has got."""
        if asked.message is not None:
            return len(self._replies.get(asked.message.id, ()))
        use = asked.use
        assert use is not None
        if use.acknowledged is None:
            return 0
        if use.acknowledged == _DEFER:
            is_filled = use.original is not None and not use.original.loading
            return int(is_filled) + len(use.followups)
        if use.acknowledged == _DEFER_UPDATE:
            return int(use.source is not None and use.source.edits > asked.edits) + len(use.followups)
        return 1 + len(use.followups)

    def verdict(self, kept: Callable[[float, float], float]) -> Verdict:
        """What came of all; `kept` gives for how many seconds between two moments the machine kept the processor."""
        verdict = Verdict()
        for asked in self.all:
            verdict.asked[asked.surface] += 1
            self._judge(asked, verdict, kept)
        known = {one.message.id for one in self.all if one.message is not None}
        verdict.stray = [one for to, ids in self._replies.items() if to not in known for one in ids]
        return verdict

    def _judge(self, asked: Asked, verdict: Verdict, kept: Callable[[float, float], float]) -> None:
        count = self.answers(asked)
        if count > 1:
            verdict.doubled.append(f"{_named(asked)}: {count} answers")
        if count:
            verdict.answered += 1
            if asked.use is not None and asked.use.ack_ms is not None and not asked.excuse:
                verdict.acknowledged.append(asked.use.ack_ms)
            if asked.message is not None and not asked.excuse:
                verdict.replied.append((self._first[asked.message.id] - asked.at) * 1000)
            return
        why = asked.excuse or _late(asked, kept)
        verdict.absent[why] += 1
        if why == UNEXPLAINED:
            verdict.unexplained.append(_named(asked))

    def _excuse(self, asked: Asked, outage: str) -> None:
        if outage and (asked.use is not None or outage in _MISSED_BY_ALL) and asked.excuse not in _MISSED_BY_ALL:
            asked.excuse = outage

    def _note(self, frame: JSON) -> None:
        message = frame.get("message") or {}
        if frame.get("op") != "message" or message["author"]["id"] != self._bot_id or message["_via"]:
            return
        if not message["_failed"]:
            to = (message.get("message_reference") or {}).get("message_id", "")
            self._first.setdefault(to, time.perf_counter())
            self._replies.setdefault(to, set()).add(message["id"])


def _late(asked: Asked, kept: Callable[[float, float], float]) -> str:
    """Why an interaction was not acknowledged in time."""
    if asked.use is None or asked.use.acknowledged is not None:
        return UNEXPLAINED
    if len(asked.use.struck) >= _FAULTS_IN_A_ROW:
        return STRUCK
    if kept(asked.at, asked.at + ACKNOWLEDGE_SECONDS) >= _KEPT_SECONDS:
        return MACHINE
    return UNEXPLAINED


def _named(asked: Asked) -> str:
    use = asked.use
    met = f", acknowledged by {use.acknowledged}, met {use.struck or 'no fault'}" if use is not None else ""
    number = use.id if use is not None else asked.message.id if asked.message is not None else ""
    return f"{asked.surface} {number} at {asked.at:.1f} s{met}"
