"""The database under the running bot: held by another process, deleted, replaced."""

import asyncio
import datetime as dt
import sqlite3
from collections.abc import Callable, Coroutine, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from glmbot.core.research.watching import Wanted
from glmbot.sim.interactions import Interaction
from glmbot.sim.process import Child
from glmbot.sim.server import LocalDiscord
from glmbot.sim.shapes import visible_text
from glmbot.storage import watches
from glmbot.storage.database import GuildSettings, Store, StoreError
from glmbot.storage.watches import Draft

Start = Callable[..., Coroutine[Any, Any, Child]]

QUESTION = "Which regions does the MOU target?"
HELD_SECONDS = 5.0
DEFERRED = {5, 6}


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "glmbot.sqlite3"


@contextmanager
def held(database: Path) -> Iterator[None]:
    """Another process's transaction: SQLite's locks are the same from another connection."""
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("ROLLBACK")


async def text_of(use: Interaction, within: float = 10.0) -> str:
    return visible_text((await use.response(within=within)).body)


async def test_a_guild_that_was_left_while_the_bot_was_off_leaves_nothing_and_others_keep_all(
    local: LocalDiscord, start: Start, database: Path
) -> None:
    here, left, watched = int(local.world.guild_id), 456789012345678901, 456789012345678902
    child = await start()
    await child.stop()
    with Store(database) as store:
        for guild in (here, left):
            store.set_guild_settings(guild, GuildSettings(private=True))
        draft = Draft(1, watched, 5, Wanted("Norland"), "daily", "en", "", dt.datetime.now(dt.UTC))
        assert store.within(watches.add, lambda content, _: content, draft)
    child = await start()
    await local.until(lambda: child.tail(200).count("in no more") == 2 or None, within=10, what="the log")
    with Store(database) as store:
        assert [*store.guild_settings()] == [here]
        assert store.within(watches.active) == []


async def test_watches_are_ended_and_woken_however_long_the_database_is_held(
    local: LocalDiscord, start: Start, database: Path
) -> None:
    await start()
    await local.commands()
    for jurisdiction in ("Norland", "Libya"):
        await text_of(await local.run("Ada", "#questions", "watch", jurisdiction=jurisdiction, topic="Crime"))
    with Store(database) as store:
        ids = {watch.wanted.jurisdiction: watch.watch_id for watch in store.within(watches.active)}
        for watch in ids.values():
            store.within(watches.pause, watch, "refused")
    listed = await (await local.run("Ada", "#questions", "watches")).response()
    with held(database):
        again = await local.press("Ada", listed, "Try again")
        assert await again.acknowledgement() in DEFERRED
    await local.until(lambda: "Try again" not in str(listed.body["components"]) or None, within=10)
    with held(database):
        end = await local.choose("Ada", listed, "End a watch of yours", [ids["Norland"]])
        assert await end.acknowledgement() in DEFERRED
    await local.until(lambda: "Norland" not in visible_text(listed.body) or None, within=10)
    with Store(database) as store:
        assert [one.wanted.jurisdiction for one in store.within(watches.active)] == ["Libya"]


async def test_while_another_process_holds_the_database_nothing_waits_and_nothing_is_lost(
    local: LocalDiscord, start: Start, database: Path
) -> None:
    child = await start()
    await local.commands()
    answer = await local.reply(await local.say("Ada", "#questions", f"@bot {QUESTION}"))
    settings = await (await local.run("Mod", "#questions", "settings")).response()
    with held(database):
        vote = await local.press("Ada", answer, "👍")
        toggle = await local.press("Mod", settings, "Private")
        stats = await local.run("Mod", "#questions", "stats")
        for _ in range(4):
            assert "/ask" in await text_of(await local.run("Ben", "#questions", "help"), 2.0)
            assert "Latin America" in await text_of(await local.run("Ben", "#questions", "ask", question=QUESTION), 2.0)
        await local.reply(await local.say("Ben", "#questions", f"@bot {QUESTION}"), within=2.0)
        assert await vote.acknowledgement() in DEFERRED
        assert await toggle.acknowledgement() in DEFERRED
        await asyncio.sleep(HELD_SECONDS)
    assert "Noted: helpful" in await text_of(vote)
    await local.until(lambda: "yes" in visible_text(settings.body).partition("Private")[2] or None, within=10)
    assert "**Votes**" in await text_of(stats)
    assert "1 up" in await text_of(await local.run("Mod", "#questions", "stats"))
    assert local.refusals == []
    assert "Traceback" not in child.tail(200)


async def test_a_database_that_is_deleted_is_written_again_with_all_that_it_held(
    local: LocalDiscord, start: Start, database: Path
) -> None:
    child = await start()
    await local.commands()
    answer = await local.reply(await local.say("Ada", "#questions", f"@bot {QUESTION}"))
    settings = await (await local.run("Mod", "#questions", "settings")).response()
    await local.press("Mod", settings, "Private")
    assert "Noted: helpful" in await text_of(await local.press("Ada", answer, "👍"))
    for path in database.parent.glob(f"{database.name}*"):
        path.unlink()
    assert "Noted: not helpful" in await text_of(await local.press("Ben", answer, "👎"))
    assert f"{database}: the database was deleted; it was written again" in child.tail(200)
    assert f"{database}: the database's lock was deleted; it is held anew" in child.tail(200)
    with pytest.raises(StoreError, match="another glmbot run uses this database"):
        Store(database, exclusive=True)
    await child.restart()
    await local.ready(20)
    assert "registered" not in child.tail(200).rpartition("was written again")[2], "the commands' hash was kept too"
    assert "1 up, 1 down" in await text_of(await local.run("Mod", "#questions", "stats"))
    with Store(database) as store:
        assert [one.private for one in store.guild_settings().values()] == [True]


async def test_a_database_that_is_put_in_the_place_of_the_open_one_is_used(
    local: LocalDiscord, start: Start, database: Path, tmp_path: Path
) -> None:
    child = await start()
    await local.commands()
    answer = await local.reply(await local.say("Ada", "#questions", f"@bot {QUESTION}"))
    guild = int(local.world.guild_id)
    with Store(tmp_path / "backup.sqlite3") as store:
        store.set_guild_settings(guild, GuildSettings(private=True))
    (tmp_path / "backup.sqlite3").rename(database)
    assert "Noted: helpful" in await text_of(await local.press("Ada", answer, "👍"))
    assert f"{database}: another database stands in its place" in child.tail(200)
    use = await local.run("Ada", "#questions", "ask", question=QUESTION)
    assert (await use.response()).visible_to == local.who("Ada").id, "the settings are those of the other database"
    assert "1 up" in await text_of(await local.run("Mod", "#questions", "stats"))
