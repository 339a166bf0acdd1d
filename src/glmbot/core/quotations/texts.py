"""A quotation and an article as words, and what a comparison of the two says of each stretch."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import accumulate, pairwise
from typing import Final, Literal, TypeAlias

from glmbot.core.model import Article, Source, Span
from glmbot.core.quotations.sense_words import EDITORS_NOTES
from glmbot.core.quotations.words import Word, ellipses_in, keys_of, words_of

PartKind: TypeAlias = Literal["same", "changed", "left_out", "put_in", "edited", "skipped", "note"]
"""What became of some words: `edited` are put between brackets, as editors do, `skipped` are left out where the
quotation says so, a `note` is a source parenthesis."""

_EDITORS_NOTE: Final = re.compile(rf"[\[(](?:{'|'.join(EDITORS_NOTES)})[.!]?[\])]", re.IGNORECASE)
_BRACKETS: Final = re.compile(r"\[[^\[\]]+\]")
_BREAK: Final = re.compile(r"[.!?…:()\[\]\n]")


@dataclass(frozen=True, slots=True)
class Part:
    """Words of the article and what the quotation has in their place; either may be empty."""

    kind: PartKind
    said: Span
    """In the quotation."""
    original: Span
    """In the article's body."""


@dataclass(frozen=True)
class Quoted:
    """A quotation in words; `gaps` are the numbers of the words that an ellipsis stands before."""

    text: str
    words: tuple[Word, ...]
    spelled: tuple[str, ...] = ()
    """The keys of its words as another text spells them, where some are spelled otherwise there: harbor."""

    @classmethod
    def of(cls, text: str) -> "Quoted":
        """The quotation that a text is."""
        return cls(text, tuple(_own_words(text)))

    @cached_property
    def editors_notes(self) -> list[str]:
        """What an editor notes in it between brackets: "[sic]"."""
        return [found[0] for found in _EDITORS_NOTE.finditer(self.text)]

    @cached_property
    def brackets(self) -> list[Span]:
        """What stands between brackets."""
        return [Span(*found.span()) for found in _BRACKETS.finditer(self.text)]

    def are_bracketed(self, words: range) -> bool:
        """Whether some words stand between brackets, each of them."""
        return all(any(self.words[one].span in bracket for bracket in self.brackets) for one in words)

    @cached_property
    def keys(self) -> list[str]:
        """What the words are compared by."""
        return [word.key for word in self.words]

    @property
    def likened(self) -> Sequence[str]:
        """What its words are looked for by where it is compared with what is near to it."""
        return self.spelled or self.keys

    def spelled_as(self, text: "Text") -> "Quoted":
        """The same quotation with its words spelled as in a text."""
        return replace(self, spelled=tuple(map(text.spelled, self.keys)))

    @cached_property
    def gaps(self) -> list[int]:
        """The numbers of the words before which something is said to be left out; never the first."""
        ends = [span.end for span in ellipses_in(self.text)]
        before = {sum(word.span.start < end for word in self.words) for end in ends}
        return sorted(before - {0, len(self.words)})

    @property
    def segments(self) -> list[range]:
        """The runs of words between the gaps."""
        cuts = [0, *self.gaps, len(self.words)]
        return [range(start, end) for start, end in pairwise(cuts)]


@dataclass(frozen=True, eq=False)
class Text:
    """An article's body in words; `find_notes` gives its source parentheses, once and only when they matter."""

    article: Article
    find_notes: Callable[[], Sequence[Source]] = tuple
    spellings: Mapping[str, str] = field(default_factory=dict)
    """One way to spell a word, by others."""

    @cached_property
    def notes(self) -> list[Span]:
        """Where source parentheses stand in the body."""
        return [source.span for source in self.find_notes()]

    @cached_property
    def words(self) -> list[Word]:
        """All words."""
        return _own_words(self.article.body)

    @cached_property
    def keys(self) -> list[str]:
        """What they are compared by."""
        body = self.article.body
        return [word.key for word in self.words] if _EDITORS_NOTE.search(body) else keys_of(body)

    @cached_property
    def _distinct(self) -> frozenset[str]:
        return frozenset(self.keys)

    @cached_property
    def _spelled(self) -> dict[str, str]:
        return {self.spellings.get(key, key): key for key in self._distinct}

    def spelled(self, key: str) -> str:
        """A key as this text spells the word, where it has it: harbor for harbour, and the other way."""
        return key if key in self._distinct else self._spelled.get(self.spellings.get(key, key), key)

    @cached_property
    def _run(self) -> str:
        return "\0".join(["", *self.keys, ""])

    @cached_property
    def _places(self) -> list[int]:
        """Where each word begins in the run of all."""
        return [*accumulate((len(key) + 1 for key in self.keys), initial=0)]

    def find(self, wanted: Sequence[str], start: int = 0) -> int | None:
        """Where a run of keys begins, at the word `start` or after; None where it does not stand there."""
        place = self._run.find("\0".join(["", *wanted, ""]), self._places[start])
        return None if place < 0 else bisect_left(self._places, place)

    @cached_property
    def note_of(self) -> list[int]:
        """For each word the number of the source parenthesis that it stands in; -1 in none."""
        starts = [note.start for note in self.notes]
        at = [bisect_right(starts, word.span.start) - 1 for word in self.words]
        return [
            note if note >= 0 and word.span in self.notes[note] else -1
            for word, note in zip(self.words, at, strict=True)
        ]

    @cached_property
    def prose(self) -> list[int]:
        """The numbers of the words that stand in no source parenthesis."""
        return [place for place, note in enumerate(self.note_of) if note < 0]

    def goes_on(self, start: int, stop: int) -> bool:
        """Whether no sentence ends and no parenthesis stands between each of some words and the one before it."""
        places = range(max(1, start), min(stop, len(self.words)))
        between = (self.article.body[self.words[one - 1].span.end : self.words[one].span.start] for one in places)
        return not any(_BREAK.search(one) for one in between)

    def are_notes(self, words: range) -> bool:
        """Whether some words are source parentheses, each as a whole."""
        notes = [self.note_of[one] for one in words]
        beside = [self.note_of[one] for one in (words.start - 1, words.stop) if 0 <= one < len(self.words)]
        return bool(notes) and -1 not in notes and not set(notes) & set(beside)


@dataclass(frozen=True)
class Alignment:
    """A quotation and the words of a text from the first to the last that it has."""

    quoted: Quoted
    text: Text
    parts: tuple[Part, ...]

    @property
    def span(self) -> Span:
        """Where the original stands in the article's body."""
        there = [part.original for part in self.parts if part.original.start < part.original.end]
        return Span(there[0].start, there[-1].end)

    def said(self, part: Part) -> str:
        """What the quotation has of a part."""
        return self.quoted.text[part.said.start : part.said.end]

    def original(self, part: Part) -> str:
        """What the article has of a part."""
        return self.text.article.body[part.original.start : part.original.end]


def _own_words(text: str) -> list[Word]:
    """The words of a text without an editor's notes."""
    notes = [Span(*found.span()) for found in _EDITORS_NOTE.finditer(text)]
    return [word for word in words_of(text) if not any(word.span in note for note in notes)]
