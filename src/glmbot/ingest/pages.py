"""A saved HTML page into blocks and metadata, without recursion."""

from collections.abc import Iterator
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from glmbot.ingest.decoding import listed
from glmbot.ingest.embedded import read_embedded
from glmbot.ingest.fields import read_fields
from glmbot.ingest.material import Material, Record
from glmbot.ingest.regions import metadata_of
from glmbot.ingest.shaping import shape
from glmbot.ingest.tangles import refuse_tangled
from glmbot.ingest.walking import Walk, blocks_of

_MAIN: Final = ("article", "main", "[role=main]", "#article", "#main", "#content")
_LEAST_MAIN: Final = 0.3
"""A part of a page is its main part when it holds so much of the page's text."""
_NOTES: Final = (
    "a[href*='#fn'], a[href*='#_ftn'], a[href*='#_edn'], a[href*='note'],"
    " [class*=footnote], [id*=footnote], ol.references"
)


def read_page(html: str, *, notes: tuple[str, ...] = ()) -> Material:
    """Read a page.

    Raises:
        RefusalError: it is built so that it can't be parsed in reasonable time.
    """
    refuse_tangled(html)
    tree = LexborHTMLParser(html)
    root = _main(tree)
    embedded = read_embedded(tree, html)
    if root is None or tree.body is None:
        return Material("html", (), embedded, notes=notes)
    regions = metadata_of(tree.body, root)
    has_notes = tree.css_first(_NOTES) is not None
    walk = Walk({node.mem_id for node in regions}, has_notes=has_notes)
    blocks = tuple(shape(list(blocks_of(root, walk))))
    beside = Walk(as_fields=True)
    fields = [block for node in regions for block in blocks_of(node, beside)]
    said = read_fields(fields, hold_only_fields=True)
    record = embedded.over(Record(None, said.date, said.authors, said.topics, said.jurisdictions, said.address))
    removed = (*(f"struck out: {text}" for text in (*walk.struck, *beside.struck)), *(block.text for block in fields))
    return Material("html", blocks, record.over(Record(title=said.title)), removed, (*notes, *_said_of(walk)))


def _said_of(walk: Walk) -> Iterator[str]:
    """What a walk left out that no reader sees."""
    if walk.unseen:
        yield f"taken off: {listed(walk.unseen)}"


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
