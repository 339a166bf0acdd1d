"""Who asked what, where, just before: in memory only, forgotten after ten minutes."""

import math
from collections import OrderedDict
from dataclasses import dataclass, field, replace
from typing import Final

from glmbot.core.answering.answerer import Turn
from glmbot.core.model import Listing, Several, SingleReply

EXPIRY_SECONDS: Final = 600.0
CAPACITY: Final = 10_000
LISTED: Final = 10
"""Articles of a list that are kept, of thousands perhaps: no question leans on more."""

ConversationKey = tuple[int, int]
"""A person's id and a channel's id: one conversation."""


@dataclass
class Conversations:
    """The last turn of each person in each channel."""

    _turns: OrderedDict[ConversationKey, tuple[float, Turn]] = field(default_factory=OrderedDict)

    def before(self, key: ConversationKey, now: float) -> Turn | None:
        """The turn before, if it is not too old; `now` in seconds of any steady clock."""
        entry = self._turns.get(key)
        if entry is None or now - entry[0] > EXPIRY_SECONDS:
            self._turns.pop(key, None)
            return None
        return entry[1]

    def remember(self, key: ConversationKey, turn: Turn, now: float) -> None:
        """Keep a turn as the one before the next; the oldest of too many is forgotten."""
        self._turns.pop(key, None)
        self._turns[key] = (now, kept(turn))
        while self._turns and (len(self._turns) > CAPACITY or self._is_old(now)):
            self._turns.popitem(last=False)

    def people(self) -> set[int]:
        """Whose turns are kept."""
        return {person for person, _ in self._turns}

    def forget(self, person: int, before: float = math.inf) -> int:
        """Forget every turn of a person from before a moment, and say how many there were."""
        keys = [key for key, (at, _) in self._turns.items() if key[0] == person and at < before]
        for key in keys:
            del self._turns[key]
        return len(keys)

    def _is_old(self, now: float) -> bool:
        oldest, _ = next(iter(self._turns.values()))
        return now - oldest > EXPIRY_SECONDS


def followed(before: Turn | None, under: Turn | None) -> Turn | None:
    """The turn that a message follows: that of the message that it replies to, unless it is the last one itself."""
    if under is None or under.shown is None:
        return before
    is_last = before is not None and before.shown is not None and before.shown.passage == under.shown.passage
    return before if is_last else under


def kept(turn: Turn) -> Turn:
    """What the next question leans on: not the candidates, nor all of a list, which are most of a turn's memory."""
    reply = turn.reply
    short = Several(tuple(map(_shortened, reply.parts))) if isinstance(reply, Several) else _shortened(reply)
    return replace(turn, ranked=(), reply=short, parts=tuple(kept(part) for part in turn.parts))


def _shortened(reply: SingleReply) -> SingleReply:
    return replace(reply, articles=reply.articles[:LISTED]) if isinstance(reply, Listing) else reply
