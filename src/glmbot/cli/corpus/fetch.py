"""`glmbot corpus fetch`: new articles from loc.gov, politely."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from glmbot.cli.load import corpus_folder
from glmbot.cli.options import CorpusOption, JurisdictionOption, TopicOption
from glmbot.cli.output import FOUND, NONE, fail, today, warn
from glmbot.core.corpus.filters import FilterError, Filters, read_filters
from glmbot.storage.load import article_paths, read_corpus

if TYPE_CHECKING:
    from glmbot.ingest.loc_gov.addresses import Site
    from glmbot.ingest.loc_gov.entries import Entry
    from glmbot.ingest.loc_gov.run import Run, Store
    from glmbot.ingest.loc_gov.session import Session

_CONTACT: Final = "GLMBOT_FETCH_CONTACT"
_VISIBLE: Final = r"[!-'*-?A-~]"
_REACHABLE: Final = re.compile(rf"{_VISIBLE}+@{_VISIBLE}+\.{_VISIBLE}+|https?://{_VISIBLE}+\.{_VISIBLE}+")
"""An e-mail or web address, in letters that a header may have, without the parentheses that go around it."""
_LONGEST_CONTACT: Final = 200
_NEEDED: Final = ("httpx", "defusedxml")
_INTERRUPTED: Final = 130


def fetch(
    *,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Only articles of this date or later.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Only articles of this date or earlier.")] = None,
    jurisdiction: JurisdictionOption = None,
    topic: TopicOption = None,
    limit: Annotated[int | None, typer.Option(min=1, help="Fetch at most this many articles.")] = None,
    feed: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Take the articles that an RSS feed names.")
    ] = None,
    contact: Annotated[
        str | None,
        typer.Option(help=f"Your e-mail or web address, told to loc.gov with each request; else {_CONTACT}."),
    ] = None,
    corpus: CorpusOption = None,
    cache: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where answers are kept; else your cache directory.")
    ] = None,
    base: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Another server of loc.gov's shape.")
    ] = "https://www.loc.gov",
    pause: Annotated[float, typer.Option(hidden=True, min=0)] = 6.0,
) -> None:
    """Fetch new articles from loc.gov into your corpus: one request at a time, six seconds apart.

    Example: glmbot corpus fetch --corpus my-articles --since 2023 --limit 20 --contact you@example.org

    Run it again to go on after an interruption. Exit code 1 when something was refused or failed, or loc.gov says no.
    """
    _check_extra()
    agent = _contact(contact)
    filters = _filters(since, until, jurisdiction, topic)
    folder = corpus_folder(corpus)
    from glmbot.ingest.loc_gov.addresses import read_site
    from glmbot.ingest.loc_gov.journal import Journal
    from glmbot.ingest.loc_gov.run import Run

    site = read_site(base)
    with _store(folder) as store, _session(site, agent, cache, pause) as session:
        run = Run(session, Journal(folder), store, _known(folder), warn)
        _fetch(run, _entries(session, feed, filters), filters, limit)


def _fetch(run: "Run", entries: Iterator["Entry"], filters: Filters, limit: int | None) -> None:
    """Fetch, and tell how it ended, whichever way."""
    from glmbot.ingest.loc_gov.errors import StopError

    end, code = "", FOUND
    try:
        run.fetch(entries, filters, limit)
    except StopError as error:
        end, code = str(error), NONE
    except KeyboardInterrupt:
        end, code = "interrupted; what was fetched is kept: run the same command again to go on", _INTERRUPTED
    finally:
        warn(str(run.summary))
    if end:
        fail(end, code)
    if run.summary["failed"] or run.summary["refused"]:
        raise typer.Exit(NONE)


def _entries(session: "Session", feed: str | None, filters: Filters) -> Iterator["Entry"]:
    from glmbot.ingest.loc_gov.collection import list_collection
    from glmbot.ingest.loc_gov.feed import list_feed

    return list_feed(session, feed, warn) if feed else list_collection(session, filters, today(), warn)


@contextmanager
def _store(folder: Path) -> Iterator["Store"]:
    """The way into the corpus that `corpus add` takes too, while nobody else writes to it."""
    from glmbot.cli.corpus.preview import shown
    from glmbot.cli.words import is_common_word
    from glmbot.ingest.corpus_writer import open_store
    from glmbot.ingest.drafts import Given, draft, read_input
    from glmbot.ingest.loc_gov.routes import item_address
    from glmbot.ingest.refusals import RefusalError

    with open_store(folder) as kept:

        def store(item: bytes, name: str) -> str:
            try:
                reading = read_input(item, Given(url=item_address(name)))
                article = draft(reading, today(), is_common=is_common_word).article
                duplicate = kept.duplicate(article)
                if duplicate is None:
                    kept.add(article)
            except RefusalError as error:
                return f"refused: {shown(str(error))}"
            return f"skipped: a duplicate of {duplicate.article_id}: {duplicate.why}" if duplicate else "added"

        yield store


@contextmanager
def _session(site: "Site", contact: str, cache: Path | None, pause: float) -> Iterator["Session"]:
    """The one way to the server from this machine; a second `fetch` at the same time is refused."""
    import platformdirs

    from glmbot.ingest.loc_gov.cache import Cache
    from glmbot.ingest.loc_gov.pace import PAUSE, Pace
    from glmbot.ingest.loc_gov.session import Session
    from glmbot.ingest.loc_gov.web import HttpWeb

    name = re.sub(r"[^a-z0-9.]+", "-", site.base.partition("://")[2])
    kept = (cache or platformdirs.user_cache_path("glmbot") / "fetch") / name
    kept.mkdir(parents=True, exist_ok=True)
    with _alone(kept / "lock"), HttpWeb(contact, proxies=not site.is_local) as web:
        pace = Pace(kept / "pace.json", pause if site.is_local else max(pause, PAUSE))
        yield Session(site, web, Cache(kept), pace)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Hold the only right to ask."""
    from filelock import FileLock, Timeout

    lock = FileLock(path, timeout=0)
    try:
        lock.acquire()
    except Timeout:
        fail("another `glmbot corpus fetch` runs; wait for its end: one request at a time is all that loc.gov allows")
    try:
        yield
    finally:
        lock.release()


def _check_extra() -> None:
    if any(find_spec(name) is None for name in _NEEDED):
        fail("fetching needs more packages: pip install 'glmbot[fetch]'")


def _contact(option: str | None) -> str:
    """How the operator can be reached: the option, else the environment, else `.env`."""
    from dotenv import dotenv_values

    contact = (option or os.environ.get(_CONTACT) or dotenv_values(".env").get(_CONTACT) or "").strip()
    if not contact:
        fail(f"loc.gov is to know whom to ask: give your e-mail or web address by --contact, or set {_CONTACT}")
    if len(contact) > _LONGEST_CONTACT or not _REACHABLE.fullmatch(contact):
        fail(f"{contact[:60]!r} is no e-mail or web address; write you@example.org or https://example.org/about")
    return contact


def _filters(since: str | None, until: str | None, jurisdiction: str | None, topic: str | None) -> Filters:
    for name, text in (("--since", since), ("--until", until)):
        try:
            read_filters(after=text)
        except FilterError:
            fail(f"{name} {text!r} is no date; write it as YYYY, YYYY-MM or YYYY-MM-DD")
    filters = read_filters(jurisdiction, topic, since, until)
    if filters.after and filters.before and filters.after > filters.before:
        fail(f"no day is both since {filters.after} and until {filters.before}; swap them")
    return filters


def _known(folder: Path) -> set[str]:
    """The addresses of the articles that are there."""
    from glmbot.ingest.addresses import canonical

    articles = read_corpus(folder, skip_faulty=True).articles if article_paths(folder) else ()
    return {canonical(one.url, one.date) for one in articles if one.url}
