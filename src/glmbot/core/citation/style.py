"""The styles by name: what people call them, which are files, and what such a file is named."""

from enum import StrEnum
from typing import Final

from glmbot.core.model import Article
from glmbot.core.translatable import gettext_lazy


class Style(StrEnum):
    """A way to cite; the values are what commands take."""

    BLUEBOOK = "bluebook"
    BLUEBOOK_SHORT = "bluebook-short"
    BLUEBOOK_ID = "bluebook-id"
    OSCOLA = "oscola"
    APA = "apa"
    MLA = "mla"
    CHICAGO = "chicago"
    CHICAGO_NOTE = "chicago-note"
    BIBLATEX = "biblatex"
    BIBTEX = "bibtex"
    RIS = "ris"
    CSL_JSON = "csl-json"


CHECK_LABEL: Final = gettext_lazy("Check before filing.")
"""Stands beside every citation that a person is shown."""

_LABELS: Final[dict[Style, str]] = {
    Style.BLUEBOOK: "Bluebook",
    Style.BLUEBOOK_SHORT: "Bluebook, short form",
    Style.BLUEBOOK_ID: "Bluebook, id.",
    Style.OSCOLA: "OSCOLA",
    Style.APA: "APA 7",
    Style.MLA: "MLA 9",
    Style.CHICAGO: "Chicago 17, bibliography",
    Style.CHICAGO_NOTE: "Chicago 17, note",
    Style.BIBLATEX: "BibLaTeX (@online)",
    Style.BIBTEX: "BibTeX (@misc)",
    Style.RIS: "RIS (EndNote, Zotero)",
    Style.CSL_JSON: "CSL-JSON (Zotero)",
}

_EXTENSIONS: Final[dict[Style, str]] = {
    Style.BIBLATEX: ".bib",
    Style.BIBTEX: ".bib",
    Style.RIS: ".ris",
    Style.CSL_JSON: ".json",
}


def style_label(style: Style) -> str:
    """The style's name for people."""
    return _LABELS[style]


def is_machine_format(style: Style) -> bool:
    """Whether the style is read by programs, so that it comes as a file of several lines."""
    return style in _EXTENSIONS


def file_name(article: Article, style: Style) -> str:
    """What to name a file that holds the citation: the article's id and the format's usual ending."""
    return article.article_id + _EXTENSIONS.get(style, ".txt")
