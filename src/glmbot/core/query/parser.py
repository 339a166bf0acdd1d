"""The query parser: query terms with query expansion, the question type, and the context of a conversation."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from glmbot.core.languages import LANGUAGES
from glmbot.core.languages.language import QuestionType
from glmbot.core.languages.others import OtherLanguages
from glmbot.core.languages.translation import language_of
from glmbot.core.query.discourse import back_reference, has_question_word
from glmbot.core.query.query import Query, QueryWord
from glmbot.core.query.terms import ContentTerm, TermExtractor
from glmbot.core.text.glossary import described, person_for
from glmbot.core.text.lexicon import NAME_WEIGHT, Alternative, Key
from glmbot.core.text.tokens import Word, plain_text, split_words
from glmbot.core.translatable import gettext_lazy

READ_LIMIT: Final = 8000
"""Characters of a message that are read; no message on Discord is as long."""

QUESTION_LIMIT: Final = 1000
"""Characters of a question that are searched for: of a longer one its weightiest words, so that none costs more."""

GIST_NOTE: Final = gettext_lazy("The question is long: its weightiest words were searched for.")

_FORMS: Final = 200
"""Tokens of a long question in which the question's type is sought."""

_CONTEXT_WEIGHT: Final = 0.25
_CONTEXT_SHARE: Final = 0.5
_OFFICE_WEIGHT: Final = 0.5
_DESCRIBED_WEIGHT: Final = 0.8
_SECOND_HAND: Final = 0.85
"""A synonym of a word that is itself a translation, a correction or an idiom's meaning counts less."""

_LEANING_WORDS: Final = 4
_COMMON_ZIPF: Final = 3.5
_UNKNOWN_FOREIGN_SHARE: Final = 0.35
_UNKNOWN_MASS: Final = 5.0

_INSTRUMENTS: Final = frozenset(
    "act law code protocol agreement convent treati charter memorandum rule regul bill direct decre order court"
    " ministri offic agenc board commiss committe council author depart servic institut centr associ union".split()
)


@dataclass(frozen=True)
class QueryParser:
    """Parses questions into queries, knowing the lexicon and the glossary of the articles."""

    terms: TermExtractor
    others: OtherLanguages = field(default_factory=OtherLanguages)
    """The languages that are recognised, though they are not read."""

    def parse(self, question: str, before: Query | None = None, *, language: str | None = None) -> Query:
        """The query of a question; to a follow-up the query before lends its terms, with less weight.

        `language` is that of the question, where it is known.
        """
        text = plain_text(question)[:READ_LIMIT]
        words = split_words(text)
        forms = tuple(word.form for word in words)
        notes: list[str] = []
        if len(text) > QUESTION_LIMIT:
            notes.append(GIST_NOTE)
            text = self._gist(words)
            words, forms = split_words(text), forms[:_FORMS]
        code = language or language_of(forms, self.terms.lexicon.translations, self.terms.analyzer.stopwords)
        question_type = LANGUAGES[code].question_type(forms)
        if language is None and (other := self.others.of(text, forms, self._function_words(forms))):
            code, question_type = other.code, QuestionType.OTHER
            terms, mended = self.terms.shared(split_words(other.apart(text)), other.words)
            notes.append(other.says)
        elif code == "en":
            terms, corrections, mended = self.terms.english(text, words)
            notes += corrections
        else:
            terms, mended = self.terms.foreign(words, code)
            notes.append(LANGUAGES[code].note)
        own = self._expand(terms, is_foreign=code != "en")
        lent = self._lent(before, own, forms) if before is not None and code in LANGUAGES else []
        return Query(text, (*own, *lent), question_type, code, forms, tuple(notes), bool(lent), mended)

    def _function_words(self, forms: Sequence[str]) -> int:
        """How many tokens are function words of the question language that has most of them."""
        languages = (one.function_words for one in self.terms.lexicon.translations.values())
        return max(sum(form in words for form in forms) for words in (self.terms.analyzer.stopwords, *languages))

    def _gist(self, words: Sequence[Word]) -> str:
        """The weightiest words of a long question, each once, in their order, no longer than a question may be."""
        first = {word.form: place for place, word in reversed([*enumerate(words)]) if not self.terms.is_light(word)}
        chosen: list[int] = []
        room = QUESTION_LIMIT
        for form in sorted(first, key=lambda form: -self.terms.frequencies.mass(form)):
            if (size := len(words[first[form]].letters) + 1) <= room:
                chosen.append(first[form])
                room -= size
        return " ".join(words[place].letters for place in sorted(chosen))

    def _expand(self, terms: Sequence[ContentTerm], *, is_foreign: bool) -> list[QueryWord]:
        """Query expansion: each term with its alternatives; terms of a longer key share what stands for that."""
        keys = [term.keys[0][0] if term.keys else self._term(term.form) for term in terms]
        shared = self._shared(keys)
        context = [*keys, *(other.key for found in shared.values() for other in found if other.origin == "acronym")]
        words: dict[Key, QueryWord] = {}
        for index, term in enumerate(terms):
            found = self._alternatives(term, keys[index], shared.get(index, ()), context)
            word = self._word(term, tuple(found.values()), is_foreign=is_foreign)
            words.setdefault(word.key, word)
        return list(words.values())

    def _alternatives(
        self, term: ContentTerm, own: Key, shared: Iterable[Alternative], context: Sequence[Key]
    ) -> Mapping[Key, Alternative]:
        found: dict[Key, Alternative] = {}
        glossary = self.terms.glossary
        starts = term.keys or ((own, 1.0),)
        for key, weight in starts:
            _add(found, Alternative(key, weight, term.origin))
        for key, weight in starts:
            discount = _SECOND_HAND if term.keys else 1.0
            for other in self._general(key, term):
                _add(found, Alternative(other.key, other.weight * weight * discount, other.origin))
        for gloss in (*glossary.by_short.get(term.form, ()), *glossary.by_short.get(own, ())):
            _add(found, Alternative(gloss.long, NAME_WEIGHT, "acronym"))
            _add(found, Alternative(self._term(gloss.short), 1.0, "acronym"))
        for other in shared:
            _add(found, other)
        people = person_for(glossary, own, self.terms.lexicon, context)
        return _with_people(found, [person.surname for person in people]) if people else found

    def _general(self, key: Key, term: ContentTerm) -> Iterable[Alternative]:
        """What the lexicon has for a key; an abbreviation that is also an everyday word counts in capitals only."""
        found = self.terms.lexicon.alternatives.get(key, ())
        if term.form in self.terms.lexicon.capitals and not term.acronym:
            return [other for other in found if other.origin != "abbreviation"]
        return found

    def _shared(self, keys: Sequence[Key]) -> dict[int, list[Alternative]]:
        """What stands for several terms together, by the index of each: of longer keys, and of bodies described."""
        lexicon, glossary = self.terms.lexicon, self.terms.glossary
        shared: dict[int, list[Alternative]] = {}
        longest = max(lexicon.longest_key, glossary.longest_long)
        for start in range(len(keys)):
            for size in range(min(longest, len(keys) - start), 1, -1):
                found = self._for_longer(" ".join(keys[start : start + size]))
                for index in range(start, start + size) if found else ():
                    shared.setdefault(index, []).extend(found)
        for index, bodies in described(glossary, keys, lexicon.bodies).items():
            names = (Alternative(self._term(gloss.short), _DESCRIBED_WEIGHT, "acronym") for gloss in bodies)
            shared.setdefault(index, []).extend(names)
        return shared

    def _for_longer(self, joined: Key) -> list[Alternative]:
        found = list(self.terms.lexicon.alternatives.get(joined, ()))
        for gloss in self.terms.glossary.by_long.get(joined, ()):
            keys = (self._term(gloss.short), *_short_references(joined))
            found += [Alternative(key, NAME_WEIGHT, "acronym") for key in keys]
        return found

    def _word(self, term: ContentTerm, alternatives: tuple[Alternative, ...], *, is_foreign: bool) -> QueryWord:
        is_known = any(self.terms.knows(other.key) for other in alternatives)
        is_untranslated = is_foreign and term.origin == "word" and not (term.capital or term.acronym or is_known)
        mass = self._mass(term) * (_UNKNOWN_FOREIGN_SHARE if is_untranslated else 1.0)
        is_rare = term.form.isalpha() and term.form not in self.terms.frequencies and not is_foreign
        is_name = term.capital or term.acronym or (term.origin == "word" and (term.form[:1].isdigit() or is_rare))
        return QueryWord(term.written, term.form, alternatives, mass, is_name, is_known)

    def _mass(self, term: ContentTerm) -> float:
        """The mass of a term; of an idiom, that of the most common word that it may mean."""
        frequencies = self.terms.frequencies
        if term.origin != "phrase":
            return frequencies.mass(term.form)
        return min((frequencies.mass(key.split(" ")[0]) for key, _ in term.keys), default=_UNKNOWN_MASS)

    def _lent(self, before: Query, own: Sequence[QueryWord], forms: Sequence[str]) -> list[QueryWord]:
        """The terms of the query before, where a question leans on it; a new jurisdiction replaces the old one."""
        if not forms or not self._leans(own, forms):
            return []
        keys = {key for word in own for key in word.weights}
        moves = any(self._is_place(word) for word in own)
        lent = [word for word in before.words if word.key not in keys and not (moves and self._is_place(word))]
        weight = _lent_weight(own, lent)
        return [
            replace(word, alternatives=tuple(_lighter(other, weight) for other in word.alternatives), is_name=False)
            for word in lent
        ]

    def _leans(self, own: Sequence[QueryWord], forms: Sequence[str]) -> bool:
        """Whether a question can't stand alone: it refers back, or is too short, and speaks of nothing unknown here."""
        reference = back_reference(forms)
        refers = reference.conjunction or reference.pronoun or has_question_word(forms)
        if not refers and not any(word.is_known for word in own):
            return False  # it neither asks nor speaks of anything here: "so so"
        if len(own) == 1 and not own[0].is_name and self.terms.frequencies.of(own[0].form) > _COMMON_ZIPF:
            return True
        known = sum(word.mass for word in own if word.is_known)
        unknown = sum(word.mass for word in own if not word.is_known)
        is_short = len(own) <= 1 or reference.conjunction or reference.pronoun
        return is_short and len(own) <= _LEANING_WORDS and unknown <= known

    def names_place(self, query: Query) -> bool:
        """Whether a question names a place of its own."""
        return any(self._is_place(word) for word in query.own)

    def _is_place(self, word: QueryWord) -> bool:
        return any(key in self.terms.lexicon.places for key in word.weights)

    def _term(self, form: str) -> Key:
        return self.terms.analyzer.term(form)


def _with_people(found: Mapping[Key, Alternative], surnames: Sequence[Key]) -> dict[Key, Alternative]:
    """The holders of an office before the office's name: "heads" of other bodies must not outweigh the one meant."""
    named = {surname: Alternative(surname, 1.0, "person") for surname in surnames}
    rest = {key: replace(old, weight=old.weight * _OFFICE_WEIGHT) for key, old in found.items() if key not in named}
    return {**named, **rest}


def _short_references(long: Key) -> list[Key]:
    """How an article refers to a thing again after it gave the full name: "the Protocol", "the Board"."""
    terms = long.split(" ")
    return [term for term in (terms[0], terms[-1]) if term in _INSTRUMENTS]


def _add(found: dict[Key, Alternative], new: Alternative) -> None:
    """Take an alternative that has a key; of two with the same, the one with more weight counts."""
    if new.key and (new.key not in found or found[new.key].weight < new.weight):
        found[new.key] = new


def _lent_weight(own: Sequence[QueryWord], lent: Sequence[QueryWord]) -> float:
    """What lent words weigh: little, and together no more than half of what the question says itself."""
    said = sum(word.mass for word in own)
    mass = sum(word.mass * word.weight for word in lent)
    return min(_CONTEXT_WEIGHT, _CONTEXT_SHARE * said / mass) if said and mass else _CONTEXT_WEIGHT


def _lighter(alternative: Alternative, weight: float) -> Alternative:
    return Alternative(alternative.key, alternative.weight * weight, "context")
