"""`glmbot corpus`: check and list the articles."""

import json
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from glmbot.cli.common import CorpusOption, SkipFaultyOption, warn
from glmbot.cli.libraries import corpus_folder, load_corpus
from glmbot.core.model import Article
from glmbot.core.passages import split_paragraphs
from glmbot.library import read_corpus

app = typer.Typer(help="Check and list the articles.", no_args_is_help=True)


@app.command()
def check(*, corpus: CorpusOption = None) -> None:
    """Check every article file; name each fault with its file, its line and how to mend it.

    Example: glmbot corpus check --corpus my-articles

    Exit code 0 when all are good, 2 when one is not.
    """
    folder = corpus_folder(corpus)
    count = len(read_corpus(folder).articles)
    warn(f"{folder}: {count} article{'s' if count != 1 else ''}, no fault")


@app.command("list")
def list_articles(
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON list.")] = False,
    corpus: CorpusOption = None,
    skip_faulty: SkipFaultyOption = False,
) -> None:
    """List the articles, newest first.

    Example: glmbot corpus list
    """
    articles = load_corpus(corpus, skip_faulty=skip_faulty).articles
    newest = sorted(articles, key=lambda article: (article.date, article.article_id), reverse=True)
    if as_json:
        typer.echo(json.dumps([_record(article) for article in newest]))
        return
    table = Table("Date", "Article", "Jurisdictions", "¶", box=None, header_style="dim")
    for article in newest:
        place = ", ".join(article.jurisdictions)
        table.add_row(
            article.date.isoformat(), f"{article.title}\n[dim]{article.article_id}[/]", place, str(_count(article))
        )
    Console(highlight=False).print(table)


def _record(article: Article) -> dict[str, object]:
    return {
        "article_id": article.article_id,
        "title": article.title,
        "date": article.date.isoformat(),
        "jurisdictions": article.jurisdictions,
        "authors": article.authors,
        "topics": article.topics,
        "url": article.url,
        "paragraphs": _count(article),
    }


def _count(article: Article) -> int:
    return len(split_paragraphs(article.body))
