"""The notation of phrases: `are you [a|an|a real] (bot|robot)`; matched on folded tokens.

Words are tokens in order; `[…]` may be left out, `(…|…)` is one of several, and both nest; `{…}` names a set of
phrases.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, Self, TypeAlias

from glmbot.core.text.tokens import split_words

_SIGN: Final = re.compile(r"[\[\](){}|]|[^\s\[\](){}|]+")
_CLOSING: Final = {"(": ")", "[": "]", "{": "}"}

Sets: TypeAlias = Mapping[str, Sequence[str]]
"""Sets of phrases by their names."""


class PhraseError(ValueError):
    """A phrase that can't be read."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several phrases, by the tokens that they may begin with."""

    options: Mapping[str, Sequence["Phrase"]]
    is_optional: bool

    @classmethod
    def of(cls, options: Sequence["Phrase"], *, is_optional: bool) -> Self:
        """The choice of some phrases, of which one may be empty."""
        by_opener: dict[str, list[Phrase]] = {}
        for option in options:
            for opener in option.openers:
                by_opener.setdefault(opener, []).append(option)
        return cls(by_opener, is_optional or "" in by_opener)

    def ends(self, forms: Sequence[str], start: int) -> set[int]:
        """The places after each way in which tokens hold it from a place on."""
        found = {start} if self.is_optional else set[int]()
        if start < len(forms):
            for option in self.options.get(forms[start], ()):
                found |= option.ends(forms, start)
        return found


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens and choices in their order."""

    parts: tuple[str | Choice, ...]

    @classmethod
    def read(cls, text: str, sets: Sets) -> Self:
        """The phrase of a text; `sets` are those that it may name.

        Raises:
            PhraseError: a bracket is not closed, a set is not there, or the phrase may be empty.
        """
        signs = _SIGN.findall(text)[::-1]
        options = _options(signs, "", sets, text)
        parts = options[0].parts if len(options) == 1 else (Choice.of(options, is_optional=False),)
        phrase = cls(parts)
        if "" in phrase.openers:
            raise PhraseError(f"a phrase needs a word: {text!r}")
        return phrase

    def ends(self, forms: Sequence[str], start: int) -> set[int]:
        """The places after each way in which tokens hold the phrase from a place on."""
        places = {start}
        for part in self.parts:
            if isinstance(part, str):
                places = {place + 1 for place in places if place < len(forms) and forms[place] == part}
            else:
                places = set[int]().union(*(part.ends(forms, place) for place in places))
            if not places:
                break
        return places

    @property
    def openers(self) -> set[str]:
        """The tokens that it may begin with; "" where it may be empty."""
        found: set[str] = set()
        for part in self.parts:
            if isinstance(part, str):
                return found | {part}
            found.update(part.options)
            if not part.is_optional:
                return found - {""}
        return found | {""}


def _options(signs: list[str], closing: str, sets: Sets, text: str) -> list[Phrase]:
    """The phrases up to a closing bracket (or the end), apart by `|`; takes their signs off the end of the list."""
    options: list[list[str | Choice]] = [[]]
    while signs:
        sign = signs.pop()
        if sign == closing:
            return [Phrase(tuple(parts)) for parts in options]
        if sign == "|":
            options.append([])
        elif sign in _CLOSING:
            options[-1].append(_choice(signs, sign, sets, text))
        elif sign in _CLOSING.values():
            raise PhraseError(f"no bracket is open before {sign!r}: {text!r}")
        else:
            options[-1] += _tokens(sign)
    if closing:
        raise PhraseError(f"{closing!r} is missing: {text!r}")
    return [Phrase(tuple(parts)) for parts in options]


def _choice(signs: list[str], opening: str, sets: Sets, text: str) -> Choice:
    if opening != "{":
        return Choice.of(_options(signs, _CLOSING[opening], sets, text), is_optional=opening == "[")
    name = signs.pop() if signs else ""
    if name not in sets or not signs or signs.pop() != "}":
        raise PhraseError(f"no set of phrases is called {name!r}: {text!r}; there are: {', '.join(sets)}")
    return Choice.of([Phrase.read(one, {}) for one in sets[name]], is_optional=False)


@cache
def _tokens(word: str) -> tuple[str, ...]:
    if word.isascii() and word.isalpha():
        return (word.lower(),)  # which is most of them, and quick
    return tuple(one.form for one in split_words(word))
