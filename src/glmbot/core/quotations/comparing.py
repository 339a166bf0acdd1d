"""A quotation beside an article, word by word: where it stands there, and what differs."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from itertools import pairwise
from typing import Final, Literal, TypeAlias

from rapidfuzz import fuzz

from glmbot.core.model import Article, Source, Span
from glmbot.core.quotations.words import Word, are_same_letters, ellipses_in, find_run, keys_of, words_of

PartKind: TypeAlias = Literal["same", "changed", "left_out", "put_in", "skipped", "note"]
"""What became of some words: `skipped` are left out where the quotation says so, a `note` is a source parenthesis."""

_BREAK: Final = re.compile(r"[.!?…:()\[\]\n]")
_BESIDE: Final = 8
_WIDEST: Final = 4000
"""Words of an article that are compared at once."""


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

    @classmethod
    def of(cls, text: str) -> "Quoted":
        """The quotation that a text is."""
        return cls(
            text, tuple(word for word in words_of(text) if text[word.span.start - 1 : word.span.end + 1] != "[sic]")
        )

    @cached_property
    def keys(self) -> list[str]:
        """What the words are compared by."""
        return [word.key for word in self.words]

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

    @cached_property
    def notes(self) -> list[Span]:
        """Where source parentheses stand in the body."""
        return [source.span for source in self.find_notes()]

    @cached_property
    def words(self) -> list[Word]:
        """All words."""
        return words_of(self.article.body)

    @cached_property
    def keys(self) -> list[str]:
        """What they are compared by."""
        return keys_of(self.article.body)

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


def word_for_word(quoted: Quoted, text: Text) -> Alignment | None:
    """The quotation where all of its words stand side by side; letter for letter, if they do so somewhere."""
    first: Alignment | None = None
    start = 0
    said = _written(quoted.text, quoted.words)
    while (place := find_run(quoted.keys, text.keys, start)) is not None:
        there = text.words[place : place + len(quoted.words)]
        found = _joined(quoted, text, [("equal", 0, len(quoted.words), place, place + len(there))])
        if _written(text.article.body, there) == said:
            return found
        first = first or found
        start = place + 1
    return first


def _written(text: str, words: Sequence[Word]) -> list[str]:
    """A text from its first word to its last, white space aside."""
    return text[words[0].span.start : words[-1].span.end].split()


def is_literal(found: Alignment) -> bool:
    """Whether a quotation is its original letter for letter, white space aside."""
    body = found.text.article.body
    return _written(found.quoted.text, found.quoted.words) == body[found.span.start : found.span.end].split()


def shortened(quoted: Quoted, text: Text) -> Alignment | None:
    """The quotation where the words between its ellipses stand in their order, each run side by side."""
    blocks: list[_Block] = []
    place = 0
    for segment in quoted.segments:
        found = find_run([quoted.keys[one] for one in segment], text.keys, place)
        if found is None:
            return None
        if found > place and blocks:
            blocks.append(("insert", segment.start, segment.start, place, found))
        place = found + len(segment)
        blocks.append(("equal", segment.start, segment.stop, found, place))
    return _joined(quoted, text, blocks)


def likeness(quoted: Quoted, text: Text) -> float:
    """How much of a quotation some stretch of a text has, from 0 to 100; white space and order count."""
    return fuzz.partial_ratio(quoted.keys, text.keys) if quoted.words and text.words else 0.0


def aligned(quoted: Quoted, text: Text) -> Alignment | None:
    """The quotation beside the stretch of a text that is likest; None where they have no word in common."""
    first, last = _window(quoted, text)
    blocks = [
        (kind, said, said_end, first + there, first + there_end)
        for kind, said, said_end, there, there_end in _blocks(quoted.keys, text.keys[first:last])
    ]
    blocks = _without_surroundings(blocks, text)
    if not any(kind == "equal" for kind, *_ in blocks):
        return None
    return _joined(quoted, text, blocks)


_Block: TypeAlias = tuple[str, int, int, int, int]
"""A kind of diflib's opcodes, a range of words of the quotation, and one of the text."""


def _blocks(said: Sequence[str], there: Sequence[str]) -> list[_Block]:
    """The blocks of two runs of words: the longest that they share, and before and after it what is nearest to it."""
    whole = SequenceMatcher(None, said, there, autojunk=False).find_longest_match()
    (start, at, size), last = whole, (whole.a + whole.size, whole.b + whole.size)
    before = SequenceMatcher(None, said[:start][::-1], there[:at][::-1], autojunk=False).get_opcodes()
    after = SequenceMatcher(None, said[last[0] :], there[last[1] :], autojunk=False).get_opcodes()
    return [
        *((kind, start - b, start - a, at - d, at - c) for kind, a, b, c, d in reversed(before)),
        *([("equal", start, last[0], at, last[1])] if size else []),
        *((kind, last[0] + a, last[0] + b, last[1] + c, last[1] + d) for kind, a, b, c, d in after),
    ]


def _window(quoted: Quoted, text: Text) -> tuple[int, int]:
    """The stretch of words to compare with: around where the quotation, or its parts between ellipses, is likest."""
    longest = max(quoted.segments, key=len)
    first, last = _likest([quoted.keys[one] for one in longest], text)
    for segment in quoted.segments:
        if segment != longest:
            start, end = _likest([quoted.keys[one] for one in segment], text)
            in_order = start < first if segment.start < longest.start else end > last
            if in_order and max(end, last) - min(start, first) <= _WIDEST:
                first, last = min(start, first), max(end, last)
    slack = len(quoted.words) // 2 + _BESIDE
    return max(0, first - slack), min(len(text.words), last + slack)


def _likest(keys: Sequence[str], text: Text) -> tuple[int, int]:
    """The stretch of words that is likest to some keys, with source notes or without."""
    whole = fuzz.partial_ratio_alignment(keys, text.keys)
    prose = fuzz.partial_ratio_alignment(keys, [text.keys[place] for place in text.prose])
    if prose is not None and whole is not None and prose.score > whole.score:
        return text.prose[prose.dest_start], text.prose[max(prose.dest_start, prose.dest_end - 1)] + 1
    return (whole.dest_start, whole.dest_end) if whole is not None else (0, len(text.words))


def _without_surroundings(blocks: list[_Block], text: Text) -> list[_Block]:
    """The blocks without what the text has before and after the quotation.

    A word at an end is a changed one where the sentence goes on in the text; else it was put in.
    """
    kept = [*blocks]
    for end in (0, -1):
        if kept and kept[end][0] == "insert":
            kept.pop(end)
        if kept and kept[end][0] == "replace":
            _, said, said_end, there, there_end = kept[end]
            near = range(max(there, there_end - (said_end - said)), there_end)
            if end:
                near = range(there, min(there_end, there + said_end - said))
            if text.goes_on(near.start, near.stop) if end else text.goes_on(near.start + 1, near.stop + 1):
                kept[end] = ("replace", said, said_end, near.start, near.stop)
            else:
                place = there if end else there_end
                kept[end] = ("delete", said, said_end, place, place)
    return kept


def _joined(quoted: Quoted, text: Text, blocks: Sequence[_Block]) -> Alignment:
    return Alignment(quoted, text, tuple(_parts(quoted, text, blocks)))


def _parts(quoted: Quoted, text: Text, blocks: Sequence[_Block]) -> Iterator[Part]:
    """Parts that cover the quotation and its original without a gap: what stands before a word goes with it."""
    there_first = next(start for _, _, _, start, end in blocks if end > start)
    said_done, done = 0, text.words[there_first].span.start
    for number, (kind, said, said_end, there, there_end) in enumerate(blocks):
        said_to = quoted.words[said_end - 1].span.end if said_end > said else said_done
        to = text.words[there_end - 1].span.end if there_end > there else done
        said_to = len(quoted.text) if number == len(blocks) - 1 else said_to
        what = _kind(quoted, text, kind, range(said, said_end), range(there, there_end))
        yield Part(what, Span(said_done, said_to), Span(done, to))
        said_done, done = said_to, to


def _kind(quoted: Quoted, text: Text, kind: str, said: range, there: range) -> PartKind:
    if kind == "equal":
        return "same"
    if not said and text.are_notes(there):
        return "note"
    if not said:
        return "skipped" if said.start in quoted.gaps else "left_out"
    if not there:
        return "put_in"
    is_same = are_same_letters(quoted.keys[said.start : said.stop], text.keys[there.start : there.stop])
    return "same" if is_same else "changed"
