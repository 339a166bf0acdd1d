"""`glmbot simulate`: the real bot in a local Discord, without a token and without the internet."""

import asyncio
import os
import sys
import tempfile
import webbrowser
from pathlib import Path
from typing import Annotated, Final

import typer

from glmbot.cli.load import corpus_folder, load_corpus
from glmbot.cli.options import CorpusOption, SkipFaultyOption
from glmbot.cli.output import fail, warn
from glmbot.core.corpus.article_file import Corpus
from glmbot.core.corpus.passages import split_paragraphs
from glmbot.storage import shipped_corpus

_EXAMPLES: Final = (
    "Who signed the agreement, and when?",
    "Which regions does the MOU target?",
    "Who is Yuri Fedotov?",
    "What is this article about?",
)
"""Questions that the shipped article answers."""
_ELSEWHERE: Final = ("GLMBOT_SHARDS", "GLMBOT_SHARD_IDS", "GLMBOT_MILVUS_URI", "GLMBOT_HEALTH_ADDRESS")
"""Settings of the bot on Discord: with them this one would read other articles, or contend with it."""
_GENERAL_EXAMPLES: Final = ("What's new?", "Which articles are there?", "What can I ask?", "Who are you?")


def simulate(
    *,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="The page's port; 0 takes a free one.")] = 0,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Do not open the page.")] = False,
    script: Annotated[
        Path | None, typer.Option("--script", metavar="FILE", help="Play a conversation and check what comes back.")
    ] = None,
    terminal: Annotated[bool, typer.Option("--terminal", help="Type the lines of a script.")] = False,
    database: Annotated[
        Path | None, typer.Option("--database", metavar="FILE", help="Keep the bot's database; else it is temporary.")
    ] = None,
    corpus: CorpusOption = None,
    skip_faulty: SkipFaultyOption = False,
) -> None:
    """Run the bot in a local Discord and open its page; Ctrl-C ends both.

    Example: glmbot simulate --port 8080

    With --script, exit code 1 on the first difference. Scripts are described in docs/scripts.md.
    """
    from glmbot.sim.errors import SimError
    from glmbot.sim.script.language import ScriptError

    if script is not None and terminal:
        fail("give --script or --terminal, not both")
    os.environ.update(dict.fromkeys(_ELSEWHERE, ""))
    text = None if script is None else _read(script)
    articles = load_corpus(corpus, skip_faulty=skip_faulty)
    _check_database(database)
    folder = corpus_folder(corpus).resolve()
    with tempfile.TemporaryDirectory(prefix="glmbot-") as scratch:
        kept = (database or Path(scratch, "glmbot.sqlite3")).resolve()
        try:
            code = asyncio.run(
                _simulate(
                    articles,
                    folder,
                    kept,
                    text,
                    port=port,
                    terminal=terminal,
                    browser=not no_browser,
                    skip_faulty=skip_faulty,
                )
            )
        except ScriptError as error:
            fail(error.in_file(str(script)))
        except SimError as error:
            fail(str(error))
    raise typer.Exit(code)


async def _simulate(
    articles: Corpus,
    folder: Path,
    database: Path,
    script: str | None,
    *,
    port: int,
    terminal: bool,
    browser: bool,
    skip_faulty: bool,
) -> int:
    from glmbot.sim.simulate import simulate as run_local_discord

    def announce(address: str) -> None:
        warn(f"the local Discord is at {address} (Ctrl-C ends it)")
        if browser:
            webbrowser.open(address)

    here = {"GLMBOT_CORPUS": str(folder), "GLMBOT_DATABASE": str(database)}
    return await run_local_discord(
        command=[sys.executable, "-m", "glmbot", "run", *(["--skip-faulty"] if skip_faulty else [])],
        environment={**os.environ, **here},
        api_variable="GLMBOT_DISCORD_API",
        gateway_variable="GLMBOT_DISCORD_GATEWAY",
        title="glmbot",
        status=_status(articles),
        bot_name="glmbot",
        examples=_EXAMPLES if folder == shipped_corpus().resolve() else _GENERAL_EXAMPLES,
        port=port,
        script=script,
        terminal=terminal,
        say=typer.echo,
        on_ready=None if script is not None or terminal else announce,
    )


def _status(corpus: Corpus) -> str:
    articles = len(corpus.articles)
    paragraphs = sum(len(split_paragraphs(article.body)) for article in corpus.articles)
    invented = "invented " if corpus.articles[0].is_invented else ""
    return (
        f"{articles} {invented}article{'s' if articles != 1 else ''}"
        f" · {paragraphs} paragraph{'s' if paragraphs != 1 else ''}"
    )


def _check_database(path: Path | None) -> None:
    """Fail here, in one line, where the bot could not use the database (StoreError)."""
    from glmbot.storage.database import Store

    if path is not None:
        Store(path).close()


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        fail(f"{path}: the script can't be read ({error}); name a UTF-8 text file")
