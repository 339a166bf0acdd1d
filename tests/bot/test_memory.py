"""What stays in memory is not looked at again and again."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from glmbot.bot.memory import freeze_memory


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*before)


class _Circle:
    def __init__(self) -> None:
        self.itself = self


def test_what_is_there_is_exempt_until_it_is_garbage_at_the_next_call() -> None:
    circle = _Circle()
    gone = weakref.ref(circle)
    freeze_memory()
    assert gc.get_freeze_count() > 0
    del circle
    gc.collect()
    assert gone() is not None
    freeze_memory()
    assert gone() is None


def test_it_looks_seldom_at_what_is_old() -> None:
    freeze_memory()
    young, middle, old = gc.get_threshold()
    assert young > 700
    assert young * middle * old > 1_000_000
