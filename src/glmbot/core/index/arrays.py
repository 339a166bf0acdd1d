"""The arrays of an index, named and typed, and the flat form in which a file holds them.

Theory of operation. Articles, passages, sentences, tokens, forms and terms each have a number, from 0, in one order:
articles by id, passages and sentences as they stand, forms and terms by their UTF-8 bytes. A column that ends with the
plural of something else (`articles.passages`) holds where each one's members begin, and the end: one entry more than
there are rows. A form is a folded word as it stands; a term is its stem, by which it is searched.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cached_property
from typing import Any, Final, TypeVar, get_type_hints

import numpy as np
import numpy.typing as npt

from glmbot.core.index.postings import Ints, Longs, Postings
from glmbot.core.text.strings import Bytes, Groups, Strings
from glmbot.core.text.tokens import fold

FlatArrays = Mapping[str, npt.NDArray[Any]]
"""Arrays by dotted name, as a file holds them."""

FORMAT: Final = 5
"""Changes with the names or the meaning of the arrays."""

_T = TypeVar("_T")


@dataclass(frozen=True, eq=False)
class FormArrays:
    """The forms of all passages, without stop words."""

    strings: Strings
    terms: Ints
    """The term of each form."""
    letters: npt.NDArray[np.uint32]
    """Which letters each form has, a bit each."""
    rows: Ints
    """The row of each form in the table of vectors; -1 where it has none."""
    masses: npt.NDArray[np.float32]
    """What each form weighs in general English."""


@dataclass(frozen=True, eq=False)
class PassageArrays:
    """Where each passage stands: offsets are code points of its article's body."""

    article: Ints
    start: Ints
    end: Ints
    first: Ints
    """The number of its first paragraph, from 1."""
    count: Ints
    """How many paragraphs it has."""
    sentences: Longs


@dataclass(frozen=True, eq=False)
class SentenceArrays:
    """Where each sentence stands, in code points of its article's body."""

    start: Ints
    end: Ints
    tokens: Longs


@dataclass(frozen=True, eq=False)
class ArticleArrays:
    """What a search needs of each article."""

    ids: Strings
    keys: npt.NDArray[np.uint64]
    dates: Ints
    """Days as ordinals: 1 is January 1 of year 1."""
    passages: Longs

    @property
    def fingerprint(self) -> str:
        """Sixteen hexadecimal digits that stand for all articles: another article or content, other digits."""
        return hashlib.blake2b(np.sort(self.keys).tobytes(), digest_size=8).hexdigest()


@dataclass(frozen=True, eq=False)
class SourceArrays:
    """The source parentheses of all articles."""

    article: Ints
    place: Ints
    """Which of its article's it is, from 0."""
    by_term: Groups
    """The sources that have each term."""


@dataclass(frozen=True, eq=False)
class LabelArrays:
    """The distinct labels of a kind, and the articles that have each."""

    names: Strings
    articles: Groups

    def meant(self, wanted: str) -> frozenset[str]:
        """The labels that a person named, whatever the case and the accents."""
        return self._by_fold.get(fold(wanted.strip()), frozenset())

    @cached_property
    def _by_fold(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, frozenset[str]] = {}
        for name in self.names:
            found[fold(name)] = found.get(fold(name), frozenset()) | {name}
        return found


@dataclass(frozen=True, eq=False)
class CatalogueArrays:
    """What a corpus has beside its passages: words, whole articles, sources, labels."""

    forms: FormArrays
    terms: Strings
    articles: ArticleArrays
    sources: SourceArrays
    titles: Groups
    """The articles that have each term in their titles or jurisdictions."""
    headings: Groups
    """The articles that have each term in their headings."""
    jurisdictions: LabelArrays
    topics: LabelArrays
    subjects: LabelArrays
    """Pairs of a jurisdiction and a topic."""
    glossary: Bytes
    """What the articles explain, as JSON."""


@dataclass(frozen=True, eq=False)
class IndexArrays(CatalogueArrays):
    """All that a search and an answer need of a corpus but the articles' texts."""

    postings: Postings
    passages: PassageArrays
    sentences: SentenceArrays
    tokens: Ints
    """The form of each token, one sentence after the other."""


def flatten(arrays: IndexArrays) -> dict[str, npt.NDArray[Any]]:
    """The arrays by dotted name."""
    return dict(_flattened(arrays, ""))


def unflatten(flat: FlatArrays) -> IndexArrays:
    """The arrays that `flatten` gave the names of.

    Raises:
        KeyError: one is missing.
    """
    return _made(IndexArrays, flat, "")


def unflatten_catalogue(flat: FlatArrays) -> CatalogueArrays:
    """The arrays of a catalogue alone.

    Raises:
        KeyError: one is missing.
    """
    return _made(CatalogueArrays, flat, "")


def catalogue_of(flat: FlatArrays) -> dict[str, npt.NDArray[Any]]:
    """Arrays by dotted name without those of passages, of which only the terms' counts and the mean length stay."""
    starts, mean = flat["postings.starts"], flat["postings.mean_length"]
    own = ("postings.", "passages.", "sentences.", "tokens")
    kept = {name: array for name, array in flat.items() if not name.startswith(own)}
    return {**kept, "counts": np.diff(starts).astype(np.int32), "mean_length": mean}


def _flattened(value: Any, name: str) -> Iterator[tuple[str, npt.NDArray[Any]]]:
    if isinstance(value, np.ndarray):
        yield name, value
    elif isinstance(value, float):
        yield name, np.array([value])
    else:
        for part in _parts(type(value)):
            yield from _flattened(getattr(value, part), f"{name}.{part}" if name else part)


def _made(kind: type[_T], flat: FlatArrays, name: str) -> _T:
    hints = get_type_hints(kind if kind not in _TABLES else kind.__init__)
    return kind(**{part: _value(hints[part], flat, f"{name}.{part}" if name else part) for part in _parts(kind)})


def _value(kind: Any, flat: FlatArrays, name: str) -> Any:
    if kind is float:
        return float(flat[name][0])
    return _made(kind, flat, name) if isinstance(kind, type) and _parts(kind) else flat[name]


_TABLES: Final[Mapping[Any, tuple[str, ...]]] = {Strings: ("ends", "data"), Groups: ("starts", "members")}


def _parts(kind: Any) -> tuple[str, ...]:
    """The names of what a table or a dataclass consists of; none of what is an array itself."""
    if kind in _TABLES:
        return _TABLES[kind]
    return tuple(one.name for one in fields(kind)) if is_dataclass(kind) else ()
