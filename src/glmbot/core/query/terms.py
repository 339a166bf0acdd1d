"""The content words of a question: chat words, idioms, spelling and languages mended, light words left out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from glmbot.core.languages.cognates import cognates
from glmbot.core.languages.detect import translate
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
class Content:
    """A content word on its way into the query."""

    written: str
    form: str
    """The folded English word by which its mass and its vector are looked up."""
    keys: tuple[tuple[Key, float], ...] = ()
    """What it means instead of its own term, with weights: an idiom, a translation, a correction."""
    origin: Origin = "word"
    capital: bool = False
    acronym: bool = False


@dataclass(frozen=True)
class TermExtractor:
    """Reads the words of a question into content words."""

    analyzer: Analyzer
    lightwords: frozenset[str]
    lexicon: Lexicon
    frequencies: Frequencies
    glosses: Glossary
    spelling: Spelling
    knows: Callable[[Key], bool]
    """Whether some article has a key."""
    stemmers: Mapping[str, Callable[[str], str]] = field(default_factory=dict)

    def english(self, text: str, words: Sequence[Word]) -> tuple[list[Content], list[str]]:
        """The content words of an English question, and notes on words that were read otherwise than written."""
        words = self._joined(self._without_slang(words))
        idioms, covered = self._idioms(text, words)
        contents: list[Content] = []
        notes: list[str] = []
        for place, word in enumerate(words):
            if place in idioms:
                contents.append(idioms[place])
            if place not in covered and not self.is_light(word):
                found, note = self._mended(word, opening=place == 0)
                contents += found
                notes += note
        return [one for one in contents if not self._has_become_light(one)], notes

    def foreign(self, words: Sequence[Word], language: str) -> list[Content]:
        """The content words of a Spanish or French question, by their English meanings."""
        capitals = {word.form for word in words[1:] if word.is_capitalised}
        acronyms = {word.form for word in words if word.is_acronym}
        translation = self.lexicon.translations[language]
        contents = []
        for one in translate([word.form for word in words], translation, self.stemmers[language]):
            meanings = one.meanings or self._resembling(one.form, language, is_name=one.form in capitals | acronyms)
            keys = tuple((key, _TRANSLATION_WEIGHT) for key in map(self._key, meanings) if key)
            form = fold(meanings[0].split(" ")[-1]) if meanings else one.form
            content = Content(
                one.form, form, keys, "translation" if keys else "word", one.form in capitals, one.form in acronyms
            )
            is_elided = not meanings and len(one.form) < _SHORTEST_FOREIGN
            if not is_elided and bool(keys) == bool(meanings) and not self._has_become_light(content):
                contents.append(content)
        return contents

    def _resembling(self, form: str, language: str, *, is_name: bool) -> tuple[str, ...]:
        """The English word that an unknown foreign one resembles, or the word of the articles that it comes near to."""
        if self.knows(self.analyzer.term(form)) or (is_name and form in self.frequencies):
            return ()
        for english in cognates(form, language):
            if self.knows(self.analyzer.term(english)) or self.frequencies.of(english) >= _COGNATE_ZIPF:
                return (english,)
        correction = self.spelling.mend(form)
        return (correction.form,) if correction and correction.is_ours else ()

    def is_light(self, word: Word) -> bool:
        """Whether a word says nothing of what is asked: a function word, or a word of asking."""
        return not word.is_acronym and self._is_light_form(word.form)

    def _is_light_form(self, form: str) -> bool:
        return form in self.analyzer.stopwords or form in self.lightwords

    def _has_become_light(self, content: Content) -> bool:
        return not content.form or (not content.acronym and self._is_light_form(content.form))

    def _without_slang(self, words: Sequence[Word]) -> list[Word]:
        """Chat words put plainly; those without a meaning of their own left out."""
        kept: list[Word] = []
        place = 0
        while place < len(words):
            size = self._slang_size(words, place)
            if size == 0:
                kept.append(words[place])
            elif plain := self.lexicon.slang[_text(words[place : place + size])]:
                span = words[place].span
                kept += [replace(one, span=span, letters=one.form) for one in split_words(plain)]
            place += max(1, size)
        return kept

    def _slang_size(self, words: Sequence[Word], place: int) -> int:
        """How many words from a place on are one entry of the chat words; 0 where none."""
        if words[place].form not in self.lexicon.slang_openers:
            return 0
        for size in range(min(self.lexicon.longest_slang, len(words) - place), 0, -1):
            if _text(words[place : place + size]) in self.lexicon.slang and not (size == 1 and words[place].is_acronym):
                return size
        return 0

    def _joined(self, words: Sequence[Word]) -> list[Word]:
        """Neighbours joined where only together they are an acronym that an article explains: "UN ODC"."""
        shorts = self.glosses.by_short
        joined: list[Word] = []
        for word in words:
            both = joined[-1].form + word.form if joined else ""
            if both in shorts and word.form not in shorts:
                joined[-1] = replace(word, form=both, letters=joined[-1].letters + word.letters)
            else:
                joined.append(word)
        return joined

    def _idioms(self, text: str, words: Sequence[Word]) -> tuple[dict[int, Content], set[int]]:
        """Idioms by the place of their first word, and the places of all words that they cover."""
        plain = fold(text)
        if len(plain) != len(text):
            return {}, set()
        found: dict[int, Content] = {}
        covered: set[int] = set()
        for phrase in self.lexicon.phrases_in(plain):
            if (match := phrase.pattern.search(plain)) is None:
                continue
            places = [
                n for n, word in enumerate(words) if match.start() <= word.span.start and word.span.end <= match.end()
            ]
            if places and covered.isdisjoint(places):
                covered.update(places)
                found[places[0]] = self._idiom(match[0], [words[place] for place in places], phrase.keys)
        return found, covered

    def _idiom(self, written: str, words: Sequence[Word], meanings: Sequence[Key]) -> Content:
        own = [self.analyzer.term(word.form) for word in words if not self.is_light(word)]
        keys = tuple((key, PHRASE_WEIGHT) for key in dict.fromkeys((*meanings, *own)))
        return Content(written, "_".join(word.form for word in words), keys, "phrase")

    def _mended(self, word: Word, *, opening: bool) -> tuple[list[Content], list[str]]:
        capital = word.is_capitalised and not opening
        content = Content(word.letters, word.form, capital=capital, acronym=word.is_acronym)
        key = self.analyzer.term(word.form)
        if self.knows(key) or key in self.lexicon.alternatives or word.form in self.glosses.by_short:
            return [content], []
        if not capital and (parts := split_compound(word.form, self.frequencies)):
            return [replace(content, form=part) for part in parts], []
        correction = self.spelling.mend(word.form)
        if correction is None:
            return [content], []
        weight = _LEAST_CORRECTED + (1 - _LEAST_CORRECTED) * correction.nearness
        keys = ((self.analyzer.term(correction.form), weight),)
        note = [] if self._is_light_form(correction.form) else [read_as(word.letters, correction.form)]
        return [replace(content, form=correction.form, keys=keys, origin="spelling")], note

    def _key(self, text: str) -> Key:
        return " ".join(self.analyzer.terms(text))


def read_as(written: str, read: str) -> str:
    """The note on a word that was read otherwise than written."""
    return gettext_lazy("Read “{written}” as “{read}”.", written=written, read=read)


def _text(words: Sequence[Word]) -> str:
    return " ".join(word.form for word in words)
