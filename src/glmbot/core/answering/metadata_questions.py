"""Metadata questions: for the date, authors, title and URL of an article, or for a source that it cites.

The words and patterns are those of all question languages (`Language.metadata`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from glmbot.core.citation import bluebook_date
from glmbot.core.languages import LANGUAGES
from glmbot.core.languages.language import any_of
from glmbot.core.model import Article, Cite, Fact, FactField, Span
from glmbot.core.query.query import Query, QueryWord
from glmbot.core.sources import describe

_RECORD_FIELDS: Final[Sequence[FactField]] = ("date", "authors", "url", "title")
_METADATA: Final = tuple(one.metadata for one in LANGUAGES.values())
_RECORD_PATTERNS: Final = {name: any_of(one.record.get(name, "") for one in _METADATA) for name in _RECORD_FIELDS}
_SOURCE: Final = any_of(one.source for one in _METADATA)
_WRITTEN: Final = any_of(one.written for one in _METADATA)
_CITED: Final = any_of(one.cited for one in _METADATA)
_AUTHOR: Final = any_of(one.author for one in _METADATA)
_DATE: Final = any_of(one.date for one in _METADATA)
_ID_FORM: Final = any_of(one.id_form for one in _METADATA)
_ID_WRITTEN: Final = re.compile(r"(?<!\b[Aa]n )\bId\.|[\"“”„«'‘’]\s?[Ii]d\.?\s?[\"“”»'‘’]")
"""An "Id." as articles print it, which is no identity card."""
_MEANS_ARTICLE: Final = any_of(one.article for one in _METADATA)
_PARAGRAPH: Final = any_of(one.paragraph for one in _METADATA)
_ORDINALS: Final = {ordinal: number for one in _METADATA for ordinal, number in one.ordinals.items()}
_ORDINAL_PARAGRAPH: Final = any_of(
    rf"\b({'|'.join(one.ordinals)}) (?:{one.paragraph_words})\b" for one in _METADATA if one.ordinals
)
_ASKING_WORDS: Final = frozenset[str]().union(*(one.words for one in _METADATA))

LAST: Final = -1
"""The paragraph of a question about the last one."""

_YEAR_DIGITS: Final = 4
_LEAD_DATE: Final = re.compile(r"\((?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d{1,2}, \d{4}\)")


@dataclass(frozen=True)
class SourceQuestion:
    """A question for a source."""

    wants_id: bool
    """Whether it names a source that is cited as "Id."."""
    paragraph: int | None
    """The paragraph whose source it wants, from 1; `LAST` is the last one."""
    words: tuple[QueryWord, ...]
    """The query terms that describe the source, or what rests on it."""
    asks: Literal["author", "date", ""]
    """What of the source is asked for; "" is the whole."""
    is_plain: bool
    """Whether the question speaks of sources, and not only of something written or reported."""


def record_field(query: Query) -> FactField | None:
    """The metadata field of an article that a question asks for, or None."""
    text = " ".join(query.forms)
    if _CITED.search(text):
        return None
    return next((name for name, pattern in _RECORD_PATTERNS.items() if pattern.search(text)), None)


def source_question(query: Query) -> SourceQuestion | None:
    """What a question asks of a source; None where it asks for none."""
    text = " ".join(query.forms)
    wants_id = _ID_WRITTEN.search(query.question) is not None or _ID_FORM.search(text) is not None
    is_plain = wants_id or _SOURCE.search(text) is not None
    if not is_plain and not _WRITTEN.search(text):
        return None
    asks: Literal["author", "date", ""] = "author" if _AUTHOR.search(text) else "date" if _DATE.search(text) else ""
    return SourceQuestion(wants_id, _paragraph(text), subject(query), asks, is_plain)


def _paragraph(text: str) -> int | None:
    if number := _PARAGRAPH.search(text):
        return int(next(filter(None, number.groups())))
    ordinal = _ORDINAL_PARAGRAPH.search(text)
    return _ORDINALS[next(filter(None, ordinal.groups()))] if ordinal else None


def means_article(query: Query) -> bool:
    """Whether a question says that it means the article, not what the article cites."""
    return _MEANS_ARTICLE.search(" ".join(query.forms)) is not None


def without_asking(query: Query, asked: SourceQuestion) -> Query:
    """A query without the words of asking for a source: it finds what the source is asked of."""
    return replace(query, words=tuple(word for word in query.words if word in asked.words or word not in query.own))


def subject(query: Query) -> tuple[QueryWord, ...]:
    """The query terms that say of which article or source: no word of asking, no number too small for a year."""
    return tuple(
        word
        for word in query.own
        if not (
            _ASKING_WORDS.issuperset(word.form.split("_")) or (word.form.isdigit() and len(word.form) < _YEAR_DIGITS)
        )
    )


def record_fact(article: Article, name: FactField) -> Fact | None:
    """A metadata field of an article as a fact; None where the article has none."""
    texts: dict[FactField, str | None] = {
        "date": bluebook_date(article.date),
        "authors": ", ".join(article.authors) or None,
        "url": article.url,
        "title": article.title,
        "jurisdictions": ", ".join(article.jurisdictions) or None,
    }
    text = texts.get(name)
    return Fact(name, text) if text else None


def lead_date(article: Article) -> Span | None:
    """Where the body prints the article's date: the parenthesis that it begins with."""
    match = _LEAD_DATE.match(article.body)
    return Span(match.start(), match.end()) if match else None


def source_fact(asks: str, cite: Cite) -> Fact:
    """What is asked of a source, in words; the whole source where it is not resolved or has no such thing."""
    authority = cite.resolves_to
    if authority is None:
        return Fact("source", cite.text)
    if asks == "author" and authority.author:
        return Fact("source", f"{authority.author} ({describe(authority)})")
    return Fact("source", describe(authority))
