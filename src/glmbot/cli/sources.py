"""`glmbot sources`: what an article rests on."""

import json
from typing import Annotated

import typer

from glmbot.cli.load import find_article, load_corpus
from glmbot.cli.options import CorpusOption, SkipFaultyOption
from glmbot.cli.render import render_sources
from glmbot.cli.screen import screen
from glmbot.core.corpus.lookup import passage_of
from glmbot.core.objects.sources import source_object
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
    screen().print(render_sources(found, list_sources(all_sources), paragraph), crop=False)
