"""Examines what needs no Discord: settings, versions, articles, index, reader, database, disk."""

import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from difflib import get_close_matches
from importlib import metadata
from pathlib import Path
from typing import Final

from packaging.requirements import Requirement

from glmbot import __version__
from glmbot.config import DatabaseAddress, EngineAddress, Settings, SettingsError
from glmbot.core.corpus.article_file import Corpus
from glmbot.core.index.engine import EngineAwayError
from glmbot.core.model import GlmbotError
from glmbot.health.finding import Finding, must, note, ok
from glmbot.storage.environment import others_may_read, unknown_settings
from glmbot.storage.load import build_answerer, is_large, read_corpus, saved_index
from glmbot.storage.milvus import Milvus
from glmbot.storage.reader import open_reader
from glmbot.storage.remote import made_by, read_head
from glmbot.storage.shared_store import SharedStore
from glmbot.storage.upkeep import look_at

_MEGABYTE: Final = 1_000_000
LEAST_FREE_BYTES: Final = 50 * _MEGABYTE
"""Less than that, and SQLite's log or an index may not fit."""
WANTED_FREE_BYTES: Final = 500 * _MEGABYTE

_DISTRIBUTION: Final = "glmbot"


def examine_settings(env_file: Path = Path(".env")) -> Iterator[Finding]:
    """Names that no setting has, and a token that others on this machine can read."""
    unknown, known = unknown_settings(env_file)
    for name in unknown:
        near = get_close_matches(name.upper(), known, 1)
        remedy = f"did you mean {near[0]}?" if near else "take it out; .env.example lists the settings"
        yield note("settings", f"{name} is no setting and changes nothing", remedy)
    if others_may_read(env_file):
        yield note("settings", f"{env_file} can be read by other users of this machine", f"chmod 600 {env_file}")
    if not unknown:
        yield ok("settings", f"{len(known)} settings are known, those that are set can be used")


def examine_versions() -> Finding:
    """The versions of what the bot stands on, against what it asks for."""
    try:
        wanted = [Requirement(line) for line in metadata.requires(_DISTRIBUTION) or ()]
    except metadata.PackageNotFoundError:
        wanted = []
    unfit = []
    for one in wanted:
        if one.marker is not None and not one.marker.evaluate({"extra": ""}):
            continue
        try:
            installed = metadata.version(one.name)
        except metadata.PackageNotFoundError:
            unfit.append(f"{one.name} is missing")
            continue
        if not one.specifier.contains(installed, prereleases=True):
            unfit.append(f"{one.name} {installed} is not {one.specifier}")
    if unfit:
        return must("versions", ", ".join(unfit), "pip install --upgrade --force-reinstall glmbot")
    python = ".".join(map(str, sys.version_info[:3]))
    return ok(
        "versions",
        f"glmbot {__version__}, Python {python}, discord.py {metadata.version('discord.py')},"
        f" SQLite {sqlite3.sqlite_version}",
    )


def examine_token(settings: Settings) -> Finding:
    """Whether there is a token; whether Discord takes it is found out there."""
    if settings.is_simulated:
        return ok("token", "the local Discord needs none")
    try:
        _ = settings.token
    except SettingsError as error:
        what, _, remedy = str(error).partition("; ")
        return must("token", what, remedy)
    return ok("token", "DISCORD_TOKEN is set")


def examine_articles(folder: Path, settings: Settings, *, skip_faulty: bool = False) -> Iterator[Finding]:
    """The articles, their index and the reader."""
    try:
        corpus = read_corpus(folder, skip_faulty=True)
        large = is_large(folder)
    except GlmbotError as error:
        yield must("corpus", *_parted(str(error).splitlines()[0]))
        return
    yield _articles(folder, corpus, skip_faulty=skip_faulty)
    yield _index(folder, large=large, skip_faulty=skip_faulty)
    yield _reader(corpus, wanted=settings.reader)


def _articles(folder: Path, corpus: Corpus, *, skip_faulty: bool) -> Finding:
    count = len(corpus.articles)
    holds = f"{count} article{'s' if count != 1 else ''} in {folder}"
    if not corpus.faults:
        return ok("corpus", holds)
    files = len({fault.path for fault in corpus.faults})
    what = f"{holds}, and {files} faulty file{'s' if files != 1 else ''}"
    if skip_faulty:
        return note("corpus", what, "glmbot corpus check names them")
    return must("corpus", what, "glmbot corpus check names them; mend them, or start with --skip-faulty")


def _index(folder: Path, *, large: bool, skip_faulty: bool) -> Finding:
    if not large:
        return ok("index", "made at each start: the articles are few")
    if (place := saved_index(folder, skip_faulty=skip_faulty)) is None:
        return note("index", "none fits the articles; the next start makes one", "glmbot corpus index does it now")
    return ok("index", f"{place} fits the articles")


def _reader(corpus: Corpus, *, wanted: bool) -> Finding:
    if not wanted:
        return ok("reader", "off, by GLMBOT_READER")
    reader, missing = open_reader()
    remedy = "install glmbot anew, or set GLMBOT_READER=0"
    if reader is None:
        return must("reader", f"{missing} can't be found", remedy)
    try:
        few = Corpus(corpus.articles[:1])
        reader.read(few.articles[0].title, build_answerer(few).corpus_index.passages[:1])
    except Exception as error:  # noqa: BLE001 - whatever a model's runtime raises is a finding
        return must("reader", f"it can't read ({type(error).__name__})", remedy)
    return ok("reader", "loaded, and it reads")


def examine_database(path: Path) -> Finding:
    """Whether the database can be used; it is only read."""
    try:
        state = look_at(path)
    except GlmbotError as error:
        return must("database", *_parted(str(error)))
    if not state.exists:
        return ok("database", f"{path} is made at the first start")
    used = "; a bot is using it" if state.is_in_use else ""
    return ok("database", f"{path} is sound, version {state.version}, {state.size / _MEGABYTE:.1f} MB{used}")


def examine_shared_database(address: DatabaseAddress) -> Finding:
    """Whether the server of a shared database answers, and its tables are of this version."""
    try:
        with SharedStore(address) as store:
            votes = len(store.votes())
    except GlmbotError as error:
        return must("database", *_parted(str(error)))
    return ok("database", f"{address} answers; {votes} passages have votes")


def examine_engine(address: EngineAddress) -> Finding:
    """Whether the server that keeps the articles answers, and has some of this version."""
    try:
        milvus = Milvus(address)
        head = read_head(milvus)
        milvus.close()
    except EngineAwayError as error:
        return must("engine", *_parted(error.what))
    except GlmbotError as error:
        return must("engine", *_parted(str(error)))
    if head is None:
        return must("engine", f"{address}: no articles were pushed there", "glmbot corpus push")
    if head.made_by != made_by():
        return must("engine", f"{address}: another version pushed the articles", "glmbot corpus push")
    return ok("engine", f"{address} answers; {head.articles:,} articles, {head.count:,} passages")


def examine_disk(path: Path) -> Finding:
    """The room for the database, and the right to write it."""
    folder = next(one for one in path.absolute().parents if one.is_dir())
    free = shutil.disk_usage(folder).free
    has = f"{free / _MEGABYTE:,.0f} MB free in {folder}"
    if not os.access(folder, os.W_OK | os.X_OK):
        return must("disk", f"{folder} can't be written to", "give the bot's user the right, or set GLMBOT_DATABASE")
    if free < LEAST_FREE_BYTES:
        return must("disk", has, "free some: votes and settings would be lost")
    if free < WANTED_FREE_BYTES:
        return note("disk", has, "free some before it runs full")
    return ok("disk", has)


def _parted(message: str) -> tuple[str, str]:
    what, _, remedy = message.rpartition("; ")
    return (what, remedy) if what else (message, "mend it")
