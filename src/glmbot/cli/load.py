"""Loads the corpus that a command works on, alone or with an answerer over it."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from glmbot.cli.output import warn
from glmbot.core.answering.answerer import Answerer
from glmbot.core.corpus.article_file import Corpus
from glmbot.core.corpus.filters import Filters, check_filters
from glmbot.core.corpus.lookup import ArticleLookup, UnknownArticleError
from glmbot.core.intents.help_lines import HelpLines
from glmbot.core.model import Article
from glmbot.core.ranking.reading import Reader
from glmbot.storage.load import demo_corpus, open_answerer, read_corpus, shipped_corpus
from glmbot.storage.reader import open_reader

if TYPE_CHECKING:
    from glmbot.config import EngineAddress

DEMO: Final = Path("demo")
"""Names the packaged articles that are invented; a folder of that name is ./demo."""


def corpus_folder(option: Path | None) -> Path:
    """The folder of articles: the option beats the environment, which beats the shipped corpus; DEMO names one too."""
    folder = option or _configured_corpus() or shipped_corpus()
    return demo_corpus() if folder == DEMO else folder


def _configured_corpus() -> Path | None:
    """The folder that the settings name; where nothing is set, pydantic, which reads them, is not loaded."""
    if not _is_configured():
        return None
    from glmbot.storage.environment import read_settings

    return read_settings().corpus


def _is_configured() -> bool:
    return os.path.lexists(".env") or any(_is_setting(name) for name in os.environ)


def _is_setting(name: str) -> bool:
    """Whether a variable is one of the bot's settings; the schema that the local Discord is checked by is none."""
    return name.upper().startswith("GLMBOT_") and name.upper() != "GLMBOT_DISCORD_OPENAPI"


def configured_engine() -> "EngineAddress | None":
    """The server that the settings name, which keeps the articles."""
    if not _is_configured():
        return None
    from glmbot.storage.environment import read_settings

    return read_settings().engine


def load_reader() -> Reader | None:
    """The packaged reader; None where GLMBOT_READER is off, or where it can't be had, which is said in a line."""
    if _is_configured():
        from glmbot.storage.environment import read_settings

        if not read_settings().reader:
            return None
    reader, missing = open_reader()
    if missing:
        warn(f"no reader: {missing} can't be found; passages are judged by their words alone")
    return reader


def _configured_help_lines() -> HelpLines | None:
    """The lines for people in danger that the settings name; None where they name none."""
    if not _is_configured():
        return None
    from glmbot.storage.environment import read_settings
    from glmbot.storage.resources import read_lines

    path = read_settings().help_lines
    return read_lines(path) if path else None


def load_corpus(option: Path | None, *, skip_faulty: bool = False) -> Corpus:
    """Read the corpus, and say on standard error which files were left out."""
    corpus = read_corpus(corpus_folder(option), skip_faulty=skip_faulty)
    for fault in corpus.faults:
        warn(f"left out: {fault}")
    return corpus


def checked_filters(filters: Filters, articles: Sequence[Article]) -> Filters:
    """Filters as the articles name things.

    Raises:
        UnknownJurisdictionError, FilterError: no article can meet them.
    """
    if filters.jurisdiction is None:
        check_filters(filters, articles)
        return filters
    from glmbot.core.corpus.jurisdictions import Jurisdictions
    from glmbot.storage.resources import read_resources

    words = read_resources()
    names = sorted({name for article in articles for name in article.jurisdictions})
    topics = {topic for article in articles for topic in article.topics}
    return Jurisdictions(names, words.analyzer, words.lexicon).checked(filters, topics)


def load_answerer(
    option: Path | None, *, skip_faulty: bool = False, no_reader: bool = False, own: bool = False
) -> Answerer:
    """Get ready to answer from the corpus, and say on standard error which files were left out.

    `own` as in `open_answerer`.
    """
    reader = None if no_reader else load_reader()
    if option is None and (engine := configured_engine()) is not None:
        from glmbot.storage.remote import open_remote

        answerer = open_remote(engine, reader=reader)
    else:
        answerer = open_answerer(corpus_folder(option), skip_faulty=skip_faulty, reader=reader, own=own)
    for fault in answerer.corpus.faults:
        warn(f"left out: {fault}")
    return with_help_lines(answerer)


def with_help_lines(answerer: Answerer) -> Answerer:
    """An answerer that names the lines for people in danger that the settings name, where they name some."""
    help_lines = _configured_help_lines()
    return answerer if help_lines is None else answerer.naming(help_lines)


def find_article(articles: Sequence[Article], name: str) -> Article:
    """The article that a person names.

    Raises:
        UnknownArticleError: none or several bear that name.
    """
    try:
        return ArticleLookup(articles).find(name)
    except UnknownArticleError as error:
        if error.named:
            raise
        raise UnknownArticleError(f"{error}; 'glmbot corpus list' lists them all") from None
