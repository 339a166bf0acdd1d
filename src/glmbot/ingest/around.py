"""Which part of a page holds its article, which parts beside that belong to it, and which never do."""

import re
from collections.abc import Collection, Iterator
from itertools import islice
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from glmbot.ingest.dates import LEAD
from glmbot.ingest.elements import LINES, ancestors, divides, holds_notes, is_element, is_skipped, names_of
from glmbot.ingest.furniture import CUT
from glmbot.ingest.parts import goes_on_after, lines_of

_MAIN: Final = ("article", "main", "[role=main]", "#article", "#main", "#content")
_LEAST_MAIN: Final = 0.3
"""A part of a page is its main part when it holds so much of the page's text."""
_MOST_BESIDE: Final = 0.5
"""A part that is named for what stands beside articles holds less than such a share of the page's text."""
_BESIDE: Final = re.compile(
    r"(?<![a-z0-9])(?:cookies?|consent|comments?|respond|related|recent|share|sidebar|widgets?)(?![a-z0-9])",
    re.IGNORECASE,
)
_COMMENTS: Final = re.compile(r"(?<!\S)(?:comments|comment-?list|respond)(?!\S)", re.IGNORECASE)
"""Readers may write more than the author."""
_BOXES: Final = "div, section, aside, ul, ol, form, dialog, footer, header"
_MOST_BOXES: Final = 20_000
_DEEP: Final = 64


def main_of(tree: LexborHTMLParser) -> LexborNode | None:
    """The element that holds the article, if it holds enough of the page's text; else the page's body."""
    body = tree.body
    if body is None:
        return None
    whole = len(body.text())
    for selector in _MAIN:
        found = tree.css(selector)
        if len(found) == 1 and len(found[0].text()) >= _LEAST_MAIN * whole:
            return found[0]
    return body


def beside(body: LexborNode, root: LexborNode) -> frozenset[int]:
    """The elements named for what stands beside articles: banners, readers' comments, lists of other articles."""
    named = [node for node in body.css(_BOXES)[:_MOST_BOXES] if _BESIDE.search(names_of(node))]
    if not named:
        return frozenset()
    kept = {root.mem_id, *(above.mem_id for above in ancestors(root))}
    for title in body.css("h1"):
        kept |= {above.mem_id for above in islice(ancestors(title), _DEEP)}
    most = _MOST_BESIDE * len(root.text())
    found: set[int] = set()
    for node in named:
        if node.mem_id in kept or holds_notes(node) or any(above.mem_id in found for above in ancestors(node)):
            continue
        is_small = _COMMENTS.search(names_of(node)) is not None or len(node.text()) < most
        if is_small and not any(LEAD.match(text) for text in lines_of(node).texts):
            found.add(node.mem_id)
    return frozenset(found)


def parts_of(root: LexborNode, body: LexborNode, without: Collection[int]) -> list[LexborNode]:
    """The main part, and those after it, up to the page's own, in which the article goes on or has its notes."""
    parts = [root]
    above = root
    for _ in range(_DEEP):
        parent = above.parent
        if above.mem_id == body.mem_id or parent is None:
            break
        after = [node for node in _following(above) if node.mem_id not in without and not is_skipped(node)]
        is_page = parent.mem_id == body.mem_id
        wanted = [place for place, node in enumerate(after) if _belongs(node, without, is_page=is_page)]
        parts += after[: wanted[-1] + 1] if wanted and not is_page else [after[place] for place in wanted]
        above = parent
    return parts


def teasers_in(root: LexborNode) -> int:
    """How many lines end in a link to the rest of their text, as in a list of articles."""
    found: dict[int, bool] = {}
    for link in root.css("a")[:_MOST_BOXES]:
        line = next((above for above in islice(ancestors(link), _DEEP) if divides(above.tag or "-")), None)
        if line is None or line.mem_id in found or line.tag not in LINES:
            continue
        said = line.text().strip()
        found[line.mem_id] = any(_ends_in(said, one) for one in line.css("a")[-1:])
    return sum(found.values())


def _ends_in(said: str, link: LexborNode) -> bool:
    text = link.text().strip()
    return said.endswith(text) and bool(CUT.search(text) or CUT.search(said.removesuffix(text)))


def _following(node: LexborNode) -> Iterator[LexborNode]:
    after = node.next
    while after is not None:
        if is_element(after):
            yield after
        after = after.next


def _belongs(node: LexborNode, without: Collection[int], *, is_page: bool) -> bool:
    return holds_notes(node) or (not is_page and goes_on_after(lines_of(node, without=without).texts))
