"""`glmbot corpus add`, `init` and `remove`: articles into a corpus of one's own, and out of it."""

import datetime as dt
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer
from rich.console import Console

from glmbot.cli.load import corpus_folder
from glmbot.cli.options import CorpusOption
from glmbot.cli.output import USAGE, fail, today, warn
from glmbot.cli.screen import screen

if TYPE_CHECKING:
    from glmbot.cli.corpus.preview import Outcome, Tally
    from glmbot.ingest.corpus_writer import Duplicate, Store
    from glmbot.ingest.drafts import Draft, Given, Reading
    from glmbot.ingest.inputs import Input

_HANDFUL: Final = 5
_WIDE: Final = 240

YesOption = Annotated[bool, typer.Option("--yes", "-y", help="Don't ask.")]


def add(
    paths: Annotated[list[str], typer.Argument(metavar="PATH…", help="Pages, texts, JSON, folders, ZIPs, or - .")],
    *,
    title: Annotated[str | None, typer.Option(help="The title of one article.")] = None,
    date: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="The date of one article.")] = None,
    url: Annotated[str | None, typer.Option(help="The address of one article.")] = None,
    author: Annotated[list[str] | None, typer.Option(help="An author; may be given again.")] = None,
    topic: Annotated[list[str] | None, typer.Option(help="A topic; may be given again.")] = None,
    jurisdiction: Annotated[list[str] | None, typer.Option(help="A jurisdiction; may be given again.")] = None,
    any_language: Annotated[bool, typer.Option("--any-language", help="Add texts that are not English too.")] = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace articles that are there; shows what changes.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be done, and write nothing.")] = False,
    yes: YesOption = False,
    corpus: CorpusOption = None,
) -> None:
    """Add articles from saved pages, copied texts and loc.gov's JSON.

    Example: glmbot corpus add saved-pages/ --corpus my-articles

    Each article is shown before it is written. Without a terminal nothing is written unless --yes is given.
    Exit code 0 when nothing was refused, else 2.
    """
    from glmbot.ingest.corpus_writer import open_store
    from glmbot.ingest.drafts import Given
    from glmbot.ingest.inputs import list_inputs, refuse_shipped

    folder = corpus_folder(corpus)
    given = Given(
        title=title.strip() or None if title else None,
        date=_day(date),
        authors=tuple(author or ()),
        topics=tuple(topic or ()),
        jurisdictions=tuple(jurisdiction or ()),
        url=_web_address(url),
        any_language=any_language,
    )
    inputs = list_inputs(paths)
    if len(inputs) > 1 and (title or date or url):
        fail(f"--title, --date and --url are of one article, and {len(inputs)} inputs are named; add that one alone")
    asks = sys.stdin.isatty() and sys.stdout.isatty() and not yes and not dry_run
    writes = not dry_run and (yes or asks)
    if not dry_run:
        refuse_shipped(folder)
    with open_store(folder, writes=writes) as store:
        adding = Adding(
            store, given, replaces=replace, writes=writes, asks=asks, shows=not yes or len(inputs) <= _HANDFUL
        )
        tally = adding.all(inputs)
    _console().print(tally.table(written=writes))
    if not writes and not dry_run:
        fail("nothing was written, for nobody can be asked here; use --yes to write")
    if dry_run:
        warn("nothing was written (--dry-run)")
    raise typer.Exit(USAGE if tally.counts["refused"] else 0)


def init(folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new or empty folder.")]) -> None:
    """Start a corpus of your own with the articles that glmbot ships.

    Example: glmbot corpus init my-articles
    """
    from glmbot.ingest.inputs import start_corpus

    count = start_corpus(folder)
    warn(f"{folder}: {count} article{'' if count == 1 else 's'}; name it by --corpus or GLMBOT_CORPUS={folder}")


def remove(
    articles: Annotated[list[str], typer.Argument(metavar="ARTICLE…", help="Ids, slugs or parts of titles.")],
    *,
    yes: YesOption = False,
    corpus: CorpusOption = None,
) -> None:
    """Remove articles.

    Example: glmbot corpus remove 2014-03-03-norland-ferry-safety-act-adopted --corpus my-articles
    """
    from glmbot.core.corpus.lookup import ArticleLookup
    from glmbot.ingest.inputs import refuse_shipped, remove_files
    from glmbot.storage.load import article_paths, read_corpus

    folder = corpus_folder(corpus)
    refuse_shipped(folder)
    lookup = ArticleLookup(read_corpus(folder, skip_faulty=True).articles)
    found = {article.article_id: article for article in map(lookup.find, articles)}
    chosen = [path for path in article_paths(folder) if path.stem in found]
    for path in chosen:
        typer.echo(f"{found[path.stem].date}  {found[path.stem].title}  {path}")
    if not yes:
        if not sys.stdin.isatty():
            fail("nothing was removed, for nobody can be asked here; use --yes to remove")
        typer.confirm(f"Remove {'it' if len(chosen) == 1 else f'these {len(chosen)}'}?", abort=True)
    remove_files(chosen)
    warn(f"{folder}: {len(chosen)} removed")


def _console() -> Console:
    """The screen; where the output goes elsewhere, lines long enough for names and addresses."""
    return screen(None if sys.stdout.isatty() else _WIDE)


def _day(date: str | None) -> dt.date | None:
    from glmbot.core.corpus.front_matter import parse_date

    day = parse_date(date) if date else None
    if date and not day:
        fail(f"--date {date!r} is no date; write it as YYYY-MM-DD")
    return day


def _web_address(url: str | None) -> str | None:
    from glmbot.core.corpus.front_matter import is_web_address

    if url and not is_web_address(url):
        fail(f"--url {url!r} is no web address; begin it with https://")
    return url


@dataclass
class Adding:
    """One run: each input read, shown, asked about and written before the next."""

    store: "Store"
    given: "Given"
    replaces: bool
    writes: bool
    asks: bool
    shows: bool
    day: dt.date = field(default_factory=today)
    console: Console = field(default_factory=_console)

    def all(self, inputs: list["Input"]) -> "Tally":
        """Add each input; what one is refused for is said at once, and the next goes on."""
        from rich.progress import track

        from glmbot.cli.corpus.preview import Tally, shown
        from glmbot.ingest.refusals import RefusalError

        tally = Tally()
        errors = Console(stderr=True)
        quiet = len(inputs) <= _HANDFUL or self.asks or not errors.is_terminal
        for one in track(inputs, "Adding", console=errors, transient=True, disable=quiet):
            try:
                tally.count(*self._one(one, tally))
            except RefusalError as error:
                warn(f"{shown(one.name)}: refused: {shown(str(error))}")
                tally.count("refused", one.name, str(error))
        return tally

    def _one(self, one: "Input", tally: "Tally") -> tuple["Outcome", str, str]:
        from glmbot.cli.corpus.preview import preview
        from glmbot.ingest.drafts import read_input

        draft = self._draft(read_input(one.read(), self.given))
        duplicate = self.store.duplicate(draft.article)
        if duplicate and not self.replaces:
            return "skipped", one.name, f"a duplicate of {duplicate.article_id}: {duplicate.why}"
        if self.shows:
            self.console.print(preview(one.name, draft))
        if duplicate:
            return self._replace(one, draft, duplicate, tally)
        if self.asks and not typer.confirm("Add it?", default=True):
            return "skipped", one.name, "not wanted"
        if self.writes:
            self.store.add(draft.article)
        else:
            self.store.remember(draft.article)
        tally.warn(one.name, draft.warnings)
        return "added", one.name, draft.article.article_id

    def _replace(
        self, one: "Input", draft: "Draft", duplicate: "Duplicate", tally: "Tally"
    ) -> tuple["Outcome", str, str]:
        from glmbot.cli.corpus.preview import difference

        old = duplicate.path.read_text(encoding="utf-8") if duplicate.path.exists() else ""
        names = (duplicate.article_id, one.name)
        if self.shows:
            self.console.print(difference(old, draft.article, names))
        if self.asks and not typer.confirm(f"Replace {duplicate.article_id}?", default=False):
            return "skipped", one.name, f"{duplicate.article_id} was kept"
        if self.writes:
            self.store.replace(duplicate.path, draft.article)
        tally.warn(one.name, draft.warnings)
        return "replaced", one.name, duplicate.article_id

    def _draft(self, reading: "Reading") -> "Draft":
        from glmbot.cli.words import is_common_word
        from glmbot.core.corpus.front_matter import parse_date
        from glmbot.ingest.drafts import draft

        title, date = None, None
        if self.asks and not reading.record.title:
            self.console.print(f"It begins: {reading.body[:200]}", markup=False)
            title = typer.prompt("No title was found. Title").strip() or None
        if self.asks and not reading.record.date:
            date = parse_date(typer.prompt("No date was found. Date (YYYY-MM-DD)").strip())
        return draft(reading, self.day, title=title, date=date, is_common=is_common_word)
