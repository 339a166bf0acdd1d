"""Text analysis: tokens and terms, by one Analyzer for passages and questions alike; sentence splitting."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

import Stemmer

from glmbot.core.model import Span

_WORD: Final = re.compile(
    r"(?P<dotted>(?<![^\W_])(?:[^\W\d_]\.)+[^\W\d_](?![^\W_])\.?)"  # U.N. and U.N alike
    r"|(?P<number>\d+(?:[.,]\d{3})+(?!\d)|\d+(?:[.,]\d+)?)"  # 50,000 is one number, not two
    r"|(?P<word>[^\W\d_]+(?:[\u00ad\u200b-\u200d\u2060\ufeff]+[^\W\d_]+)*)",  # unseen signs divide no word
)
_UNSEEN: Final = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_APOSTROPHES: Final = "'’ʼ"
_POSSESSIVE: Final = re.compile(rf"[{_APOSTROPHES}][sS](?![^\W_])")


@dataclass(frozen=True, slots=True)
class Word:
    """A token: a word of a text, folded, with its span and how it was written."""

    form: str
    span: Span
    letters: str
    """The word as written, without dots."""
    is_acronym: bool
    """Written in capitals where the text around it is not: "US" and "WHO" are then no stop words."""

    @property
    def is_capitalised(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.letters[:1].isupper()


@dataclass(frozen=True)
class Analyzer:
    """The analyzer: folds tokens, drops stop words, lemmatises irregular forms, stems (Snowball English)."""

    stopwords: frozenset[str]
    irregular: Mapping[str, str] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)
    """Terms used in place of the stem, for words that the stemmer would wrongly conflate."""
    stem: Callable[[str], str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        stemmer = Stemmer.Stemmer("english")
        object.__setattr__(self, "stem", lru_cache(maxsize=100_000)(stemmer.stemWord))

    def term(self, form: str) -> str:
        """The term of a folded token."""
        return self.fixed.get(form) or self.stem(self.irregular.get(form, form))

    def is_stopword(self, word: Word) -> bool:
        """Whether a token is a stop word; an acronym is none: "WHO"."""
        return word.form in self.stopwords and not word.is_acronym

    def terms(self, text: str) -> list[str]:
        """The terms of a text in order, without stop words."""
        return [self.term(word.form) for word in split_words(text) if not self.is_stopword(word)]


def split_words(text: str) -> list[Word]:
    """The tokens of a text: hyphens split, dotted abbreviations joined, possessive endings dropped, accents folded."""
    possessives = {match.start() + 1 for match in _POSSESSIVE.finditer(text)}
    shouted = text.isupper()
    words = []
    for match in _WORD.finditer(text):
        if match.start() in possessives:
            continue
        letters = match[0].replace(".", "") if match.lastgroup == "dotted" else match[0]
        if not letters.isascii():
            letters = _UNSEEN.sub("", letters)
        form = letters.replace(",", "") if match.lastgroup == "number" else fold(letters)
        if form:
            is_acronym = len(letters) > 1 and letters.isupper() and (match.lastgroup == "dotted" or not shouted)
            words.append(Word(form, Span(match.start(), match.end()), letters, is_acronym))
    return words


def fold(text: str) -> str:
    """Lower case, without accents: NFKD with the combining marks taken off."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()


def plain_text(text: str) -> str:
    """A question as it was meant: NFC, without control and format characters, white space folded.

    Zero-width, bidirectional and control characters (Unicode categories C…) carry no words, and can hide or
    reorder them.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    kept = (
        " " if char.isspace() else char
        for char in unicodedata.normalize("NFC", text)
        if char.isspace() or not is_invisible(char)
    )
    return " ".join("".join(kept).split())


def is_invisible(char: str) -> bool:
    """Whether a character is a control, format, surrogate, private or unassigned one."""
    return unicodedata.category(char)[0] == "C"


_ABBREVIATIONS: Final = frozenset(
    "adm al art arts assn aug ave bull cap cf ch cl co col corp dec dept dist doc dr ed et feb fed fig gen gov hon inc"
    " intl jan jr jul jun ltd lt maj mar messrs mr mrs ms mt nov oct op ord para paras pmbl pp prof pt rep res"
    " rev sec sen sept sess sgt sr st stat supp supra tit vol vols vs".split(),
)
_BEFORE_NUMBERS: Final = frozenset({"no", "nos"})
_SENTENCE_END: Final = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s)|\n\s*\n|\n(?=[-*•–]\s)")
_MONTH: Final = re.compile(
    r"(?:jan|febr?|mar|apr|aug|sept?|oct|nov|dec)(?:[a-z]{3,6})?|march|april|may|june?|july?|august", re.IGNORECASE
)
_DATE_AFTER: Final = re.compile(rf"(?:{_MONTH.pattern})\b\.?,?\s+[12]\d{{3}}\b|[12]\d{{3}}\b", re.IGNORECASE)
_DAY_DIGITS: Final = 2
_LAST_WORD: Final = re.compile(r"[^\s(\[“\"']+$")


def split_sentences(text: str, skipped: Iterable[Span] = ()) -> list[Span]:
    """The sentences of a text; a full stop inside a `skipped` span, after an abbreviation or an initial ends none."""
    spans, start = [], 0
    closed = sorted((span.start, span.end) for span in skipped)
    for match in _SENTENCE_END.finditer(text):
        if match[0][0] == "." and not _ends_sentence(text, match):
            continue
        if any(begin < match.end() - 1 < end - 1 for begin, end in closed):
            continue
        if sentence := _trimmed(text, start, match.end()):
            spans.append(sentence)
        start = match.end()
    if sentence := _trimmed(text, start, len(text)):
        spans.append(sentence)
    return spans


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    if match[0] != ".":
        return True
    follows = text[match.end() : match.end() + 40].lstrip()
    if follows[:1].islower():
        return False
    before = _LAST_WORD.search(text, max(0, match.start() - 30), match.start())
    word = before[0] if before else ""
    if (
        _DATE_AFTER.match(follows)
        if word.isdigit() and len(word) <= _DAY_DIGITS
        else (follows[:1].isdigit() and _MONTH.fullmatch(word))
    ):
        return False  # "On June. 5, 2011", "On 5. June 2011", "June 5. 2011"
    is_initial = len(word) == 1 and word.isupper()
    is_dotted = "." in word and all(len(part) == 1 for part in word.split("."))
    if word.lower() in _BEFORE_NUMBERS:
        return not follows[:1].isdigit()
    return not (is_initial or is_dotted or word.lower() in _ABBREVIATIONS)


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if end > start else None
