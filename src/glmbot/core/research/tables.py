"""A comparison as a table for other programs: Markdown and CSV."""

from collections.abc import Callable, Iterable

from glmbot.core.citation import cite, signed
from glmbot.core.research.comparison import Column, Comparison
from glmbot.core.text.invisible import shown
from glmbot.core.translatable import gettext_lazy

_HEADER = ("jurisdiction", "found", "date", "title", "paragraphs", "quote", "citation", "url")


def not_found(column: Column) -> str:
    """What is said of a jurisdiction that has nothing on the topic."""
    if not column.has_articles:
        return gettext_lazy("No article here is on {jurisdiction}.", jurisdiction=column.jurisdiction)
    return gettext_lazy("Nothing found for {jurisdiction}.", jurisdiction=column.jurisdiction)


def kind_of(column: Column) -> str:
    """How sure a column is: `answer`, `related` or `none`, as in a reply."""
    return "none" if column.passage is None else "answer" if column.is_sure else "related"


def citation_of(column: Column) -> str:
    """The citation of a column's passage; "" where it has none."""
    return cite(column.passage.article, paragraphs=column.passage.paragraphs) if column.passage else ""


def as_markdown(comparison: Comparison) -> str:
    """A table with a column for each jurisdiction: the passages, verbatim, and below them title, date and citation."""
    rows: list[tuple[str, Callable[[Column], str]]] = [
        ("Passage", lambda column: column.passage.text if column.passage else not_found(column)),
        ("Article", lambda column: column.passage.article.headline if column.passage else ""),
        ("Date", lambda column: column.passage.article.date.isoformat() if column.passage else ""),
        ("Cite", citation_of),
    ]
    head = ["", *(column.jurisdiction for column in comparison.columns)]
    lines = [_row(head), _row(["---"] * len(head))]
    lines += [_row([name, *(show(column) for column in comparison.columns)]) for name, show in rows]
    return f"{_cell(comparison.topic)}\n\n" + "\n".join(lines) + "\n"


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(map(_cell, cells)) + " |"


def _cell(text: str) -> str:
    """Text in one cell of a Markdown table: GFM reads a bar as the cell's end, and a line's end as the row's."""
    inert = shown(text).replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*")
    return "<br>".join(inert.split("\n"))


def as_csv(comparison: Comparison) -> str:
    """A line for each jurisdiction (RFC 4180), with a header."""
    return "".join(",".join(map(_field, line)) + "\r\n" for line in (_HEADER, *map(_line, comparison.columns)))


def _line(column: Column) -> tuple[str, ...]:
    passage = column.passage
    if passage is None:
        return (column.jurisdiction, kind_of(column), *[""] * (len(_HEADER) - 2))
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
    )


def _field(text: str) -> str:
    quoted = text.replace('"', '""')
    return f'"{quoted}"' if set(text) & set('",\r\n') else text
