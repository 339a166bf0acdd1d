"""A saved HTML page into blocks and metadata, without recursion."""

from collections.abc import Iterator
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from glmbot.ingest.around import beside, main_of, parts_of, teasers_in
from glmbot.ingest.decoding import listed
from glmbot.ingest.embedded import read_embedded
from glmbot.ingest.fields import read_fields
from glmbot.ingest.material import Material, Record
from glmbot.ingest.parts import seen_text
from glmbot.ingest.regions import metadata_of
from glmbot.ingest.shaping import shape
from glmbot.ingest.tangles import refuse_tangled
from glmbot.ingest.walking import Walk, blocks_of

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
    root = main_of(tree)
    embedded = read_embedded(tree, html)
    if root is None or tree.body is None:
        return Material("html", (), embedded, notes=notes)
    never = beside(tree.body, root)
    regions = metadata_of(tree.body, root)
    read = {node.mem_id for node in regions}
    parts = parts_of(root, tree.body, never | read)
    has_notes = tree.css_first(_NOTES) is not None
    walk = Walk(read, never=never, has_notes=has_notes)
    blocks = tuple(shape([block for part in parts for block in blocks_of(part, walk)]))
    outside = seen_text(tree.body, without=read.union(part.mem_id for part in parts))
    aside = Walk(as_fields=True)
    fields = [block for node in regions for block in blocks_of(node, aside)]
    said = read_fields(fields, hold_only_fields=True)
    record = embedded.over(Record(None, said.date, said.authors, said.topics, said.jurisdictions, said.address))
    removed = (
        *(f"struck out: {text}" for text in (*walk.struck, *aside.struck)),
        *walk.left,
        *(block.text for block in fields),
        *outside,
    )
    known = record.over(Record(title=said.title))
    return Material("html", blocks, known, removed, (*notes, *_said_of(walk)), teasers_in(root))


def _said_of(walk: Walk) -> Iterator[str]:
    """What a walk left out that no reader sees."""
    if walk.unseen:
        yield f"taken off: {listed(walk.unseen)}"
