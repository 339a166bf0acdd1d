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
    al ap ben bin bint d' da das de dei del della den der di do dos du el ibn la las le les lo los ten ter van vom von
    zu zum zur
    """.split()
)
_CAPITAL_PARTICLES: Final = frozenset("Al Bin De Del Della Der Di Du El Ibn La Van Von".split())
_GENERATIONS: Final = frozenset({"jr", "sr", "ii", "iii", "iv"})
_DEGREES: Final = frozenset({"esq", "jd", "llb", "llm", "md", "mls", "phd", "sjd"})
_TITLES: Final = frozenset({"dr", "hon", "prof", "professor", "judge", "justice"})
_FAMILY_FIRST_SCRIPT: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff·・\s]+")
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
        if words[at] == "y" and at > 1:  # Ortega y Gasset
            return at - 1
        if words[at] in _CAPITAL_PARTICLES or (words[at].islower() and _key(words[at]) in _PARTICLES):
            return at
    return max(len(words) - 1, 0)


def parse_names(printed: Sequence[str]) -> tuple[Name, ...]:
    """The names that hold anything, in order."""
    return tuple(parse_name(name) for name in printed if one_line(name))


def listed(names: Sequence[str], last: str) -> str:
    """`A`, `A and B`, `A, B, and C`: `last` is what stands before the last of them (`" and "`, `", and "`)."""
    return last.join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def in_text(names: Sequence[Name], joint: str, most: int = 2) -> str:
    """Surnames for a short reference, joined by `joint`; of more than `most`, the first and `et al.`."""
    surnames = [name.surname for name in names]
    if len(surnames) > most:
        return f"{surnames[0]} et al."
    return listed(surnames, joint if len(surnames) <= 2 else f",{joint}")  # noqa: PLR2004 - a pair has no comma
