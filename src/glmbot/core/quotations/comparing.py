"""A quotation beside an article, word by word: where it stands there, and what differs."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import groupby, pairwise
from typing import Final, TypeAlias

from rapidfuzz import fuzz

from glmbot.core.model import Span
from glmbot.core.quotations.balance import balanced
from glmbot.core.quotations.texts import Alignment, Part, PartKind, Quoted, Text
from glmbot.core.quotations.words import Word, are_same_letters

_BESIDE: Final = 8
_WIDEST: Final = 4000
"""Words of an article that are compared at once."""
_PLACES: Final = 64
"""Places of its first words at which a quotation with an ellipsis is tried."""


def word_for_word(quoted: Quoted, text: Text) -> Alignment | None:
    """The quotation where all of its words stand side by side; letter for letter, if they do so somewhere."""
    first: Alignment | None = None
    start = 0
    said = _written(quoted.text, quoted.words)
    while (place := text.find(quoted.keys, start)) is not None:
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
    there = [word for word in found.text.words if word.span in found.span]
    return _written(found.quoted.text, found.quoted.words) == _written(found.text.article.body, there)


def shortened(quoted: Quoted, text: Text) -> Alignment | None:
    """The quotation where the words between its ellipses stand in their order, each run side by side, and nearest."""
    runs = [[quoted.keys[one] for one in segment] for segment in quoted.segments]
    nearest: list[int] = []
    start = text.find(runs[0])
    for _ in range(_PLACES):
        if start is None or not (places := _places(runs, text, start)):
            break
        if not nearest or places[-1] - places[0] < nearest[-1] - nearest[0]:
            nearest = places
        start = text.find(runs[0], start + 1)
    if not nearest:
        return None
    blocks: list[_Block] = []
    for segment, place in zip(quoted.segments, nearest, strict=True):
        if blocks and place > blocks[-1][4]:
            blocks.append(("insert", segment.start, segment.start, blocks[-1][4], place))
        blocks.append(("equal", segment.start, segment.stop, place, place + len(segment)))
    return _joined(quoted, text, blocks)


def _places(runs: Sequence[Sequence[str]], text: Text, start: int) -> list[int]:
    """Where each of some runs of words stands, the first at `start`; nothing where one does not."""
    places = [start]
    for before, run in pairwise(runs):
        place = text.find(run, places[-1] + len(before))
        if place is None:
            return []
        places.append(place)
    return places


def likeness(quoted: Quoted, text: Text) -> float:
    """How much of a quotation some stretch of a text has, from 0 to 100; white space and order count."""
    return fuzz.partial_ratio(quoted.likened, text.keys) if quoted.words and text.words else 0.0


def aligned(quoted: Quoted, text: Text) -> Alignment | None:
    """The quotation beside the stretch of a text that is likest; None where they have no word in common."""
    first, last = _window(quoted, text)
    blocks = [
        (kind, said, said_end, first + there, first + there_end)
        for kind, said, said_end, there, there_end in _blocks(quoted.likened, text.keys[first:last])
    ]
    blocks = _without_surroundings(blocks, text)
    if not any(kind == "equal" for kind, *_ in blocks):
        return None
    return _joined(quoted, text, [*_spelled_apart(blocks, quoted, text)])


def _spelled_apart(blocks: Sequence["_Block"], quoted: Quoted, text: Text) -> Iterator["_Block"]:
    """The blocks with what is only spelled alike told from what is the same."""
    for kind, said, said_end, there, there_end in blocks:
        if kind != "equal":
            yield kind, said, said_end, there, there_end
            continue
        same = [quoted.keys[said + one] == text.keys[there + one] for one in range(said_end - said)]
        at = 0
        for is_same, run in groupby(same):
            size = len([*run])
            yield ("equal" if is_same else "replace", said + at, said + at + size, there + at, there + at + size)
            at += size


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
    first, last = _likest([quoted.likened[one] for one in longest], text)
    for segment in quoted.segments:
        if segment != longest:
            start, end = _likest([quoted.likened[one] for one in segment], text)
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
    return Alignment(quoted, text, tuple(_closed([*_parts(quoted, text, blocks)], text.article.body)))


def _closed(parts: list[Part], body: str) -> list[Part]:
    """Parts with the marks beside the original that close what is opened in it, or open what is closed."""
    filled = [number for number, part in enumerate(parts) if part.original.start < part.original.end]
    first, last = filled[0], filled[-1]
    whole = balanced(body, Span(parts[first].original.start, parts[last].original.end))
    parts[first] = replace(parts[first], original=Span(whole.start, parts[first].original.end))
    parts[last] = replace(parts[last], original=Span(parts[last].original.start, whole.end))
    # What stands before or after is empty, and stays beside the rest.
    parts[:first] = [replace(part, original=Span(whole.start, whole.start)) for part in parts[:first]]
    parts[last + 1 :] = [replace(part, original=Span(whole.end, whole.end)) for part in parts[last + 1 :]]
    return parts


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
    if quoted.are_bracketed(said):
        return "edited"
    if not there:
        return "put_in"
    is_same = are_same_letters(quoted.keys[said.start : said.stop], text.keys[there.start : there.stop])
    return "same" if is_same else "changed"
