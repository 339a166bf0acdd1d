"""Term extraction: the content terms of a question, with chat words, idioms, spelling and languages normalised."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from glmbot.core.languages.translation import cognates, translate
from glmbot.core.text.frequencies import Frequencies
from glmbot.core.text.glossary import Glossary
from glmbot.core.text.lexicon import PHRASE_WEIGHT, Key, Lexicon, Origin
from glmbot.core.text.spelling import Spelling, split_compound
from glmbot.core.text.tokens import Analyzer, Word, fold, split_words
from glmbot.core.translatable import gettext_lazy

_TRANSLATION_WEIGHT: Final = 0.9
_COGNATE_ZIPF: Final = 3.0
"""How common an English word must be that no article has, for a foreign word to be read as it."""
_LEAST_CORRECTED: Final = 0.7
_SHORTEST_FOREIGN: Final = 2


@dataclass(frozen=True)
class ContentTerm:
    """A content term: a word of the question that says what is asked, on its way into the query."""

    written: str
    form: str
    """The folded English word, by which its frequency and its vector are looked up; of an idiom, its words with `_`."""
    keys: tuple[tuple[Key, float], ...] = ()
    """What it means instead of its own term, each with a weight, 0 to 1: by an idiom, a translation, a correction."""
    origin: Origin = "word"
    capital: bool = False
    acronym: bool = False


@dataclass(frozen=True)
class TermExtractor:
    """Extracts the content terms of a question from its words."""

    analyzer: Analyzer
    lightwords: frozenset[str]
    """Words of asking, which are left out beside the stop words."""
    lexicon: Lexicon
    frequencies: Frequencies
    glossary: Glossary
    spelling: Spelling
    knows: Callable[[Key], bool]
    """Whether some article has a key."""
    stemmers: Mapping[str, Callable[[str], str]] = field(default_factory=dict)
    """Stemmers of the languages that are translated, by the language's code."""

    def english(self, text: str, words: Sequence[Word]) -> tuple[list[ContentTerm], list[str], str]:
        """The content terms of an English question, notes on words that were read otherwise than written, and its text.

        The text is the question as it was read: chat words put plainly, spelling corrected.
        """
        plain = self._joined(self._without_slang(words))
        idioms, covered = self._idioms(text, plain)
        terms: list[ContentTerm] = []
        notes: list[str] = []
        read: list[str] = []
        for index, word in enumerate(plain):
            if index in idioms:
                terms.append(idioms[index])
            found: list[ContentTerm] = []
            if index not in covered and not self.is_light(word):
                found, note = self._corrected(word, opening=index == 0)
                terms += found
                notes += note
            is_mended = len(found) > 1 or any(term.origin == "spelling" for term in found)
            read.append(" ".join(term.form for term in found) if is_mended else word.letters)
        is_read_otherwise = read != [word.letters for word in words]
        mended = " ".join(read) + "?" * text.rstrip().endswith("?") if is_read_otherwise else text
        return [term for term in terms if not self._has_become_light(term)], notes, mended

    def foreign(self, words: Sequence[Word], language: str) -> tuple[list[ContentTerm], str]:
        """The content terms of a question in another language (by its code), by their English meanings, and its text.

        The text is in English word by word, without function words.
        """
        capitals = {word.form for word in words[1:] if word.is_capitalised}
        acronyms = {word.form for word in words if word.is_acronym}
        translation = self.lexicon.translations[language]
        terms = []
        read: list[str] = []
        for found in translate([word.form for word in words], translation, self.stemmers[language]):
            own = found.form
            written = " ".join(word.letters for word in words[found.start : found.start + len(own.split(" "))])
            meanings = found.meanings or self._resembling(own, language, is_name=own in capitals | acronyms)
            read.append(meanings[0] if meanings else own)
            keys = tuple((key, _TRANSLATION_WEIGHT) for key in map(self._key, meanings) if key)
            form = fold(meanings[0].split(" ")[-1]) if meanings else own
            term = ContentTerm(written, form, keys, "translation" if keys else "word", own in capitals, own in acronyms)
            is_elided = not meanings and len(own) < _SHORTEST_FOREIGN
            if not is_elided and bool(keys) == bool(meanings) and not self._has_become_light(term):
                terms.append(term)
        return terms, " ".join(read) + "?"

    def shared(self, words: Sequence[Word], function_words: frozenset[str]) -> tuple[list[ContentTerm], str]:
        """The words of a question in a language that is not read which articles have too, and these as its text."""
        found = [
            word
            for word in words
            if word.form not in function_words and not self.is_light(word) and self.knows(self.analyzer.term(word.form))
        ]
        terms = [ContentTerm(word.letters, word.form, acronym=word.is_acronym) for word in found]
        return terms, " ".join(word.letters for word in found)

    def _resembling(self, form: str, language: str, *, is_name: bool) -> tuple[str, ...]:
        """The English cognate of an unknown foreign word, or else its correction to a word of the articles."""
        if self.knows(self.analyzer.term(form)) or (is_name and form in self.frequencies):
            return ()
        for english in cognates(form, language):
            if self.knows(self.analyzer.term(english)) or self.frequencies.of(english) >= _COGNATE_ZIPF:
                return (english,)
        correction = self.spelling.correct(form)
        return (correction.form,) if correction and correction.is_ours else ()

    def is_light(self, word: Word) -> bool:
        """Whether a word says nothing of what is asked: a stop word, or a word of asking."""
        return not word.is_acronym and self._is_light_form(word.form)

    def _is_light_form(self, form: str) -> bool:
        return form in self.analyzer.stopwords or form in self.lightwords

    def _has_become_light(self, term: ContentTerm) -> bool:
        return not term.form or (not term.acronym and self._is_light_form(term.form))

    def _without_slang(self, words: Sequence[Word]) -> list[Word]:
        """Chat words put plainly; those without a meaning of their own left out."""
        kept: list[Word] = []
        start = 0
        while start < len(words):
            size = self._slang_size(words, start)
            if size == 0:
                kept.append(words[start])
            elif plain := self.lexicon.slang[_text(words[start : start + size])]:
                span = words[start].span
                kept += [replace(word, span=span, letters=word.form) for word in split_words(plain)]
            start += max(1, size)
        return kept

    def _slang_size(self, words: Sequence[Word], start: int) -> int:
        """How many words from an index on are one entry of the chat words; 0 where none."""
        if words[start].form not in self.lexicon.slang_openers:
            return 0
        for size in range(min(self.lexicon.longest_slang, len(words) - start), 0, -1):
            if _text(words[start : start + size]) in self.lexicon.slang and not (size == 1 and words[start].is_acronym):
                return size
        return 0

    def _joined(self, words: Sequence[Word]) -> list[Word]:
        """Neighbours joined where only together they are an acronym that an article explains: "UN ODC"."""
        shorts = self.glossary.by_short
        joined: list[Word] = []
        for word in words:
            both = joined[-1].form + word.form if joined else ""
            if both in shorts and word.form not in shorts:
                joined[-1] = replace(word, form=both, letters=joined[-1].letters + word.letters)
            else:
                joined.append(word)
        return joined

    def _idioms(self, text: str, words: Sequence[Word]) -> tuple[dict[int, ContentTerm], set[int]]:
        """Idioms by the index of their first word, and the indices of all words that they cover."""
        plain = fold(text)
        if len(plain) != len(text):
            return {}, set()
        found: dict[int, ContentTerm] = {}
        covered: set[int] = set()
        for phrase in self.lexicon.phrases_in(plain):
            if (match := phrase.pattern.search(plain)) is None:
                continue
            inside = [
                index
                for index, word in enumerate(words)
                if match.start() <= word.span.start and word.span.end <= match.end()
            ]
            if inside and covered.isdisjoint(inside):
                covered.update(inside)
                found[inside[0]] = self._idiom(
                    text[match.start() : match.end()], [words[index] for index in inside], phrase.keys
                )
        return found, covered

    def _idiom(self, written: str, words: Sequence[Word], meanings: Sequence[Key]) -> ContentTerm:
        own = [self.analyzer.term(word.form) for word in words if not self.is_light(word)]
        keys = tuple((key, PHRASE_WEIGHT) for key in dict.fromkeys((*meanings, *own)))
        return ContentTerm(written, "_".join(word.form for word in words), keys, "phrase")

    def _corrected(self, word: Word, *, opening: bool) -> tuple[list[ContentTerm], list[str]]:
        """A word, its parts where it is a compound, or its correction where nothing knows it, with a note on that."""
        capital = word.is_capitalised and not opening
        term = ContentTerm(word.letters, word.form, capital=capital, acronym=word.is_acronym)
        key = self.analyzer.term(word.form)
        if self.knows(key) or key in self.lexicon.alternatives or word.form in self.glossary.by_short:
            return [term], []
        if not capital and (parts := split_compound(word.form, self.frequencies)):
            return [replace(term, form=part) for part in parts], []
        correction = self.spelling.correct(word.form)
        if correction is None:
            return [term], []
        weight = _LEAST_CORRECTED + (1 - _LEAST_CORRECTED) * correction.nearness
        keys = ((self.analyzer.term(correction.form), weight),)
        is_light = self._is_light_form(correction.form)
        note = [] if is_light else [read_as(word.letters, cased(correction.form, word.letters))]
        return [replace(term, form=correction.form, keys=keys, origin="spelling")], note

    def _key(self, text: str) -> Key:
        return " ".join(self.analyzer.terms(text))


def cased(form: str, written: str) -> str:
    """A folded word with the capitals of another one: its first letter's, or all."""
    return form.upper() if written[1:].isupper() else form[:1].upper() + form[1:] if written[:1].isupper() else form


def read_as(written: str, read: str) -> str:
    """The note on a word that was read otherwise than written."""
    return gettext_lazy("Read “{written}” as “{read}”.", written=written, read=read)


def _text(words: Sequence[Word]) -> str:
    return " ".join(word.form for word in words)
