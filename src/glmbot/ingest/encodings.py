"""What the names of encodings mean on the web: mostly a larger set than the name says."""

import codecs
import re
from typing import Final

_MEANT: Final = {
    "windows-1252": "ansi_x3.4-1968 ascii cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 iso88591"
    " iso_8859-1 l1 latin1 latin-1 us-ascii x-cp1252",
    "windows-1254": "csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 l5 latin5 latin-5 x-cp1254",
    "cp874": "windows-874 dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 iso_8859-11",
    "gb18030": "chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 gb-2312 gbk cp936 iso-ir-58 x-gbk euc-cn",
    "cp932": "csshiftjis ms932 ms_kanji shift-jis shift_jis sjis windows-31j x-sjis",
    "cp949": "cseuckr csksc56011987 euc-kr euckr iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601"
    " windows-949 uhc",
    "big5hkscs": "big5 big5-hkscs big5_hkscs cn-big5 csbig5 x-x-big5 big-5",
    "euc_jp": "euc-jp eucjp cseucpkdfmtjapanese x-euc-jp",
    "mac-roman": "macintosh csmacintosh mac x-mac-roman",
    "koi8-r": "koi koi8 cskoi8r",
    "koi8-u": "koi8-ru",
}
_BY_LABEL: Final = {label: codec for codec, labels in _MEANT.items() for label in labels.split()}
_INSTEAD: Final = {
    "big5hkscs": ("cp950",),
    "cp932": ("shift_jis_2004",),
    "euc_jp": ("euc_jis_2004",),
    "gb18030": ("gbk",),
    "cp949": ("johab",),
}
"""What to try where the first can't read everything."""

_C1: Final = re.compile(r"[\x80-\x9f]")
_C1_TABLE: Final = {code: bytes([code]).decode("windows-1252", "replace") for code in range(0x80, 0xA0)}


def codecs_of(label: str) -> tuple[str, ...]:
    """The codecs to try for an encoding's name, as browsers take it; none for an unknown name."""
    name = _BY_LABEL.get(label.strip().lower(), label.strip().lower())
    if name in {"utf-16", "utf-16le", "utf-16be", "utf-16-le", "utf-16-be", "utf-7", "unicode", "replacement"}:
        return ()
    try:
        codecs.lookup(name)
        "".encode(name)  # a codec of bytes to bytes is refused here
    except (LookupError, UnicodeError, ValueError):
        return ()
    return (name, *_INSTEAD.get(name, ()))


def decode_as(raw: bytes, codec: str) -> str | None:
    """The text of bytes in an encoding, undefined bytes of a single-byte one as controls; None if it is another."""
    try:
        return raw.decode(codec)
    except UnicodeDecodeError:
        pass
    except (LookupError, ValueError):
        return None
    if codec.startswith(("windows-", "cp874")):
        return raw.decode(codec, "glmbot-undefined")
    return None


def without_controls(text: str) -> tuple[str, int, int]:
    """The controls U+0080 to U+009F read as browsers do: how many were mapped, and how many mean nothing (U+FFFD)."""
    found = _C1.findall(text)
    lost = sum(_C1_TABLE[ord(char)] == "\ufffd" for char in found)
    return (text.translate(_C1_TABLE) if found else text), len(found) - lost, lost


def _as_control(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "".join(chr(byte) for byte in error.object[error.start : error.end]), error.end


codecs.register_error("glmbot-undefined", _as_control)
