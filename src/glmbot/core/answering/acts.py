"""Acts on what is shown: other passages, the sentence that answers alone, its citation, and what its record says."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import Final, TypeAlias

from glmbot.core.answering.metadata_questions import record_fact
from glmbot.core.citation import BLUEBOOK, STYLES, cite
from glmbot.core.corpus.passages import split_paragraphs
from glmbot.core.index.corpus_index import CorpusIndex
from glmbot.core.languages import LANGUAGES
from glmbot.core.model import Answer, Article, Fact, FactField, Passage, Related, Shown, Span
from glmbot.core.translatable import Translatable, gettext_lazy, ngettext_lazy

Act: TypeAlias = Callable[[CorpusIndex, Shown, Sequence[str]], Shown | Translatable]
"""What is shown, and the tokens that ask for the act, to the reply; a sentence where there is nothing of the kind."""

_OTHER_NAMES: Final = {
    "blue book": "bluebook", "chicago footnote": "chicago-note", "bib tex": "bibtex", "endnote": "ris", "zotero": "ris",
    "csl": "csl-json",
}  # fmt: skip


def _names_of_styles() -> dict[str, str]:
    names = dict(_OTHER_NAMES)
    for style in STYLES.values():
        label = re.sub(r"[^a-z0-9 ]", "", style.label.lower().split(",")[0])
        names |= {label: names.get(label, style.name), style.name.replace("-", " "): style.name}
    return names


STYLE_NAMES: Final[Mapping[str, str]] = MappingProxyType(_names_of_styles())
"""The names that people call the citation styles by, each with the style's own."""


NO_MORE: Final = gettext_lazy("The article has no more of that to show.")

ORDINALS: Final[Mapping[str, int]] = {
    name: number for one in LANGUAGES.values() for name, number in one.metadata.ordinals.items()
}


def next_passage(index: CorpusIndex, shown: Shown, _: Sequence[str]) -> Shown | Translatable:
    """The passage after the one shown; the first, where the record alone was shown."""
    last = shown.passage.paragraphs[-1] if shown.passage else 0
    passages = (one.passage for one in index.of_article(shown.article))
    after = next((one for one in passages if one.paragraphs[0] > last), None)
    return showing(index, after) if after else NO_MORE


def previous_passage(index: CorpusIndex, shown: Shown, _: Sequence[str]) -> Shown | Translatable:
    """The passage before the one shown."""
    first = shown.passage.paragraphs[0] if shown.passage else 0
    before = [one.passage for one in index.of_article(shown.article) if one.passage.paragraphs[-1] < first]
    return showing(index, before[-1]) if before else gettext_lazy("Nothing comes before it: the article begins here.")


def paragraph(index: CorpusIndex, shown: Shown, forms: Sequence[str]) -> Shown | Translatable:
    """The passage that holds the paragraph which is numbered, or called the first or the last."""
    count = len(split_paragraphs(shown.article.body))
    named = next((int(one) if one.isdigit() else ORDINALS[one] for one in forms if one in ORDINALS or one.isdigit()), 1)
    wanted = count + 1 + named if named < 0 else named
    passages = (one.passage for one in index.of_article(shown.article))
    if found := next((one for one in passages if wanted in one.paragraphs), None):
        return showing(index, found)
    return ngettext_lazy("The article has {count} paragraph.", "The article has {count} paragraphs.", count)


def another(index: CorpusIndex, shown: Shown, _: Sequence[str]) -> Shown | Translatable:
    """The passage that came next nearest to the question; nobody is sure that it answers."""
    if not shown.others:
        return gettext_lazy("I have no other passage that comes near. Other words may find one.")
    passage = shown.others[0]
    return Related(
        article=passage.article,
        passage=passage,
        evidence=(),
        citation=cite(passage.article, paragraphs=passage.paragraphs),
        sources=index.rests_on(passage),
        others=shown.others[1:],
        newer=index.newer(passage.article),
    )


def again(_: CorpusIndex, shown: Shown, __: Sequence[str]) -> Shown:
    """What is shown, once more, with its place."""
    return shown


def shorter(index: CorpusIndex, shown: Shown, _: Sequence[str]) -> Shown | Translatable:
    """The sentence of the passage that answers, alone; the first one, where none is known to."""
    if shown.passage is None:
        return NO_MORE
    inside = shown.evidence or _sentences(index, shown.passage)[:1] or (shown.passage.span,)
    span = Span(inside[0].start, inside[-1].end)
    paragraphs = [one for one in split_paragraphs(shown.article.body) if one.number in shown.passage.paragraphs]
    held = tuple(one.number for one in paragraphs if one.span.start < span.end and span.start < one.span.end)
    passage = Passage(shown.article, held, span)
    answer_span = shown.answer_span if shown.answer_span and shown.answer_span in span else None
    return replace(
        shown,
        passage=passage,
        evidence=(),
        answer_span=answer_span,
        citation=cite(shown.article, paragraphs=held),
        sources=index.rests_on(passage),
        fact=None,
        others=(),
        notes=(gettext_lazy("The sentence alone; “more” goes on in the article."),),
    )


def citation(_: CorpusIndex, shown: Shown, forms: Sequence[str]) -> Shown:
    """The citation of what is shown, in the style that is named, or else in the Bluebook's."""
    style = STYLES[style_named(forms)]
    paragraphs = shown.passage.paragraphs if shown.passage else ()
    cited = cite(shown.article, style, paragraphs=paragraphs)
    return replace(shown, citation=cited, fact=Fact("citation", style.label), notes=())


def _record(index: CorpusIndex, article: Article, name: FactField) -> Shown | None:
    fact = record_fact(article, name)
    if fact is None:
        return None
    return Answer(
        article=article, passage=None, evidence=(), citation=cite(article), fact=fact, newer=index.newer(article)
    )


def lead(index: CorpusIndex, article: Article) -> Shown | None:
    """The first paragraph of an article, said to be that; None where it has no text."""
    passages = index.of_article(article)
    if not passages:
        return None
    return replace(showing(index, passages[0].passage), fact=Fact("lead", LEAD))


LEAD: Final = gettext_lazy("The article's first paragraph, word for word:")

ACTS: Final[Mapping[str, Act]] = {
    "next": next_passage,
    "previous": previous_passage,
    "paragraph": paragraph,
    "another": another,
    "again": again,
    "shorter": shorter,
    "citation": citation,
}
"""The acts on a passage by the names of their intents."""

_RECORD: Final[Mapping[str, FactField]] = {
    "author": "authors", "link": "url", "title": "title", "date": "date", "jurisdiction": "jurisdictions",
}  # fmt: skip
"""The field of the record that intents ask for."""

ACTS_ON_ARTICLES: Final[Mapping[str, Callable[[CorpusIndex, Article], Shown | None]]] = {
    "lead": lead,
    **{name: partial(_record, name=field) for name, field in _RECORD.items()},
}
"""The acts on an article by the names of their intents."""


def style_named(forms: Sequence[str]) -> str:
    """The citation style that tokens name, by its longest name; the Bluebook's where they name none."""
    text = f" {' '.join(forms)} "
    found = [name for name in STYLE_NAMES if f" {name} " in text]
    return STYLE_NAMES[max(found, key=len)] if found else BLUEBOOK.name


def showing(index: CorpusIndex, passage: Passage) -> Shown:
    """A passage that was asked for by its place, not by what it says."""
    return Answer(
        article=passage.article,
        passage=passage,
        evidence=(),
        citation=cite(passage.article, paragraphs=passage.paragraphs),
        sources=index.rests_on(passage),
        newer=index.newer(passage.article),
    )


def _sentences(index: CorpusIndex, passage: Passage) -> Sequence[Span]:
    terms = next(one for one in index.of_article(passage.article) if one.passage.paragraphs == passage.paragraphs)
    return [sentence.span for sentence in terms.sentences]
