"""An author's name, as printed, split into the parts that the styles reorder.

Nothing in an article says what kind of name it is, so the rules are careful: where a name may not be a person's, or
can't be split for certain, it is left whole, which no style turns into something wrong.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from glmbot.core.citation.typography import one_line

_ORGANISATION_WORDS: Final = frozenset(
    """
    administration agency alliance assembly association authority board bureau center centre chamber commission
    committee company congress consortium corp corporation council delegation department dept directorate division
    editors embassy federal federation foundation fund global government group inc initiative institute institution
    international league legal library llc ltd ministry national nations network office organisation organization
    parliament programme program project research secretariat section senate services society staff supreme
    team tribunal united university world of for and
    """.split()
)
"""Words that stand in names of bodies and in no ordinary surname: "Court", "Bank" and "Law" are surnames too."""

_PARTICLES: Final = frozenset(
    """
    aan abu af al am an ap auf aus av ben bij bin bint d' da dal dalla das de degli dei del della delle dello den der
    des di do dos du e el i ibn im in la las le les li lo los mac onder op ould over 's 't ten ter uit und van vander
    vom von voor zu zum zur
    """.split()
)
"""Words in small letters that begin a family name."""

_CAPITAL_PARTICLES: Final = frozenset(
    """
    abd abdel abdul abu al bin bint d' da das de degli dei del della den der des di dos du el ibn la las le les los
    mc ní nic ó o' ould saint sainte sankt santa santo são st ste ten ter uí van vande vanden vander vom von zu
    """.split()
)
"""Words with a capital that are a part of the family name, wherever they stand before it."""

_NEAR_PARTICLES: Final = frozenset("ben do lo mac san".split())
"""The same, but only right before the last word: "San" is a name of its own in "Aung San Suu Kyi"."""

_OPENERS: Final = _CAPITAL_PARTICLES - {"abd", "abdel", "abdul", "al"}
"""What can't be a given name at the beginning of a name: the family name comes first there, before a comma."""

_JOINTS: Final = frozenset("y e i".split())
"""They stand between the two halves of a family name: Ortega y Gasset, Puig i Cadafalch."""

_GENERATIONS: Final = frozenset({"jr", "sr", "ii", "iii", "iv"})
_DEGREES: Final = frozenset({"esq", "jd", "llb", "llm", "md", "mls", "phd", "sjd"})
_TITLES: Final = frozenset({"dr", "hon", "prof", "professor", "judge", "justice"})
_FAMILY_FIRST_SCRIPT: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff·・\s]+")
_FAMILY_FIRST_LIST: Final = re.compile(r"\s*[,;\uff0c\u3001\uff1b]\s*")
_AND: Final = re.compile(r",?\s(?:and|&)\s")
_NO_PERSON: Final = re.compile(r"[&()\[\]{}/;:@\d\"“”<>|\\%#$_*+=^]")


def _key(word: str) -> str:
    return word.replace(".", "").replace("’", "'").strip(",").casefold()


@dataclass(frozen=True)
class Name:
    """An author. `whole` is the name as printed; a body, and a name of one word, has nothing but a family name."""

    whole: str
    family: str
    given: str = ""
    particle: str = ""
    suffix: str = ""
    is_body: bool = False

    @property
    def surname(self) -> str:
        """The family name with its particle: `de la Cruz`."""
        return f"{self.particle} {self.family}".strip()

    @property
    def inverted(self) -> str:
        """For the head of an entry: `King, Martin L., Jr.`."""
        return ", ".join(part for part in (self.surname, self.given, self.suffix) if part)

    @property
    def with_initials(self) -> str:
        """For a list that shortens given names: `King, M. L., Jr.`, `Roe, J.-L.`."""
        return ", ".join(part for part in (self.surname, _initials(self.given), self.suffix) if part)

    @property
    def without_comma(self) -> str:
        """In reading order, no comma before the suffix: `Martin L. King Jr.`."""
        if not self.given:
            return self.whole
        return " ".join(part for part in (self.given, self.surname, self.suffix) if part)


def _initials(given: str) -> str:
    words = given.replace(".", ". ").split()
    return " ".join("-".join(f"{part[0]}." for part in word.strip(".").split("-") if part) for word in words)


def parse_name(printed: str) -> Name:
    """The parts of a name in reading order (`Wendy Zeldin`) or with a comma (`Zeldin, Wendy`).

    A body is a name that holds an organisation word or a sign that no personal name has, or is one word in capitals.
    A name in Han, kana or hangul letters stays as it is: its family name comes first.
    """
    text = one_line(printed)
    if _is_body(text):
        return Name(text, text, is_body=True)
    if _FAMILY_FIRST_SCRIPT.fullmatch(text):
        return Name(text, text)
    before, *after = [part.strip() for part in text.split(",") if part.strip()] or [text]
    after = [part for part in after if _key(part) not in _DEGREES]
    suffix = next((part for part in after if _key(part) in _GENERATIONS), "")
    given = [part for part in after if _key(part) not in _GENERATIONS]
    if len(given) > 1:
        return Name(text, text, is_body=True)
    if given:
        return _from_parts(given[0].split(), before.split(), suffix)
    return _from_reading_order(before.split(), suffix, text if len(after) == text.count(",") else "")


def _is_body(text: str) -> bool:
    words = text.split()
    in_capitals = len(words) == 1 and len(text) > 1 and text.isupper() and "." not in text
    has_word = words[0] == "The" or any(_key(word) in _ORGANISATION_WORDS for word in words)
    return bool(has_word or in_capitals or _NO_PERSON.search(text))


def _from_parts(given: list[str], family: list[str], suffix: str) -> Name:
    particle = _leading_particles(family)
    own, surname = " ".join(given), " ".join(family)
    return Name(
        whole=" ".join(part for part in (own, surname, suffix) if part),
        family=" ".join(family[len(particle) :]),
        given=own,
        particle=" ".join(particle),
        suffix=suffix,
    )


def _leading_particles(words: list[str]) -> list[str]:
    """The words in small letters before a family name; a particle in capitals is a part of the name itself."""
    count = 0
    while count < len(words) - 1 and _key(words[count]) in _PARTICLES and words[count].islower():
        count += 1
    return words[:count]


def _from_reading_order(words: list[str], suffix: str, printed: str) -> Name:
    while len(words) > 1 and _key(words[0]) in _TITLES:
        words, printed = words[1:], ""
    while len(words) > 1 and _key(words[-1]) in _DEGREES:
        words, printed = words[:-1], ""
    if len(words) > 2 and not suffix and _key(words[-1]) in _GENERATIONS:  # noqa: PLR2004 - given, family, suffix
        words, suffix = words[:-1], words[-1]
    at = _family_start(words)
    name = _from_parts(words[:at], words[at:], suffix)
    return Name(printed or name.whole, name.family, name.given, name.particle, name.suffix)


def _family_start(words: Sequence[str]) -> int:
    for at in range(1, len(words) - 1):
        word, key = words[at], _key(words[at])
        if word in _JOINTS and at > 1:
            return at - 1
        if word.islower() and key in _PARTICLES - _JOINTS:
            return at
        if word[0].isupper() and (key in _CAPITAL_PARTICLES or (key in _NEAR_PARTICLES and at == len(words) - 2)):
            return at
    return max(len(words) - 1, 0)


def parse_names(printed: Sequence[str]) -> tuple[Name, ...]:
    """The names that hold anything, in order; an entry may hold several (`A, B`, `A and B`, `A & B`, `A; B`)."""
    return tuple(parse_name(name) for entry in printed if one_line(entry) for name in split_names(entry))


def split_names(printed: str) -> list[str]:
    """The names in one entry. What may be a body, or a family name before a given name, is not divided."""
    text = one_line(printed)
    if _FAMILY_FIRST_SCRIPT.fullmatch(_FAMILY_FIRST_LIST.sub("", text)):
        return [name for name in _FAMILY_FIRST_LIST.split(text) if name]
    return [name for part in text.split(";") if part.strip() for name in _between_ands(part.strip())] or [text]


def _between_ands(text: str) -> list[str]:
    parts = [part.strip(" ,") for part in _AND.split(text)]
    if not all(parts):
        return [text]
    names = [name for part in parts for name in _between_commas(part)]
    if len(parts) > 1 and not (parse_name(names[0]).given and all(map(_may_be_person, names))):
        return [text]
    return names


def _may_be_person(text: str) -> bool:
    return text[0].isalpha() and not parse_name(text).is_body


def _between_commas(text: str) -> list[str]:
    """The names between commas, if each is a whole one: a suffix or degree belongs to the name before."""
    names: list[str] = []
    for part in filter(None, map(str.strip, text.split(","))):
        if names and _key(part) in _GENERATIONS | _DEGREES:
            names[-1] += f", {part}"
        else:
            names.append(part)
    whole = all(" " in name.partition(",")[0] and _may_be_person(name) for name in names)
    return names if len(names) > 1 and whole and not _is_inverted(names) else [text]


def _is_inverted(names: Sequence[str]) -> bool:
    """Whether two parts are rather one name: its family name begins with a particle, its given name ends in an initial.

    Of "García Márquez, Gabriel José" nothing tells, so that it reads as two names.
    """
    first, last = names[0].split()[0], names[-1].split()[-1]
    opens = _key(first) in _OPENERS or (first.islower() and _key(first) in _PARTICLES)
    return len(names) == 2 and (opens or len(last.strip(".")) == 1)  # noqa: PLR2004 - family and given name


def listed(names: Sequence[str], last: str) -> str:
    """`A`, `A and B`, `A, B, and C`: `last` is what stands before the last of them (`" and "`, `", and "`)."""
    return last.join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def in_text(names: Sequence[Name], joint: str, most: int = 2) -> str:
    """Surnames for a short reference, joined by `joint`; of more than `most`, the first and `et al.`."""
    surnames = [name.surname for name in names]
    if len(surnames) > most:
        return f"{surnames[0]} et al."
    return listed(surnames, joint if len(surnames) <= 2 else f",{joint}")  # noqa: PLR2004 - a pair has no comma
