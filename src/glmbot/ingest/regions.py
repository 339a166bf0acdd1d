"""The parts of a page that hold its metadata and no prose: found by the labels in them and by where these end."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from selectolax.lexbor import LexborNode

from glmbot.ingest.elements import ancestors, descend, divides, is_element, is_text, short_text
from glmbot.ingest.fields import field_of
from glmbot.ingest.parts import Lines, goes_on, goes_on_after, is_sentence, lines_of
from glmbot.ingest.people import are_people

_LABELLED: Final = "h2, h3, h4, h5, h6, dt, th, legend, summary, strong, b, label, span, button, td, div, p"
_MOST_LABELS: Final = 200
_MOST_CANDIDATES: Final = 20_000
_LONGEST_VALUE: Final = 160
_MOST_TEXT: Final = 8000
_TIGHT: Final = 300
_MANY: Final = 2
_DEEP: Final = 64
_HIGH: Final = 12
"""So far above a label, the list of fields that it belongs to begins at most."""
_CONTENT: Final = frozenset({"article", "main"})
_EDGES: Final = frozenset({"header", "footer"})
_ROOTS: Final = frozenset({"body", "html", "main"})


def metadata_of(root: LexborNode, article: LexborNode) -> list[LexborNode]:
    """The elements that hold fields, from the outside: none of them lies in another, or in the prose of `article`."""
    found: dict[int, LexborNode] = {}
    inside: dict[int, set[str]] = {}
    signed: set[int] = set()
    for label, field in _labels(root):
        value = _value_after(label) if field != "other" else ""
        if is_sentence(value):
            continue
        best: LexborNode | None = None
        for above in _around(label):
            fields = inside.setdefault(above.mem_id, set())
            fields.add(field)
            if len(fields) >= _MANY or above.tag == "dl" or (field != "other" and _is_tight(above, label)):
                best = above
        if best is not None:
            found[best.mem_id] = best
            if field == "authors" and value and are_people(value):
                signed.add(best.mem_id)
    outer = [node for node in found.values() if not any(above.mem_id in found for above in ancestors(node))]
    lines = lines_of(article, find={node.mem_id for node in outer}) if outer else Lines()
    # A box that names the author is the page's own, also under the article's first lines.
    return [node for node in outer if node.mem_id in signed or not _stands_in_prose(lines, node)]


def _stands_in_prose(lines: Lines, node: LexborNode) -> bool:
    """Whether the article goes on after an element: it is a table or a box of the article's own."""
    if node.mem_id not in lines.places:
        return False
    begins, ends = lines.places[node.mem_id]
    title = max((place for place in lines.titles if place <= begins), default=0)
    if any(place > begins for place in lines.titles):
        return False
    return any(map(goes_on, lines.texts[title:begins])) and goes_on_after(lines.texts[ends:])


def _value_after(label: LexborNode) -> str:
    """What follows a label on its line, or stands in the next element."""
    parts: list[str] = []
    after = label.next
    if after is None and label.parent is not None:
        after = label.parent.next
    for _ in range(_HIGH):
        if after is None or (is_element(after) and field_of(short_text(after))):
            break
        if text := ((after.text_content if is_text(after) else after.text()) or "").strip():
            parts.append(text)
            if is_element(after) and divides(after.tag or "-"):
                break
        after = after.next
    return " ".join(parts)[:_MOST_TEXT]


def _labels(root: LexborNode) -> Iterator[tuple[LexborNode, str]]:
    count = 0
    for node in root.css(_LABELLED)[:_MOST_CANDIDATES]:
        if _is_of_site(node):
            continue
        text = short_text(node)
        field = field_of(text) if text else None
        if field and not any(field_of(short_text(one)) for one in _children(node)):
            yield node, field
            count += 1
            if count == _MOST_LABELS:
                return


def _is_of_site(node: LexborNode) -> bool:
    """Whether an element belongs to what stands on every page of a site."""
    for above in islice(ancestors(node), _DEEP):
        if above.tag in _CONTENT:
            return False
        if above.tag == "nav" or above.tag in _EDGES:
            return True
    return False


def _children(node: LexborNode) -> Iterator[LexborNode]:
    child = node.child
    while child is not None:
        if is_element(child):
            yield child
        child = child.next


def _around(label: LexborNode) -> Iterator[LexborNode]:
    """The elements around a label that hold no prose and no title, from the nearest on."""
    for above in islice(ancestors(label), _HIGH):
        if above.tag in _ROOTS or not _is_short(above):
            return
        yield above


def _is_short(node: LexborNode) -> bool:
    """Whether an element holds nothing that is longer than a value."""
    total = 0
    for one in descend(node):
        if one.tag == "h1":
            return False
        if is_text(one):
            length = len((one.text_content or "").strip())
            total += length
            if length > _LONGEST_VALUE or total > _MOST_TEXT:
                return False
    return True


def _is_tight(node: LexborNode, label: LexborNode) -> bool:
    """Whether an element holds one label with its values and nothing else."""
    return len(node.text()) <= _TIGHT and len(node.text().strip()) > len(label.text().strip())
