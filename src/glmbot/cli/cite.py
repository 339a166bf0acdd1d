"""`glmbot cite`: an article's citation."""

from typing import Annotated

import typer

from glmbot.cli.common import warn
from glmbot.cli.libraries import find_article, load_corpus
from glmbot.cli.options import CorpusOption, SkipFaultyOption
from glmbot.core.citation import BLUEBOOK, CHECK_LABEL, STYLES
from glmbot.core.citation import cite as cite_article
from glmbot.core.corpus.lookup import passage_of


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
    text = cite_article(found, STYLES[style], paragraph=paragraph)
    typer.echo(text, nl=not text.endswith("\n"))
    warn(CHECK_LABEL)
