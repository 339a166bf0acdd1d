"""Bytes to text, whatever their encoding, with a note of what was changed."""

import codecs
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from glmbot.core.text.invisible import invisible_in, without_invisible
from glmbot.ingest.encodings import codecs_of, decode_as, without_controls

GUESSED: Final = ", which is a guess"
"""How the note of an encoding ends that nothing names."""
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
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_MOST_BROKEN: Final = 0.02
"""An encoding that a page declares is believed though such a share of its text can't be read in it."""
_SOFT_BREAK: Final = re.compile(r"(?<=\w)\xad[ \t]*\n[ \t]*(?=\w)")
_WIDE_SHARE: Final = 0.3
"""Of the bytes at even or odd places of UTF-16 without a mark, at least so many are NUL in English."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text with LF line ends, in normal form C, without control characters, and what was changed for that."""

    text: str
    notes: tuple[str, ...] = ()


def decode(raw: bytes, label: str | None = None) -> Decoded:
    """Read bytes as text: by their byte order mark, as UTF-8, as `label` or they themselves say, or as they look."""
    text, note = _decode(raw, label)
    notes = [note] if note else []
    if "\0" in text:
        notes.append(f"{text.count(chr(0))} NUL characters removed")
    settled = settle(text.replace("\r\n", "\n").replace("\r", "\n"))
    return Decoded(settled.text, (*notes, *settled.notes))


def settle(text: str) -> Decoded:
    """A text without control characters and what nobody sees, in normal form C, and what was changed for that."""
    if text.isascii() and not _CONTROL.search(text):
        return Decoded(text)
    notes = []
    text, mapped, lost = without_controls(text)
    if mapped:
        notes.append(f"{mapped} control characters read as the marks of windows-1252 that they stand for")
    if lost:
        notes.append(f"{lost} characters mean nothing in any encoding and stand as U+FFFD")
    text = _CONTROL.sub("", text.replace("\u2028", "\n").replace("\u2029", "\n\n"))
    if unseen := invisible_in(text):
        notes.append(f"taken off: {listed(unseen)}")
        text = without_invisible(_SOFT_BREAK.sub("", text))
    normal = unicodedata.normalize("NFC", text)
    if normal != text:
        notes.append("put into Unicode normal form C")
    return Decoded(normal, tuple(notes))


def _decode(raw: bytes, label: str | None) -> tuple[str, str | None]:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            text = raw[len(mark) :].decode(encoding, "replace")
            return text, None if encoding == "utf-8" else f"read as {encoding}"
    if wide := _unmarked_utf16(raw):
        return raw.decode(wide, "replace"), f"read as {wide}"
    try:
        return raw.decode("utf-8"), None
    except UnicodeDecodeError:
        return _other(raw, label)


def _unmarked_utf16(raw: bytes) -> str | None:
    sample = raw[:_HEAD_BYTES]
    half = len(sample) // 2
    if not half or len(raw) % 2:
        return None
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if sample[first::2].count(0) > _WIDE_SHARE * half > sample[1 - first :: 2].count(0):
            return encoding
    return None


def _other(raw: bytes, label: str | None) -> tuple[str, str]:
    """Bytes that are not UTF-8: mostly UTF-8 with some damage, or of another encoding."""
    good = len(_SEQUENCE.findall(raw))
    bad = sum(byte >= 0x80 for byte in _SEQUENCE.sub(b"", raw))  # noqa: PLR2004 - the first byte beyond ASCII
    if good > bad:
        return raw.decode("utf-8", "replace"), f"{bad} bytes are not UTF-8 and stand as U+FFFD"
    declared = codecs_of(label or _declared(raw) or "")
    for codec in declared:
        if (text := decode_as(raw, codec)) is not None:
            return text, f"read as {codec}"
    for codec in declared[:1]:
        text = raw.decode(codec, "replace")
        if 0 < (lost := text.count("\ufffd")) <= _MOST_BROKEN * len(text) and codec != "utf-8":
            return text, f"read as {codec}; {lost} of its characters can't be read and stand as U+FFFD"
    codec = _guessed(raw)
    return raw.decode(codec, "replace"), f"read as {codec}{GUESSED}"


def _declared(raw: bytes) -> str | None:
    found = _DECLARED.search(raw[:_HEAD_BYTES])
    return found[1].decode("ascii", "replace") if found else None


def _guessed(raw: bytes) -> str:
    """The encoding that the bytes look like; windows-1252 where nothing speaks for another."""
    from charset_normalizer import from_bytes  # noqa: PLC0415 - most inputs are UTF-8, and it is slow to load

    try:
        raw.decode("windows-1252")
    except UnicodeDecodeError:
        best = from_bytes(raw[:_SAMPLE_BYTES]).best()
        return best.encoding if best else "windows-1252"
    return "windows-1252"


def listed(counts: Mapping[str, int]) -> str:
    """Counts in words: `2 soft hyphens, 1 word joiner`."""
    return ", ".join(f"{count} {name}{'' if count == 1 else 's'}" for name, count in counts.items())
