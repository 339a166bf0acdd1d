"""Files read on their descriptors: what is no regular file, or grows, is refused and never waited for."""

import errno
import os
import stat
from pathlib import Path
from typing import Final

from glmbot.core.corpus.front_matter import Fault

ARTICLE_BYTES: Final = 1_000_000
"""The longest article file: some 200 times a usual article, still indexed in seconds."""

# Without O_NONBLOCK a FIFO that nobody writes to, or a device that is not ready, would hold up the opening for good.
_FLAGS: Final = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "O_BINARY"))


class NoRegularFileError(OSError):
    """A folder, a FIFO, a device or a socket stands where a file is expected."""


class TooLongFileError(OSError):
    """A file has more bytes than are taken."""


def open_regular(path: str | Path) -> int:
    """A descriptor of a regular file, for reading; links are followed.

    Raises:
        NoRegularFileError: it is none.
        OSError: it can't be opened.
    """
    descriptor = os.open(path, _FLAGS)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise NoRegularFileError(errno.EINVAL, "it is no regular file")
    return descriptor


def read_regular(path: str | Path, most: int = ARTICLE_BYTES) -> bytes:
    """The bytes of a regular file of at most so many, however it grows meanwhile.

    Raises:
        NoRegularFileError, TooLongFileError: it is none.
        OSError: it can't be read.
    """
    descriptor = open_regular(path)
    try:
        pieces, left = [], most + 1
        while left and (piece := os.read(descriptor, left)):
            pieces.append(piece)
            left -= len(piece)
    finally:
        os.close(descriptor)
    if not left:
        raise TooLongFileError(errno.EFBIG, f"it is longer than {most:,} bytes")
    return b"".join(pieces)


def article_bytes(path: Path) -> bytes | Fault:
    """What an article file holds, or why it can't be read."""
    try:
        return read_regular(path)
    except NoRegularFileError:
        return Fault(str(path), 1, "is no regular file", "take it out of the folder or give it another ending")
    except TooLongFileError:
        return Fault(str(path), 1, f"is longer than {ARTICLE_BYTES:,} bytes", "split it into several articles")
    except OSError as error:
        what = f"can't be read ({error.strerror})"
        return Fault(str(path), 1, what, "check the file, its permissions and where it links to")
