"""Bytes to text, whatever their encoding, with a note of what was changed."""

import codecs
import re
import unicodedata
from dataclasses import dataclass
from typing import Final

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED: Final = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE
)
_HEAD_BYTES: Final = 4096
_SAMPLE_BYTES: Final = 200_000
_SEQUENCE: Final = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff]")
_LATIN: Final = frozenset({"iso-8859-1", "iso8859-1", "latin-1", "latin1", "us-ascii", "ascii"})
"""Names under which pages send windows-1252, as the HTML standard has it."""
_WIDE_SHARE: Final = 0.3
"""Of the bytes at even or odd places of UTF-16 without a mark, at least so many are NUL in English."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text with LF line ends, in normal form C, without control characters, and what was changed for that."""

    text: str
    notes: tuple[str, ...] = ()


def decode(raw: bytes) -> Decoded:
    """Read bytes as text: by their byte order mark, as UTF-8, as they declare, or as they look."""
    text, note = _decode(raw)
    notes = [note] if note else []
    if "\0" in text:
        notes.append(f"{text.count(chr(0))} NUL characters removed")
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")
    text = _CONTROL.sub("", text)
    normal = unicodedata.normalize("NFC", text)
    if normal != text:
        notes.append("put into Unicode normal form C")
    return Decoded(normal, tuple(notes))


def _decode(raw: bytes) -> tuple[str, str | None]:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            text = raw[len(mark) :].decode(encoding, "replace")
            return text, None if encoding == "utf-8" else f"read as {encoding}"
    if wide := _unmarked_utf16(raw):
        return raw.decode(wide, "replace"), f"read as {wide}"
    try:
        return raw.decode("utf-8"), None
    except UnicodeDecodeError:
        return _other(raw)


def _unmarked_utf16(raw: bytes) -> str | None:
    sample = raw[:_HEAD_BYTES]
    half = len(sample) // 2
    if not half or len(raw) % 2:
        return None
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if sample[first::2].count(0) > _WIDE_SHARE * half > sample[1 - first :: 2].count(0):
            return encoding
    return None


def _other(raw: bytes) -> tuple[str, str]:
    """Bytes that are not UTF-8: mostly UTF-8 with some damage, or of another encoding."""
    good = len(_SEQUENCE.findall(raw))
    bad = sum(byte >= 0x80 for byte in _SEQUENCE.sub(b"", raw))  # noqa: PLR2004 - the first byte beyond ASCII
    if good > bad:
        return raw.decode("utf-8", "replace"), f"{bad} bytes are not UTF-8 and stand as U+FFFD"
    encoding = _declared(raw) or _guessed(raw)
    return raw.decode(encoding, "replace"), f"read as {encoding}"


def _declared(raw: bytes) -> str | None:
    found = _DECLARED.search(raw[:_HEAD_BYTES])
    if not found:
        return None
    name = found[1].decode("ascii", "replace").lower()
    name = "windows-1252" if name in _LATIN else name
    try:
        "".encode(name)  # a codec of bytes to bytes is refused here
        raw.decode(name)
    except (LookupError, UnicodeError, ValueError):
        return None
    return name


def _guessed(raw: bytes) -> str:
    """The encoding that the bytes look like; windows-1252 where nothing speaks for another."""
    from charset_normalizer import from_bytes  # noqa: PLC0415 - most inputs are UTF-8, and it is slow to load

    try:
        raw.decode("windows-1252")
    except UnicodeDecodeError:
        best = from_bytes(raw[:_SAMPLE_BYTES]).best()
        return best.encoding if best else "windows-1252"
    return "windows-1252"
