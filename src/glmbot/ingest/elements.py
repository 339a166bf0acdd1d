"""What the elements of a page mean: which divide text, which stand inside it, which hold none of it."""

import re
from collections.abc import Iterator
from typing import Final

from selectolax.lexbor import LexborNode

SKIPPED: Final = frozenset(
    "script style noscript template head nav button svg annotation annotation-xml iframe object select datalist"
    " textarea audio video canvas dialog input optgroup option".split()
)
NO_TEXT: Final = frozenset(
    "script style template head iframe object svg audio video canvas select datalist textarea annotation"
    " annotation-xml".split()
)
"""Nobody reads what stands in these."""
STRUCK: Final = frozenset({"del", "s", "strike"})
_BESIDE: Final = frozenset({"footer", "aside"})
_DIVIDING: Final = frozenset(
    "address article aside blockquote body caption center col colgroup dd details dialog dir div dl dt fieldset"
    " figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol"
    " optgroup option p pre search section summary table tbody td tfoot th thead tr ul".split()
)
"""Any other element stands inside a text, also one that no standard knows."""
HEADINGS: Final = frozenset({"h2", "h3", "h4", "h5", "h6"})
LINES: Final = frozenset({"p", "li", "td", "th", "dd", "blockquote", "figcaption"})
LABELS: Final = frozenset({"dt", "legend", "summary"})
LISTS: Final = frozenset({"ul", "ol", "menu", "dir"})
_STRONG: Final = frozenset({"b", "strong", "em", "i"})

_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_UNSEEN: Final = re.compile(r"(?:\A|\s)(?:visually-?hidden|sr-only|screen-reader-text|element-invisible)(?:\s|\Z)")
_EMPHASIS: Final = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)|font-style\s*:\s*italic", re.IGNORECASE)
_STRUCK: Final = re.compile(r"text-decoration[^;]*line-through", re.IGNORECASE)
NOTES: Final = re.compile(r"(?:foot|end)?notes?(?:\b|[-_\d])|\bfn\d|cite_note|\bftn|\bedn", re.IGNORECASE)
_COUNTS: Final = re.compile(r"(?:^|[\s_-])(?:counts?|badge|hits|num|number|total)(?:$|[\s_-])", re.IGNORECASE)
_CONTROLS: Final = "input:not([type=hidden]), select, textarea, button"
_LEAST_CONTENT: Final = 40
_SENTENCE: Final = re.compile(r"\w \S+ \S+[.?!][”\"’)]*\Z")
_LONGEST_LABEL: Final = 40


def divides(tag: str) -> bool:
    """Whether a tag begins or ends a part of the text."""
    return tag in _DIVIDING


def is_text(node: LexborNode) -> bool:
    """Whether a node is a piece of text."""
    return node.tag == "-text"


def is_element(node: LexborNode) -> bool:
    """Whether a node is an element, and no text, comment or declaration."""
    return not (node.tag or "-").startswith(("-", "!"))


def is_skipped(node: LexborNode) -> bool:
    """Whether nothing in an element is a part of the article."""
    tag = node.tag or "-"
    if tag in SKIPPED or not is_element(node):
        return not (tag == "button" and _is_in_sentence(node))
    attributes = node.attributes
    if "hidden" in attributes or _HIDDEN.search(attributes.get("style") or ""):
        return True
    if _UNSEEN.search(attributes.get("class") or ""):
        return True
    if tag in _BESIDE:
        return not (_is_inside(node, "article") or NOTES.search(names_of(node)))
    if tag == "label":
        return "for" in attributes or _is_inside(node, "form")
    return tag == "form" and _only_asks(node)


def is_struck(node: LexborNode) -> bool:
    """Whether a text is struck out."""
    return node.tag in STRUCK or bool(_STRUCK.search(node.attributes.get("style") or ""))


def is_emphasis(node: LexborNode) -> bool:
    """Whether a text is set off by its letters."""
    return node.tag in _STRONG or bool(_EMPHASIS.search(node.attributes.get("style") or ""))


def holds_notes(node: LexborNode) -> bool:
    """Whether an element is a note, or a list of notes."""
    return bool(NOTES.search(names_of(node)))


def counts(node: LexborNode) -> bool:
    """Whether an element says how many items have a value."""
    return bool(_COUNTS.search(node.attributes.get("class") or "") and any(map(str.isdigit, short_text(node))))


def names_of(node: LexborNode) -> str:
    """What a page calls an element: its id and its classes."""
    return f"{node.attributes.get('id') or ''} {node.attributes.get('class') or ''}"


def _is_in_sentence(node: LexborNode) -> bool:
    """Whether an element stands in a line of text, with words beside it."""
    line = next((above for above in ancestors(node) if divides(above.tag or "-")), None)
    if line is None or line.tag not in LINES:
        return False
    return any(
        near is not None and is_text(near) and any(map(str.isalpha, near.text_content or ""))
        for near in (node.prev, node.next)
    )


def _only_asks(form: LexborNode) -> bool:
    """Whether a form has fields and no text of its own; one that wraps a whole page has."""
    if form.css_first(_CONTROLS) is None:
        return False
    texts = (node.text().strip() for node in form.css("p, h1, h2, li, td, dd, blockquote"))
    return not any(len(text) > _LEAST_CONTENT or _SENTENCE.search(text) for text in texts)


def _is_inside(node: LexborNode, tag: str) -> bool:
    return any(above.tag == tag for above in ancestors(node))


def short_text(node: LexborNode) -> str:
    """The text of an element that is as short as a label; empty for a longer one."""
    parts: list[str] = []
    length = 0
    for count, one in enumerate(descend(node)):
        if is_text(one):
            text = " ".join((one.text_content or "").split())
            length += len(text)
            parts.append(text)
        if length > _LONGEST_LABEL or count > _LONGEST_LABEL:
            return ""
    return " ".join(filter(None, parts))


def ancestors(node: LexborNode) -> Iterator[LexborNode]:
    """The elements around a node, from the nearest on."""
    above = node.parent
    while above is not None:
        yield above
        above = above.parent


def descend(root: LexborNode) -> Iterator[LexborNode]:
    """The nodes below a node in the order in which they stand, without recursion."""
    node: LexborNode | None = root.child
    depth = 1
    while node is not None and depth:
        yield node
        if node.child is not None:
            node, depth = node.child, depth + 1
            continue
        while node is not None and node.next is None and depth:
            node, depth = node.parent, depth - 1
        node = node.next if node is not None and depth else None
