"""Reads questions into queries: content words with all that may stand for them, the kind of question, the context."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from glmbot.core.languages.detect import language_of
from glmbot.core.query.query import Query, QueryWord, is_smalltalk, refers_back
from glmbot.core.query.question_type import foreign_question_type, question_type_of
from glmbot.core.query.terms import Content, TermExtractor
from glmbot.core.text.glossary import described, person_for
from glmbot.core.text.lexicon import NAME_WEIGHT, Alternative, Key
from glmbot.core.text.tokens import plain_text, split_words
from glmbot.core.translatable import gettext_lazy

QUESTION_LIMIT: Final = 1000
"""Characters of a question that are read; what follows is cut, so that no question costs more than another."""

CUT_NOTE: Final = gettext_lazy("Only the first {limit} characters of the question were read.", limit=QUESTION_LIMIT)

LANGUAGE_NOTES: Final = {
    "es": "Los artículos están en inglés; la pregunta se tradujo palabra por palabra.",
    "fr": "Les articles sont en anglais ; la question a été traduite mot à mot.",
}

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
    """Reads questions into queries, knowing the lexicon and what the articles explain."""

    contents: TermExtractor

    def parse(self, question: str, before: Query | None = None) -> Query:
        """The query of a question; one that leans on the question before takes that one's words along, lighter."""
        text = plain_text(question)
        notes: list[str] = [CUT_NOTE] if len(text) > QUESTION_LIMIT else []
        text = text[:QUESTION_LIMIT]
        words = split_words(text)
        forms = tuple(word.form for word in words)
        language = language_of(forms, self.contents.lexicon.translations, self.contents.analyzer.stopwords)
        if language == "en":
            contents, corrections = self.contents.english(text, words)
            notes += corrections
        else:
            contents = self.contents.foreign(words, language)
            notes.append(LANGUAGE_NOTES[language])
        own = self._expand(contents, is_foreign=language != "en")
        lent = self._lent(before, own, forms) if before is not None else []
        kind = question_type_of(forms) if language == "en" else foreign_question_type(forms)
        return Query(text, (*own, *lent), kind, language, forms, tuple(notes), bool(lent))

    def _expand(self, contents: Sequence[Content], *, is_foreign: bool) -> list[QueryWord]:
        """Each content word with all that may stand for it; words of a longer key share what stands for that."""
        keys = [content.keys[0][0] if content.keys else self._term(content.form) for content in contents]
        shared = self._shared(keys)
        context = [*keys, *(one.key for found in shared.values() for one in found if one.origin == "acronym")]
        words: dict[Key, QueryWord] = {}
        for place, content in enumerate(contents):
            found = self._alternatives(content, keys[place], shared.get(place, ()), context)
            word = self._word(content, tuple(found.values()), is_foreign=is_foreign)
            words.setdefault(word.key, word)
        return list(words.values())

    def _alternatives(
        self, content: Content, own: Key, shared: Iterable[Alternative], context: Sequence[Key]
    ) -> Mapping[Key, Alternative]:
        found: dict[Key, Alternative] = {}
        glosses = self.contents.glosses.by_short
        starts = content.keys or ((own, 1.0),)
        for key, weight in starts:
            _keep(found, Alternative(key, weight, content.origin))
        for key, weight in starts:
            hand = _SECOND_HAND if content.keys else 1.0
            for other in self._general(key, content):
                _keep(found, Alternative(other.key, other.weight * weight * hand, other.origin))
        for gloss in (*glosses.get(content.form, ()), *glosses.get(own, ())):
            _keep(found, Alternative(gloss.long, NAME_WEIGHT, "acronym"))
            _keep(found, Alternative(self._term(gloss.short), 1.0, "acronym"))
        for other in shared:
            _keep(found, other)
        people = person_for(self.contents.glosses, own, self.contents.lexicon, context)
        return _with_people(found, [person.surname for person in people]) if people else found

    def _general(self, key: Key, content: Content) -> Iterable[Alternative]:
        """What the lexicon has for a key; an abbreviation that is also an everyday word counts in capitals only."""
        found = self.contents.lexicon.alternatives.get(key, ())
        if content.form in self.contents.lexicon.capitals and not content.acronym:
            return [one for one in found if one.origin != "abbreviation"]
        return found

    def _shared(self, keys: Sequence[Key]) -> dict[int, list[Alternative]]:
        """What stands for several words together, for each of them: longer keys, and names of bodies described."""
        lexicon, glosses = self.contents.lexicon, self.contents.glosses
        shared: dict[int, list[Alternative]] = {}
        longest = max(lexicon.longest_key, glosses.longest_long)
        for start in range(len(keys)):
            for size in range(min(longest, len(keys) - start), 1, -1):
                found = self._for_longer(" ".join(keys[start : start + size]))
                for place in range(start, start + size) if found else ():
                    shared.setdefault(place, []).extend(found)
        for place, bodies in described(glosses, keys, lexicon.bodies).items():
            names = (Alternative(self._term(gloss.short), _DESCRIBED_WEIGHT, "acronym") for gloss in bodies)
            shared.setdefault(place, []).extend(names)
        return shared

    def _for_longer(self, joined: Key) -> list[Alternative]:
        found = list(self.contents.lexicon.alternatives.get(joined, ()))
        for gloss in self.contents.glosses.by_long.get(joined, ()):
            keys = (self._term(gloss.short), *_short_references(joined))
            found += [Alternative(key, NAME_WEIGHT, "acronym") for key in keys]
        return found

    def _word(self, content: Content, alternatives: tuple[Alternative, ...], *, is_foreign: bool) -> QueryWord:
        is_known = any(self.contents.knows(one.key) for one in alternatives)
        is_untranslated = (
            is_foreign and content.origin == "word" and not (content.capital or content.acronym or is_known)
        )
        mass = self._mass(content) * (_UNKNOWN_FOREIGN_SHARE if is_untranslated else 1.0)
        is_rare = content.form.isalpha() and content.form not in self.contents.frequencies and not is_foreign
        is_name = (
            content.capital or content.acronym or (content.origin == "word" and (content.form[:1].isdigit() or is_rare))
        )
        return QueryWord(content.written, content.form, alternatives, mass, is_name, is_known)

    def _mass(self, content: Content) -> float:
        """The weight of a word; of an idiom, that of the most common word that it may mean."""
        frequencies = self.contents.frequencies
        if content.origin != "phrase":
            return frequencies.mass(content.form)
        return min((frequencies.mass(key.split(" ")[0]) for key, _ in content.keys), default=_UNKNOWN_MASS)

    def _lent(self, before: Query, own: Sequence[QueryWord], forms: Sequence[str]) -> list[QueryWord]:
        """The words of the question before, where the new one leans on it; a new place takes the old one's place."""
        if not forms or is_smalltalk(forms) or not self._leans(own, forms):
            return []
        keys = {key for word in own for key in word.weights}
        moves = any(self._is_place(word) for word in own)
        lent = [word for word in before.words if word.key not in keys and not (moves and self._is_place(word))]
        weight = _lent_weight(own, lent)
        return [
            replace(word, alternatives=tuple(_lighter(one, weight) for one in word.alternatives), is_name=False)
            for word in lent
        ]

    def _leans(self, own: Sequence[QueryWord], forms: Sequence[str]) -> bool:
        """Whether a question can't stand alone: it refers back, or is too short, and speaks of nothing unknown here."""
        if len(own) == 1 and not own[0].is_name and self.contents.frequencies.of(own[0].form) > _COMMON_ZIPF:
            return True
        opening = refers_back(forms)
        known = sum(word.mass for word in own if word.is_known)
        unknown = sum(word.mass for word in own if not word.is_known)
        is_short = len(own) <= 1 or opening.conjunction or opening.pronoun
        return is_short and len(own) <= _LEANING_WORDS and unknown <= known

    def names_place(self, query: Query) -> bool:
        """Whether a question names a place of its own."""
        return any(self._is_place(word) for word in query.own)

    def _is_place(self, word: QueryWord) -> bool:
        return any(key in self.contents.lexicon.places for key in word.weights)

    def _term(self, form: str) -> Key:
        return self.contents.analyzer.term(form)


def _with_people(found: Mapping[Key, Alternative], surnames: Sequence[Key]) -> dict[Key, Alternative]:
    """The holders of an office before the office's name: "heads" of other bodies must not outweigh the one meant."""
    named = {surname: Alternative(surname, 1.0, "person") for surname in surnames}
    rest = {key: replace(one, weight=one.weight * _OFFICE_WEIGHT) for key, one in found.items() if key not in named}
    return {**named, **rest}


def _short_references(long: Key) -> list[Key]:
    """How an article refers to a thing again after it gave the full name: "the Protocol", "the Board"."""
    terms = long.split(" ")
    return [term for term in (terms[0], terms[-1]) if term in _INSTRUMENTS]


def _keep(found: dict[Key, Alternative], one: Alternative) -> None:
    if one.key and (one.key not in found or found[one.key].weight < one.weight):
        found[one.key] = one


def _lent_weight(own: Sequence[QueryWord], lent: Sequence[QueryWord]) -> float:
    """What lent words weigh: little, and together no more than half of what the question says itself."""
    said = sum(word.mass for word in own)
    mass = sum(word.mass * word.weight for word in lent)
    return min(_CONTEXT_WEIGHT, _CONTEXT_SHARE * said / mass) if said and mass else _CONTEXT_WEIGHT


def _lighter(one: Alternative, weight: float) -> Alternative:
    return Alternative(one.key, one.weight * weight, "context")
