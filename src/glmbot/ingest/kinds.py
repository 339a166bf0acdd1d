"""What an input is, told by its content and not by its name."""

import re
from typing import Final, Literal, TypeAlias

Kind: TypeAlias = Literal["html", "text", "json", "mhtml", "zip", "pdf", "binary", "challenge", "empty"]

_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_BINARY: Final = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"\x7fELF", b"MZ\x90", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf",
    b"\xd0\xcf\x11\xe0", b"Rar!", b"SQLite format 3", b"RIFF", b"OggS", b"\x00\x00\x01\x00", b"wOF", b"{\\rtf",
)  # fmt: skip
_HEAD: Final = 4096
_MARKUP: Final = re.compile(
    r"<(?:!doctype\s+html|html|head|body|article|main|div|p|h[1-6]|meta|title|br|table)\b[^<]*>", re.IGNORECASE
)
_MESSAGE: Final = re.compile(
    r"\A(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?content-type:\s*multipart/related", re.IGNORECASE
)
_CHALLENGE: Final = ("challenge-platform", "_cf_chl_opt", "cf-chl-", "cf-browser-verification", "/cdn-cgi/challenge")
_WAITING: Final = re.compile(r"<title>\s*(?:just a moment|attention required|checking your browser)", re.IGNORECASE)
_CONTROL_SHARE: Final = 0.05


def kind_of_bytes(raw: bytes) -> Kind | None:
    """The kind of an input that its first bytes tell; None where it is text of some kind."""
    head = raw[:_HEAD]
    if not head.strip(b" \t\r\n\0\xef\xbb\xbf"):
        return "empty"
    if head.startswith(_ZIP):
        return "zip"
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(_BINARY):
        return "binary"
    return None


def kind_of_text(text: str) -> Kind:
    """The kind of an input that was read as text."""
    head = text[:_HEAD].lstrip()
    if not text.strip():
        return "empty"
    if head.startswith(("{", "[{")):
        return "json"
    if _MESSAGE.match(head):
        return "mhtml"
    if _MARKUP.search(head):
        return "challenge" if _is_challenge(text) else "html"
    return "text"


def is_noise(raw: bytes) -> bool:
    """Whether bytes hold so many control characters that they are no text; NUL bytes alone are only damage."""
    head = raw[:_HEAD]
    controls = sum(byte < 0x20 and byte not in b"\t\n\r\x0c\0" for byte in head)  # noqa: PLR2004 - below the space
    return controls > _CONTROL_SHARE * len(head)


def _is_challenge(text: str) -> bool:
    return _WAITING.search(text) is not None or (
        any(mark in text for mark in _CHALLENGE) and "Enable JavaScript and cookies to continue" in text
    )
