"""A comparison as a table for other programs: Markdown and CSV."""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Final

from glmbot.core.answering.wording import RELATED_LEAD, short_footer_lines
from glmbot.core.citation import signed
from glmbot.core.research.comparison import Column, Comparison, citation_of, kind_of
from glmbot.core.research.inert import inert_markdown
from glmbot.core.research.wording import not_found, older_line
from glmbot.core.text.invisible import shown

_HEADER: Final = (
    "jurisdiction", "found", "date", "title", "paragraphs", "quote", "citation", "url", "rests_on", "older", "warnings",
)  # fmt: skip
_NO_ARTICLE: Final = "no_article"
"""What CSV tells as found where no article is on a jurisdiction, beside the kinds of columns."""

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def as_markdown(comparison: Comparison, today: dt.date) -> str:
    """A table with a column for each jurisdiction: the passages, verbatim, and what is told of each around it.

    How the topic was read stands above the table. A row that says nothing in any column is left out.
    """
    rows: list[tuple[str, Callable[[Column], str]]] = [
        ("Found", lambda column: RELATED_LEAD if kind_of(column) == "related" else ""),
        ("Passage", lambda column: column.passage.text if column.passage else not_found(column)),
        ("Article", lambda column: column.passage.article.headline if column.passage else ""),
        ("Date", lambda column: column.passage.article.date.isoformat() if column.passage else ""),
        ("Cite", citation_of),
        ("Rests on", lambda column: "\n".join(column.rests_on)),
        ("Older", lambda column: "\n".join(older_line(column))),
        ("Note", lambda column: "\n".join(_warnings(column, today))),
    ]
    head = ["", *(column.jurisdiction for column in comparison.columns)]
    lines = [_row(head), _row(["---"] * len(head), inert=str)]
    said = [(name, [show(column) for column in comparison.columns]) for name, show in rows]
    lines += [_row([name, *cells]) for name, cells in said if any(cells)]
    above = [inert_markdown(shown(line)) for line in (comparison.topic, *comparison.notes)]
    return "\n\n".join([*above, "\n".join(lines)]) + "\n"


def _cell(text: str) -> str:
    """Text in one cell of a Markdown table: GFM reads a line's end as the row's."""
    return "<br>".join(inert_markdown(line, at_start=False) for line in shown(text).split("\n"))


def _row(cells: Iterable[str], inert: Callable[[str], str] = _cell) -> str:
    return "| " + " | ".join(map(inert, cells)) + " |"


def as_csv(comparison: Comparison, today: dt.date) -> str:
    """A line for each jurisdiction (RFC 4180), with a header; several sources stand on lines of one field."""
    lines = (_HEADER, *(_line(column, today) for column in comparison.columns))
    return "".join(",".join(map(_field, line)) + "\r\n" for line in lines)


def _line(column: Column, today: dt.date) -> tuple[str, ...]:
    passage = column.passage
    if passage is None:
        found = kind_of(column) if column.has_articles else _NO_ARTICLE
        return (column.jurisdiction, found, *[""] * (len(_HEADER) - 2))
    article = passage.article
    return (
        column.jurisdiction,
        kind_of(column),
        article.date.isoformat(),
        article.headline,
        signed(passage.paragraphs),
        passage.text,
        citation_of(column),
        article.url or "",
        "\n".join(column.rests_on),
        "\n".join(one.headline for one in column.others),
        "\n".join(_warnings(column, today)),
    )


def _warnings(column: Column, today: dt.date) -> list[str]:
    return short_footer_lines(column.passage.article, today) if column.passage else []


def _field(text: str) -> str:
    # A spreadsheet would run it as a formula; after an apostrophe it takes it for text.
    text = f"'{text}" if text.startswith(_FORMULA) else text
    quoted = text.replace('"', '""')
    return f'"{quoted}"' if set(text) & set('",\r\n') else text
