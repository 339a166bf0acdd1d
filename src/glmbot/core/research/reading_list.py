"""A reading list: passages that a person keeps, as they were when they were saved, with notes of the person's own."""

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Final, Literal, Self, TypeAlias

from glmbot.core.model import Article, Passage

LIMIT: Final = 500
"""Passages of one person."""
NOTE_LIMIT: Final = 4000
"""Characters of a note: what a form of Discord's takes."""
KEEP_DAYS: Final = 90
"""Days after which a list that nobody looked at is deleted."""

Standing: TypeAlias = Literal["same", "changed", "gone"]
"""What became of an article since a passage of it was saved."""
Way: TypeAlias = Literal["up", "down", "top", "bottom"]
"""Where an entry moves: by one place, or to an end."""


@dataclass(frozen=True)
class Entry:
    """A passage as it was saved; `article` is its record then, without the body, and `key` the article's key.

    `rests_on` are the sources that the article gave for it, in full; None where it was saved before these were kept.
    """

    key: str
    article: Article
    paragraphs: tuple[int, ...]
    quotation: str
    saved: dt.date
    note: str = ""
    rests_on: tuple[str, ...] | None = None

    @classmethod
    def of(cls, passage: Passage, day: dt.date, rests_on: Sequence[str] = ()) -> Self:
        """The entry of a passage, with its sources, that is saved on a day."""
        article, sources = passage.article, tuple(rests_on)
        return cls(article.key, record_of(article), passage.paragraphs, passage.text, day, rests_on=sources)

    @property
    def passage_key(self) -> str:
        """What tells the passage, in this version of its article, from all others."""
        return f"{self.key}:{self.paragraphs[0]}"

    def saved_again(self, later: "Entry") -> "Entry":
        """The entry of the same passage saved a second time: the later text and record, and the note that is there."""
        return replace(later, note=later.note or self.note)


def record_of(article: Article, body: str = "") -> Article:
    """An article's record with another body."""
    return Article(
        article_id=article.article_id,
        title=article.title,
        date=article.date,
        jurisdictions=article.jurisdictions,
        authors=article.authors,
        topics=article.topics,
        url=article.url,
        body=body,
        retrieved=article.retrieved,
        origin=article.origin,
    )


def pack(entry: Entry) -> bytes:
    """An entry as JSON."""
    fields = asdict(entry)
    return json.dumps(fields, default=dt.date.isoformat, ensure_ascii=True, separators=(",", ":")).encode()


def unpack(content: bytes) -> Entry:
    """The entry that `pack` made JSON of."""
    fields: dict[str, Any] = json.loads(content)
    record: dict[str, Any] = fields.pop("article")
    for name in ("jurisdictions", "authors", "topics"):
        record[name] = tuple(record[name])
    for name in ("date", "retrieved"):
        record[name] = record[name] and dt.date.fromisoformat(record[name])
    fields |= {"paragraphs": tuple(fields["paragraphs"]), "saved": dt.date.fromisoformat(fields["saved"])}
    if fields.get("rests_on") is not None:
        fields["rests_on"] = tuple(fields["rests_on"])
    return Entry(article=Article(**record), **fields)


def moved(order: Sequence[str], entry: str, way: Way) -> list[str]:
    """An order in which an entry went a way; as it was where there is none such, or it stands at that end."""
    others = [each for each in order if each != entry]
    if len(others) == len(order):
        return others
    at = order.index(entry)
    place = {"up": max(0, at - 1), "down": at + 1, "top": 0, "bottom": len(others)}[way]
    return [*others[:place], entry, *others[place:]]
