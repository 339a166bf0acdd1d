"""`glmbot doctor`: whether all is in order, and what to do where it is not."""

import asyncio
import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.text import Text

from glmbot.cli.load import corpus_folder
from glmbot.cli.options import CorpusOption, SkipFaultyOption
from glmbot.cli.screen import screen
from glmbot.config import Settings, SettingsError
from glmbot.core.corpus.article_file import Corpus
from glmbot.health.finding import Finding, State, must, skipped
from glmbot.storage.environment import read_settings

_STYLES: Final = {State.OK: "green", State.NOTE: "yellow", State.MUST: "bold red", State.SKIPPED: "dim"}


def doctor(
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON object.")] = False,
    offline: Annotated[bool, typer.Option("--offline", help="Ask nothing of Discord.")] = False,
    corpus: CorpusOption = None,
    skip_faulty: SkipFaultyOption = False,
) -> None:
    """Examine this installation: token, intents, permissions, commands, articles, database, disk, clock, versions.

    Example: glmbot doctor

    Without a token, all is examined that needs none. Nothing is changed. Exit code 1 when something must be done.
    """
    findings = []
    for finding in _examined(corpus, offline=offline, skip_faulty=skip_faulty):
        findings.append(finding)
        if not as_json:
            _show(finding)
    is_well = not any(finding.state is State.MUST for finding in findings)
    if as_json:
        typer.echo(json.dumps({"ok": is_well, "findings": [asdict(finding) for finding in findings]}))
    raise typer.Exit(0 if is_well else 1)


def _show(finding: Finding) -> None:
    line = Text.assemble((f"{finding.state:8}", _STYLES[finding.state]), (f"{finding.name:10}", "bold"), f" {finding}")
    screen(10_000).print(line)


def _examined(corpus: Path | None, *, offline: bool, skip_faulty: bool) -> Iterator[Finding]:
    from glmbot.health import machine

    yield machine.examine_versions()
    try:
        settings = read_settings()
    except SettingsError as error:
        for line in str(error).splitlines():
            yield must("settings", line, "mend it; .env.example has the allowed values")
        yield skipped("all else", "needs the settings")
        return
    yield from machine.examine_settings()
    if corpus is None and settings.engine is not None:
        yield machine.examine_engine(settings.engine)
    else:
        yield from machine.examine_articles(corpus_folder(corpus), settings, skip_faulty=skip_faulty)
    if isinstance(settings.database, Path):
        yield machine.examine_database(settings.database)
        yield machine.examine_disk(settings.database)
    else:
        yield machine.examine_shared_database(settings.database)
    token = machine.examine_token(settings)
    yield token
    if offline:
        yield skipped("Discord", "not asked, by --offline")
        return
    yield from asyncio.run(_examined_there(settings, has_token=token.state is State.OK))


async def _examined_there(settings: Settings, *, has_token: bool) -> list[Finding]:
    from glmbot.bot.context import BotContext
    from glmbot.bot.examination import examine_clock, examine_discord
    from glmbot.bot.run import build_bot
    from glmbot.storage.database import Store
    from glmbot.storage.load import build_answerer
    from glmbot.storage.upkeep import read_kept

    with Store(None) as store:
        bot = build_bot(BotContext(build_answerer(Corpus(())), store), settings, auto_sync=False)
        async with bot:
            clock = await examine_clock()
            if not has_token or clock.what.startswith("Discord can't"):
                return [clock, skipped("Discord", "login, intents, commands and servers need a token and a connection")]
            return [clock, *[one async for one in examine_discord(bot, settings, read_kept(settings.database))]]
