"""What a page says of itself for machines: JSON-LD, the item's own JSON, `<meta>`, links, where it was saved from."""

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from glmbot.ingest.addresses import is_item, is_monitor, original
from glmbot.ingest.dates import read_date
from glmbot.ingest.item_record import record_of
from glmbot.ingest.lines import fold
from glmbot.ingest.material import Record
from glmbot.ingest.people import BODY, split_names

_META: Final = {
    "title": ("citation_title", "dc.title", "dcterms.title", "og:title", "twitter:title"),
    "date": (
        "citation_publication_date", "citation_online_date", "citation_date", "dc.date.issued", "dcterms.issued",
        "dc.date", "dcterms.date", "dc.date.created", "dcterms.created", "article:published_time", "datepublished",
        "pubdate", "date",
    ),
    "authors": ("citation_author", "citation_authors", "dc.creator", "dcterms.creator", "author", "article:author"),
    "topics": ("dc.subject", "dcterms.subject", "article:tag", "citation_keywords"),
    "jurisdictions": ("dc.coverage", "dcterms.coverage", "dcterms.spatial", "dc.coverage.spatial"),
    "address": ("og:url", "citation_public_url", "citation_fulltext_html_url", "dc.identifier", "twitter:url"),
}  # fmt: skip
"""The names of metadata, the most certain first."""
_SITE: Final = re.compile(
    r"\s+[|–-]\s+(?:global legal monitor|(?:the )?library of congress|law library|loc)\b.*\Z", re.IGNORECASE
)
_NO_TITLE: Final = re.compile(
    r"(?:the )?(?:law )?library of congress|global legal monitor|article|untitled(?: document)?|legal news|loc\.gov",
    re.IGNORECASE,
)
_SAVED: Final = re.compile(r"(?:saved from url=\(\d+\)|\burl:\s*|saved from:?\s*)(https?://[^\s>\"]+)", re.IGNORECASE)
_SAVED_WITHIN: Final = 20_000
_ARTICLE: Final = re.compile(
    r"(?:Scholarly|News|Report|Tech|Blog)?(?:Article|Posting)|WebPage|CreativeWork|Legislation"
)
_OBJECTS: Final = 40
_SCRIPTS: Final = 200
_LONGEST_SCRIPT: Final = 2_000_000
_DEEPEST: Final = 12


def read_embedded(tree: LexborHTMLParser, html: str) -> Record:
    """What a page's metadata say, the most certain first."""
    meta = _meta(tree)
    address = meta.address or _saved_from(html)
    known = Record(title=meta.title, address=address)
    record = _linked_data(tree, known).over(_own_item(tree, known)).over(meta).over(Record(address=address))
    return record.over(Record(is_monitor=bool(record.address and is_monitor(record.address))))


def plain_title(title: str) -> str | None:
    """A page's title without the name of its site; None where nothing else is left."""
    title = _SITE.sub("", fold(title))
    return None if _NO_TITLE.fullmatch(title) else title or None


def _meta(tree: LexborHTMLParser) -> Record:
    named: dict[str, list[str]] = {}
    for node in tree.css("meta"):
        attributes = node.attributes
        name = attributes.get("name") or attributes.get("property") or attributes.get("itemprop") or ""
        if value := fold(attributes.get("content") or ""):
            named.setdefault(name.lower(), []).append(value)
    values = {
        field: next((named[name] for name in names if name in named), list[str]()) for field, names in _META.items()
    }
    link = tree.css_first("link[rel=canonical]")
    addresses = [
        link.attributes.get("href") if link else None,
        *(one for name in _META["address"] for one in named.get(name, ())),
    ]
    heading = tree.css_first("title")
    page_title = fold(heading.text()) if heading else ""
    site = " ".join([page_title, *named.get("og:site_name", ()), *named.get("dcterms.ispartof", ())]).lower()
    return Record(
        title=next((found for one in (*values["title"], page_title) if (found := plain_title(one))), None),
        date=next((date for name in _META["date"] for one in named.get(name, ()) if (date := read_date(one))), None),
        authors=_people(values["authors"]),
        topics=tuple(values["topics"]),
        jurisdictions=tuple(values["jurisdictions"]),
        address=_best_address(addresses),
        is_monitor="global legal monitor" in site,
    )


def _best_address(addresses: list[str | None]) -> str | None:
    known = [original(one) for one in addresses if one and one.strip()]
    return next((one for one in known if is_monitor(one)), next(iter(known), None))


def _saved_from(html: str) -> str | None:
    """The address that a browser notes in a page which it saves."""
    found = (original(one[1]) for one in _SAVED.finditer(html[:_SAVED_WITHIN]))
    return next((one for one in found if is_monitor(one)), None)


def _linked_data(tree: LexborHTMLParser, known: Record) -> Record:
    scripts = tree.css('script[type="application/ld+json"]')[:_SCRIPTS]
    things = [thing for script in scripts for value in _loaded(script) for thing in _things(value)]
    articles = [one for one in things if _ARTICLE.search(" ".join(_strings(one.get("@type"))))]
    return _of_thing(_best(articles, known, ("headline", "name", "title")))


def _of_thing(thing: dict[str, Any]) -> Record:
    dates = (text for name in ("datePublished", "dateCreated", "dateIssued") for text in _strings(thing.get(name)))
    topics = next((found for name in ("about", "articleSection", "keywords") if (found := _split(thing.get(name)))), ())
    places = ("spatialCoverage", "contentLocation", "jurisdiction", "legislationJurisdiction", "locationCreated")
    title = next((one for name in ("headline", "name", "title") for one in _strings(thing.get(name))), "")
    return Record(
        title=plain_title(title),
        date=next((date for date in map(read_date, dates) if date), None),
        authors=_people(_strings(thing.get("author"))) or _people(_strings(thing.get("creator"))),
        topics=topics,
        jurisdictions=next((found for name in places if (found := tuple(_strings(thing.get(name))))), ()),
        address=_address_of(thing),
        is_monitor=any("global legal monitor" in one.lower() for one in _strings(thing.get("isPartOf"))),
    )


def _own_item(tree: LexborHTMLParser, known: Record) -> Record:
    found: list[dict[str, Any]] = []
    for script in tree.css("script")[:_SCRIPTS]:
        text = script.text()
        if script.attributes.get("type") == "application/ld+json" or not re.search(r"\bitem\b|contributor", text):
            continue
        found += [item for value in _loaded(script) for item in _items(value)]
    item = _best(found, known, ("title",))
    return record_of(item) if item else Record()


def _best(things: list[dict[str, Any]], known: Record, names: tuple[str, ...]) -> dict[str, Any]:
    """The object that is of this page: by its address, its title, or because there is no other."""
    for thing in things:
        address = _address_of(thing)
        if address and known.address and is_item(address) and _path(address) == _path(known.address):
            return thing
    for thing in things:
        titles = {_squashed(plain_title(one) or "") for name in names for one in _strings(thing.get(name))}
        if known.title and _squashed(known.title) in titles:
            return thing
    return things[0] if len(things) == 1 else {}


def _path(address: str) -> str:
    return address.partition("?")[0].rstrip("/").rpartition("loc.gov")[2].lower()


def _squashed(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _address_of(thing: dict[str, Any]) -> str | None:
    names = ("url", "mainEntityOfPage", "@id", "id", "link")
    return next((original(one) for name in names for one in _links(thing.get(name)) if is_monitor(one)), None)


def _links(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (one for name in ("@id", "url") if isinstance(one := value.get(name), str))


def _things(value: Any) -> Iterator[dict[str, Any]]:
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            yield one
            yield from (inner for inner in one.get("@graph") or () if isinstance(inner, dict))
            if isinstance(entity := one.get("mainEntity"), dict):
                yield entity


def _items(value: Any) -> Iterator[dict[str, Any]]:
    """Objects that describe an item: those under the name "item", or with a title and contributors of their own."""
    waiting: list[tuple[Any, int]] = [(value, 0)]
    count = 0
    while waiting and count < _OBJECTS * _OBJECTS:
        one, depth = waiting.pop(0)
        count += 1
        if isinstance(one, dict):
            if isinstance(item := one.get("item"), dict) and item.get("title"):
                yield {**one, **item}
            elif one.get("title") and any(name.startswith("contributor") for name in one):
                yield one
            inner = [each for name, each in one.items() if name not in {"item", "related_items", "more_like_this"}]
            waiting += [(each, depth + 1) for each in inner if isinstance(each, dict) and depth < _DEEPEST]


def _loaded(script: LexborNode) -> Iterator[Any]:
    """The JSON in a script: the whole, or what is assigned to a name."""
    text = script.text().strip()
    if not text or len(text) > _LONGEST_SCRIPT:
        return
    decoder = json.JSONDecoder()
    places = [0] if text[0] in "[{" else [found.end() - 1 for found in re.finditer(r"[=(]\s*\{", text)][:_OBJECTS]
    for place in places:
        try:
            yield decoder.raw_decode(text, place)[0]
        except (ValueError, RecursionError):
            continue


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [fold(value)] if value.strip() else []
    if isinstance(value, list):
        return [text for one in value[:_SCRIPTS] if not isinstance(one, list) for text in _strings(one)]
    if isinstance(value, dict):
        return next(
            (found for name in ("name", "headline", "title", "@value") if (found := _strings(value.get(name)))), []
        )
    return []


def _split(value: Any) -> tuple[str, ...]:
    """Topics: a list, or one text with commas or semicolons."""
    found = _strings(value)
    if len(found) == 1 and isinstance(value, str):
        return tuple(part for one in re.split(r"\s*[;,]\s*", found[0]) if (part := one.strip()))
    return tuple(found)


def _people(values: list[str]) -> tuple[str, ...]:
    names = (name for value in values if not BODY.search(value) or "," in value for name in split_names(value))
    return tuple(dict.fromkeys(name for name in names if not name.startswith(("http:", "https:", "@"))))
