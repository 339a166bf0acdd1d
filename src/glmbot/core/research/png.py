"""The bars of a timeline as a PNG picture (ISO/IEC 15948), by zlib alone: bars and digits need no library.

Pixels are one byte each, an index into a palette: 0 is transparent, so that the picture suits any ground.
"""

import struct
import zlib
from collections.abc import Sequence
from typing import Final

from glmbot.core.research.plot import COLOUR, FLOOR, GREY, HEIGHT, WIDTH, bars

_GROUND, _BAR, _INK = range(3)
_PALETTE: Final = bytes((255, 255, 255, *COLOUR, *GREY))
_ALPHA: Final = bytes((0, 255, 255))
_SCALE: Final = 2
"""Pixels of a picture for one of the bars', so that it is sharp."""
_DOT: Final = 4
"""Pixels of a digit's dot."""
_DIGITS: Final = {
    "0": "111101101101111",
    "1": "010110010010111",
    "2": "111001111100111",
    "3": "111001111001111",
    "4": "101101111001001",
    "5": "111100111001111",
    "6": "111100111101111",
    "7": "111001001010010",
    "8": "111101111101111",
    "9": "111101111001111",
}
"""Three dots wide, five high."""


def png(counts: Sequence[tuple[int, int]]) -> bytes:
    """Articles by year as a picture."""
    width, height = WIDTH * _SCALE, HEIGHT * _SCALE
    rows = [bytearray(width) for _ in range(height)]
    _fill(rows, 12 * _SCALE, FLOOR * _SCALE, (WIDTH - 24) * _SCALE, _SCALE // 2 + 1, colour=_INK)
    for bar in bars(counts):
        _fill(rows, *(_SCALE * one for one in (bar.left, bar.top, bar.width, bar.height)), colour=_BAR)
        _write(rows, bar.count, bar.middle * _SCALE, bar.top * _SCALE - 6 * _DOT)
        _write(rows, bar.year, bar.middle * _SCALE, FLOOR * _SCALE + 3 * _DOT)
    data = zlib.compress(b"".join(b"\0" + row for row in rows), 9)
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"PLTE", _PALETTE), (b"tRNS", _ALPHA), (b"IDAT", data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, content) for kind, content in chunks)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _fill(rows: list[bytearray], left: int, top: int, width: int, height: int, *, colour: int) -> None:
    for row in rows[max(0, top) : max(0, top + height)]:
        row[max(0, left) : left + width] = bytes((colour,)) * (min(left + width, len(row)) - max(0, left))


def _write(rows: list[bytearray], digits: str, middle: int, top: int) -> None:
    left = middle - (4 * len(digits) - 1) * _DOT // 2
    for place, digit in enumerate(digits):
        for dot, is_inked in enumerate(_DIGITS[digit]):
            if is_inked == "1":
                x, y = left + (4 * place + dot % 3) * _DOT, top + dot // 3 * _DOT
                _fill(rows, x, y, _DOT, _DOT, colour=_INK)
