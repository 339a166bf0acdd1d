"""The sources of an article or of some of its paragraphs, each once, with every place where it is cited."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from glmbot.core.corpus.passages import split_paragraphs
from glmbot.core.model import Article, Authority, Cite, Source, SourceForm
from glmbot.core.sources import describe, supporting
from glmbot.core.sources.listing import FORMS, uncertainty
from glmbot.core.translatable import gettext_lazy, labelled, lazy_join, ngettext_lazy

_IN_FULL: Final = gettext_lazy("in full")


@dataclass(frozen=True, slots=True)
class CitedSource:
    """A source, with where it is cited; or a cite of which it is not certain what it stands for."""

    text: str
    cited: tuple[tuple[Source, Cite], ...]
    doubt: str | None = None
    """Why it is not certain what the cite stands for."""

    @property
    def is_damaged(self) -> bool:
        """Whether the parenthesis of a cite of it is not closed."""
        return any("unbalanced" in source.flags or "run_on" in source.flags for source, _ in self.cited)


def cited_sources(sources: Sequence[Source]) -> tuple[CitedSource, ...]:
    """The sources of one article in the order in which they are first cited."""
    found: dict[object, list[tuple[Source, Cite]]] = {}
    for source in sources:
        for cite in source.cites:
            found.setdefault(_line(cite.resolves_to) if cite.resolves_to else cite.span, []).append((source, cite))
    return tuple(_cited_source(cited) for cited in found.values())


def _cited_source(cited: Sequence[tuple[Source, Cite]]) -> CitedSource:
    _, first = cited[0]
    if first.resolves_to is not None:
        return CitedSource(_line(first.resolves_to), tuple(cited))
    doubt = uncertainty(first, [_line(one) for one in first.candidates])
    return CitedSource(" ".join(first.text.split()), tuple(cited), doubt)


def _line(authority: Authority) -> str:
    return describe(authority) or authority.text


def choose_sources(
    sources: Sequence[Source], article: Article, paragraphs: Sequence[int], place: str
) -> tuple[str, tuple[CitedSource, ...]]:
    """The sources to show of an article (no paragraphs) or of some paragraphs, under a line that says how many.

    `place` names the paragraphs. Those that cite no source themselves get the ones that support them from elsewhere.
    """
    listed = cited_sources(sources)
    if not listed:
        return gettext_lazy("This article cites no source."), ()
    if not paragraphs:
        return _summary(listed), listed
    own = _of(listed, [source for source in sources if source.paragraph in paragraphs])
    if own:
        return labelled(place, _count(own)), own
    body = article.body
    spans = [split_paragraphs(body)[number - 1].span for number in paragraphs]
    elsewhere = _of(listed, [source for span in spans for source in supporting(sources, span, body)])
    if elsewhere:
        return gettext_lazy("{place} cites no source itself; it rests on:", place=place), elsewhere
    return gettext_lazy("{place} cites no source, and none of another paragraph supports it.", place=place), ()


def _of(listed: Sequence[CitedSource], chosen: Sequence[Source]) -> tuple[CitedSource, ...]:
    starts = {source.span.start for source in chosen}
    return tuple(one for one in listed if any(source.span.start in starts for source, _ in one.cited))


def _summary(listed: Sequence[CitedSource]) -> str:
    certain = [one for one in listed if not one.doubt]
    times = sum(len(one.cited) for one in certain)
    parts = [_count(certain), ngettext_lazy("cited once", "cited {count} times", times)] if certain else []
    if left := len(listed) - len(certain):
        parts.append(ngettext_lazy("{count} uncertain cite", "{count} uncertain cites", left))
    return lazy_join(", ", parts)


def _count(listed: Sequence[CitedSource]) -> str:
    return ngettext_lazy("{count} source", "{count} sources", len(listed))


def places_line(cited: CitedSource, most: int) -> str:
    """Where a source is cited, of at most so many paragraphs: `¶ 2 (in full, Id.), ¶ 5 (supra, 2 times)`."""
    forms: dict[int, dict[SourceForm, int]] = {}
    for source, cite in cited.cited:
        counts = forms.setdefault(source.paragraph, {})
        counts[cite.form] = counts.get(cite.form, 0) + 1
    shown = [_place(paragraph, counts) for paragraph, counts in list(forms.items())[:most]]
    listed = lazy_join(", ", shown)
    left = len(forms) - len(shown)
    return gettext_lazy("{places} and {count} more", places=listed, count=left) if left else listed


def _place(paragraph: int, counts: dict[SourceForm, int]) -> str:
    named = list(_named(counts))
    return lazy_join("", [f"¶ {paragraph} (", lazy_join(", ", named), ")"])


def _named(counts: dict[SourceForm, int]) -> Iterator[str]:
    for form, count in counts.items():
        name = _IN_FULL if form == "full" else FORMS[form]
        yield name if count == 1 else gettext_lazy("{form}, {count} times", form=name, count=count)
