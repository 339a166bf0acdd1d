"""RSS 2.0 → items; entities and document types are refused, not resolved."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import defusedxml.ElementTree as SafeTree
from defusedxml import DefusedXmlException

from glmbot.ingest.loc_gov.addresses import Site
from glmbot.ingest.loc_gov.entries import Entry, Record, entry_at
from glmbot.ingest.loc_gov.errors import AnswerError, StopError
from glmbot.ingest.loc_gov.session import Session

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element  # its type only: defusedxml reads # nosec B405


def list_feed(session: Session, address: str, tell: Callable[[str], None]) -> Iterator[Entry]:
    """Every item of the collection that a feed names, each once.

    Raises:
        StopError: the feed can't be had or read.
    """
    try:
        body = session.get(address, "feed")
    except AnswerError as error:
        raise StopError(f"the feed {address[:120]} can't be used: {error}") from None
    links = read_links(body)
    found = read_feed(links, session.site)
    tell(f"the feed has {len(links)} links, {len(found)} of them to articles of the collection")
    yield from found


def read_feed(links: list[str], site: Site) -> list[Entry]:
    """The items among a feed's links, by their one address."""
    found: dict[str, Entry] = {}
    for link in links:
        entry = entry_at(link, site, Record())
        if entry is not None:
            found.setdefault(entry.address, entry)
    return list(found.values())


def read_links(body: bytes) -> list[str]:
    """The links of a feed's items.

    Raises:
        StopError: it is no RSS 2.0.
    """
    try:
        root: Element = SafeTree.fromstring(body, forbid_dtd=True)
    except DefusedXmlException:
        raise StopError("the feed defines a document type or entities; it is not read") from None
    except (SyntaxError, ValueError, LookupError):
        raise StopError("the feed is no well-formed XML") from None
    if root.tag != "rss":
        raise StopError("the feed is no RSS 2.0: its first element is not <rss>")
    return [link for item in root.iter("item") if (link := _link(item))]


def _link(item: "Element") -> str:
    """The link of an item; else its guid, which may be one."""
    link = (item.findtext("link") or "").strip()
    return link or (item.findtext("guid") or "").strip()
