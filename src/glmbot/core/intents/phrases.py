"""The notation of phrases: `are you [a|an|a real] (bot|robot)`; matched on folded tokens.

Words are tokens in order, any number is `#`; `[…]` may be left out, `(…|…)` is one of several, and both nest; `{…}`
names a set of phrases.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Self, TypeAlias

from glmbot.core.text.tokens import split_words

_SIGN: Final = re.compile(r"[\[\](){}|]|[^\s\[\](){}|]+")
_CLOSING: Final = {"(": ")", "[": "]", "{": "}"}

NUMBER: Final = "#"
"""The token that stands for any number."""

Sets: TypeAlias = Mapping[str, Sequence[str]]
"""Sets of phrases by their names."""


class PhraseError(ValueError):
    """A phrase that can't be read."""


Rest: TypeAlias = "tuple[str | Choice, Rest] | None"
"""What of a phrase is still to come: its next part, and what follows."""


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """One of several phrases."""

    options: tuple["Phrase", ...]
    is_optional: bool
    openers: frozenset[str]
    """The tokens with which the options may begin."""

    @classmethod
    def of(cls, options: Sequence["Phrase"], *, is_optional: bool) -> Self:
        """The choice of some phrases, of which one may be empty."""
        rests = [followed(one.parts) for one in options]
        first = frozenset(token for rest in rests for token in openers(rest))
        return cls(tuple(options), is_optional or any(map(may_end, rests)), first)


@dataclass(frozen=True, slots=True, eq=False)
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
        if may_end(followed(parts)):
            raise PhraseError(f"a phrase needs a word: {text!r}")
        return cls(parts)


def texts_of(data: Mapping[str, Any]) -> Iterator[str]:
    """The phrases of `resources/intents.yaml` as they are written."""
    intents = (lines for entry in data["intents"].values() for lines in entry["phrases"].values())
    yield from (line for lines in (data["fillers"], data["requests"], *intents) for line in lines.splitlines())


Parts: TypeAlias = list[str | int]
"""The parts of a phrase: tokens, and the numbers of choices."""


def pack_phrases(phrases: Mapping[str, Phrase]) -> dict[str, Any]:
    """What JSON holds of phrases, by their texts, each choice once; `unpack_phrases` is the inverse."""
    choices: dict[str, int] = {}
    parts = {text: _packed(phrase, choices) for text, phrase in phrases.items()}
    return {"choices": [json.loads(one) for one in choices], "phrases": parts}


def _packed(phrase: Phrase, choices: dict[str, int]) -> Parts:
    """The parts of a phrase; its choices are added to those that there are."""
    parts: Parts = []
    for part in phrase.parts:
        if isinstance(part, Choice):
            options = [_packed(one, choices) for one in part.options]
            packed = json.dumps([options, part.is_optional, sorted(part.openers)])
            parts.append(choices.setdefault(packed, len(choices)))
        else:
            parts.append(part)
    return parts


def unpack_phrases(packed: Mapping[str, Any]) -> dict[str, Phrase]:
    """The phrases that were packed, by their texts: sooner than their texts can be read."""
    choices: list[Choice] = []

    def phrase(parts: Parts) -> Phrase:
        return Phrase(tuple(part if isinstance(part, str) else choices[part] for part in parts))

    for options, is_optional, first in packed["choices"]:  # each after those that stand in it
        choices.append(Choice(tuple(map(phrase, options)), is_optional, frozenset(first)))
    return {text: phrase(parts) for text, parts in packed["phrases"].items()}


def followed(parts: Sequence[str | Choice], rest: Rest = None) -> Rest:
    """Some parts, and what follows them."""
    for part in reversed(parts):
        rest = (part, rest)
    return rest


def may_end(rest: Rest) -> bool:
    """Whether nothing of a phrase needs to come any more."""
    while rest is not None:
        part, rest = rest
        if isinstance(part, str) or not part.is_optional:
            return False
    return True


def openers(rest: Rest) -> Iterator[str]:
    """The tokens that may come next in a phrase."""
    while rest is not None:
        part, rest = rest
        if isinstance(part, str):
            yield part
            return
        yield from part.openers
        if not part.is_optional:
            return


def after(rest: Rest, token: str) -> Iterator[Rest]:
    """What may follow in a phrase where a token comes next."""
    while rest is not None:
        part, rest = rest
        if isinstance(part, str):
            if part == token:
                yield rest
            return
        if token in part.openers:
            for option in part.options:
                yield from after(followed(option.parts, rest) if option.parts else None, token)
        if not part.is_optional:
            return


def numberless(form: str) -> str:
    """A token as phrases have it."""
    return NUMBER if form[:1].isdigit() else form


def tokens_of(phrases: Iterable[Phrase]) -> Iterator[str]:
    """All tokens of some phrases."""
    for phrase in phrases:
        for part in phrase.parts:
            if isinstance(part, str):
                yield part
            else:
                yield from tokens_of(part.options)


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
    if word == NUMBER:
        return (NUMBER,)
    return tuple(numberless(one.form) for one in split_words(word))
