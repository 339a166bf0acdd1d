"""The glossary of a corpus: acronyms and persons that its passages introduce, with long forms and offices."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final, TypeVar

from glmbot.core.model import Passage
from glmbot.core.text.frequencies import Frequencies
from glmbot.core.text.lexicon import Key, Lexicon
from glmbot.core.text.tokens import Analyzer, fold

_GLOSS: Final = re.compile(
    r"\((?:the |hereinafter )?[“\"']?(?P<short>[A-Z][A-Za-z&.-]{1,14})[”\"']?(?:,? (?:in|its|by) [^()]{0,40})?\)"
)
_BEFORE: Final = 120
_LINKS: Final = frozenset(
    {"of", "the", "for", "on", "and", "in", "to", "against", "at", "with", "by", "de", "du", "des", "del", "la", "le"}
)
_LONGEST: Final = 10
_NAME: Final = r"(?:[A-ZÀ-ÖØ-Þ][\w’'-]{1,60}\.? )(?:(?:[A-ZÀ-ÖØ-Þ]\.|de|da|del|della|van|von|der|den|bin|al|ibn|di|du|la|le|el) )*[A-ZÀ-ÖØ-Þ][\w’'-]{1,60}(?: [A-ZÀ-ÖØ-Þ][\w’'-]{1,60})?"  # noqa: E501 - a name with its particles


_T = TypeVar("_T")


@dataclass(frozen=True)
class Gloss:
    """An acronym (folded), the key of its long form, and the passage that introduces both: "… Agency (NFA)"."""

    short: str
    long: Key
    passage_id: str


@dataclass(frozen=True)
class Person:
    """A person whom a passage introduces with an office: "Odda Brekk, Executive Director of the NFA"."""

    name: str
    surname: str
    """The term of the surname."""
    around: frozenset[str]
    """The terms around the name: those of the office and the body."""
    offices: frozenset[Key]
    passage_id: str


@dataclass(frozen=True)
class Glossary:
    """The acronyms and persons of a corpus, by what a question may call them."""

    acronyms: tuple[Gloss, ...] = ()
    persons: tuple[Person, ...] = ()

    @cached_property
    def by_short(self) -> Mapping[str, tuple[Gloss, ...]]:
        """Glosses by the acronym."""
        return _grouped((gloss.short, gloss) for gloss in self.acronyms)

    @cached_property
    def by_long(self) -> Mapping[Key, tuple[Gloss, ...]]:
        """Glosses by the key of the long form."""
        return _grouped((gloss.long, gloss) for gloss in self.acronyms)

    @cached_property
    def people(self) -> Mapping[str, tuple[Person, ...]]:
        """Persons by each term around their names."""
        return _grouped((term, person) for person in self.persons for term in person.around)

    @cached_property
    def offices(self) -> frozenset[str]:
        """The keys of all offices that persons hold, and each term of those."""
        held = {office for person in self.persons for office in person.offices}
        return frozenset(held.union(*(office.split() for office in held)))

    @cached_property
    def by_surname(self) -> Mapping[str, tuple[Person, ...]]:
        """Persons by the term of the surname."""
        return _grouped((person.surname, person) for person in self.persons)

    @cached_property
    def bodies(self) -> Mapping[str, tuple[Gloss, ...]]:
        """Glosses by each term of the long form; of those with the same long form, the first."""
        return _grouped((term, found[0]) for key, found in self.by_long.items() for term in set(key.split(" ")))

    @cached_property
    def longest_long(self) -> int:
        """The number of terms of the longest long form."""
        return max((key.count(" ") + 1 for key in self.by_long), default=1)


def _grouped(pairs: Iterable[tuple[str, _T]]) -> dict[str, tuple[_T, ...]]:
    found: dict[str, list[_T]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in found.items()}


@dataclass
class GlossaryBuilder:
    """Extracts the glossary of passages, one after the other."""

    analyzer: Analyzer
    lexicon: Lexicon
    frequencies: Frequencies
    _acronyms: list[Gloss] = field(default_factory=list)
    _persons: list[Person] = field(default_factory=list)

    def read(self, passage: Passage) -> None:
        """Add the acronyms and persons that a passage introduces."""
        self._acronyms += _acronyms(passage, self.analyzer)
        self._persons += _people(passage, self.analyzer, self.lexicon, self.frequencies)

    def build(self) -> Glossary:
        """The glossary of the passages read so far."""
        return Glossary(tuple(self._acronyms), tuple(self._persons))


def glossary_as_json(glossary: Glossary) -> Any:
    """A glossary as plain lists, which JSON can hold."""
    return {
        "acronyms": [[gloss.short, gloss.long, gloss.passage_id] for gloss in glossary.acronyms],
        "persons": [
            [person.name, person.surname, sorted(person.around), sorted(person.offices), person.passage_id]
            for person in glossary.persons
        ],
    }


def glossary_from_json(data: Any) -> Glossary:
    """The glossary that `glossary_as_json` turned into lists."""
    return Glossary(
        tuple(Gloss(*fields) for fields in data["acronyms"]),
        tuple(
            Person(name, surname, frozenset(around), frozenset(offices), passage_id)
            for name, surname, around, offices, passage_id in data["persons"]
        ),
    )


def _acronyms(passage: Passage, analyzer: Analyzer) -> Iterator[Gloss]:
    for match in _GLOSS.finditer(passage.text):
        short = match["short"].replace(".", "")
        if sum(char.isupper() for char in short) < 2:  # noqa: PLR2004 - an acronym has two capitals
            continue
        if long := _long_form(passage.text[max(0, match.start() - _BEFORE) : match.start()], short):
            terms = analyzer.terms(long)
            if terms:
                yield Gloss(fold(short), " ".join(terms), passage.passage_id)


def _long_form(before: str, short: str) -> str:
    """The capitalised run before the parenthesis, from the word whose initial begins the acronym where there is one."""
    tokens = list(re.finditer(r"[^\s(),;:“”\"]+", re.split(r"[.;:(]\s(?=[a-z])|[–—]\s|[()]", before)[-1]))
    run: list[re.Match[str]] = []
    for token in reversed(tokens[-_LONGEST:]):
        word = token[0]
        if not (word[0].isupper() or word.lower() in _LINKS or word[0].isdigit()):
            break
        run.insert(0, token)
    while run and run[0][0].lower() in _LINKS:
        run.pop(0)
    if not run:
        # "a memorandum of understanding (MOU)": lower case, told by the initials alone.
        run = _by_initials(tokens, short)
    else:
        starts = [index for index, token in enumerate(run) if token[0][0].upper() == short[0].upper()]
        best = [start for start in starts if _fits([token[0] for token in run[start:]], short)]
        run = run[best[0] :] if best else run
    return " ".join(token[0] for token in run)


def _by_initials(tokens: Sequence[re.Match[str]], short: str) -> list[re.Match[str]]:
    for size in range(2, min(len(tokens), len(short) + 4) + 1):
        if _fits([token[0] for token in tokens[-size:]], short) and tokens[-size][0][0].upper() == short[0].upper():
            return list(tokens[-size:])
    return []


def _fits(words: Sequence[str], short: str) -> bool:
    initials = "".join(part[0] for word in words for part in word.split("-") if part and word.lower() not in _LINKS)
    with_links = "".join(word[0] for word in words)
    return short.upper() in (initials.upper(), with_links.upper())


_PERSON: Final = re.compile(_NAME)
_AROUND: Final = 90
_RARE_ENOUGH: Final = 4.3


def _people(passage: Passage, analyzer: Analyzer, lexicon: Lexicon, frequencies: Frequencies) -> Iterator[Person]:
    """Names with an office within the words around them, up to the sentence's punctuation."""
    text = passage.text
    for match in _PERSON.finditer(text):
        left = re.split(r"[.;:()“”]\s|\n", text[max(0, match.start() - _AROUND) : match.start()])[-1]
        right = re.split(r"[.;:()“”]|\n", text[match.end() : match.end() + _AROUND])[0]
        name, lead = _without_title(match[0], analyzer, lexicon)
        if not _is_name(name, frequencies):
            continue
        left_terms = analyzer.terms(f"{left} {lead}")
        right_terms = analyzer.terms(right.split(" said")[0]) if right.startswith(",") else []
        offices = _offices(left_terms[-8:], lexicon) | _offices(right_terms[:8], lexicon)
        if offices:
            around = frozenset((*left_terms[-10:], *right_terms[:10]))
            terms = analyzer.terms(name)
            if terms:
                yield Person(name, terms[-1], around, offices, passage.passage_id)


def _is_name(name: str, frequencies: Frequencies) -> bool:
    """Whether a capitalised run can be a person: two words or more, one of them rare in general English."""
    words = [fold(word) for word in name.split() if len(word) > 1]
    return len(words) > 1 and min(frequencies.of(word) for word in words) < _RARE_ENOUGH


def _without_title(name: str, analyzer: Analyzer, lexicon: Lexicon) -> tuple[str, str]:
    """A capitalised run cut into the office or body at its beginning and the name itself."""
    words = name.split(" ")
    cut = 0
    for end in range(1, len(words) + 1):
        for start in range(end):
            key = " ".join(analyzer.terms(" ".join(words[start:end])))
            if key and (key in lexicon.offices or key in lexicon.places):
                cut = end
    rest = words[cut:]
    if not rest or all(word.isupper() and len(word) > 1 for word in rest):
        return "", ""
    lead = [word for word in rest[:-1] if word.isupper() and len(word) > 2]  # noqa: PLR2004 - "UNHCR High…": a body
    rest = [word for word in rest if word not in lead]
    return " ".join(rest), " ".join([*words[:cut], *lead])


def _offices(terms: Sequence[str], lexicon: Lexicon) -> frozenset[Key]:
    found = set()
    for size in (3, 2, 1):
        for start in range(len(terms) - size + 1):
            key = " ".join(terms[start : start + size])
            if key in lexicon.offices:
                found.add(key)
    return frozenset(found)


def person_for(glossary: Glossary, office: str, lexicon: Lexicon, context: Iterable[str]) -> list[Person]:
    """The persons whose office a key names, or may mean ("head"), and whose body the context names."""
    meant = lexicon.alternatives.get(office, ()) if office in lexicon.heads else ()
    wanted = {office, *(other.key for other in meant)}
    if wanted.isdisjoint(glossary.offices):
        return []
    others = [term for term in context if term != office]
    found: dict[str, Person] = {}
    for term in others:
        for person in glossary.people.get(term, ()):
            if any(office_key in wanted or office in office_key.split() for office_key in person.offices):
                found.setdefault(person.surname, person)
    return list(found.values())


def described(glossary: Glossary, keys: Sequence[Key], bodies: frozenset[str]) -> dict[int, list[Gloss]]:
    """The bodies that keys of a question describe ("the drugs and crime office"), by the index of each key.

    Two words of the name are needed, or one beside a noun for any body ("the refugee agency"); several bodies that fit
    equally well are none.
    """
    found: dict[int, list[Gloss]] = defaultdict(list)
    for start in range(len(keys)):
        for size in (4, 3, 2):
            run = keys[start : start + size]
            if len(run) < size:
                continue
            parts = frozenset(key for key in run if key not in bodies)
            # A body that fits has every part in its name: those with the rarest part are all that can.
            rarest = min((glossary.bodies.get(part, ()) for part in parts), key=len, default=())
            fits = [gloss for gloss in rarest if _describes(run, parts, gloss.long, bodies)]
            if len(fits) == 1:
                for index in range(start, start + size):
                    found[index].append(fits[0])
    return found


def _describes(run: Sequence[Key], parts: frozenset[Key], long: Key, bodies: frozenset[str]) -> bool:
    terms = frozenset(long.split(" "))
    has_body = any(key in bodies for key in run)
    return bool(parts) and parts <= terms and (has_body or len(parts) > 1)
