"""Buttons and selects under a message, as values, and their custom_ids (pure)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Self, TypeAlias

from glmbot import limits

PREFIX: Final = "glmbot"


@dataclass(frozen=True)
class Button:
    """A button: pressed by its `custom_id`, or a link to `url`."""

    label: str = ""
    custom_id: str = ""
    url: str = ""
    emoji: str = ""
    is_disabled: bool = False
    is_on: bool = False


@dataclass(frozen=True)
class Option:
    """A choice in a select."""

    label: str
    value: str
    description: str = ""
    is_default: bool = False


@dataclass(frozen=True)
class Select:
    """A select of one option."""

    custom_id: str
    placeholder: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class ChannelSelect:
    """A select of channels, with those that are chosen already."""

    custom_id: str
    placeholder: str
    chosen: tuple[int, ...]


Row: TypeAlias = tuple[Button, ...] | Select | ChannelSelect


def custom_id(action: str, *parts: object) -> str:
    """An id of at most 100 characters; the last part is cut where it does not fit."""
    return ":".join([PREFIX, action, *map(str, parts)])[: limits.CUSTOM_ID]


PASSAGE_REF: Final = r"(?P<key>[0-9a-f]{16}):(?P<paragraph>[0-9]{1,6})(?::(?P<asker>[0-9a-z]{1,13}))?"
"""Matches the parts of a custom_id that stand for a PassageRef; `PassageRef.of` reads the match."""
PASSAGE_REFS: Final = PASSAGE_REF + r"(?P<more>(?:\+[0-9a-f]{16}:[0-9]{1,6}){0,2})"
"""Matches one to three of them, the later ones without the asker; `PassageRef.all_of` reads the match."""
_REF: Final = re.compile(PASSAGE_REF)


@dataclass(frozen=True)
class PassageRef:
    """A paragraph of a version of an article, and who asked for the message that shows it (0: nobody)."""

    key: str
    paragraph: int
    asker: int = 0

    def parts(self) -> tuple[str, int, str]:
        """The parts of a custom_id that stand for it."""
        return self.key, self.paragraph, _in_letters(self.asker)

    @classmethod
    def of(cls, match: re.Match[str]) -> Self:
        """The reference that a match of a pattern with PASSAGE_REF holds."""
        return cls(match["key"], int(match["paragraph"]), int(match["asker"] or "0", 36))

    @classmethod
    def all_of(cls, match: re.Match[str]) -> list[Self]:
        """The references that a match of a pattern with PASSAGE_REFS holds."""
        first = cls.of(match)
        later = (text.split(":") for text in match["more"].split("+")[1:])
        return [first, *(cls(key, int(paragraph), first.asker) for key, paragraph in later)]

    @staticmethod
    def join(refs: Sequence["PassageRef"]) -> str:
        """The parts of a custom_id that stand for one to three references, each once."""
        first, *later = dict.fromkeys(refs)
        return "+".join([":".join(map(str, first.parts())), *(f"{ref.key}:{ref.paragraph}" for ref in later)])

    @classmethod
    def read(cls, text: str) -> Self | None:
        """The reference that a text stands for; None where it stands for none."""
        match = _REF.fullmatch(text)
        return cls.of(match) if match else None


def open_button(key: str, paragraph: int, label: str) -> Button:
    """A button that opens a passage in a message of its own."""
    return Button(label, custom_id("open", *PassageRef(key, paragraph).parts()))


_DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"


@lru_cache(maxsize=1)  # all controls of an answer hold the id of who asked
def _in_letters(number: int) -> str:
    """A number to the base 36."""
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return digits or "0"
