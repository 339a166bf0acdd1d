"""How the garbage collector goes about a bot's memory."""

import gc
from typing import Final

_COLLECTED_AFTER: Final = (2_000, 10, 200)
"""Objects that are made before the garbage collector looks again, and how often it does before it looks at older ones.

Python's 700 are those of a fifth of an answer; 10,000 stop all answers for up to 10 ms. Old ones take 100 ms: seldom.
"""


def freeze_memory() -> None:
    """Keep the garbage collector off what stays in memory (words, articles, guilds): it holds up every answer."""
    # What an earlier call exempted may be garbage by now: a reload leaves the articles before it in cycles.
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_COLLECTED_AFTER)
