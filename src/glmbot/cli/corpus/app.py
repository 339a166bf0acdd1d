"""`glmbot corpus`: look after the articles."""

import typer

from glmbot.cli.corpus.add import add, init, remove
from glmbot.cli.corpus.check import check
from glmbot.cli.corpus.engine import push
from glmbot.cli.corpus.fetch import fetch
from glmbot.cli.corpus.list import list_articles
from glmbot.cli.corpus.stats import stats
from glmbot.cli.load import corpus_folder
from glmbot.cli.options import CorpusOption, SkipFaultyOption
from glmbot.cli.output import warn

app = typer.Typer(
    name="corpus",
    add_completion=False,
    help="Start, fill and look after a corpus of articles.",
    no_args_is_help=True,
)

app.command("check")(check)
app.command("list")(list_articles)
app.command("stats")(stats)
app.command("fetch")(fetch)


@app.command()
def index(*, corpus: CorpusOption = None, skip_faulty: SkipFaultyOption = False) -> None:
    """Index a large corpus into a file beside it, so that the next start is instant; commands do it when needed too.

    Example: glmbot corpus index --corpus my-articles

    A corpus of less than 2 MB needs no file. Exit code 2 when an article is faulty.
    """
    from glmbot.storage.load import is_large, open_answerer

    folder = corpus_folder(corpus)
    articles = open_answerer(folder, skip_faulty=skip_faulty).corpus.articles
    kept = "indexed" if is_large(folder) else "too few to need an index"
    warn(f"{folder}: {len(articles)} article{'s' if len(articles) != 1 else ''}, {kept}")


app.command("push")(push)
app.command("init")(init)
app.command("add")(add)
app.command("remove")(remove)
