"""What stands on the Monitor's pages around an article: lines before it, lines after it, and labels of metadata."""

import re
from typing import Final, Literal, TypeAlias

Label: TypeAlias = Literal["authors", "topics", "jurisdictions", "title", "date", "other"]

BREADCRUMB: Final = re.compile(
    r"(?:the )?library of congress\s*[>»›/].*global legal monitor(?:\s*[>»›/].*)?", re.IGNORECASE
)
LINK_LINE: Final = re.compile(
    r"to link to this article, copy this persistent link:?\s*(?P<address>\S+)?", re.IGNORECASE
)
ARTICLE: Final = re.compile(r"Article\s+(?=\S)")
TOP: Final = re.compile(r"top of page", re.IGNORECASE)

HEAD: Final = re.compile(
    r"library of congress|(?:the )?law library of congress|law library|library of congress law library|"
    r"global legal monitor|(?:the )?global legal monitor[:,]? law library of congress|legal news(?: & events)?|"
    r"news & events|home|article|top of page|skip (?:to|navigation).*|ask a librarian.*|digital collections|"
    r"library catalogs?|search(?: this site| loc\.gov)?|go|print(?: this page)?|subscribe|share(?: this.*)?|e-?mail|"
    r"save|about (?:this|the) (?:collection|item|site)|articles? from.*|collection items|menu|"
    r"back to (?:top|search|results).*|"
    r"collection(?:s)?|global legal monitor articles|for the public|researchers|copy link|print subscribe share/save.*|"
    r"(?:the )?library of congress\s*[>»›/].*|https?://\S+|part of(?: global legal monitor)?|format|web ?page|"
    r"written by:?|image \d.*|share/save|give feedback",
    re.IGNORECASE,
)
"""Lines before the article, whole."""

TAIL: Final = re.compile(
    r"(?:authors?|topics?|jurisdictions?): .*\bmore (?:by|on|about) this (?:author|topic|jurisdiction)\b.*|"
    r"search legal news.*|last updated:? .*|about this item|cite this item.*|"
    r"rights (?:&|and) access|more articles.*|more like this|back to top|connect with the library.*|"
    r"find us on.*|subscribe (?:&|and) comment.*|download(?:s)?|library of congress|speech enabled.*|"
    r"get the global legal monitor.*|about \| press \|.*|legal \| inspector general.*|top of page|"
    r"this article was prepared by .*volunteer.*|share this.*|print subscribe share/save.*|related articles:?|"
    r"additional metadata formats|iiif presentation manifest|rate this page.*|"
    r"the library of congress (?:does not|makes no) .*",
    re.IGNORECASE,
)
"""Short lines after the article, whole; from the first of them on nothing is body."""

LONG_TAIL: Final = re.compile(
    r"(?:global legal monitor rss|the global legal monitor is an online publication)\b.*", re.IGNORECASE
)
"""Lines after the article that may be long."""

_LONGEST_TAIL: Final = 120

_FOOTER: Final = re.compile(
    r"(?:(?:author|topic|jurisdiction)s?: )?(?P<value>.+?)\s+"
    r"more (?:by|on|about) this (?P<kind>author|topic|jurisdiction)\b",
    re.IGNORECASE,
)
_PLAIN: Final = re.compile(r"(?P<label>authors?|topics?|jurisdictions?|title|date): (?P<value>\S.*)", re.IGNORECASE)
_NAMES: Final[dict[str, Label]] = {
    "title": "title", "author": "authors", "authors": "authors", "contributor": "authors", "contributors": "authors",
    "names": "authors", "contributor names": "authors", "by": "authors", "topic": "topics", "topics": "topics",
    "subject headings": "topics", "headings": "topics", "subjects": "topics", "subject": "topics",
    "jurisdiction": "jurisdictions", "jurisdictions": "jurisdictions", "location": "jurisdictions",
    "date": "date", "created / published": "date", "created/published": "date", "date published": "date",
    "online format": "other", "original format": "other", "language": "other", "publisher": "other",
    "repository": "other", "notes": "other", "type": "other", "format": "other", "part of": "other",
    "digital id": "other", "source": "other", "call number/physical location": "other", "rights advisory": "other",
}  # fmt: skip


def ends_article(line: str) -> bool:
    """Whether a line stands after the article; a long one that only begins like one is prose."""
    return bool((len(line) <= _LONGEST_TAIL and TAIL.fullmatch(line)) or LONG_TAIL.fullmatch(line))


def footer_value(line: str) -> tuple[Label, str] | None:
    """What a line of the footer says: `Author: X More by this author`, `Topic: Y`."""
    if found := _FOOTER.match(line):
        return _NAMES[found["kind"].lower()], found["value"].strip()
    if found := _PLAIN.fullmatch(line):
        return _NAMES[found["label"].lower()], found["value"].strip()
    return None


def label_of(line: str) -> Label | None:
    """The label that stands on a line of its own, before its values."""
    return _NAMES.get(line.rstrip(":").strip().lower())
