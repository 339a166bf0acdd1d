"""All citation styles by name, and articles cited in one of them."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from glmbot.core.citation.academic import STYLES as _ACADEMIC
from glmbot.core.citation.bibtex import STYLES as _BIBTEX
from glmbot.core.citation.legal import STYLES as _LEGAL
from glmbot.core.citation.names import parse_names
from glmbot.core.citation.pinpoints import Paragraphs
from glmbot.core.citation.records import STYLES as _RECORDS
from glmbot.core.citation.style import Style
from glmbot.core.citation.typography import Markup, Run, runs
from glmbot.core.corpus.filters import Filters
from glmbot.core.model import Article
from glmbot.core.translatable import gettext_lazy

STYLES: Final[Mapping[str, Style]] = MappingProxyType(
    {style.name: style for style in (*_LEGAL, *_ACADEMIC, *_BIBTEX, *_RECORDS)}
)
"""Every style by its name, in the order in which they are offered."""

BLUEBOOK: Final = STYLES["bluebook"]

CHECK_LABEL: Final = gettext_lazy("Check before filing.")
"""Stands beside every citation that a person is shown."""


def cite(
    article: Article, style: Style = BLUEBOOK, *, paragraphs: Paragraphs = (), markup: Markup = Markup.PLAIN
) -> str:
    """The article's citation in a style: one line for people, a file's text for programs.

    `paragraphs` are the pinpoint, counted from 1; whether the article has them is the caller's business. `markup` says
    how italics are shown, and has no effect on the formats that programs read.
    """
    return style.whole([style.format(article, paragraphs, markup)])


def cite_in_runs(article: Article, style: Style = BLUEBOOK, *, paragraphs: Paragraphs = ()) -> tuple[Run, ...]:
    """The article's citation for people as pieces that are roman or italic, for files that have both."""
    return runs(cite(article, style, paragraphs=paragraphs, markup=Markup.MARKED))


def cite_all(articles: Iterable[Article], style: Style = BLUEBOOK) -> str:
    """The citations of some articles, in order: a line each for people, one file's text for programs."""
    return style.whole([style.format(article, (), Markup.PLAIN) for article in articles])


def is_by(article: Article, author: str) -> bool:
    """Whether an author is the one who is named, in an entry of several too."""
    entries = article.authors
    return any(Filters.means(author, one) for one in entries) or any(
        Filters.means(author, name.whole) for name in parse_names(entries)
    )


def in_text(
    article: Article, style: Style, *, paragraphs: Paragraphs = (), markup: Markup = Markup.PLAIN
) -> str | None:
    """What refers to the citation in the text or in a note, in brackets that say so; None where the style has no such.

    It holds the pinpoint of the styles whose lists have none.
    """
    return markup.text(style.in_text(article, paragraphs)) if style.in_text else None
