"""What an input holds before the rules of the Monitor are applied: blocks, and what its metadata say."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from glmbot.ingest.blocks import Block

InputKind: TypeAlias = Literal["html", "text", "json", "mhtml"]


@dataclass(frozen=True, slots=True)
class Record:
    """What metadata say of an article; what they don't say is empty."""

    title: str | None = None
    date: dt.date | None = None
    authors: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    jurisdictions: tuple[str, ...] = ()
    address: str | None = None
    is_monitor: bool = False

    def over(self, other: "Record") -> "Record":
        """This record, with what it lacks taken from another."""
        return Record(
            title=self.title or other.title,
            date=self.date or other.date,
            authors=self.authors or other.authors,
            topics=self.topics or other.topics,
            jurisdictions=self.jurisdictions or other.jurisdictions,
            address=self.address or other.address,
            is_monitor=self.is_monitor or other.is_monitor,
        )


@dataclass(frozen=True, slots=True)
class Material:
    """An input as blocks and metadata; `removed` is what was left out already, `notes` is what was changed."""

    kind: InputKind
    blocks: tuple[Block, ...]
    record: Record = field(default_factory=Record)
    removed: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    teasers: int = 0
    """How many paragraphs end in a link to the rest of their text."""
