"""Text on one line, web addresses, italics, and the quotation marks of titles."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from urllib.parse import quote

_DISCORD_SYNTAX: Final = re.compile(
    r"[\\*_~`|<>\[\]#@]|^[-+](?=\s)|^\d{1,9}\.(?=\s)|:(?=(?:[\w+~-]*[A-Za-z_][\w+~-]*|[+-]1|100|1234):)"
)
_NO_URL_CHARACTER: Final = re.compile(r'[\s<>{}|\\^`"\x00-\x1f\x7f]')
_STRAIGHT_DOUBLE: Final = re.compile(r'"(?=\S)([^"]*)(?<=\S)"')
_STRAIGHT_SINGLE: Final = re.compile(r"(?<![\w'’])'(?=\S)([^']*)(?<=\S)'(?!\w)")
_CLOSER: Final = {"“": "”", "‘": "’"}
_SENTENCE_ENDS: Final = ".?!\u2026\u3002\uff01\uff1f"
_ITALIC: Final = "\x02"
_ROMAN: Final = "\x03"


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a text that is set in one way."""

    text: str
    is_italic: bool = False


def one_line(text: str) -> str:
    """The text without line breaks and control characters, with single spaces."""
    shown = (character for character in text if character.isspace() or unicodedata.category(character) != "Cc")
    return " ".join("".join(shown).split())


def web_address(url: str | None) -> str | None:
    """The URL with the characters encoded that no URL may hold (RFC 3986, section 2), or None."""
    return _NO_URL_CHARACTER.sub(lambda found: quote(found[0]), url.strip()) if url and url.strip() else None


def without_scheme(url: str) -> str:
    """The URL from its host on."""
    return re.sub(r"^https?://", "", url, flags=re.IGNORECASE)


class Markup(StrEnum):
    """How italics are shown; small capitals are ordinary letters in all."""

    PLAIN = "plain"
    MARKDOWN = "markdown"
    MARKED = "marked"
    """Between two control characters, which no text on one line and no address holds; `runs` reads it."""

    def text(self, text: str) -> str:
        """The text as it stands; in Markdown, with Discord's own signs escaped."""
        if self is not Markup.MARKDOWN:
            return text
        return _DISCORD_SYNTAX.sub(lambda found: f"{found[0][:-1]}\\{found[0][-1]}", text)

    def italic(self, text: str) -> str:
        """The text in italics where the markup has them."""
        if self is Markup.MARKED:
            return f"{_ITALIC}{text}{_ROMAN}"
        return f"*{self.text(text)}*" if self is Markup.MARKDOWN and text else self.text(text)

    def address(self, url: str) -> str:
        """A web address; Discord makes a link of one that has its scheme, and reads no signs in it."""
        return url if "://" in url else self.text(url)

    def bracketed(self, url: str) -> str:
        """A web address in angle brackets, which Discord would swallow unless they were doubled."""
        if self is Markup.MARKDOWN and "://" in url:
            return rf"\<<{url}>\>"
        return self.text(f"<{url}>")


def runs(marked: str) -> tuple[Run, ...]:
    """The runs of a citation with `Markup.MARKED`, roman and italic ones in turn."""
    pieces = re.split(f"[{_ITALIC}{_ROMAN}]", marked)
    return tuple(Run(piece, is_italic=at % 2 == 1) for at, piece in enumerate(pieces) if piece)


def _pairs(text: str) -> list[tuple[int, int]]:
    """Where quotation marks open and close; an apostrophe and a mark without its partner are no pair."""
    found: list[tuple[int, int]] = []
    opened: list[int] = []
    for at, character in enumerate(text):
        if character in _CLOSER:
            opened.append(at)
        elif character in "”’" and not (character == "’" and text[at + 1 : at + 2].isalnum()):
            if len(opened) > 1 and _CLOSER[text[opened[-1]]] != character:
                opened.pop()
            if opened and _CLOSER[text[opened[-1]]] == character:
                found.append((opened.pop(), at))
    return sorted(found)


def _requoted(text: str, marks: tuple[tuple[str, str], tuple[str, str]]) -> str:
    """The text with its own pairs of quotation marks alternating, level by level, from the first of `marks` on."""
    curly = _STRAIGHT_SINGLE.sub(r"‘\1’", _STRAIGHT_DOUBLE.sub(r"“\1”", text))
    characters = list(curly)
    ends: list[int] = []
    for start, end in _pairs(curly):
        while ends and ends[-1] < start:
            ends.pop()
        characters[start], characters[end] = marks[len(ends) % 2]
        ends.append(end)
    return "".join(characters)


def with_stop(text: str, stop: str = ".") -> str:
    """The text with a full stop or comma after it, inside closing quotation marks (American usage).

    A title that ends in its own mark (? ! .) gets no full stop, but does get a comma.
    """
    closers = {end for _, end in _pairs(text)}
    end = len(text)
    while end and (end - 1 in closers or text[end - 1] == '"'):
        end -= 1
    if not end or (text[end - 1] in _SENTENCE_ENDS and stop == ".") or text[end - 1] == stop:
        return text
    return text[:end] + stop + text[end:]


def in_double_quotes(title: str, stop: str = "") -> str:
    """“Title”, its own quotation marks single, the stop inside."""
    inner = _requoted(title, (("‘", "’"), ("“", "”")))
    return f"“{with_stop(inner, stop) if stop else inner}”"


def in_single_quotes(title: str) -> str:
    """‘Title’, its own quotation marks double."""
    inner = _requoted(title, (("“", "”"), ("‘", "’")))
    return f"‘{inner}’"
