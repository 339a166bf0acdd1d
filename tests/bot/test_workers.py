"""Threads that answer give way to the event loop."""

import os
import sys
import threading

import pytest

from glmbot.bot.workers import answering_threads


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has priorities of threads")
def test_a_thread_that_answers_gives_way_and_others_stay_as_they_are() -> None:
    def priority() -> int:
        return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())

    before = priority()
    with answering_threads() as threads:
        assert threads.submit(priority).result() == min(19, before + 10)
    assert priority() == before
