"""Commands on one article: what it rests on (`glmbot sources`), how it is cited (`glmbot cite`)."""

import json
from typing import Annotated

import typer
from rich.console import Console

from glmbot.cli.load import find_article, load_corpus
from glmbot.cli.options import CorpusOption, SkipFaultyOption
from glmbot.cli.output import warn
from glmbot.cli.render import render_sources, source_object
from glmbot.core.citation import BLUEBOOK, CHECK_LABEL, STYLES
from glmbot.core.citation import cite as cite_article
from glmbot.core.corpus.lookup import passage_of
from glmbot.core.sources import find_sources
from glmbot.core.sources.listing import list_sources


def sources(
    article: Annotated[str, typer.Argument(help="An article's id, slug, or an unambiguous part of its title.")],
    *,
    paragraph: Annotated[int | None, typer.Option("--paragraph", min=1, help="Only this paragraph's sources.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON list, an object a source parenthesis.")] = False,
    corpus: CorpusOption = None,
    skip_faulty: SkipFaultyOption = False,
) -> None:
    """List an article's source parentheses in order, each with what it stands for and where it is cited again.

    Example: glmbot sources agreement-to-combat-trafficking --paragraph 2

    Id., supra and short forms are resolved; what is damaged, ambiguous or unresolved is marked, never guessed.
    """
    found = find_article(load_corpus(corpus, skip_faulty=skip_faulty).articles, article)
    if paragraph is not None:
        passage_of(found, paragraph)
    all_sources = find_sources(found.body)
    if as_json:
        wanted = (source for source in all_sources if paragraph in {None, source.paragraph})
        typer.echo(json.dumps([source_object(source) for source in wanted]))
        return
    Console(highlight=False).print(render_sources(found, list_sources(all_sources), paragraph), crop=False)


def _known(style: str) -> str:
    if style not in STYLES:
        raise typer.BadParameter(f"{style!r} is not one of {', '.join(STYLES)}")
    return style


def cite(
    article: Annotated[str, typer.Argument(help="An article's id, slug, or an unambiguous part of its title.")],
    *,
    style: Annotated[
        str, typer.Option("--style", help="The citation style.", metavar=f"[{'|'.join(STYLES)}]", callback=_known)
    ] = BLUEBOOK.name,
    paragraph: Annotated[int | None, typer.Option("--paragraph", min=1, help="The paragraph to point to.")] = None,
    corpus: CorpusOption = None,
    skip_faulty: SkipFaultyOption = False,
) -> None:
    """Cite an article, or one of its paragraphs.

    Example: glmbot cite agreement-to-combat-trafficking --style apa

    The citation goes to standard output, and a reminder to check it to standard error.
    """
    found = find_article(load_corpus(corpus, skip_faulty=skip_faulty).articles, article)
    if paragraph is not None:
        passage_of(found, paragraph)
    text = cite_article(found, STYLES[style], paragraphs=() if paragraph is None else (paragraph,))
    typer.echo(text, nl=not text.endswith("\n"))
    warn(CHECK_LABEL)
