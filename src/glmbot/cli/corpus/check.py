"""`glmbot corpus check`: faults, what is worth a look, and what can be mended safely."""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import track
from rich.table import Table
from rich.text import Text

from glmbot.cli.corpus.engine import check_engine
from glmbot.cli.corpus.fix import mend_files
from glmbot.cli.load import corpus_folder
from glmbot.cli.options import CorpusOption
from glmbot.cli.output import FOUND, NONE, USAGE, fail, today, warn
from glmbot.cli.render import on_one_line, tab_separated
from glmbot.cli.screen import screen
from glmbot.core.corpus.article_file import CorpusError, parse_article, read_articles
from glmbot.core.corpus.front_matter import Fault
from glmbot.core.model import Article
from glmbot.ingest.likeness import NEARLY, Likenesses, likeness, runs_of, signature_of
from glmbot.ingest.lint import Alike, Examined, compare, examine
from glmbot.ingest.remarks import Remark, badness
from glmbot.storage.load import article_paths
from glmbot.storage.regular_file import article_bytes

_MANY = 200
_ID_WIDTH = 44


@dataclass(frozen=True)
class _Checked:
    """What was found in a corpus; `shared` are the remarks that only all articles together allow."""

    articles: Sequence[Examined]
    paths: Mapping[str, str]
    faults: Sequence[Fault]
    shared: Mapping[str, Sequence[Remark]]

    def remarks(self, article: Examined) -> tuple[Remark, ...]:
        return (*article.remarks, *self.shared.get(article.article_id, ()))

    @property
    def remarked(self) -> list[Examined]:
        return [one for one in self.articles if self.remarks(one)]


def check(
    *,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Show every article, with all particulars.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON object.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 when something is worth a look.")] = False,
    fix: Annotated[
        bool,
        typer.Option(
            "--fix", help="Mend line ends, invisible characters, NFC and the front matter's form; shows a diff."
        ),
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="With --fix: write without asking.")] = False,
    engine: Annotated[
        bool, typer.Option("--engine", help="Compare the replies of the server that GLMBOT_MILVUS_URI names.")
    ] = False,
    corpus: CorpusOption = None,
) -> None:
    """Check every article file: name each fault and how to mend it, and what is worth a look.

    Example: glmbot corpus check --corpus my-articles --fix

    Worth a look, the worst first: sources without a certain authority, dates that disagree, near-duplicates, references
    to articles that are not here, other languages than English, damaged and invisible characters, words cut as by a
    line's end, and what an article lacks (author, address, date of retrieval).
    Exit code 0 when all are good, 2 when one is faulty.
    """
    if engine:
        check_engine(corpus)
    if fix and as_json:
        fail("--fix shows a diff; leave --json for the next call")
    folder = corpus_folder(corpus)
    paths = sorted(article_paths(folder), key=lambda path: (path.stem, path))
    if not paths:
        fail(f"{folder}: no article in this folder; put article files (*.md) there or name another folder")
    if fix:
        mend_files(folder, paths, yes=yes)
    checked = _check(paths)
    if as_json:
        typer.echo(json.dumps(_object(checked)))
    elif verbose:
        for line in _particulars(checked):
            typer.echo(on_one_line(line))
    else:
        _print_remarks(checked)
    for fault in checked.faults:
        warn(on_one_line(str(fault)))
    warn(on_one_line(f"{folder}: {_summary(checked)}"))
    raise typer.Exit(USAGE if checked.faults else NONE if strict and checked.remarked else FOUND)


def _check(paths: Sequence[Path]) -> _Checked:
    day = today()
    faults: list[Fault] = []
    articles: list[Examined] = []
    places: dict[str, str] = {}
    alike: list[Alike] = []
    texts = _Texts(places)
    for article, path, wrong in read_articles((str(path), article_bytes(path)) for path in _with_progress(paths)):
        faults += wrong
        if article is not None:
            places[article.article_id] = path
            articles.append(examine(article, day))
            alike += texts.add(article)
    faults.sort(key=lambda one: (one.path, one.line))
    shared = compare(articles, alike)
    articles.sort(key=lambda one: (-badness((*one.remarks, *shared.get(one.article_id, ()))), one.article_id))
    return _Checked(articles, places, faults, shared)


class _Texts:
    """The texts seen so far, by what they are alike in; a text that is nearly an earlier one is not kept."""

    def __init__(self, places: Mapping[str, str]) -> None:
        self._places = places
        self._kept = Likenesses()
        self._names: list[str] = []

    def add(self, article: Article) -> Iterator[Alike]:
        """Keep an article's text, or tell which one it is nearly equal to."""
        runs = runs_of(article.body)
        signature = signature_of(runs)
        for number in self._kept.near(signature):
            earlier = self._names[number]
            share = likeness(runs, runs_of(self._body(earlier)))
            if share >= NEARLY:
                yield Alike(article.article_id, earlier, share)
                return
        self._kept.add(signature)
        self._names.append(article.article_id)

    def _body(self, article_id: str) -> str:
        """The text once more: to keep all of them would take too much memory."""
        content = article_bytes(Path(self._places[article_id]))
        try:
            return "" if isinstance(content, Fault) else parse_article(content, article_id).body
        except CorpusError:
            return ""


def _with_progress(paths: Sequence[Path]) -> Iterable[Path]:
    if len(paths) < _MANY or not sys.stderr.isatty():
        return paths
    return track(paths, "Checking", console=Console(stderr=True), transient=True)


def _summary(checked: _Checked) -> str:
    """`3 articles, no fault, 1 worth a look`."""
    good, wrong, remarked = len(checked.articles), len(checked.faults), len(checked.remarked)
    if wrong:
        return f"{good} good article{'s' if good != 1 else ''}, {wrong} fault{'s' if wrong != 1 else ''}"
    return f"{good} article{'s' if good != 1 else ''}, no fault" + (f", {remarked} worth a look" if remarked else "")


def _print_remarks(checked: _Checked) -> None:
    rows = [(one.article_id, ", ".join(remark.text for remark in checked.remarks(one))) for one in checked.remarked]
    if not sys.stdout.isatty():
        for row in rows:
            typer.echo(tab_separated(row))
        return
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, overflow="ellipsis", max_width=_ID_WIDTH)
    table.add_column(no_wrap=True, overflow="ellipsis")
    for article_id, remarks in rows:
        table.add_row(Text(on_one_line(article_id)), Text(on_one_line(remarks)))
    screen().print(table)


def _particulars(checked: _Checked) -> Iterator[str]:
    for one in checked.articles:
        count = one.sources
        yield one.article_id
        yield f"  cites: {count.resolved} resolved, {count.unresolved} unresolved; parentheses: {count.damaged} damaged"
        for remark in checked.remarks(one):
            yield f"  {remark.text}"
            yield from (f"      {detail}" for detail in remark.details)


def _object(checked: _Checked) -> dict[str, object]:
    articles = [
        {
            "article_id": one.article_id,
            "path": checked.paths[one.article_id],
            "sources": asdict(one.sources),
            "remarks": [asdict(remark) for remark in checked.remarks(one)],
        }
        for one in checked.articles
    ]
    return {"articles": articles, "faults": [asdict(fault) for fault in checked.faults]}
