"""Files that are written whole or not at all, whatever happens meanwhile."""

import errno
import os
import stat
import tempfile
from pathlib import Path
from typing import Final

TEMPORARY: Final = ".glmbot-new-"
"""How the names of temporary files begin: one that a killed process has left may be removed."""

_MODE: Final = 0o644


def write_whole(path: Path, *pieces: bytes | memoryview) -> None:
    """Put bytes in the place of a file at once; its folder is made where there is none, its permissions stay.

    They are written to a temporary file beside it, synced to the disk, and renamed.

    Raises:
        OSError: it can't be written, or is no regular file; what was there stays.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    status = path.stat() if path.exists() else None
    if status and not stat.S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, "it is no regular file")
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=TEMPORARY)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.writelines(pieces)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).chmod(stat.S_IMODE(status.st_mode) if status else _MODE)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
