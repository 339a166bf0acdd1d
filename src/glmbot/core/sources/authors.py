"""Who a cite names as its author: persons, or the body that issued it."""

import re
from collections.abc import Sequence
from typing import Final

_GENRES: Final = frozenset(
    {
        "press release",
        "press statement",
        "press conference",
        "press briefing",
        "news release",
        "media release",
        "media statement",
        "statement",
        "communiqué",
        "speech",
    }
)
_OPINIONS: Final = frozenset({"editorial", "op-ed", "opinion", "shasetsu", "leading article"})

_NO_NAMES: Final = frozenset(
    """
    Act Agreement Amendment Annual Article Attorney Authority Ban Bank Basic Bill Board Body Bureau Cabinet
    Capital Case Center Central Centre Chamber Chief Child Civil Code Commission Committee Communiqué Company
    Conference Congress Constitution Constitutional Convention Corporation Council Court Criminal Customs
    Decision Declaration Decree Department Digest Directive Draft Editorial Education Election Electoral
    Emergency Energy Environment Family Federal Federation Finance Foreign Foundation Gazette General Government
    Guidelines Health High House Human Immigration Information Institute International Interview Judge Judges
    Judgment Judicial Justice Labor Labour Law Laws Lawyers Legal Legislative Letter Lower Marriage Media
    Memorandum Military Minimum Minister Ministers Ministry Monitor National New News Notice Office Official
    Officials Order Ordinance Organization Panel Parliament Parliamentary Party Penal Penalties Plan Police
    Policy Popular President Presidential Press Prime Private Programme Project Proclamation Property Prosecutor
    Protocol Province Public Record Reform Refugees Regulation Regulations Release Report Republic Resolution
    Review Rights Rule Rules School Security Senate Service Single Social Society Special State Statement
    Statute Summit Supreme Tax Trade Treaty Tribunal Union Unit University Upper Vote Voters Water Women Workers
    World South North East West Western Eastern Southern Northern Saudi Sri Hong Costa El Burkina Sierra Cabo
    Puerto San European United Great Middle Ivory Papua Czech Dominican British French German Russian Chinese
    Japanese American African Asian The An Un Una Dos Los Las Le Les La Der Die Das Den Des How Why What When
    Who No More Less After Before
    """.split()
)
"""Words that stand in headlines and in the names of bodies and laws, and not in the names of authors."""

_PARTICLES: Final = frozenset(
    "de del della der den di da do dos du van von zu la le el al bin ibn ben bint y e af av ter ten".split()
)
_ACRONYM: Final = re.compile(r"[^\W\d_a-z]{2,8}")
_JOINT: Final = re.compile(r",?\s(?:&|and)\s")
_BODY_OF: Final = re.compile(
    r"(?:\w+\s){0,2}(?:Ministry|Office|Department|Bureau|Council|Committee|Commission|Institute|Association|Secretariat)\s(?:of|for)\s"
)
_BODY_ENDS: Final = frozenset(
    "Unit Office Department Bureau Council Committee Commission Institute Association Secretariat Agency Authority"
    " Service".split()
)
_BODY_WORDS: Final = 6
_NAME_WORDS: Final = 5


def is_genre(segment: str) -> bool:
    """Whether a part only says of what kind the source is: "Press Release", "Editorial"."""
    return segment.lower() in _GENRES or segment.lower() in _OPINIONS


def is_person(segment: str) -> bool:
    """Whether a part reads as one person's name: two to five capitalised words, none of a headline's."""
    words = segment.removesuffix(" et al.").removesuffix(" et al").split()
    if segment.endswith((" et al.", " et al")) and len(words) == 1:
        return _is_name_word(words[0])
    if not 1 < len(words) <= _NAME_WORDS or (words[-1].endswith(".") and words[-1] not in {"Jr.", "Sr."}):
        return False
    return words[-1] not in _PARTICLES and all(_is_name_word(word) or word in _PARTICLES for word in words)


def take_author(segments: Sequence[str], container: str | None) -> tuple[str | None, list[str]]:
    """The author among the parts of a title, and the parts that are left as title (at least one)."""
    parts = list(segments)
    if len(parts) > 1 and parts[0].lower() in _OPINIONS:
        return take_author(parts[1:], container) if len(parts) > 2 else (None, parts[1:])  # noqa: PLR2004 - kind, author, title
    if parts and is_genre(parts[0]):
        return _take_issuer(parts)
    count = _count_authors(parts)
    if not count and len(parts) > 1 and not _is_periodical(container) and _is_body(parts[0]):
        count = 1
    return (", ".join(parts[:count]) or None, parts[count:])


def _take_issuer(parts: list[str]) -> tuple[str | None, list[str]]:
    """A release names who issues it between its kind and its title: "Press Release, persons, title"."""
    if len(parts) < 3:  # noqa: PLR2004 - kind, issuer, title
        return None, parts
    count = 2
    while count < len(parts) - 1 and (is_person(parts[count]) or parts[count].startswith(("and ", "& "))):
        count += 1
    return ", ".join(parts[1:count]), parts[count:]


def _count_authors(parts: Sequence[str]) -> int:
    """How many of the parts, from the first on, name persons; a list of them ends with "&" or "and"."""
    if len(parts) < 2 or not _are_persons(parts[0]):  # noqa: PLR2004 - author and title
        return 0
    for count in range(1, min(len(parts) - 1, _NAME_WORDS)):
        part = parts[count]
        if _JOINT.search(" " + part) and _are_persons(part.removeprefix("& ").removeprefix("and ")):
            return count + 1
        if not is_person(part):
            break
    return 1


def _are_persons(part: str) -> bool:
    names = _JOINT.split(part)
    return all(is_person(name) for name in names) if len(names) < _NAME_WORDS else False


def _is_name_word(word: str) -> bool:
    bare = word.rstrip(".")
    if not bare or not bare[0].isupper() or bare in _NO_NAMES:
        return False
    if word.endswith(".") and (len(bare) == 1 or bare in {"Jr", "Sr", "St"} or "." in bare):
        return True
    return bare.replace("-", "").replace("'", "").replace("’", "").isalpha() and not (len(bare) > 1 and bare.isupper())


def _is_periodical(container: str | None) -> bool:
    return container is not None and "website" not in container.lower() and "database" not in container.lower()


def _is_body(part: str) -> bool:
    words = part.split()
    if len(words) > _BODY_WORDS:
        return False
    return bool(_ACRONYM.fullmatch(part) or _BODY_OF.match(part) or (len(words) > 1 and words[-1] in _BODY_ENDS))
