"""A saved HTML page into blocks and metadata, without recursion."""

import re
from collections.abc import Iterator
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from glmbot.ingest.addresses import is_monitor
from glmbot.ingest.blocks import Block, BlockKind
from glmbot.ingest.dates import read_date
from glmbot.ingest.material import Material, Record
from glmbot.ingest.tangles import refuse_tangled

_SKIPPED: Final = frozenset(
    "script style noscript template head nav footer aside form button svg math iframe object select textarea"
    " audio video canvas dialog".split()
)
_INLINE: Final = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp small span strike"
    " strong sub sup time tt u var wbr nobr img".split()
)
_BOLD: Final = frozenset({"b", "strong"})
_HEADINGS: Final = frozenset({"h2", "h3", "h4", "h5", "h6"})
_MAIN: Final = ("article", "main", "[role=main]", "#article", "#main", "#content")
_LEAST_MAIN: Final = 0.3
"""A part of a page is its main part when it holds so much of the page's text."""
_LONGEST_HEADING: Final = 100
_SPACE: Final = re.compile(r"[ \t\n\r\f\xa0]+")
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)

_META: Final = {
    "title": ("citation_title", "dc.title", "dcterms.title", "og:title"),
    "date": ("citation_publication_date", "dc.date", "dcterms.date", "article:published_time", "date"),
    "authors": ("citation_author", "dc.creator", "dcterms.creator", "author", "article:author"),
    "topics": ("dc.subject", "dcterms.subject", "article:tag"),
    "jurisdictions": ("dc.coverage", "dcterms.coverage", "dcterms.spatial", "dc.coverage.spatial"),
    "address": ("og:url", "citation_public_url", "dc.identifier"),
}
"""The names of metadata, the most certain first."""
_PUBLISHERS: Final = re.compile(r"library of congress|global legal monitor", re.IGNORECASE)
_SITE: Final = re.compile(
    r"\s+[|–-]\s+(?:global legal monitor|library of congress|law library|loc)\b.*\Z", re.IGNORECASE
)


def read_page(html: str, *, notes: tuple[str, ...] = ()) -> Material:
    """Read a page.

    Raises:
        RefusalError: it is built so that it can't be parsed in reasonable time.
    """
    refuse_tangled(html)
    tree = LexborHTMLParser(html)
    root = _main(tree)
    return Material("html", tuple(_blocks(root)) if root else (), _record(tree), notes=notes)


def text_of(html: str) -> str:
    """The text of a piece of HTML, white space folded: for values of metadata."""
    return _fold(LexborHTMLParser(html).root.text() if "<" in html or "&" in html else html)  # type: ignore[union-attr]


def _main(tree: LexborHTMLParser) -> LexborNode | None:
    body = tree.body
    if body is None:
        return None
    whole = len(body.text())
    for selector in _MAIN:
        found = tree.css(selector)
        if len(found) == 1 and len(found[0].text()) >= _LEAST_MAIN * whole:
            return found[0]
    return body


def _record(tree: LexborHTMLParser) -> Record:
    named: dict[str, list[str]] = {}
    for node in tree.css("meta"):
        name = node.attributes.get("name") or node.attributes.get("property") or ""
        if value := _fold(node.attributes.get("content") or ""):
            named.setdefault(name.lower(), []).append(value)
    values = {
        field: next((named[name] for name in names if name in named), list[str]()) for field, names in _META.items()
    }
    link = tree.css_first("link[rel=canonical]")
    address = (link.attributes.get("href") if link else None) or next(iter(values["address"]), None)
    heading = tree.css_first("title")
    page_title = _fold(heading.text()) if heading else ""
    title = next(iter(values["title"]), None) or page_title
    site = " ".join([page_title, *named.get("og:site_name", ()), *named.get("dcterms.ispartof", ())]).lower()
    return Record(
        title=_SITE.sub("", title) or None,
        date=next((date for date in map(read_date, values["date"]) if date), None),
        authors=tuple(one for one in values["authors"] if not _PUBLISHERS.search(one)),
        topics=tuple(values["topics"]),
        jurisdictions=tuple(values["jurisdictions"]),
        address=address,
        is_monitor="global legal monitor" in site or bool(address and is_monitor(address)),
    )


class _Blocks:
    """The blocks that a walk over a page has met; a paragraph that is wholly bold and short is a heading."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._bold = 0

    def text(self, text: str, *, bold: bool) -> None:
        self._parts.append(text)
        self._bold += len("".join(text.split())) * bold

    def edge(self, tag: str, kind: BlockKind) -> Iterator[Block]:
        """A tag begins or ends: a block ends there, but at most a space stands between the parts of an item."""
        if tag in _INLINE or tag.startswith(("-", "!")):
            return
        if (tag == "br" and kind not in {"paragraph", "quote"}) or (tag in {"p", "div"} and kind == "item"):
            self.text(" ", bold=False)
        else:
            yield from self.close(kind)

    def close(self, kind: BlockKind) -> Iterator[Block]:
        text = _fold("".join(self._parts))
        size = len("".join(text.split()))
        is_bold = size > 0 and self._bold >= size
        self._parts, self._bold = [], 0
        if not text:
            return
        if kind == "paragraph" and is_bold and len(text) <= _LONGEST_HEADING and text[-1] not in ".:;,":
            kind = "heading"
        yield Block(kind, text)


def _blocks(root: LexborNode) -> Iterator[Block]:
    """Walk a tree from its root without recursion, and give its blocks in order."""
    found = _Blocks()
    opened: list[tuple[str, BlockKind]] = []
    bold = 0
    node: LexborNode | None = root
    while node is not None:
        tag, kind = node.tag or "-", _kind(opened)
        enters = tag not in _SKIPPED and not _is_hidden(node)
        if tag == "-text":
            found.text(node.text_content or "", bold=bold > 0)
        elif enters:
            yield from found.edge(tag, kind)
        if enters and node.child is not None:
            bold += tag in _BOLD
            opened.append((tag, _opened(tag, kind)))
            node = node.child
            continue
        while node is not None and node.next is None and opened:
            node = node.parent
            tag, kind = opened.pop()
            bold -= tag in _BOLD
            yield from found.edge(tag, kind)
        node = node.next if node is not None and opened else None
    yield from found.close("paragraph")


def _kind(open_kinds: list[tuple[str, BlockKind]]) -> BlockKind:
    return open_kinds[-1][1] if open_kinds else "paragraph"


def _opened(tag: str, outer: BlockKind) -> BlockKind:
    """The kind of the text inside a tag, under what it stands in."""
    if tag == "h1":
        return "title"
    if tag in _HEADINGS:
        return "heading"
    if tag == "li":
        return "item"
    if tag == "blockquote":
        return "quote"
    return outer


def _is_hidden(node: LexborNode) -> bool:
    if (node.tag or "-").startswith(("-", "!")):
        return False
    attributes = node.attributes
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))


def _fold(text: str) -> str:
    return _SPACE.sub(" ", text).strip()
