"""What may be mended in an article file without a person's judgement."""

import difflib
import unicodedata
from collections.abc import Iterator
from typing import Final

import yaml

from glmbot.core.corpus.article_file import FENCE, CorpusError, format_article, parse_article
from glmbot.core.text.invisible import named, without_invisible

_BOM: Final = b"\xef\xbb\xbf"


def mend(raw: bytes, path: str) -> bytes:
    """The file with LF line ends, without invisible characters, in NFC, its front matter as the writer writes it.

    Nothing else changes; what can't be read stays as it is.
    """
    try:
        text = raw.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError:
        return raw
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    plain = unicodedata.normalize("NFC", without_invisible(text))
    if plain != text and (_is_sound(plain, path) or not _is_sound(text, path)):
        text = plain
    return (_rewritten(text, path) or text).encode()


def _is_sound(text: str, path: str) -> bool:
    try:
        parse_article(text.encode(), path)
    except CorpusError:
        return False
    return True


def _rewritten(text: str, path: str) -> str | None:
    """The file as the writer writes it; None where it is faulty, or where that would lose a remark of a person's."""
    try:
        article = parse_article(text.encode(), path)
        if _has_remark(text[len(FENCE) : text.index("\n" + FENCE)]):
            return None
        written = unicodedata.normalize("NFC", format_article(article))
        parse_article(written.encode(), path)
    except (CorpusError, yaml.YAMLError):
        return None
    return written


def _has_remark(front: str) -> bool:
    """Whether YAML holds a comment: a "#" that belongs to no token."""
    start = 0
    for token in yaml.scan(front, Loader=yaml.SafeLoader):
        if "#" in front[start : token.start_mark.index]:
            return True
        start = max(start, token.end_mark.index)
    return "#" in front[start:]


def diff_lines(before: bytes, after: bytes, name: str) -> Iterator[str]:
    """What mending changes, as a unified diff; a carriage return and a byte order mark are shown by their symbols."""
    lines = difflib.unified_diff(_shown(before), _shown(after), f"{name} (now)", f"{name} (mended)", lineterm="", n=1)
    yield from lines


def _shown(raw: bytes) -> list[str]:
    text = named(raw.decode("utf-8").replace("\ufeff", "[BOM]"))
    # A line that ends otherwise is another line, also where its letters look the same.
    lines = text.replace("\r\n", "␍\n").replace("\r", "␍\n").split("\n")
    return lines[:-1] if not lines[-1] else [*lines[:-1], f"{lines[-1]}[no line end]"]
