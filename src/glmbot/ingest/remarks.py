"""Remarks on an article, how bad each is, and those that its letters and its record alone allow."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from glmbot.core.corpus.passages import LONG_PARAGRAPH, split_paragraphs
from glmbot.core.model import Article
from glmbot.core.text.invisible import invisible_in
from glmbot.ingest.fields import field_of
from glmbot.ingest.furniture import is_after_articles
from glmbot.ingest.parts import is_prose

RemarkKind: TypeAlias = Literal[
    "sources",
    "headings",
    "length",
    "date",
    "language",
    "duplicate",
    "reference",
    "characters",
    "damage",
    "words",
    "missing",
]
"""What a remark is about."""

_WEIGHTS: Final[Mapping[RemarkKind, int]] = {
    "headings": 60, "damage": 55, "duplicate": 50, "length": 45, "language": 40, "date": 30, "words": 20,
    "characters": 15, "sources": 8, "reference": 3, "missing": 1,
}  # fmt: skip
_MOST_COUNTED: Final = 10
_FEW: Final = 5
_FAR: Final = 2
"""So many lines after a label, what follows is no longer said under it."""
_DAMAGE: Final = re.compile(r"�|<\?|\w\?\w|â€|Ã[\x80-\xbf©¨¡³±]|\bId\.\)(?=[a-z])")
_WEB: Final = re.compile(r"(?:https?://|www\.)\S+")
_CUT: Final = re.compile(r"(?<![\w-])(?P<left>[^\W\d_]{2,})[-\u2010][ \n]\s*(?P<right>[a-zà-ÿ]{2,})(?!\w)")
_WHOLE: Final = re.compile(r"(?<![\w-])(?P<left>[^\W\d_]{3,})-(?P<right>[a-zà-ÿ]{3,})(?![\w-])")
_JOINTS: Final = frozenset("and or to nor und et of versus but as through".split())
_PREFIXES: Final = frozenset(
    "anti non pre post inter intra over under sub super multi semi counter extra out off".split()
)


@dataclass(frozen=True, slots=True)
class Remark:
    """Something worth a look, in a few words, with its particulars."""

    kind: RemarkKind
    text: str
    details: tuple[str, ...] = ()


def badness(remarks: Iterable[Remark]) -> int:
    """How much is worth a look, so that the worst come first."""
    return sum(_WEIGHTS[remark.kind] * max(1, min(len(remark.details), _MOST_COUNTED)) for remark in remarks)


def missing_remarks(article: Article) -> Iterator[Remark]:
    """What an article's record lacks."""
    lacks = (
        ("author", not article.authors),
        ("address", not article.url),
        ("date of retrieval", not article.retrieved),
    )
    if missing := [name for name, is_missing in lacks if is_missing]:
        yield Remark("missing", f"no {', no '.join(missing)}")


def length_remarks(article: Article) -> Iterator[Remark]:
    """Paragraphs so long that they can hardly have been printed as one: a passage is shown in part only."""
    long = [one for one in split_paragraphs(article.body) if len(one.text) > LONG_PARAGRAPH]
    if long:
        details = tuple(f"¶ {one.number}: {len(one.text):,} characters" for one in long)
        yield Remark("length", f"{len(long)} very long paragraph{'' if len(long) == 1 else 's'}", details)


def character_remarks(article: Article) -> Iterator[Remark]:
    """Characters that nobody sees, by their names and where they stand."""
    parts = [
        ("title", article.title),
        *(("authors", one) for one in article.authors),
        *(("topics", one) for one in article.topics),
        *(("jurisdictions", one) for one in article.jurisdictions),
        *((f"¶ {one.number}", one.text) for one in split_paragraphs(article.body)),
    ]
    found = [(place, invisible_in(text)) for place, text in parts if not text.isascii()]
    if count := sum(sum(names.values()) for _, names in found):
        details = tuple(f"{place}: {number} {name}" for place, names in found for name, number in names.items())
        yield Remark("characters", f"{count} invisible character{'' if count == 1 else 's'}", details)


def damage_in(article: Article) -> list[str]:
    """Characters of an article that a wrong encoding leaves behind, each once; addresses may hold question marks."""
    return sorted({found[0] for found in _DAMAGE.finditer(_WEB.sub(" ", f"{article.title}\n{article.body}"))})


def damage_remarks(article: Article) -> Iterator[Remark]:
    """Characters that look as if the text had been read in a wrong encoding."""
    if damage := damage_in(article):
        yield Remark("damage", f"damaged characters: {' '.join(damage[:_FEW])}", tuple(damage))


def lost_prose(removed: Iterable[str]) -> list[str]:
    """What was removed and is prose, but for what stands under a label of a page's record, as its rights do."""
    found: list[str] = []
    is_said, others = False, 0
    for text in removed:
        if (label := field_of(text)) or is_after_articles(text):
            is_said, others = label in {None, "other"}, 0
        elif not is_prose(text):
            others += 1
        elif not (is_said and others < _FAR):
            found.append(text)
        else:
            others = 1
    return found


def word_remarks(article: Article) -> Iterator[Remark]:
    """Words that look as if a line's end had divided them."""
    words = frozenset(re.findall(r"[^\W\d_]+", article.body.lower()))
    details = []
    for paragraph in split_paragraphs(article.body):
        cut = [one for one in _CUT.finditer(paragraph.text) if one["right"] not in _JOINTS]
        cut += [one for one in _WHOLE.finditer(paragraph.text) if _is_cut(one, words)]
        details += [f"¶ {paragraph.number}: {' '.join(one[0].split())}" for one in cut]
    if details:
        count = len(details)
        yield Remark("words", f"{count} word{'' if count == 1 else 's'} cut as by a line's end", tuple(details))


def _is_cut(found: re.Match[str], words: frozenset[str]) -> bool:
    """Whether the article has the word without a hyphen too, and the hyphen follows no prefix."""
    return (found["left"] + found["right"]).lower() in words and found["left"].lower() not in _PREFIXES
