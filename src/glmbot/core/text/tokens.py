"""Text analysis: tokens and terms, by one Analyzer for passages and questions alike; sentence splitting."""

import re
import unicodedata
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

import Stemmer

from glmbot.core.model import Span

_LETTER: Final = r"[^\W\d_]"
_UNSEEN_SIGNS: Final = "\u00ad\u200b-\u200d\u2060\ufeff"
_APOSTROPHES: Final = "'’ʼ‘ʻʿʾ"
_HYPHENS: Final = "-‐‑"  # noqa: RUF001 - hyphens that look alike
_NARROW: Final = "\u00a0\u2009\u202f"
_WORD: Final = re.compile(
    rf"(?P<dotted>(?<![^\W_])(?:{_LETTER}\.)+{_LETTER}(?![^\W_])\.?)"  # U.N. and U.N alike
    r"|(?P<item>\d+[a-z]?(?:\((?:[a-z]{1,4}|\d{1,3})\))+)"  # section 5(a)
    rf"|(?P<code>\d+(?:[{_HYPHENS}](?:[A-Z\u00c0-\u00de\u0110\u0400-\u042f]{{1,6}}|[ivxlcdm]+)"
    rf"|/\d+(?:/{_LETTER}+(?:[{_HYPHENS}]{_LETTER}+)*)?)(?![^\W_]))"  # Decree 17/2014/ND-CP
    rf"|(?P<grouped>\d+(?:(?:,\d{{2,3}}){{0,6}},\d{{3}}|(?:\.\d{{3}})+|(?:[{_NARROW}]\d{{3}})+)(?!\d))"  # 50,000
    r"|(?P<number>\d+(?:[.,]\d+)?)"
    r"|(?P<cited>§+|¶+|(?i:arts?|secs?|paras?)(?=\.?\s*\d))"
    rf"|(?P<elided>(?i:[ldjnscmt]|(?:jus|lors|puis|quel)?qu|aujourd)(?=[{_APOSTROPHES}]{_LETTER}))"
    rf"|(?P<word>(?:(?i:e|co)[{_HYPHENS}](?={_LETTER}{{2}}))?{_LETTER}+"  # e-mail is email
    rf"(?:(?:[{_UNSEEN_SIGNS}]+|[{_APOSTROPHES}](?!(?i:[stdm]|ll|re|ve)(?!{_LETTER}))){_LETTER}+)*)"  # Qur’an is Quran
)
_UNSEEN: Final = re.compile(f"[{_UNSEEN_SIGNS}]")
_POSSESSIVE: Final = re.compile(rf"[{_APOSTROPHES}][sS](?![^\W_])")
_CITED: Final = {"§": "section", "¶": "paragraph", "a": "article", "s": "section", "p": "paragraph"}
_JOINTS: Final = re.compile(f"[{_HYPHENS}{_APOSTROPHES}]")
_PARTS: Final = re.compile(r"\d+|[^\W\d_]{2,}")
_WIDE: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
"""Full-width signs and digits, by the ASCII ones that they mean."""
_UNDECOMPOSED: Final = str.maketrans(
    {"đ": "d", "ð": "d", "þ": "th", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "ħ": "h", "ŧ": "t", "\u0131": "i"}
)
"""Letters that people write plainly, and that Unicode does not decompose."""


@dataclass(frozen=True, slots=True)
class Word:
    """A token: a word of a text, folded, with its span and how it was written."""

    form: str
    span: Span
    letters: str
    """The word as written, without dots."""
    is_acronym: bool
    """Written in capitals where the text around it is not: "US" and "WHO" are then no stop words."""
    parts: tuple[str, ...] = ()
    """The folded parts of a compound, by which a passage is found too: 71 and ix of "71-IX", 5 of "5(a)"."""

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
    """The tokens of a text: dotted abbreviations joined, possessive endings dropped, accents folded.

    Hyphens divide words, but for "e-" and "co-". The numbers of laws and of their parts are one token each.
    """
    if not text.isascii():
        text = text.translate(_WIDE)
    possessives = {match.start() + 1 for match in _POSSESSIVE.finditer(text)}
    shouted = text.isupper()
    words = []
    for match in _WORD.finditer(text):
        if match.start() in possessives:
            continue
        kind, letters = match.lastgroup or "", match[0]
        if kind == "dotted":
            letters = letters.replace(".", "")
        if not letters.isascii():
            letters = _UNSEEN.sub("", letters)
        form, parts = _form(kind, letters)
        if form:
            is_acronym = len(letters) > 1 and letters.isupper() and (kind == "dotted" or not shouted)
            words.append(Word(form, Span(match.start(), match.end()), letters, is_acronym, parts))
    return words


def _form(kind: str, letters: str) -> tuple[str, tuple[str, ...]]:
    """The folded form of a token, and of the parts of a compound."""
    if kind == "grouped":
        return re.sub(r"\D", "", letters), ()
    if kind == "number":
        return letters.replace(",", "."), ()
    if kind == "cited":
        return _CITED[letters[0].lower()], ()
    form = fold(letters)
    if kind in {"item", "code"}:
        return re.sub(f"[{_HYPHENS}]", "-", form), tuple(_PARTS.findall(form))
    if form.isascii() and form.isalpha():
        return form, ()
    after_hyphen = re.split(f"[{_HYPHENS}]", form)[1:]
    return _JOINTS.sub("", form), tuple(_JOINTS.sub("", part) for part in after_hyphen)


def fold(text: str) -> str:
    """Lower case, without accents: NFKD with the combining marks taken off."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text)
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return plain.casefold().translate(_UNDECOMPOSED)


_ADDRESS: Final = re.compile(r"<?(?:https?://|www\.)[^\s<>]+>?", re.IGNORECASE)


def plain_text(text: str) -> str:
    """A question as it was meant: NFC, without addresses, control and format characters, white space folded.

    Zero-width, bidirectional and control characters (Unicode categories C…) carry no words, and can hide or
    reorder them. An address is where something stands, not what is asked.
    """
    text = _ADDRESS.sub(" ", text)
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
# Possessive, and from the first sign of a run only: 100,000 dots are looked at once.
_SENTENCE_END: Final = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*+(?=\s)|\n\s*\n|\n(?=[-*•–]\s)")
_MONTH: Final = re.compile(
    r"(?:jan|febr?|mar|apr|aug|sept?|oct|nov|dec)(?:[a-z]{3,6})?|march|april|may|june?|july?|august", re.IGNORECASE
)
_DATE_AFTER: Final = re.compile(rf"(?:{_MONTH.pattern})\b\.?,?\s+[12]\d{{3}}\b|[12]\d{{3}}\b", re.IGNORECASE)
_DAY_DIGITS: Final = 2
_LAST_WORD: Final = re.compile(r"[^\s(\[“\"']+$")


def split_sentences(text: str, skipped: Iterable[Span] = ()) -> list[Span]:
    """The sentences of a text; a full stop inside a `skipped` span, after an abbreviation or an initial ends none."""
    spans, start = [], 0
    left = deque(sorted((span.start, span.end) for span in skipped))
    closed = 0  # where the last of the skipped spans ends that have begun
    for match in _SENTENCE_END.finditer(text):
        while left and left[0][0] < match.end() - 1:
            closed = max(closed, left.popleft()[1])
        if match.end() < closed or (match[0][0] == "." and not _ends_sentence(text, match)):
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
