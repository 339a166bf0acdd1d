"""The articles as resources: listed in pages, and read as their files hold them; and what they are on."""

import json
from collections.abc import Sequence
from typing import Final
from urllib.parse import quote, unquote

from glmbot.core.citation import bluebook_date
from glmbot.core.corpus.article_file import format_article
from glmbot.core.model import Article, GlmbotError
from glmbot.mcp.arguments import SUBJECTS
from glmbot.mcp.library import Library

MEDIA_TYPE: Final = "text/markdown"
SUBJECTS_TYPE: Final = "application/json"
TEMPLATE: Final = "glmbot://articles/{article_id}"
PAGE: Final = 100
"""Articles of a page."""

_PREFIX: Final = TEMPLATE.partition("{")[0]
_MOST_DIGITS: Final = 12


class UnknownResourceError(GlmbotError):
    """Nothing has the address, or no page the cursor, that was given."""


def address_of(article: Article) -> str:
    """The address of an article."""
    return _PREFIX + quote(article.article_id, safe="")


def described(article: Article) -> str:
    """An article's day and jurisdictions."""
    return " · ".join(filter(None, (bluebook_date(article.date), ", ".join(article.jurisdictions))))


def page_of(library: Library, cursor: str | None) -> tuple[Sequence[Article], str | None]:
    """The articles of a page, by id, and the cursor of the next; None where it is the last.

    Raises:
        UnknownResourceError: no page has that cursor.
    """
    articles = library.answerer.corpus.articles
    start = 0 if cursor is None else _place(cursor)
    if cursor is not None and not 0 < start < len(articles):
        raise UnknownResourceError("that cursor is of no page here; begin again without one")
    end = start + PAGE
    return articles[start:end], str(end) if end < len(articles) else None


def _place(cursor: str) -> int:
    is_number = cursor.isascii() and cursor.isdigit() and len(cursor) <= _MOST_DIGITS
    return int(cursor) if is_number else -1


def read(library: Library, address: str) -> str:
    """The text of an article's file, or the jurisdictions and topics that there are, as JSON.

    Raises:
        UnknownResourceError: nothing has that address.
    """
    if address == SUBJECTS:
        return json.dumps(library.subjects, ensure_ascii=False, indent=1) + "\n"
    named = address.startswith(_PREFIX)
    article = library.article_with_id(unquote(address.removeprefix(_PREFIX))) if named else None
    if article is None:
        raise UnknownResourceError(f"no article has that address; addresses are {TEMPLATE}")
    return format_article(article)


def media_type_of(address: str) -> str:
    """The media type of what has an address."""
    return SUBJECTS_TYPE if address == SUBJECTS else MEDIA_TYPE
