"""An article's sources as a list: numbered, each with what it stands for and where it is cited again."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from glmbot.core.corpus.passages import split_paragraphs
from glmbot.core.model import Article, Authority, Cite, Source, SourceForm
from glmbot.core.sources import describe, supporting
from glmbot.core.translatable import gettext_lazy, lazy_join, ngettext_lazy

FORMS: Final[Mapping[SourceForm, str]] = {
    "full": gettext_lazy("in full again"),
    "id": "Id.",
    "supra": "supra",
    "short": gettext_lazy("short form"),
}
"""What the forms of a cite are called, where its authority was cited before."""

Tone: TypeAlias = Literal["plain", "doubt"]
"""Whether a line says what a source is, or what is damaged or uncertain about it."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cite stands: its paragraph, and the form that it has there."""

    paragraph: int
    form: SourceForm


@dataclass(frozen=True, slots=True)
class Target:
    """An authority in one line, with the number of the source that cites it in full first (None: none does)."""

    line: str
    number: int | None


@dataclass(frozen=True, slots=True)
class ListedCite:
    """A cite with what it stands for; `later` are the cites of the same authority after its first."""

    cite: Cite
    target: Target | None
    is_first: bool
    later: tuple[Place, ...]
    candidates: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class ListedSource:
    """A source parenthesis with its number in the article, from 1."""

    number: int
    source: Source
    cites: tuple[ListedCite, ...]


def list_sources(sources: Sequence[Source]) -> tuple[ListedSource, ...]:
    """The sources of one article, in order; takes all of them, since a cite may stand far from its authority."""
    lines = _Lines()
    places: dict[str, list[Place]] = {}
    first: dict[str, int] = {}
    for number, source, cite in _cites(sources):
        if cite.resolves_to is not None:
            line = lines[cite.resolves_to]
            first.setdefault(line, number)
            places.setdefault(line, []).append(Place(source.paragraph, cite.form))
    waiting = {line: tuple(found[1:]) for line, found in places.items()}
    return tuple(
        ListedSource(number, source, tuple(_list_cite(cite, lines, first, waiting) for cite in source.cites))
        for number, source in enumerate(sources, 1)
    )


class _Lines(dict[Authority, str]):
    """The line of each authority: cites of the same line are cites of the same authority."""

    def __missing__(self, authority: Authority) -> str:
        self[authority] = describe(authority) or authority.text
        return self[authority]


def _cites(sources: Sequence[Source]) -> Iterator[tuple[int, Source, Cite]]:
    for number, source in enumerate(sources, 1):
        yield from ((number, source, cite) for cite in source.cites)


def _list_cite(
    cite: Cite, lines: _Lines, first: Mapping[str, int], waiting: dict[str, tuple[Place, ...]]
) -> ListedCite:
    """`waiting` holds the later places of each authority until its first cite takes them."""
    target = None if cite.resolves_to is None else _target(lines[cite.resolves_to], first)
    later = waiting.pop(target.line, None) if target else None
    candidates = tuple(_target(lines[one], first) for one in cite.candidates)
    return ListedCite(cite, target, later is not None, later or (), candidates)


def _target(line: str, first: Mapping[str, int]) -> Target:
    return Target(line, first.get(line))


def select(
    listed: Sequence[ListedSource], article: Article, paragraph: int | None
) -> tuple[str, tuple[ListedSource, ...]]:
    """The sources to show, of the article or of a paragraph, under a line that says how many they are.

    A paragraph without a source of its own gets those that support it from elsewhere.
    """
    total = ngettext_lazy("{count} source parenthesis", "{count} source parentheses", len(listed))
    if not listed:
        return gettext_lazy("This article has no source parentheses."), ()
    if paragraph is None:
        return gettext_lazy("{sources}, {authorities} in full", sources=total, authorities=_count(listed)), tuple(
            listed
        )
    own = tuple(entry for entry in listed if entry.source.paragraph == paragraph)
    if own:
        return gettext_lazy("¶ {number}: {own} of {sources}", number=paragraph, own=len(own), sources=total), own
    elsewhere = _supporting(listed, article, paragraph)
    ending = gettext_lazy("It rests on:") if elsewhere else gettext_lazy("None of another paragraph supports it.")
    none = gettext_lazy("¶ {number} has no source parenthesis of its own.", number=paragraph)
    return gettext_lazy("{none} {ending}", none=none, ending=ending), elsewhere


def _count(listed: Sequence[ListedSource]) -> str:
    count = sum(cite.is_first for entry in listed for cite in entry.cites)
    return ngettext_lazy("{count} authority", "{count} authorities", count)


def _supporting(listed: Sequence[ListedSource], article: Article, paragraph: int) -> tuple[ListedSource, ...]:
    span = split_paragraphs(article.body)[paragraph - 1].span
    found = {source.span.start for source in supporting([entry.source for entry in listed], span, article.body)}
    return tuple(entry for entry in listed if entry.source.span.start in found)


def doubtful_cites(sources: Sequence[Source]) -> tuple[str, ...]:
    """The cites whose authority can't be told for certain, as printed."""
    cites = (cite for source in sources for cite in source.cites)
    return tuple(dict.fromkeys(_on_one_line(cite.text) for cite in cites if cite.resolves_to is None))


def detail_lines(entry: ListedSource, *, most_places: int | None = None) -> Iterator[tuple[Tone, str]]:
    """What is said of a source below its text: what it stands for, where it is cited again, what is wrong with it.

    Of the places where an authority is cited again, at most `most_places` are named.
    """
    for listed in entry.cites:
        parts = list(_parts(listed, most_places))
        if len(entry.cites) == 1:
            yield from parts
        else:
            tone: Tone = "doubt" if any(tone == "doubt" for tone, _ in parts) else "plain"
            after = (piece for _, text in parts for piece in (" " if text.startswith("→") else " · ", text))
            yield tone, lazy_join("", [_on_one_line(listed.cite.text), *after])
    if "run_on" in entry.source.flags:
        yield "doubt", gettext_lazy("damaged: its closing parenthesis is missing, so that its end is uncertain")
    elif "unbalanced" in entry.source.flags:
        yield "doubt", gettext_lazy("damaged: its closing parenthesis is missing")


def _parts(listed: ListedCite, most_places: int | None) -> Iterator[tuple[Tone, str]]:
    target = listed.target
    if target is None:
        yield "doubt", uncertainty(listed.cite, [_named(one) for one in listed.candidates])
    elif not listed.is_first:
        if listed.cite.form == "full":
            yield "plain", gettext_lazy("the same as source {number}", number=target.number)
        else:
            yield "plain", lazy_join("", ["→ ", _named(target)])
    elif target.line not in listed.cite.text:
        yield "plain", f"→ {target.line}"
    if listed.later:
        yield "plain", gettext_lazy("also {places}", places=_list_places(listed.later, most_places))


def uncertainty(cite: Cite, candidates: Sequence[str]) -> str:
    """Why it is not certain what a cite stands for, with what it may stand for."""
    separator = gettext_lazy(" or ")
    named = lazy_join("", [piece for one in candidates for piece in (separator, one)][1:])
    if "ambiguous" in cite.flags:
        return gettext_lazy("ambiguous: may be {candidates}", candidates=named)
    unresolved = gettext_lazy("unresolved: nothing cited before is certain to be meant")
    return gettext_lazy("{doubt}; perhaps {candidates}", doubt=unresolved, candidates=named) if named else unresolved


def _named(target: Target) -> str:
    if target.number is None:
        return target.line
    return gettext_lazy("source {number}: {line}", number=target.number, line=target.line)


def _list_places(places: Sequence[Place], most: int | None) -> str:
    """`¶ 2 (Id.), ¶ 5 (supra, 2 times)`."""
    counts: dict[Place, int] = {}
    for place in places:
        counts[place] = counts.get(place, 0) + 1
    shown = list(counts.items())[:most]
    listed = lazy_join(", ", [_place(place, count) for place, count in shown])
    left = len(places) - sum(count for _, count in shown)
    return gettext_lazy("{places} and {count} more", places=listed, count=left) if left else listed


def _place(place: Place, count: int) -> str:
    form = FORMS[place.form]
    if count > 1:
        form = gettext_lazy("{form}, {count} times", form=form, count=count)
    return lazy_join("", [f"¶ {place.paragraph} (", form, ")"])


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
