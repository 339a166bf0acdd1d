"""What the differences between a quotation and its original come to."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from glmbot.core.model import Article, Span
from glmbot.core.quotations.comparing import is_literal
from glmbot.core.quotations.harmless import is_harmless
from glmbot.core.quotations.leaps import crosses_paragraph, gaps_of
from glmbot.core.quotations.numbers import by_value
from glmbot.core.quotations.sense_words import CONTRARY, WEIGHTY
from glmbot.core.quotations.texts import Alignment, Part
from glmbot.core.quotations.words import is_plain, words_of

Status: TypeAlias = Literal["exact", "same_words", "shortened", "edited", "altered"]
"""Letter for letter; every word, not every sign; every word but those said to be left out; every word but what is put
between brackets; none of these."""
_TRUE: Final = frozenset({"exact", "same_words", "shortened"})

_CONTRARY: Final = re.compile(r"(?:un|in|im|il|ir|non-?|dis|de|anti-?)(?=\w{3})")
_BETWEEN: Final = frozenset("be been have has had to yet longer only".split())
"""Words that may stand between a word that says the contrary and what it is said of: not to, no longer, never been."""
_SENTENCE_END: Final = re.compile(r"[.!?…:;]\W*$|\n")


@dataclass(frozen=True)
class Finding:
    """Where a quotation stands in an article, and how true it is to it."""

    alignment: Alignment
    status: Status
    paragraphs: tuple[int, ...]
    is_turned: bool
    """Whether a word is changed, put in or left out on which the sense hangs."""
    turned_before: str = ""
    """A word just before the original that says the contrary: "not"; "" where there is none."""
    skips_end: bool = False
    """Whether an ellipsis joins parts of two sentences."""
    may_turn: bool = False
    """Whether an ellipsis leaves out what is not plainly harmless."""
    leaves_note: bool = False
    """Whether a source parenthesis is left out."""
    crosses: bool = False
    """Whether it goes on in the next paragraph where it leaves one out, and does not show so."""

    @property
    def article(self) -> Article:
        """The article that it stands in."""
        return self.alignment.text.article

    @property
    def span(self) -> Span:
        """Where the original stands in the article's body."""
        return self.alignment.span

    @property
    def original(self) -> str:
        """The words of the article, verbatim."""
        return self.article.body[self.span.start : self.span.end]

    @property
    def is_true(self) -> bool:
        """Whether it may be called a quotation."""
        return self.status in _TRUE and not (self.turned_before or self.skips_end or self.may_turn)

    @property
    def editors_notes(self) -> list[str]:
        """What an editor notes in the quotation, and the article does not: "[sic]"."""
        return [note for note in self.alignment.quoted.editors_notes if note not in self.original]


def judged(found: Alignment, paragraphs: tuple[int, ...]) -> Finding:
    """What a comparison comes to."""
    turned = any(_is_weighty(found, part) for part in found.parts)
    status = _status(found)
    notes = [part for part in found.parts if part.kind == "note"]
    gaps = gaps_of(found)
    return Finding(
        found,
        status,
        paragraphs,
        turned,
        _turned_before(found),
        skips_end=status == "shortened" and any(gap.joins for gap in gaps),
        may_turn=not all(is_harmless(found, gap) for gap in gaps),
        leaves_note=bool(notes),
        crosses=any(crosses_paragraph(found, part) for part in notes),
    )


def _status(found: Alignment) -> Status:
    kinds = {part.kind for part in found.parts}
    if kinds & {"changed", "left_out", "put_in"} or any(_is_turning(found, part) for part in found.parts):
        return "altered"
    if "edited" in kinds:
        return "edited"
    if "skipped" in kinds:
        return "shortened"
    return "exact" if is_literal(found) else "same_words"


def _is_turning(found: Alignment, part: Part) -> bool:
    """Whether what is said to be left out says the contrary."""
    return part.kind == "skipped" and any(map(_turns, _keys(found.original(part))))


def _is_weighty(found: Alignment, part: Part) -> bool:
    if part.kind in {"same", "note"}:
        return False
    if part.kind == "skipped":
        return _is_turning(found, part)
    said, original = by_value(_keys(found.said(part))), by_value(_keys(found.original(part)))
    differing = set(said) ^ set(original)
    return any(_weighs(key) for key in differing) or any(_are_contrary(*pair) for pair in _pairs(said, original))


def _keys(text: str) -> list[str]:
    return [word.key for word in words_of(text)]


def _pairs(said: Sequence[str], original: Sequence[str]) -> Iterator[tuple[str, str]]:
    yield from ((one, other) for one in said for other in original)


def _weighs(key: str) -> bool:
    return key in WEIGHTY or key.endswith("n't") or not is_plain(key) or any(char.isdigit() for char in key)


def _turns(key: str) -> bool:
    return key in CONTRARY or key.endswith("n't")


def _are_contrary(one: str, other: str) -> bool:
    """Whether a word is another with "un-" or the like before it."""
    return any(
        _CONTRARY.sub("", longer, count=1) == shorter
        for longer, shorter in ((one, other), (other, one))
        if longer != shorter
    )


def _turned_before(found: Alignment) -> str:
    """A word that says the contrary and stands just before the original, in its sentence."""
    body = found.text.article.body
    for word in reversed([word for word in found.text.words if word.span.end <= found.span.start]):
        if _SENTENCE_END.search(body[word.span.end : found.span.start].rstrip(" ")):
            return ""
        if _turns(word.key):
            return body[word.span.start : word.span.end]
        if word.key not in _BETWEEN:
            return ""
    return ""
