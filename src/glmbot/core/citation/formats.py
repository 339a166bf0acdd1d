"""A style's name → the article cited in that style."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from glmbot.core.citation import academic, bibtex, legal, records
from glmbot.core.citation.style import Style
from glmbot.core.citation.typography import Markup
from glmbot.core.model import Article

_FOR_PEOPLE: Final[Mapping[Style, Callable[[Article, int | None, Markup], str]]] = MappingProxyType(
    {
        Style.BLUEBOOK: legal.bluebook,
        Style.BLUEBOOK_SHORT: legal.bluebook_short,
        Style.BLUEBOOK_ID: legal.bluebook_id,
        Style.OSCOLA: legal.oscola,
        Style.APA: academic.apa,
        Style.MLA: academic.mla,
        Style.CHICAGO: academic.chicago,
        Style.CHICAGO_NOTE: academic.chicago_note,
    }
)
_FOR_MACHINES: Final[Mapping[Style, Callable[[Article, int | None], str]]] = MappingProxyType(
    {
        Style.BIBLATEX: bibtex.biblatex,
        Style.BIBTEX: bibtex.bibtex,
        Style.RIS: records.ris,
        Style.CSL_JSON: records.csl_json,
    }
)


def cite(
    article: Article,
    style: Style = Style.BLUEBOOK,
    *,
    paragraph: int | None = None,
    markup: Markup = Markup.PLAIN,
) -> str:
    """The article's citation in a style: one line for people, a file's text for programs.

    `paragraph` is the pinpoint, counted from 1; whether the article has it is the caller's business. `markup` says how
    italics are shown, and has no effect on the formats that programs read.
    """
    if style in _FOR_MACHINES:
        return _FOR_MACHINES[style](article, paragraph)
    return _FOR_PEOPLE[style](article, paragraph, markup)
