"""Tells when article files change."""

import asyncio
import logging
import os
from collections.abc import AsyncIterator
from pathlib import Path, PurePath
from typing import Final

from watchfiles import Change, awatch

from glmbot.core.model import GlmbotError
from glmbot.storage.load import article_paths, is_article

_log = logging.getLogger(__name__)

QUIET_MILLISECONDS: Final = 1000
"""Many files that are copied are one change: it is told when nothing has changed for so long."""
LONGEST_MILLISECONDS: Final = 30_000
"""A folder that never rests is told of all the same."""


def state_of(folder: Path) -> str:
    """What tells a folder's article files from others, by names, sizes and times; "" where it can't be read."""
    try:
        found = [(str(path), path.stat()) for path in article_paths(folder)]
    except (OSError, GlmbotError):
        return ""
    return "\n".join(f"{path} {status.st_size} {status.st_mtime_ns}" for path, status in found)


def article_changes(folder: Path, as_read: str) -> AsyncIterator[None]:
    """Yield whenever article files below a folder have come, changed or gone, and the folder is at rest again.

    `as_read` is the folder's state before its articles were read: what has changed since then is told first.

    Where the system tells of no changes (some network folders), WATCHFILES_FORCE_POLLING=1 has watchfiles look itself.
    """
    return _changes(folder, os.path.realpath(folder), as_read)


async def _changes(folder: Path, root: str, as_read: str) -> AsyncIterator[None]:
    def counts(_: Change, path: str) -> bool:
        parts = PurePath(os.path.relpath(path, root)).parts
        return is_article(parts[-1]) and not any(part.startswith(".") for part in parts)

    is_compared = False
    try:
        # It is watched before it is compared: what changes meanwhile, or while a change is taken in, is told then.
        async for changes in awatch(
            root,
            watch_filter=counts,
            step=QUIET_MILLISECONDS,
            debounce=LONGEST_MILLISECONDS,
            rust_timeout=QUIET_MILLISECONDS,
            yield_on_timeout=True,
        ):
            is_other = bool(changes) or (not is_compared and await asyncio.to_thread(state_of, folder) != as_read)
            is_compared = True
            if is_other:
                yield
    except (OSError, RuntimeError) as error:
        _log.error("%s: changes can't be watched (%s); /reload reads the articles anew", root, error)
