"""Arrays in one file: written whole or not at all, mapped into memory, refused when damaged."""

import itertools
import json
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from glmbot.storage.atomic_file import write_whole

_MAGIC: Final = b"glmbot index 1\n"
_ALIGNED: Final = 64
_HEAD_BYTES: Final = len(_MAGIC) + 16
_LONGEST_HEADER: Final = 1 << 20


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


def load_arrays(path: Path) -> tuple[dict[str, npt.NDArray[Any]], str]:
    """Map the arrays of a file, and give its label.

    Raises:
        DamagedError: the file was not written by `save_arrays`, or is not as it was.
        OSError: it can't be read.
    """
    header, first = _header(path)
    if path.stat().st_size != first + header["bytes"]:
        raise DamagedError("its length is not what it was")
    whole = np.memmap(path, dtype=np.uint8, mode="r")
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
        return str(_header(path)[0]["label"])
    except (OSError, DamagedError):
        return None


def _header(path: Path) -> tuple[dict[str, Any], int]:
    with path.open("rb") as stream:
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
