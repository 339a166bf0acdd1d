"""Keeps the garbage collector off what stays in memory: looking through it holds up every answer meanwhile."""

import gc


def settle() -> None:
    """Free what nothing needs any more, and exempt the rest (words, articles, guilds) from later collections."""
    # What an earlier call exempted may be garbage by now: a reload leaves the articles before it in cycles.
    gc.unfreeze()
    gc.collect()
    gc.freeze()
