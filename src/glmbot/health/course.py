"""One question's way through the bot, timed: the stages note themselves with the question that is under way.

The question is found by a context variable, so that no stage hands a clock on. Outside of a question nothing is noted.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from glmbot.health.events import Answered, Observer


@dataclass
class Course:
    """A question under way."""

    surface: str
    kind: str = ""
    answer: int | None = None
    stages: dict[str, float] = field(default_factory=dict)


_current: ContextVar[Course | None] = ContextVar("course", default=None)


@contextmanager
def course(surface: str, tell: Observer) -> Iterator[Course]:
    """A question's way from here to its end; it is told of if it got a reply."""
    under_way, began = Course(surface), time.perf_counter()
    token = _current.set(under_way)
    try:
        yield under_way
    finally:
        _current.reset(token)
        if under_way.kind:
            seconds = time.perf_counter() - began
            tell(Answered(surface, under_way.kind, seconds, dict(under_way.stages), under_way.answer))


@contextmanager
def stage(name: str) -> Iterator[None]:
    """A stage of the question under way; one that comes again adds to its time."""
    if (under_way := _current.get()) is None:
        yield
        return
    began = time.perf_counter()
    try:
        yield
    finally:
        under_way.stages[name] = under_way.stages.get(name, 0.0) + time.perf_counter() - began


def replied(kind: str) -> None:
    """The question under way gets a reply of a kind."""
    if (under_way := _current.get()) is not None:
        under_way.kind = kind


def sent(answer: int | None) -> None:
    """The first message of the answer has an id."""
    if (under_way := _current.get()) is not None and under_way.answer is None:
        under_way.answer = answer
