"""All citation styles by name, and an article cited in one of them."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from glmbot.core.citation.academic import STYLES as _ACADEMIC
from glmbot.core.citation.bibtex import STYLES as _BIBTEX
from glmbot.core.citation.legal import STYLES as _LEGAL
from glmbot.core.citation.records import STYLES as _RECORDS
from glmbot.core.citation.style import Style
from glmbot.core.citation.typography import Markup
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
    article: Article, style: Style = BLUEBOOK, *, paragraph: int | None = None, markup: Markup = Markup.PLAIN
) -> str:
    """The article's citation in a style: one line for people, a file's text for programs.

    `paragraph` is the pinpoint, counted from 1; whether the article has it is the caller's business. `markup` says how
    italics are shown, and has no effect on the formats that programs read.
    """
    return style.format(article, paragraph, markup)
