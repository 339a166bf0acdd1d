"""RIS and CSL-JSON: records for reference managers."""

import json
from collections.abc import Sequence
from textwrap import indent
from typing import Any, Final

from glmbot.core.citation.dates import date_parts
from glmbot.core.citation.legal import PUBLISHER, SERIES
from glmbot.core.citation.names import Name, parse_names
from glmbot.core.citation.pinpoints import Paragraphs, labelled
from glmbot.core.citation.style import Style
from glmbot.core.citation.typography import Markup, one_line, web_address
from glmbot.core.model import Article

_LANGUAGE: Final = "en"


def ris(article: Article, paragraphs: Paragraphs, _markup: Markup) -> str:
    """One RIS record, lines `XX  - value`; they end in LF, and a file in text mode gets its system's own."""
    date = date_parts(article.date)
    lines = [("TY", "ELEC")]
    # RIS, "Authors": Lastname, Firstname, Suffix, a line each, without asterisks.
    lines += [("AU", name.inverted.replace("*", "")) for name in parse_names(article.authors)]
    lines += [("TI", one_line(article.headline)), ("T2", SERIES), ("PB", PUBLISHER), ("PY", f"{article.date.year:04}")]
    # RIS, "Year": YYYY/MM/DD/other, where a slash stands for a part that is left out, too.
    lines.append(("DA", "/".join([f"{date[0]:04}", *(f"{part:02}" for part in date[1:])]) + "/" * (4 - len(date))))
    lines.append(("LA", _LANGUAGE))
    if address := web_address(article.url):
        lines.append(("UR", address))
    if article.retrieved:
        lines.append(("Y2", f"{article.retrieved.isoformat().replace('-', '/')}/"))
    if paragraphs:
        lines.append(("N1", labelled(paragraphs, "Paragraph", "Paragraphs")))
    # RIS, "Title and Reference Type": TY is the first line and ER, with nothing after it, the last.
    lines.append(("ER", ""))
    return "".join(f"{tag}  - {value}\n" for tag, value in lines)


def csl_json(article: Article, paragraphs: Paragraphs, _markup: Markup) -> str:
    """A CSL item of type webpage, from which Zotero's Bluebook style makes the right citation.

    There is no publisher: APA's style would print it before the name of the site.
    """
    item: dict[str, Any] = {"id": article.article_id, "type": "webpage", "title": one_line(article.headline)}
    item["container-title"] = SERIES
    if names := parse_names(article.authors):
        item["author"] = [_csl_name(name) for name in names]
    item["issued"] = {"date-parts": [date_parts(article.date)]}
    if article.retrieved:
        retrieved = article.retrieved
        item["accessed"] = {"date-parts": [[retrieved.year, retrieved.month, retrieved.day]]}
    if address := web_address(article.url):
        item["URL"] = address
    item["language"] = _LANGUAGE
    if paragraphs:
        # CSL: a locator belongs to the citation, not to the item, so that the item can only note it.
        item["note"] = labelled(paragraphs, "Paragraph", "Paragraphs")
    return json.dumps(item, ensure_ascii=False, indent=2)


def _list(items: Sequence[str]) -> str:
    """CSL items as the one list that a file of them is."""
    return "[\n" + ",\n".join(indent(item, "  ") for item in items) + "\n]\n"


def _csl_name(name: Name) -> dict[str, str]:
    # CSL: a body is a literal; a person of one name has a family name only.
    if name.is_body:
        return {"literal": name.whole}
    parts = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
    }
    return {key: value for key, value in parts.items() if value}


STYLES: Final = (
    Style("ris", "RIS (EndNote, Zotero)", ris, ".ris"),
    Style("csl-json", "CSL-JSON (Zotero)", csl_json, ".json", whole=_list),
)
