"""The threads that answer where an answer takes long: two, which take what comes in its order."""

import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Final

_WORKERS: Final = 2
"""One answers while another looks something up; more would only contend for the interpreter."""
_NICE: Final = 10


def answering_threads() -> ThreadPoolExecutor:
    """Threads that leave the processor to the event loop where both want it."""
    return ThreadPoolExecutor(_WORKERS, thread_name_prefix="articles", initializer=_give_way)


def _give_way() -> None:
    if sys.platform == "linux":  # elsewhere a thread has no priority of its own
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), os.nice(0) + _NICE)
