"""RIS and CSL-JSON: records for reference managers."""

import json
import re
from collections.abc import Sequence
from textwrap import indent
from typing import Any, Final

from glmbot.core.citation.dates import date_parts
from glmbot.core.citation.legal import SERIES, publisher_of
from glmbot.core.citation.names import Name, parse_names
from glmbot.core.citation.pinpoints import Paragraphs, labelled
from glmbot.core.citation.style import Remarks, Style
from glmbot.core.citation.typography import Markup, one_line, web_address
from glmbot.core.model import Article

_LANGUAGE: Final = "en"
_END_OF_RECORD: Final = "ER  - \n"


def ris(article: Article, paragraphs: Paragraphs, _markup: Markup) -> str:
    """One RIS record, lines `XX  - value`; they end in LF, and a file in text mode gets its system's own."""
    date = date_parts(article.date)
    lines = [("TY", "ELEC")]
    # RIS, "Authors": Lastname, Firstname, Suffix, a line each, without asterisks.
    lines += [("AU", name.inverted.replace("*", "")) for name in parse_names(article.authors)]
    lines += [("TI", one_line(article.headline)), ("T2", SERIES)]
    lines += [("PB", publisher) for publisher in publisher_of(article)]
    lines.append(("PY", f"{article.date.year:04}"))
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


def _annotated_ris(article: Article, _paragraphs: Paragraphs, remarks: Remarks) -> str:
    """A record with a line N1 for each note and a line KW for each tag.

    Zotero's importer (RIS.js) makes a note of each N1, and HTML of one that looks like it; of pages (SP) in an
    electronic source it makes nothing, and N2 is its abstract. Each line is whole: one that goes on in the next could
    begin as a tag does.
    """
    lines = [f"N1  - {_no_html(one_line(note))}\n" for note in remarks.notes]
    lines += [f"KW  - {one_line(tag)}\n" for tag in remarks.tags]
    return ris(article, (), Markup.PLAIN).removesuffix(_END_OF_RECORD) + "".join(lines) + _END_OF_RECORD


def _no_html(text: str) -> str:
    return re.sub(r"&(?=#?\w+;)", "&amp;", text).replace("<", "&lt;")


def _annotated_csl(article: Article, _paragraphs: Paragraphs, remarks: Remarks) -> str:
    """An item with the notes, a line each, in `note`, and the tags in `keyword` (CSL 1.0.2).

    Zotero puts `note` into its field Extra, and reads lines "field: value" and "{:field: value}" there as fields: no
    note may begin as the first, and none is let hold the second.
    """
    item: dict[str, Any] = json.loads(csl_json(article, (), Markup.PLAIN))
    item["note"] = "\n".join(one_line(note).replace("{:", "{ :") for note in remarks.notes)
    item["keyword"] = ", ".join(re.sub(r"\s*,\s*", " ", one_line(tag)) for tag in remarks.tags)
    return json.dumps(item, ensure_ascii=False, indent=2)


STYLES: Final = (
    Style("ris", "RIS (EndNote, Zotero)", ris, ".ris", annotated=_annotated_ris),
    Style("csl-json", "CSL-JSON (Zotero)", csl_json, ".json", annotated=_annotated_csl, whole=_list),
)
