"""`glmbot run`, `sync`, `invite`, `votes`: the bot on Discord."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from glmbot.cli.bound import Bound
from glmbot.cli.load import corpus_folder, load_answerer, load_reader, with_help_lines
from glmbot.cli.options import CorpusOption, NoReaderOption, SkipFaultyOption
from glmbot.cli.output import warn
from glmbot.config import EngineAddress, Settings
from glmbot.core.answering.answerer import Answerer
from glmbot.core.corpus.article_file import Corpus
from glmbot.core.index.engine import EngineAwayError
from glmbot.core.model import GlmbotError
from glmbot.core.ranking.reading import Reader
from glmbot.health.log import set_up_logging
from glmbot.storage.database import PassageVotes
from glmbot.storage.environment import read_settings
from glmbot.storage.shared_store import open_store

if TYPE_CHECKING:
    from glmbot.bot.client import GlmBot

_log = logging.getLogger(__name__)


def run(
    *, corpus: CorpusOption = None, skip_faulty: SkipFaultyOption = False, no_reader: NoReaderOption = False
) -> None:
    """Run the bot on Discord until Ctrl-C; needs DISCORD_TOKEN.

    Example: DISCORD_TOKEN=… glmbot run
    """
    from glmbot.bot.context import BotContext
    from glmbot.bot.gaps import Gaps
    from glmbot.bot.run import run_bot
    from glmbot.health.observing import Observing

    settings = read_settings()
    _ = settings.token
    engine = settings.engine if corpus is None else None
    set_up_logging(settings.log_level, as_json=settings.log_format == "json")
    with open_store(settings.database, exclusive=True) as store:
        observing, child = Observing.of(settings), Bound()
        if engine is not None:
            answerer, kept = _in_engine(engine, None if no_reader else load_reader())
        else:
            answerer, kept = _in_folder(
                corpus, child, skip_faulty=skip_faulty, no_reader=no_reader, watch=settings.watch
            )
        help_lines = answerer.talk.help_lines
        context = BotContext(
            observing.timed(_made_ready(answerer)),
            store,
            lambda: observing.timed(_made_ready(kept.read_anew()).naming(help_lines)),
            kept.changed,
            tell=observing.tell,
            end_reading=child.end,
            gaps=Gaps() if settings.gaps else None,
        )
        del answerer  # else these articles would stay in memory after a reload
        asyncio.run(run_bot(context, settings, observing.metrics))


@dataclass(frozen=True)
class _Kept:
    """Articles where they are kept: how they are read anew, and what tells that others are there."""

    read_anew: Callable[[], Answerer]
    changed: Callable[[], AsyncIterator[None]] | None


def _in_engine(engine: EngineAddress, reader: Reader | None) -> tuple[Answerer, _Kept]:
    from glmbot.storage.remote import RemoteArticles

    remote = RemoteArticles(engine, reader=reader)
    return with_help_lines(remote.start()), _Kept(remote.open, remote.changed)


def _in_folder(
    option: Path | None, child: Bound, *, skip_faulty: bool, no_reader: bool, watch: bool
) -> tuple[Answerer, _Kept]:
    from glmbot.storage.watching import article_changes, state_of

    folder = corpus_folder(option)
    as_read = state_of(folder) if watch else ""
    answerer = load_answerer(option, skip_faulty=skip_faulty, no_reader=no_reader, own=True)
    reader = answerer.reader
    return answerer, _Kept(
        lambda: _read_anew(folder, reader, child, skip_faulty=skip_faulty),
        (lambda: article_changes(folder, as_read)) if watch else None,
    )


def _read_anew(folder: Path, reader: Reader | None, child: Bound, *, skip_faulty: bool) -> Answerer:
    """The articles read again; a large corpus is indexed by a process of its own, so that the bot goes on answering."""
    from glmbot.storage.load import is_large, open_answerer

    if is_large(folder):
        skipping = ["--skip-faulty"] if skip_faulty else []
        code, written = child.run(["corpus", "index", "--corpus", str(folder), *skipping])
        if code:
            raise GlmbotError("\n".join(line.removeprefix("glmbot: ") for line in written.splitlines()))
    return open_answerer(folder, skip_faulty=skip_faulty, reader=reader, own=True)


def _made_ready(answerer: Answerer) -> Answerer:
    """Search and answer once, so that nobody waits for what is compiled or made when it is first needed."""
    try:
        answerer.answer(answerer.corpus.articles[0].title)
    except EngineAwayError:
        pass  # it was said, and is again when somebody asks
    except GlmbotError as error:  # of one article, perhaps: the others can be answered from
        _log.warning("%s", error.for_operator)
    return answerer


def sync(*, guild: Annotated[int | None, typer.Option("--guild", help="Only in this guild, at once.")] = None) -> None:
    """Register the bot's commands with Discord; needs DISCORD_TOKEN.

    Example: glmbot sync --guild 123456789012345678
    """
    settings = read_settings()
    _ = settings.token
    count = asyncio.run(_sync(settings, guild))
    warn(f"{count} commands registered" + (f" in guild {guild}" if guild else ""))


def invite(
    *,
    application_id: Annotated[
        int | None, typer.Option("--application-id", help="Else Discord is asked, with DISCORD_TOKEN.")
    ] = None,
) -> None:
    """Print the link that adds the bot to a guild.

    Example: glmbot invite --application-id 123456789012345678
    """
    from glmbot.bot.client import invitation

    typer.echo(invitation(application_id or asyncio.run(_application_id(read_settings()))))


def votes(*, as_json: Annotated[bool, typer.Option("--json", help="Print a JSON list.")] = False) -> None:
    """Show the votes on each passage, most first; the bot may run meanwhile.

    Example: glmbot votes
    """
    from rich.table import Table

    from glmbot.cli.screen import screen

    database = read_settings().database
    found: list[PassageVotes] = []
    if not isinstance(database, Path) or database.exists():
        with open_store(database) as store:
            found = store.votes()
    if as_json:
        typer.echo(json.dumps([{"passage_id": one.passage_id, "up": one.up, "down": one.down} for one in found]))
        return
    if not found:
        typer.echo("no votes yet")
        return
    table = Table("Up", "Down", "Passage", box=None, header_style="dim")
    for one in found:
        table.add_row(str(one.up), str(one.down), one.passage_id)
    screen().print(table)


async def _sync(settings: Settings, guild: int | None) -> int:
    async with _logged_in(settings) as bot:
        return await bot.sync_commands(guild)


async def _application_id(settings: Settings) -> int:
    async with _logged_in(settings) as bot:
        return bot.application_id or 0


@asynccontextmanager
async def _logged_in(settings: Settings) -> AsyncIterator["GlmBot"]:
    """The bot with its commands, logged in, but not connected to the gateway."""
    from glmbot.bot.context import BotContext
    from glmbot.bot.run import build_bot, explained
    from glmbot.storage.load import build_answerer

    with open_store(settings.database) as store, explained():
        async with build_bot(BotContext(build_answerer(Corpus(())), store), settings, auto_sync=False) as bot:
            await bot.login(settings.token)
            yield bot
