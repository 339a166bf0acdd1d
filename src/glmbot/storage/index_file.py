"""Arrays in one file: written whole or not at all, mapped into memory, refused when damaged."""

import itertools
import json
import os
import shutil
import tempfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any, Final

import numpy as np
import numpy.typing as npt
import platformdirs

from glmbot.storage.atomic_file import write_whole
from glmbot.storage.regular_file import open_regular

_MAGIC: Final = b"glmbot index 1\n"
_ALIGNED: Final = 64
_HEAD_BYTES: Final = len(_MAGIC) + 16
_LONGEST_HEADER: Final = 1 << 20
_READ_BYTES: Final = 128 << 20
"""A file of more is copied, so that its pages may leave the memory when others need it."""
_COPY_BYTES: Final = 1 << 20


class DamagedError(Exception):
    """A file holds no arrays, or not those that were written."""


def save_arrays(path: Path, arrays: Mapping[str, npt.NDArray[Any]], label: str) -> None:
    """Write arrays and a label that tells what they were made of; a file that is there is replaced at once.

    Raises:
        OSError: the file can't be written; one that was there stays.
    """
    offset, listed = 0, {}
    for name, array in arrays.items():
        listed[name] = [array.dtype.str, list(array.shape), offset]
        offset += -(-array.nbytes // _ALIGNED) * _ALIGNED
    header = json.dumps({"label": label, "bytes": offset, "arrays": listed, "sum": _total(arrays)}).encode()
    first = -(-(_HEAD_BYTES + len(header)) // _ALIGNED) * _ALIGNED
    head = _MAGIC + f"{len(header):08x}{_check(header):08x}".encode() + header.ljust(first - _HEAD_BYTES)
    write_whole(path, head, *itertools.chain.from_iterable(map(_padded, arrays.values())))


def load_arrays(path: Path, *, own: bool = False) -> tuple[dict[str, npt.NDArray[Any]], str]:
    """Map the arrays of a file, and give its label.

    A process that lives long takes them as its `own`: whoever cuts off a mapped file kills all that have it mapped.

    Raises:
        DamagedError: the file was not written by `save_arrays`, or is not as it was.
        OSError: it can't be read.
    """
    with os.fdopen(open_regular(path), "rb") as stream:
        header, first = _header(stream)
        size = os.fstat(stream.fileno()).st_size
        if size != first + header["bytes"]:
            raise DamagedError("its length is not what it was")
        whole = _own(stream, size) if own else np.memmap(stream, dtype=np.uint8, mode="r")
    if len(whole) != size:
        raise DamagedError("its length is not what it was")
    arrays = {}
    for name, (kind, shape, offset) in header["arrays"].items():
        dtype = np.dtype(kind)
        size = dtype.itemsize * int(np.prod(shape, dtype=np.int64))
        start = first + offset
        # A plain view of the map: a memmap's own slices cost more at each use.
        arrays[name] = np.asarray(whole[start : start + size]).view(np.ndarray).view(dtype).reshape(shape)
    if _total(arrays) != header["sum"]:
        raise DamagedError("its content is not what it was")
    return arrays, str(header["label"])


def label_of(path: Path) -> str | None:
    """The label of a file; None where there is none that can be read."""
    try:
        with os.fdopen(open_regular(path), "rb") as stream:
            return str(_header(stream)[0]["label"])
    except (OSError, DamagedError):
        return None


def cache_folders() -> list[Path]:
    """The user's folder for what can be made again; none where no home is known, as in a bare container."""
    try:
        return [platformdirs.user_cache_path("glmbot")]
    except RuntimeError:
        return []


def _own(stream: IO[bytes], size: int) -> npt.NDArray[np.uint8]:
    """The bytes of a file in this process's memory, or, where they are many, mapped from a copy without a name."""
    stream.seek(0)
    if size <= _READ_BYTES:
        whole = np.fromfile(stream, dtype=np.uint8)
        whole.flags.writeable = False
        return whole
    folder = next((one for one in cache_folders() if one.is_dir()), None)
    with tempfile.TemporaryFile(dir=folder) as copy:
        shutil.copyfileobj(stream, copy, _COPY_BYTES)
        copy.flush()
        return np.memmap(copy, dtype=np.uint8, mode="r")


def _header(stream: IO[bytes]) -> tuple[dict[str, Any], int]:
    head = stream.read(_HEAD_BYTES)
    if not head.startswith(_MAGIC) or len(head) < _HEAD_BYTES:
        raise DamagedError("it is no index of this version")
    try:
        size, check = int(head[-16:-8], 16), int(head[-8:], 16)
    except ValueError:
        raise DamagedError("its head is damaged") from None
    header = stream.read(min(size, _LONGEST_HEADER))
    if len(header) != size or _check(header) != check:
        raise DamagedError("its head is damaged")
    return json.loads(header), -(-(_HEAD_BYTES + size) // _ALIGNED) * _ALIGNED


def _padded(array: npt.NDArray[Any]) -> tuple[bytes | memoryview, bytes]:
    return np.ascontiguousarray(array).data, bytes(-array.nbytes % _ALIGNED)


def _check(data: bytes) -> int:
    return zlib.crc32(data)


def _total(arrays: Mapping[str, npt.NDArray[Any]]) -> int:
    """A sum over the bytes of all arrays, 64 bits at a time: fast enough to be taken at each start."""
    total = 0
    for array in arrays.values():
        data = np.ascontiguousarray(array).reshape(-1).view(np.uint8)
        whole = len(data) // 8 * 8
        total += int(np.add.reduce(data[:whole].view(np.uint64), dtype=np.uint64))
        total += int.from_bytes(data[whole:].tobytes(), "little")
    return total & 0xFFFFFFFFFFFFFFFF
