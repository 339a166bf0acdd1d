"""Acts on what is shown: its next passage, the sentence that answers alone, its citation, author, link and lead."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Final, TypeAlias

from glmbot.core.answering.metadata_questions import record_fact
from glmbot.core.citation import BLUEBOOK, STYLES, cite
from glmbot.core.corpus.passages import split_paragraphs
from glmbot.core.index.corpus_index import CorpusIndex
from glmbot.core.model import Answer, Article, Fact, FactField, Passage, Shown, Span
from glmbot.core.translatable import gettext_lazy

Act: TypeAlias = Callable[[CorpusIndex, Shown, Sequence[str]], Shown | None]
"""What is shown, and the tokens that ask for the act, to the reply; None where there is nothing more of the kind."""

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


def next_passage(index: CorpusIndex, shown: Shown, _: Sequence[str]) -> Shown | None:
    """The passage after the one shown; the first, where the record alone was shown."""
    last = shown.passage.paragraphs[-1] if shown.passage else 0
    passages = (one.passage for one in index.of_article(shown.article))
    after = next((one for one in passages if one.paragraphs[0] > last), None)
    return showing(index, after) if after else None


def shorter(index: CorpusIndex, shown: Shown, _: Sequence[str]) -> Shown | None:
    """The sentence of the passage that answers, alone; the first one, where none is known to."""
    if shown.passage is None:
        return None
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


def author(index: CorpusIndex, article: Article) -> Shown | None:
    """The author of an article."""
    return _record(index, article, "authors")


def link(index: CorpusIndex, article: Article) -> Shown | None:
    """The address of an article."""
    return _record(index, article, "url")


def lead(index: CorpusIndex, article: Article) -> Shown | None:
    """The first paragraph of an article, said to be that; None where it has no text."""
    passages = index.of_article(article)
    if not passages:
        return None
    return replace(showing(index, passages[0].passage), fact=Fact("lead", LEAD))


LEAD: Final = gettext_lazy("The article's first paragraph, word for word:")

ACTS: Final[Mapping[str, Act]] = {
    "next": next_passage,
    "shorter": shorter,
    "citation": citation,
}
"""The acts on a passage by the names of their intents."""

ACTS_ON_ARTICLES: Final[Mapping[str, Callable[[CorpusIndex, Article], Shown | None]]] = {
    "author": author,
    "link": link,
    "lead": lead,
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


def _record(index: CorpusIndex, article: Article, name: FactField) -> Shown | None:
    fact = record_fact(article, name)
    if fact is None:
        return None
    return Answer(
        article=article, passage=None, evidence=(), citation=cite(article), fact=fact, newer=index.newer(article)
    )


def _sentences(index: CorpusIndex, passage: Passage) -> Sequence[Span]:
    terms = next(one for one in index.of_article(passage.article) if one.passage.paragraphs == passage.paragraphs)
    return [sentence.span for sentence in terms.sentences]
