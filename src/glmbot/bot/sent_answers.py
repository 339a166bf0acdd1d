"""Which messages answer which question, in memory: so that an edited question edits its answer."""

import asyncio
import hashlib
import math
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

import discord

from glmbot.bot.conversations import EXPIRY_SECONDS, ConversationKey, kept
from glmbot.core.answering.answerer import Turn
from glmbot.core.corpus.filters import Filters

_REMEMBERED: Final = 2048


@dataclass
class Answered:
    """A question in a message, by its hash, and the messages that answer it; `before` is the turn that it followed."""

    person: int
    asked: float
    """When, in seconds of a steady clock."""
    question: bytes = b""
    before: Turn | None = None
    is_looked_up: bool = False
    """Whether `before` was looked up."""
    is_withdrawn: bool = False
    """Whether an edit took the question back, so that the next one may ask it again."""
    messages: list[discord.PartialMessage] = field(default_factory=list)
    busy: asyncio.Lock = field(default_factory=asyncio.Lock)

    def keep(self, message: discord.Message) -> None:
        """Remember a message that answers, without what stands in it."""
        self.messages.append(discord.PartialMessage(channel=message.channel, id=message.id))

    def follows(self, look_up: Callable[[ConversationKey], Turn | None], conversation: ConversationKey) -> Turn | None:
        """The turn before: looked up once, so that an edited question follows the same."""
        if not self.is_looked_up:
            # Candidates hold the articles as they were, all of them: after a reload they would be there twice.
            found = look_up(conversation)
            self.before, self.is_looked_up = None if found is None else kept(found), True
        return self.before

    def differs(self, question: str) -> bool:
        """Whether a question is to be answered anew."""
        return self.is_withdrawn or hash_of(question) != self.question


@dataclass
class SentAnswers:
    """The latest questions by the id of their message, and the filters that go with answers and threads."""

    _by_question: OrderedDict[int, Answered] = field(default_factory=OrderedDict)
    _leaning: deque[Answered] = field(default_factory=deque)
    """The questions of the last ten minutes, oldest first: they may hold the turn before."""
    _filters: OrderedDict[int, Filters] = field(default_factory=OrderedDict)

    _openers: OrderedDict[int, tuple[int, float]] = field(default_factory=OrderedDict)
    """Who had a thread opened, and when, by its id."""

    def opener(self, thread_id: int) -> int | None:
        """The person for whom a thread was opened; None where it is no thread of ours, or was opened long ago."""
        person, _ = self._openers.get(thread_id, (None, 0.0))
        return person

    def keep_opener(self, thread_id: int, person: int, now: float) -> None:
        """Remember for whom a thread was opened, and when, in seconds of a steady clock."""
        self._openers[thread_id] = person, now
        if len(self._openers) > _REMEMBERED:
            self._openers.popitem(last=False)

    def forget(self, person: int, before: float = math.inf) -> None:
        """Forget every question of a person from before a moment, and the threads that were opened for them."""
        for thread in [one for one, (opener, at) in self._openers.items() if opener == person and at < before]:
            del self._openers[thread]
        for key, answered in [*self._by_question.items()]:
            if answered.person == person and answered.asked < before:
                self._by_question.pop(key).before = None

    def get(self, question_id: int) -> Answered | None:
        """What answers a question's message."""
        return self._by_question.get(question_id)

    def add(self, question_id: int, answered: Answered) -> None:
        """Remember a question; the oldest of too many is forgotten, and what old ones leaned on."""
        self._by_question[question_id] = answered
        self._leaning.append(answered)
        while self._leaning and answered.asked - self._leaning[0].asked > EXPIRY_SECONDS:
            self._leaning.popleft().before = None
        if len(self._by_question) > _REMEMBERED:
            self._by_question.popitem(last=False)

    def pop(self, question_id: int) -> Answered | None:
        """What answers a question's message, forgotten from now on."""
        return self._by_question.pop(question_id, None)

    def filters(self, target_id: int) -> Filters | None:
        """The filters of an answer's message or of a thread."""
        return self._filters.get(target_id)

    def keep_filters(self, target_id: int, filters: Filters | None) -> None:
        """Remember filters for an answer's message or a thread."""
        if not filters:
            return
        self._filters[target_id] = filters
        if len(self._filters) > _REMEMBERED:
            self._filters.popitem(last=False)


def hash_of(question: str) -> bytes:
    """What tells one question from another without its text."""
    return hashlib.blake2b(question.encode("utf-8", "surrogatepass"), digest_size=16).digest()
