"""Whether what an ellipsis leaves out is plainly harmless; what is not is never called a true quotation.

Inside a sentence these are: source notes, dates, conversions of money, short names between parentheses, and asides:
what stands between two commas, dashes or parentheses, is no member of a list, and holds no word on which the sense may
hang. Whole sentences are, where none of them takes back what is said before, and the next one does not lean on them.
All else is for the reader to compare.
"""

import re
from typing import Final

from glmbot.core.citation.dates import MONTHS
from glmbot.core.model import Span
from glmbot.core.quotations.leaps import Gap
from glmbot.core.quotations.sense_words import (
    ARTICLES,
    ASIDES,
    BEARING,
    BEARING_ENDINGS,
    BEFORE_DATES,
    LEANING,
    LEANS_ON_NUMBER,
    LIMITING,
    RANGING,
)
from glmbot.core.quotations.texts import Alignment
from glmbot.core.quotations.words import Word, keys_of, words_of
from glmbot.core.sources.dates import DATE_PATTERN

_LONGEST_ASIDE: Final = 12
_YEAR: Final = r"[12]\d{3}"
_DATE: Final = rf"(?:{DATE_PATTERN}|(?:{'|'.join(MONTHS)}) \d{{1,2}}(?!\w)|(?<!\w){_YEAR}(?![\w,.]?\w))"
_DATED: Final = re.compile(rf"[\s,]*(?:(?P<led>{'|'.join(sorted(BEFORE_DATES))}) )?(?P<date>{_DATE})[\s,]*")
_ANY_DATE: Final = re.compile(_DATE)
_OTHER_DATE: Final = re.compile(rf"\b(?:and|or|but|to)\s(?:\w+\s)?{_DATE}")
"""A date that goes on a list: on July 1 for bars and on July 3 for cafes."""
_MONEY: Final = re.compile(
    r"(?:about |approximately |around |roughly |some |equivalent to )?(?:[A-Z]{1,3}\s?)?[$€£¥]\s?\d[\d,.]*"
    r"(?: (?:million|billion))?(?: at the time)?|(?:about |approximately )?[A-Z]{3} \d[\d,.]*"
)
_SHORT_NAME: Final = re.compile(r"[A-Z][A-Z&./-]{1,9}s?")
_PARENTHESIS: Final = re.compile(r"\(([^()]*)\)")
_SET_OFF: Final = re.compile(r"\s*(?P<mark>,|[–—]|--)\s*(?P<aside>[^,;:()–—\n]+?)\s*(?P=mark)\s*")
_MEMBERS: Final = re.compile(r"[,;–—]\s*(?:and|or|nor|but|as well as)\b")
_JOINED: Final = re.compile(r"\b(?:and|or|nor)\b")
_CHUNK_END: Final = re.compile(r"[,;:()\n–—]")


def is_harmless(found: Alignment, gap: Gap) -> bool:
    """Whether nothing in a gap is likely to bear on what the kept words say."""
    if any(_cuts(note, gap.words) for note in found.text.notes):
        return False
    if gap.starts:
        return _are_harmless_sentences(found, gap)
    body = found.text.article.body
    left_out = _without(body, gap.original, found.text.notes)
    after = body[gap.original.end : gap.ends_at]
    before = body[: gap.original.start].rpartition("\n")[2]
    return (
        not left_out.strip(" .,")
        or _is_date(left_out, before, after)
        or _are_parentheses(left_out, gap.said, after)
        or _is_set_off(left_out, after)
    )


def _cuts(note: Span, words: Span) -> bool:
    """Whether a part of a source note is left out, not the whole."""
    touches = note.start < words.end and words.start < note.end
    # Beside its words a note has a parenthesis, and a full stop at its end.
    return touches and not (words.start <= note.start + 1 and note.end <= words.end + 2)


def _are_harmless_sentences(found: Alignment, gap: Gap) -> bool:
    body = found.text.article.body
    left_out = _without(body, gap.original, found.text.notes)
    if "\n" in left_out and "\n" not in gap.said:
        return False
    after = next(word for word in found.text.words if word.span.start >= gap.original.end)
    return after.key not in LEANING and not LIMITING & set(keys_of(left_out))


def _without(body: str, span: Span, notes: list[Span]) -> str:
    """A stretch of a body without the source notes in it."""
    kept, at = "", span.start
    for note in notes:
        if note in span:
            kept, at = kept + body[at : note.start], note.end
    return kept + body[at : span.end]


def _is_date(left_out: str, before: str, after: str) -> bool:
    """Whether a date is left out, as a whole, on which no word before it leans and which begins no range."""
    found = _DATED.fullmatch(left_out)
    if found is None or not (found["led"] or _is_between_commas(left_out)):
        return False
    previous, following = keys_of(before)[-1:], keys_of(after[:40])[:1]
    if not previous or not following or following[0] in RANGING or _OTHER_DATE.search(after):
        return False
    return previous[0] not in LEANS_ON_NUMBER and not any(char.isdigit() for char in previous[0] + following[0])


def _is_between_commas(left_out: str) -> bool:
    return left_out.lstrip().startswith(",") and left_out.rstrip().endswith(",")


def _are_parentheses(left_out: str, said: str, after: str) -> bool:
    """Whether parentheses are left out as wholes, with no other sign but what the quotation has, too."""
    inside = [one.strip() for one in _PARENTHESIS.findall(left_out)]
    if not inside or not set(_PARENTHESIS.sub("", left_out)) <= {" ", ",", *said}:
        return False
    # Employment (Amendment) Act: it belongs to a name.
    is_in_name = after[:1].isupper()
    return all(_is_explanation(one) or (_is_aside(one) and not is_in_name) for one in inside)


def _is_explanation(inside: str) -> bool:
    return any(one.fullmatch(inside) for one in (_SHORT_NAME, _MONEY, _DATED))


def _is_set_off(left_out: str, after: str) -> bool:
    """Whether an aside is left out with what sets it off on both sides, and no list goes on behind it."""
    found = _SET_OFF.fullmatch(left_out)
    if found is None or _MEMBERS.search(after) or _JOINED.search(_CHUNK_END.split(after, maxsplit=1)[0]):
        return False
    return _is_aside(found["aside"])


def _is_aside(text: str) -> bool:
    """Whether words name a thing once more, or are a turn of phrase, and hold none on which the sense may hang."""
    if " ".join(keys_of(text)) in ASIDES:
        return True
    plain = _ANY_DATE.sub("", text)
    words = words_of(plain)
    if not 0 < len(words) <= _LONGEST_ASIDE:
        return False
    is_name = words[0].key in ARTICLES or plain.lstrip()[:1].isupper()
    return is_name and not any(_bears(word, plain) for word in words)


def _bears(word: Word, text: str) -> bool:
    if word.key in BEARING or any(char.isdigit() for char in word.key):
        return True
    is_name = text[word.span.start].isupper() and word.span.start > 0
    return not is_name and word.key.endswith(BEARING_ENDINGS)
