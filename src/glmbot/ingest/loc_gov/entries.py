"""Items as a list names them, and whether they are wanted."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from glmbot.core.corpus.filters import Filters
from glmbot.ingest.loc_gov import routes
from glmbot.ingest.loc_gov.addresses import Site, canonical
from glmbot.ingest.loc_gov.values import texts

_PREFIX: Final = re.compile(r"([^:]{2,120}):\s")
_BETWEEN: Final = re.compile(r"\s*[;/]\s*")


@dataclass(frozen=True)
class Record:
    """What is known of an item's jurisdictions and topics; empty where nothing is said."""

    jurisdictions: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()

    def __or__(self, other: "Record") -> "Record":
        return Record(self.jurisdictions + other.jurisdictions, self.topics + other.topics)


@dataclass(frozen=True)
class Entry:
    """An item of the collection that a list names."""

    address: str
    date: dt.date
    record: Record = field(default_factory=Record)

    @property
    def name(self) -> str:
        """The item as a person reads it: its date and slug, as in `routes.item_address`."""
        return "/".join(self.address.rstrip("/").split("/")[-2:])


def entry_at(address: str, site: Site, record: Record | None = None) -> Entry | None:
    """The item at an address; None for what is no article of the collection."""
    found = canonical(address, site)
    match = found and routes.ITEM.search(found)
    if not found or not match:
        return None
    try:
        return Entry(found, dt.date.fromisoformat(match["date"]), record or Record())
    except ValueError:
        return None


def read_record(found: Mapping[str, Any]) -> Record:
    """The jurisdictions and topics of a row or an item, from its fields, its `item` block and its title's prefix."""
    block = found.get(routes.ITEM_BLOCK)
    parts = [found, block] if isinstance(block, dict) else [found]
    places = [one for part in parts for one in texts(part, routes.JURISDICTIONS)]
    places += [one for part in parts for title in texts(part, routes.TITLES) for one in _prefix(title)]
    topics = [one for part in parts for one in texts(part, routes.TOPICS)]
    return Record(tuple(dict.fromkeys(places)), tuple(dict.fromkeys(topics)))


def may_be_wanted(entry: Entry, filters: Filters) -> bool:
    """Whether what a list says of an item leaves it possible; where the list is silent, the item must be asked."""
    in_time = (filters.after is None or entry.date >= filters.after) and (
        filters.before is None or entry.date <= filters.before
    )
    return in_time and _allows(entry.record, filters, silence=True)


def is_wanted(record: Record, filters: Filters) -> bool:
    """Whether an item itself says that it has the wanted jurisdiction and topic."""
    return _allows(record, filters, silence=False)


def _allows(record: Record, filters: Filters, *, silence: bool) -> bool:
    pairs = ((filters.jurisdiction, record.jurisdictions), (filters.topic, record.topics))
    return all(
        wanted is None or (silence and not labels) or any(Filters.means(wanted, label) for label in labels)
        for wanted, labels in pairs
    )


def _prefix(title: str) -> list[str]:
    match = _PREFIX.match(title)
    return [one for one in _BETWEEN.split(match[1]) if one] if match else []
