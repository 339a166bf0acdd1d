"""`glmbot corpus list`: the articles, filtered and sorted."""

import json
import sys
from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Annotated, Any, Final

import typer
from rich.table import Table
from rich.text import Text

from glmbot.cli.load import checked_filters, load_corpus
from glmbot.cli.options import (
    AfterOption,
    BeforeOption,
    CorpusOption,
    JurisdictionOption,
    SkipFaultyOption,
    TopicOption,
)
from glmbot.cli.output import FOUND, NONE, warn
from glmbot.cli.render import on_one_line, tab_separated
from glmbot.cli.screen import screen
from glmbot.core.citation import is_by
from glmbot.core.corpus.filters import FilterError, read_filters
from glmbot.core.corpus.passages import split_paragraphs
from glmbot.core.model import Article
from glmbot.core.text.tokens import fold


class Sort(StrEnum):
    """What the list goes by."""

    DATE = "date"
    TITLE = "title"
    PARAGRAPHS = "paragraphs"


def list_articles(
    *,
    jurisdiction: JurisdictionOption = None,
    topic: TopicOption = None,
    author: Annotated[str | None, typer.Option("--author", help="Only articles by this author.")] = None,
    after: AfterOption = None,
    before: BeforeOption = None,
    sort: Annotated[Sort, typer.Option("--sort", help="Newest first, by title, or longest first.")] = Sort.DATE,
    reverse: Annotated[bool, typer.Option("--reverse", help="The other way round.")] = False,
    limit: Annotated[int | None, typer.Option("--limit", min=1, metavar="N", help="At most N articles.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON list.")] = False,
    corpus: CorpusOption = None,
    skip_faulty: SkipFaultyOption = False,
) -> None:
    """List the articles, newest first; in a pipe one a line: date, id, title, jurisdictions and paragraphs, by tabs.

    Example: glmbot corpus list --jurisdiction "United Nations" --after 2010 --sort title

    Exit code 0, or 1 when no article is as wanted. Dates are written YYYY, YYYY-MM or YYYY-MM-DD.
    """
    articles = load_corpus(corpus, skip_faulty=skip_faulty).articles
    filters = checked_filters(read_filters(jurisdiction, topic, after, before), articles)
    found = [one for one in articles if filters.allows(one) and (author is None or is_by(one, author))]
    if author is not None and not any(is_by(one, author) for one in articles):
        raise FilterError(f"no article is by “{author.strip()}”; 'glmbot corpus stats --by author' names all authors")
    shown = sorted(found, key=_ORDERS[sort], reverse=(sort is not Sort.TITLE) != reverse)[:limit]
    if as_json:
        typer.echo(json.dumps([_record(article) for article in shown]))
    elif sys.stdout.isatty():
        screen().print(_table(shown))
    else:
        for article in shown:
            typer.echo(tab_separated(_cells(article)))
    if not shown:
        warn("no article is as wanted")
    elif len(shown) < len(found):
        warn(f"{len(shown)} of {len(found)} articles")
    raise typer.Exit(FOUND if shown else NONE)


_ORDERS: Final[dict[Sort, Callable[[Article], Any]]] = {
    Sort.DATE: lambda article: (article.date, article.article_id),
    Sort.TITLE: lambda article: (fold(article.title), article.article_id),
    Sort.PARAGRAPHS: lambda article: (_count(article), article.article_id),
}


def _cells(article: Article) -> tuple[str, ...]:
    jurisdictions = "; ".join(article.jurisdictions)
    return article.date.isoformat(), article.article_id, article.headline, jurisdictions, str(_count(article))


def _table(articles: Iterable[Article]) -> Table:
    table = Table(box=None, header_style="dim", padding=(0, 2, 0, 0))
    table.add_column("Date", no_wrap=True)
    table.add_column("Article", overflow="fold", ratio=3)
    table.add_column("Jurisdictions", overflow="fold", ratio=1)
    table.add_column("¶", no_wrap=True, justify="right")
    for article in articles:
        date, article_id, title, jurisdictions, count = map(on_one_line, _cells(article))
        table.add_row(date, Text.assemble(title, "\n", (article_id, "dim")), Text(jurisdictions), count)
    return table


def _record(article: Article) -> dict[str, object]:
    return {
        "article_id": article.article_id,
        "title": article.title,
        "date": article.date.isoformat(),
        "jurisdictions": article.jurisdictions,
        "authors": article.authors,
        "topics": article.topics,
        "url": article.url,
        "origin": article.origin,
        "paragraphs": _count(article),
    }


def _count(article: Article) -> int:
    return len(split_paragraphs(article.body))
