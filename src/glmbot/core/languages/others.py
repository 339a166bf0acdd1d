"""Languages that are not read: recognised, so that it is said in them, by function words or by script."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Self

_LATIN: Final = re.compile(r"[A-Za-zÀ-ɏ0-9][A-Za-zÀ-ɏ0-9.'’-]*")
_FEW: Final = 3
"""Words of a message in which one function word tells its language."""


@dataclass(frozen=True)
class OtherLanguage:
    """A language that is not read: what is said in it, and what it is told by."""

    code: str
    says: str
    words: frozenset[str] = frozenset()
    """Its function words, folded."""
    script: re.Pattern[str] | None = None
    """A letter of its script."""
    letters: frozenset[str] = frozenset()
    """Letters by which it is told from others of its script, one of which suffices."""

    def apart(self, text: str) -> str:
        """A text whose words of other scripts stand apart, where its own writes no spaces between words."""
        return _LATIN.sub(r" \g<0> ", text) if self.script else text


@dataclass(frozen=True)
class OtherLanguages:
    """The languages that are recognised though they are not read."""

    listed: tuple[OtherLanguage, ...] = ()

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Self:
        """The languages of `resources/other_languages.yaml`."""
        return cls(tuple(_language(code, entry) for code, entry in data.items()))

    def of(self, text: str, forms: Sequence[str], read: int) -> OtherLanguage | None:
        """The language of a text, given its folded tokens; None where it is one that is read, or none is told.

        `read` is how many tokens are function words of the language that is read best.
        """
        if found := self._by_script(text):
            return found
        counts = [len(one.words.intersection(forms)) for one in self.listed]
        most = max(counts, default=0)
        enough = 1 if len(forms) <= _FEW else 2
        return self.listed[counts.index(most)] if most >= enough and most > read else None

    def _by_script(self, text: str) -> OtherLanguage | None:
        """The language whose script most letters of a text are of."""
        if text.isascii():
            return None
        letters = [char for char in text if char.isalpha()]
        found = None
        for one in self.listed:
            if one.script and 2 * sum(one.script.match(char) is not None for char in letters) > len(letters):
                is_told = not one.letters.isdisjoint(letters)
                if is_told or (found is None and not one.letters):
                    found = one
        return found


def _language(code: str, entry: Mapping[str, Any]) -> OtherLanguage:
    script = entry.get("script")
    return OtherLanguage(
        code,
        entry["says"],
        frozenset(entry.get("words", "").split()),
        re.compile(f"[{script}]") if script else None,
        frozenset(entry.get("letters", "")),
    )
