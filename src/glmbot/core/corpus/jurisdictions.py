"""The jurisdiction that a name means: one home for its names in the languages that are read, and for what is near."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from rapidfuzz import fuzz, process

from glmbot.core.corpus.filters import Filters, check_named
from glmbot.core.model import GlmbotError
from glmbot.core.text.lexicon import Key, Lexicon
from glmbot.core.text.strings import keys_beginning
from glmbot.core.text.tokens import Analyzer, fold, plain_text, split_words
from glmbot.core.translatable import Translatable, gettext_lazy, lazy_join

LONGEST: Final = 100
"""Characters of a name that are kept where no article is on it."""
_NEAR: Final = 75.0
"""Least similarity (0 to 100) of a name that is offered in place of an unknown one."""
_OFFERED: Final = 3
_SHOWN: Final = 60
_BEGUN: Final = 2
"""Letters from which on other names than the articles' are offered."""


class UnknownJurisdictionError(GlmbotError):
    """No article is on what was named, and some are on what is nearly called so."""


@dataclass(frozen=True)
class Jurisdictions:
    """The jurisdictions that some article is on, by every name that people give them."""

    names: Sequence[str]
    """As the articles name them."""
    analyzer: Analyzer
    lexicon: Lexicon

    def known(self, wanted: str) -> tuple[str, bool]:
        """A jurisdiction as the articles name it, and whether some article is on it.

        Raises:
            UnknownJurisdictionError: none has that name, and some have nearly that.
        """
        if (fault := self._fault(wanted)) is not None:
            raise UnknownJurisdictionError(fault)
        meant = self.meant(wanted)
        return (meant[0], True) if meant else (plain_text(wanted)[:LONGEST], False)

    def all_known(self, wanted: Iterable[str]) -> list[tuple[str, bool]]:
        """Several of them, as `known` gives each.

        Raises:
            UnknownJurisdictionError: some are misspelt; the message tells each.
        """
        listed = list(wanted)
        if faults := [fault for one in listed if (fault := self._fault(one)) is not None]:
            raise UnknownJurisdictionError(lazy_join(" · ", faults))
        return [self.known(one) for one in listed]

    def meant(self, wanted: str) -> list[str]:
        """Those that a name means: the one that the articles call so, else all whose place has that name."""
        if (name := self._by_fold.get(_seen(wanted))) is not None:
            return [name]
        return sorted({name for key in self._keys(wanted) for name in self._by_key.get(key, ())})

    def keys_of(self, name: str) -> frozenset[Key]:
        """The keys of a jurisdiction, and those of all names that its place and its people have in English."""
        key = self._key(name)
        return frozenset({key, *self.lexicon.place_names(key)} - {""})

    def is_one(self, wanted: str) -> bool:
        """Whether a name is that of a jurisdiction, whether or not some article is on it."""
        return bool(self.meant(wanted)) or any(key in self.lexicon.places for key in self._keys(wanted))

    def is_like_one(self, wanted: str) -> bool:
        """Whether a name is that of a jurisdiction, or nearly that of one."""
        return self.is_one(wanted) or self._fault(wanted) is not None

    def settled(self, filters: Filters) -> Filters:
        """Filters whose jurisdiction is named as the articles name it, where some article is on it.

        Raises:
            UnknownJurisdictionError: it is misspelt.
        """
        if filters.jurisdiction is None or not plain_text(filters.jurisdiction):
            return filters
        return replace(filters, jurisdiction=self.known(filters.jurisdiction)[0])

    def checked(self, filters: Filters, topics: Iterable[str]) -> Filters:
        """Filters, settled, that some article can meet; `topics` are those that there are.

        Raises:
            UnknownJurisdictionError, FilterError: none can; the message says what there is.
        """
        settled = self.settled(filters)
        check_named(settled, self.names, topics)
        return settled

    def beginning(self, typed: str) -> frozenset[str]:
        """Those of which another name than the articles' begins as typed."""
        wanted = " ".join(_forms(typed))
        if len(wanted) < _BEGUN:
            return frozenset()
        keys = {key for key in self._by_key if key.startswith(wanted)}
        for translation in self.lexicon.translations.values():
            for written in keys_beginning(translation.words, wanted):
                keys.update(map(self._key, translation.words[written]))
        return frozenset(self.meant(typed)).union(*(self._by_key.get(key, ()) for key in keys))

    def _fault(self, wanted: str) -> Translatable | None:
        """What is said of a name that is not plain; None where it is."""
        meant = self.meant(wanted)
        if len(meant) == 1 or (not meant and self.is_one(wanted)):
            return None
        if near := meant[:_OFFERED] or nearest(wanted, self.names):
            told = {"wanted": plain_text(wanted)[:_SHOWN], "names": ", ".join(near)}
            return gettext_lazy("no article is on “{wanted}”; nearest: {names}", **told)
        return None

    def _keys(self, wanted: str) -> Iterator[Key]:
        """The keys of a name, as it stands, as an abbreviation, and by what it means in other languages."""
        forms = _forms(wanted)
        whole = " ".join(map(self.analyzer.term, forms))  # "US" is a stop word too
        for key in {self._key(plain_text(wanted)), whole} - {""}:
            yield from {key, *self.lexicon.place_names(key)}
        for translation in self.lexicon.translations.values():
            yield from map(self._key, translation.words.get(" ".join(forms), ()))

    def _key(self, name: str) -> Key:
        return " ".join(self.analyzer.terms(name))

    @cached_property
    def _by_fold(self) -> Mapping[str, str]:
        return {_seen(name): name for name in self.names}

    @cached_property
    def _by_key(self) -> Mapping[Key, frozenset[str]]:
        """The jurisdictions by the keys of all names that their places have in English."""
        found: dict[Key, frozenset[str]] = defaultdict(frozenset)
        for name in self.names:
            for one in self.keys_of(name):
                found[one] |= {name}
        return dict(found)


def nearest(wanted: str, known: Iterable[str]) -> list[str]:
    """The names that a misspelt one may mean, the nearest first; none where nothing is near."""
    found = process.extract(wanted, list(known), scorer=fuzz.WRatio, processor=fold, limit=_OFFERED, score_cutoff=_NEAR)
    return [name for name, _, _ in found]


def _seen(name: str) -> str:
    """What can be seen of a name, folded."""
    return fold(plain_text(name))


def _forms(name: str) -> list[str]:
    return [word.form for word in split_words(plain_text(name))]
