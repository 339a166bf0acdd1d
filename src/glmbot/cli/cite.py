"""`glmbot cite`: the citations of articles."""

import json
import re
import sys
from collections.abc import Sequence
from typing import Annotated, Final

import typer

from glmbot.cli.load import checked_filters, find_article, load_corpus
from glmbot.cli.options import (
    AfterOption,
    BeforeOption,
    CorpusOption,
    JurisdictionOption,
    SkipFaultyOption,
    TopicOption,
)
from glmbot.cli.output import FOUND, NONE, fail, warn
from glmbot.core.citation import BLUEBOOK, CHECK_LABEL, STYLES, Paragraphs, Style, cite_all, in_text, is_by
from glmbot.core.citation import cite as cite_article
from glmbot.core.corpus.filters import FilterError, Filters, read_filters
from glmbot.core.corpus.listing import newest
from glmbot.core.corpus.lookup import passage_of
from glmbot.core.model import Article
from glmbot.core.objects.citations import citation_object

_RANGE: Final = re.compile(r"\s*(\d{1,6})(?:\s*[-–]\s*(\d{1,6}))?\s*", re.ASCII)
_MOST_PARAGRAPHS: Final = 10_000


def _known(style: str) -> str:
    if style not in STYLES:
        raise typer.BadParameter(f"{style!r} is not one of {', '.join(STYLES)}")
    return style


def _paragraphs(text: str | None) -> str | None:
    """Refuse what is no paragraph, before any article is read."""
    if text is not None:
        _read_paragraphs(text)
    return text


def _read_paragraphs(text: str) -> Paragraphs:
    found: set[int] = set()
    for part in text.split(","):
        match = _RANGE.fullmatch(part)
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
        if not 0 < first <= last or last - first > _MOST_PARAGRAPHS:
            raise typer.BadParameter(f"{text!r} is no paragraph, and no range of them; write 2, 4-5 or 2,4-5")
        found.update(range(first, last + 1))
    return sorted(found)


def cite(
    articles: Annotated[
        list[str] | None,
        typer.Argument(metavar="ARTICLE", help="Articles: an id, slug, or an unambiguous part of the title each."),
    ] = None,
    *,
    style: Annotated[
        str, typer.Option("--style", help="The citation style.", metavar=f"[{'|'.join(STYLES)}]", callback=_known)
    ] = BLUEBOOK.name,
    paragraph: Annotated[
        str | None,
        typer.Option(
            "--paragraph", metavar="N[-M]", help="The paragraph or paragraphs to point to.", callback=_paragraphs
        ),
    ] = None,
    with_text: Annotated[
        bool, typer.Option("--in-text", help="Show below what stands in the text: [In text: (…)].")
    ] = False,
    every: Annotated[bool, typer.Option("--all", help="Cite every article.")] = False,
    jurisdiction: JurisdictionOption = None,
    topic: TopicOption = None,
    author: Annotated[str | None, typer.Option("--author", help="Only articles by this author.")] = None,
    after: AfterOption = None,
    before: BeforeOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON list, an object an article.")] = False,
    corpus: CorpusOption = None,
    skip_faulty: SkipFaultyOption = False,
) -> None:
    """Cite articles: those that are named, or those of a filter, newest first; or paragraphs of one of them.

    Example: glmbot cite --jurisdiction Kenya --after 2014 --style ris > kenya.ris

    The citations go to standard output, a line each or as one file, and a reminder to check them to standard error.
    Exit code 0, or 1 when no article is as wanted. Dates are written YYYY, YYYY-MM or YYYY-MM-DD.
    """
    filters = read_filters(jurisdiction, topic, after, before)
    _check_wanted(articles, paragraph, is_filtered=bool(filters) or author is not None, every=every)
    chosen = STYLES[style]
    if with_text and chosen.in_text is None:
        fail(f"{style} has no form for the text; --in-text goes with {_with_text()}")
    found = load_corpus(corpus, skip_faulty=skip_faulty).articles
    cited = _named(found, articles) if articles else _filtered(found, filters, author)
    if not cited:
        warn("no article is as wanted")
        raise typer.Exit(NONE)
    paragraphs = _read_paragraphs(paragraph) if paragraph is not None else ()
    for one in paragraphs:
        passage_of(cited[0], one)
    _write(cited, chosen, paragraphs, with_text=with_text, as_json=as_json)
    warn(CHECK_LABEL)
    raise typer.Exit(FOUND)


def _check_wanted(articles: Sequence[str] | None, paragraph: str | None, *, is_filtered: bool, every: bool) -> None:
    """End the command where it is not clear which articles are wanted."""
    if not articles and not is_filtered and not every:
        fail("name an article, or say which by --jurisdiction, --topic, --author, --after, --before, or --all")
    if articles and (is_filtered or every):
        fail("name articles or say which by a filter, not both")
    if paragraph is not None and (not articles or len(articles) > 1):
        fail("--paragraph points into one article; name that one alone")


def _write(cited: Sequence[Article], style: Style, paragraphs: Paragraphs, *, with_text: bool, as_json: bool) -> None:
    """Write the citations; where that can't be done, nothing is to be checked."""
    if as_json:
        sys.stdout.write(json.dumps([citation_object(one, style, paragraphs) for one in cited]) + "\n")
    else:
        text = _text(cited, style, paragraphs, with_text=with_text)
        sys.stdout.write(text if text.endswith("\n") else text + "\n")
    sys.stdout.flush()


def _with_text() -> str:
    *names, last = [one.name for one in STYLES.values() if one.in_text]
    return f"{', '.join(names)} and {last}"


def _named(found: Sequence[Article], names: Sequence[str]) -> list[Article]:
    """The articles that are named, each once, in the order of their names."""
    named = (find_article(found, name) for name in names)
    return list({article.article_id: article for article in named}.values())


def _filtered(found: Sequence[Article], filters: Filters, author: str | None) -> list[Article]:
    filters = checked_filters(filters, found)
    if author is not None and not any(is_by(one, author) for one in found):
        raise FilterError(f"no article is by “{author.strip()}”; 'glmbot corpus stats --by author' names all authors")
    return [one for one in newest(found, filters) if author is None or is_by(one, author)]


def _text(cited: Sequence[Article], style: Style, paragraphs: Paragraphs, *, with_text: bool) -> str:
    if not with_text and not paragraphs:
        return cite_all(cited, style)
    lines = (
        (cite_article(one, style, paragraphs=paragraphs), in_text(one, style, paragraphs=paragraphs) or "")
        for one in cited
    )
    return "\n".join(f"{line}\n{aside}" if with_text else line for line, aside in lines)
