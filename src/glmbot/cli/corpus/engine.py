"""`glmbot corpus push`, and `check --engine`: articles in Milvus, and whether they answer there as here."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer
from rich.console import Console
from rich.progress import Progress

from glmbot.cli.load import configured_engine, corpus_folder
from glmbot.cli.options import CorpusOption, SkipFaultyOption
from glmbot.cli.output import fail, warn
from glmbot.core.index.engine import EngineAwayError

if TYPE_CHECKING:
    from glmbot.config import EngineAddress
    from glmbot.core.answering.answerer import Answerer

QUESTIONS: Final = 200
_WORDS: Final = 12


def push(
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Tell what would be done, and do nothing.")] = False,
    corpus: CorpusOption = None,
    skip_faulty: SkipFaultyOption = False,
) -> None:
    """Bring the articles to the Milvus server that GLMBOT_MILVUS_URI names; what is there already stays.

    Example: GLMBOT_MILVUS_URI=http://127.0.0.1:19530 glmbot corpus push --corpus my-articles

    It may be stopped and begun again. Bots answer from the articles before until all are there.
    """
    from glmbot.storage.milvus import Milvus
    from glmbot.storage.push import push as bring

    address = _engine()
    milvus, folder = Milvus(address), corpus_folder(corpus)
    with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as progress:
        task = progress.add_task("Passages")
        try:
            done = bring(
                milvus,
                folder,
                skip_faulty=skip_faulty,
                dry_run=dry_run,
                say=lambda count, total: progress.update(task, completed=count, total=total),
            )
        except EngineAwayError as error:
            fail(error.what if dry_run else f"{error.what}; what was pushed stays, push again to go on")
        finally:
            milvus.close()
    told = f"{done.added:,} passages {'to add' if dry_run else 'added'}, {done.kept:,} there already"
    gone = f", {done.gone:,} articles {'to delete' if dry_run else 'deleted'}" if done.gone else ""
    warn(f"{address}: {told}{gone}" + (", all made anew" if done.anew and done.kept == 0 else ""))


def check_engine(corpus: Path | None, *, skip_faulty: bool = False) -> None:
    """Ask both engines the same questions, and name those that get different replies."""
    from glmbot.core.objects.replies import reply_object
    from glmbot.storage.load import open_answerer
    from glmbot.storage.remote import open_remote

    address = _engine()
    try:
        here, there = open_answerer(corpus_folder(corpus), skip_faulty=skip_faulty), open_remote(address)
        asked, different = 0, []
        for question in questions_of(here, QUESTIONS):
            asked += 1
            replies = [json.dumps(reply_object(one.answer(question)), sort_keys=True) for one in (here, there)]
            if replies[0] != replies[1]:
                different.append(question)
    except EngineAwayError as error:
        fail(error.what)
    for question in different:
        typer.echo(question)
    warn(f"{address}: {asked - len(different)} of {asked} questions get the same reply, field by field")
    raise typer.Exit(1 if different else 0)


def questions_of(answerer: "Answerer", count: int) -> Iterator[str]:
    """Questions in the words of the articles themselves: of titles, and of the first words of passages, in turn."""
    articles, passages = answerer.corpus.articles, answerer.corpus_index.passages
    for number in range(count):
        if number % 2 == 0:
            yield articles[number * len(articles) // count].title
        else:
            yield " ".join(passages[number * len(passages) // count].text.split()[:_WORDS])


def _engine() -> "EngineAddress":
    if (address := configured_engine()) is None:
        fail("GLMBOT_MILVUS_URI is not set; name the server, as http://127.0.0.1:19530")
    return address
