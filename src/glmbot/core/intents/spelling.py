"""How chat writes words: letters drawn out ("hiii"), laughter ("hahahaha") and short spellings ("u", "pls")."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from typing import Final, Self

from glmbot.core.text.tokens import Word, split_words

_DRAWN_OUT: Final = re.compile(r"([a-z])\1{2,}|([a-z])\2$")
_LAUGHTER: Final = re.compile(r"((?:[hj][aei]){2})(?:[hj][aei])*[hj]?")
_RUNS: Final = 3
"""Runs of a letter in a word, at most, that are taken as drawn out."""


@dataclass(frozen=True)
class Spelling:
    """Reads words as they are spelt in phrases."""

    short: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Short spellings, each with the tokens that it stands for."""

    @classmethod
    def of(cls, spellings: Mapping[str, str]) -> Self:
        """The spelling of words with the short spellings of each: `please: pls plz`."""
        forms = {meant: tuple(word.form for word in split_words(meant)) for meant in spellings}
        return cls({short: forms[meant] for meant, listed in spellings.items() for short in listed.split()})

    def read(self, words: Sequence[Word], is_known: Callable[[str], bool]) -> list[Word]:
        """The words as phrases have them; `is_known` says whether one has a token. "whaaats" is "what"."""
        return [
            word if form == word.form else replace(word, form=form)
            for word in words
            for form in self._forms(word.form, is_known)
        ]

    def _forms(self, form: str, is_known: Callable[[str], bool]) -> Sequence[str]:
        if (laughter := _LAUGHTER.fullmatch(form)) is not None:
            form = laughter[1]
        if form not in self.short and _DRAWN_OUT.search(form) and not is_known(form):
            form = next((one for one in _shortened(form) if one in self.short or is_known(one)), form)
        return self.short.get(form, (form,))


def _shortened(form: str) -> list[str]:
    """A word with each run of a letter, that may be drawn out, as two letters or as one."""
    pieces = _DRAWN_OUT.split(form)
    runs = [match[1] or match[2] for match in _DRAWN_OUT.finditer(form)]
    if len(runs) > _RUNS:
        return []
    between = pieces[::3]
    return [
        "".join(text for pair in zip(between, (*chosen, ""), strict=True) for text in pair)
        for chosen in product(*((2 * letter, letter) for letter in runs))
    ]
