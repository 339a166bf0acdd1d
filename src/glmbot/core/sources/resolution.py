"""Id., supra and short forms resolved to authorities cited before (rules R4 and R5); nothing is guessed.

Each lookup touches a bounded number of entries, so that an article takes linear time.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from glmbot.core.model import Authority, Cite, SourceFlag, SourceForm
from glmbot.core.sources.authorities import read_authority, tidy
from glmbot.core.sources.cites import RawCite

_TIERS: Final = ("hereinafter", "title", "alias", "author", "symbol", "container", "prefix")
"""Rule R5's order: the first tier with a match decides."""

_EXACT: Final = ("hereinafter", "title", "alias")
_CANDIDATES: Final = 8
"""More candidates than this help nobody; the rest is left out."""

_PREFIX_WORDS: Final = 12
_AUTHOR_WORDS: Final = 6
_WORD: Final = re.compile(r"[^\W_]+")
_SYMBOL: Final = re.compile(
    r"\b[A-Z]{1,5}(?:/[A-Z0-9][\w.-]{0,20}){1,6}|\b[A-Z][a-z]+ Nos?\. ?[\w/-]{0,20}\d[\w/-]{0,20}"
)
_ALIAS: Final = re.compile(r"[\[(](?P<alias>[^\W\d_][^\[\]();,]{1,60})[\])]")
_NOT_ALIAS: Final = re.compile(r"(?:in [A-Z]|last |visited|on file|hereinafter|as )")
_LAW: Final = re.compile(
    r"\b(?:Act|Bill|Code|Constitution|Convention|Decree|Directive|Law|Order|Ordinance|Protocol|Regulations?|Rules|Statute|Treaty)\b"
    r"(?! [A-Z][a-z])|\bNos?\. ?\d"
)
_OFFICIAL: Final = re.compile(
    r"gazette|official|bulletin|statut|laws?\b|journal|website|web site|o\.j\.|bgbl", re.IGNORECASE
)
_YEAR_AFTER: Final = re.compile(r"(?P<name>[^,]+),\s?(?P<year>[12]\d{3})")
_EMPTY_WORDS: Final = frozenset("the a an of on in for and to".split())
_CAPITALISED: Final = re.compile(r"[A-Z][a-z]")
_AUTHORS: Final = re.compile(r",\s|\s&\s|\sand\s")

_Identity = tuple[str | None, ...]


class Resolver:
    """Resolves the cites of one article in the order in which they stand."""

    def __init__(self) -> None:
        self._index: dict[tuple[str, str], dict[_Identity, Authority]] = {}
        self._laws: dict[_Identity, Authority] = {}
        self._previous: list[Cite] = []
        self._current: list[Cite] = []

    def open_source(self) -> None:
        """Begin the next source parenthesis: what Id. refers to is now the one before."""
        if self._current:
            self._previous, self._current = self._current, []

    def resolve(self, raw: RawCite) -> Cite:
        """The cite with its authority, or with flags and candidates where it can't be told for certain."""
        cite = self._resolve(raw)
        self._current.append(cite)
        return cite

    def _resolve(self, raw: RawCite) -> Cite:
        if raw.form == "id":
            return self._resolve_id(raw)
        if raw.form == "supra":
            return _settle(raw, "supra", self._look_up(raw.name, _TIERS))
        if not raw.certain:
            short = self._resolve_short(raw)
            if short is not None:
                return short
        return self._read_full(raw)

    def _resolve_id(self, raw: RawCite) -> Cite:
        """R4: the authority cited just before; after several in one parenthesis it may be any of them."""
        before = self._current[-1:] or self._previous
        known = [cite.resolves_to for cite in before if cite.resolves_to]
        maybe = [candidate for cite in before for candidate in cite.candidates]
        found = {_identify(one): one for one in [*known, *maybe]}
        if known and len(found) == 1 and len(known) == len(before):
            return _settle(raw, "id", [known[-1]])
        candidates = tuple(found.values())[:_CANDIDATES]
        is_open = len(before) > 1 or any("ambiguous" in cite.flags for cite in before)
        return _leave_open(raw, "id", "ambiguous" if is_open and candidates else "unresolved", candidates)

    def _resolve_short(self, raw: RawCite) -> Cite | None:
        """A name without "supra" is a short form if an authority of that name stands before or a pinpoint follows.

        A pinpoint alone is of the law that was cited before, where that is the only one.
        """
        if raw.form == "short" and not raw.name:
            return _settle(raw, "short", tuple(self._laws.values()))
        name = tidy(raw.name)
        found = self._look_up(name, _EXACT)
        if not found and raw.pinpoint:
            found = self._look_up(name, ("symbol",))
            found = found or [one for one in self._look_up(name, ("prefix",)) if _ends_name(one, name)]
        found = found or self._look_up_dated(name)
        if found:
            return _settle(raw, "short", found)
        if raw.form == "short":
            named = Authority(text=name, title=name)
            return _leave_open(raw, "short", "unresolved", (named,))
        return None

    def _read_full(self, raw: RawCite) -> Cite:
        full = read_authority(raw.printed)
        for tier, key in _keys(full.authority):
            bucket = self._index.setdefault((tier, key), {})
            if len(bucket) <= _CANDIDATES:
                bucket.setdefault(_identify(full.authority), full.authority)
        if _is_law(full.authority) and len(self._laws) < _CANDIDATES:
            self._laws.setdefault(_identify(full.authority), full.authority)
        return Cite(
            raw.span, raw.text, "full", full.authority, signal=raw.signal, pinpoint=full.pinpoint, note=full.note
        )

    def _look_up_dated(self, name: str) -> list[Authority]:
        """The laws of a name with its year (`Marriage Bill, 2014`) whose printed cites hold all its words."""
        dated = _YEAR_AFTER.fullmatch(name)
        if not dated or not _LAW.search(dated["name"]):
            return []
        words = set(_words(dated["name"])) - _EMPTY_WORDS
        laws = [one for one in self._laws.values() if dated["year"] in (one.date or one.text)]
        return [one for one in laws if words <= set(_words(one.text))]

    def _look_up(self, name: str, tiers: Sequence[str]) -> list[Authority]:
        words = _words(name)
        for tier in tiers:
            found: dict[_Identity, Authority] = {}
            for key in _queries(tier, name, words):
                found |= self._index.get((tier, key), {})
            if tier == "prefix" and len(words) > _PREFIX_WORDS and len(found) <= _CANDIDATES:
                found = {identity: one for identity, one in found.items() if _starts_with(one, words)}
            if found:
                return list(found.values())
        return []


def _is_law(authority: Authority) -> bool:
    """Whether an authority is a law, and not a report on one."""
    is_report = authority.author or (authority.container and not _OFFICIAL.search(authority.container))
    return _LAW.search(authority.title or "") is not None and (not is_report or bool(authority.locator))


def _settle(raw: RawCite, form: SourceForm, found: Sequence[Authority]) -> Cite:
    if len(found) == 1:
        return Cite(raw.span, raw.text, form, found[0], (), raw.signal, raw.pinpoint, raw.note)
    return _leave_open(raw, form, "ambiguous" if found else "unresolved", tuple(found)[:_CANDIDATES])


def _leave_open(raw: RawCite, form: SourceForm, flag: SourceFlag, candidates: tuple[Authority, ...]) -> Cite:
    return Cite(raw.span, raw.text, form, None, candidates, raw.signal, raw.pinpoint, raw.note, (flag,))


def _words(text: str | None) -> list[str]:
    return _WORD.findall((text or "").casefold())


def _key(*texts: str | None) -> str:
    return " ".join(word for text in texts for word in _words(text))


def _identify(authority: Authority) -> _Identity:
    """Two full cites with the same parts name one authority."""
    if authority.title is None and authority.container is None:
        return (_key(authority.text),)
    return _key(authority.title), _key(authority.author), _key(authority.container), authority.date


def _keys(authority: Authority) -> Iterator[tuple[str, str]]:
    """Every name by which a later cite may call this authority, with its tier."""
    yield from (("hereinafter", _key(authority.hereinafter)), ("container", _key(authority.container)))
    yield from (("title", _key(authority.title)), ("title", _key(authority.author, authority.title)))
    yield from (("alias", alias) for alias in _aliases(authority.text))
    yield from (("symbol", symbol) for symbol in _symbols(authority.text))
    surnames: list[str] = []
    for name in _AUTHORS.split(authority.author or ""):
        words = _words(name.removesuffix(" et al."))
        yield from (("author", " ".join(words[at:])) for at in range(max(0, len(words) - _AUTHOR_WORDS), len(words)))
        surnames += words[-1:]
    yield from (("author", " ".join(surnames)), ("title", _key(*surnames[:1], authority.title)))
    for words in (_words(authority.title), _words(tidy(authority.text))):
        yield from (("prefix", " ".join(words[:count])) for count in range(1, min(len(words), _PREFIX_WORDS) + 1))


def _queries(tier: str, name: str, words: list[str]) -> Iterator[str]:
    if tier == "symbol":
        yield from _symbols(name)
    elif tier == "prefix":
        if not _EMPTY_WORDS.issuperset(words):
            yield " ".join(words[:_PREFIX_WORDS])
    elif words:
        yield " ".join(words[:-2] if words[-2:] == ["et", "al"] else words)


def _symbols(text: str) -> set[str]:
    return {_key(match.group()) for match in _SYMBOL.finditer(text)}


def _aliases(text: str) -> set[str]:
    """Names in brackets inside a full cite: `Obligationenrecht [OR] [Code of Obligations]`."""
    found = (match["alias"] for match in _ALIAS.finditer(text))
    return {_key(one) for one in found if not _NOT_ALIAS.match(one) and not any(char.isdigit() for char in one)}


def _starts_with(authority: Authority, words: list[str]) -> bool:
    return any(_words(text)[: len(words)] == words for text in (authority.title, tidy(authority.text)))


def _ends_name(authority: Authority, name: str) -> bool:
    """Whether a law's name ends there: "Barn Bill" is the name of "Barn Bill No. 5", not of "Barn Bill Fails"."""
    count = len(_words(name))
    for text in (authority.title or "", tidy(authority.text)):
        words = list(_WORD.finditer(text))
        if " ".join(one.group().casefold() for one in words[:count]) == _key(name):
            after = words[count].group() if len(words) > count else ""
            return (
                not _CAPITALISED.match(after)
                or after in {"No", "Nos"}
                or "," in text[words[count - 1].end() : words[count].start()]
            )
    return False
