"""Articles and what points into them: spans and passages; and the error that a person can mend."""

import datetime as dt
import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import Final

INVENTED: Final = "invented"
"""The origin of an article in which nothing is true."""


class GlmbotError(Exception):
    """What a person can mend: the message is one line that says what, where and how."""

    @property
    def for_operator(self) -> str:
        """What is told to who runs the program, where people on Discord are told less."""
        return str(self)


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of code points in an article's body."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a range: {self.start}-{self.end}")

    def __contains__(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True)
class Article:
    """One article of the corpus: its record and its body, verbatim."""

    article_id: str
    title: str
    date: dt.date
    jurisdictions: tuple[str, ...]
    authors: tuple[str, ...]
    topics: tuple[str, ...]
    url: str | None
    body: str
    retrieved: dt.date | None = None
    origin: str | None = None

    @cached_property
    def key(self) -> str:
        """Sixteen hexadecimal digits that stand for the article and its content: another content, another key."""
        return content_key(self, self.body)

    @property
    def is_invented(self) -> bool:
        """Whether nothing in it is true: it was written to show what the bot does."""
        return self.origin == INVENTED

    @property
    def headline(self) -> str:
        """The title as it is shown: that of an invented article says so."""
        return f"{self.title} ({INVENTED})" if self.is_invented else self.title

    @property
    def slug(self) -> str:
        """The id without its date: what a person is likely to type."""
        return slug_of(self.article_id)


def slug_of(article_id: str) -> str:
    """An article's id without the date that it begins with."""
    return article_id[11:] if article_id[:4].isdigit() else article_id


def content_key(article: Article, body: str) -> str:
    """The key of an article with a body, which need not be the one that it has."""
    digest = hashlib.blake2b(digest_size=8)
    for part in (article.article_id, article.title, article.date.isoformat(), body):
        digest.update(part.encode("utf-8", "surrogatepass") + b"\0")
    return digest.hexdigest()


@dataclass(frozen=True)
class Passage:
    """The unit that is searched and quoted: one paragraph, or a lead-in with the paragraph it introduces."""

    article: Article
    paragraphs: tuple[int, ...]
    span: Span

    @cached_property
    def text(self) -> str:
        """The passage as the article prints it."""
        return self.article.body[self.span.start : self.span.end]

    @property
    def passage_id(self) -> str:
        """The article's id and the first paragraph's number: `…#p4`."""
        return f"{self.article.article_id}#p{self.paragraphs[0]}"
