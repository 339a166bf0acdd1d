"""The addresses of an article: the rule of loc.gov's item addresses, and one form for all that mean the same."""

import datetime as dt
import re
from typing import Final
from urllib.parse import unquote, urlsplit

ITEM: Final = "https://www.loc.gov/item/global-legal-monitor/{date}/{slug}/"

_DROPPED: Final = re.compile(r"['’.]")
_RUN: Final = re.compile(r"[^a-z0-9]+")
_ITEM_PATH: Final = re.compile(r"/item/global-legal-monitor/(\d{4}-\d{2}-\d{2})/([^/]+)/?\Z")
_OLD_PATH: Final = re.compile(r"/(?:law/)?foreign-news/article/([^/]+)/?\Z")
_SERVLET: Final = re.compile(r"lloc_news\?(?:disp\d_)?(l\d+)")
_LIST_PATH: Final = re.compile(r"/foreign-news/(?:topic|jurisdiction|author|page)/|/collections/|/search/")
_ARCHIVE: Final = re.compile(r"(?:https?:)?//(?:web|wayback)\.archive\.org/(?:web/)?\d+(?:[a-z]{2}_)?/(?=https?:)")
_ADDRESS: Final = re.compile(r"(?:https?:)?//[^\s<>\"]+", re.IGNORECASE)


def slug_of(title: str) -> str:
    """A title as loc.gov writes it in addresses."""
    return _RUN.sub("-", _DROPPED.sub("", title.lower())).strip("-")


def item_address(date: dt.date, title: str) -> str | None:
    """The item address by the rule; None where the title has letters that the rule was not checked on."""
    if any(char.isalpha() and not char.isascii() for char in title):
        return None
    slug = slug_of(title)
    return ITEM.format(date=date.isoformat(), slug=slug) if slug else None


def find_address(text: str) -> str | None:
    """The first web address in a text."""
    found = _ADDRESS.search(text)
    return found[0].rstrip(".,;)") if found else None


def is_monitor(address: str) -> bool:
    """Whether an address is one of the Global Legal Monitor."""
    return bool(re.search(r"global-legal-monitor|/foreign-news/|lloc_news\?", address))


def is_item(address: str) -> bool:
    """Whether an address is of one article."""
    return bool(_ITEM_PATH.search(address.partition("?")[0]) or _OLD_PATH.search(address) or _SERVLET.search(address))


def original(address: str) -> str:
    """An address as the page had it: whole, and without the archive that keeps a copy."""
    address = _ARCHIVE.sub("", address.strip(), count=1)
    if address.startswith("/") and not address.startswith("//"):
        return f"https://www.loc.gov{address}"
    return address


def is_list(address: str) -> bool:
    """Whether an address is of a page that lists articles."""
    return _LIST_PATH.search(address) is not None


def canonical(address: str, date: dt.date | None) -> str:
    """One form for all addresses of an article: https, no tracking, the item address where it is known."""
    if address.startswith("//"):
        address = f"https:{address}"
    if serial := _SERVLET.search(address):
        return f"https://www.loc.gov/lawweb/servlet/lloc_news?disp3_{serial[1]}_text"
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    path = unquote(parts.path)
    if found := _ITEM_PATH.search(path):
        return ITEM.format(date=found[1], slug=found[2].lower())
    if (found := _OLD_PATH.search(path)) and date:
        return ITEM.format(date=date.isoformat(), slug=found[1].lower())
    if is_monitor(address):
        return f"https://www.loc.gov{parts.path.rstrip('/')}/"
    return f"{parts.scheme}://{parts.netloc}{parts.path}" + (f"?{parts.query}" if parts.query else "")


def date_in(address: str) -> dt.date | None:
    """The date that an item address holds."""
    try:
        found = _ITEM_PATH.search(urlsplit(address).path)
        return dt.date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None
