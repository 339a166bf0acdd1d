"""The database as the event loop meets it."""

import asyncio
import sqlite3
import threading
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from glmbot.bot.records import Records
from glmbot.storage.database import GuildSettings, Store

GUILD = 456789012345678901
LOUD = GuildSettings(frozenset({5, 7}), threads=False, private=True, language="es")


async def test_settings_come_from_memory_and_are_kept_on_disk(tmp_path: Path) -> None:
    with Store(tmp_path / "one") as store:
        records = Records(store)
        assert records.guild_settings(GUILD) == records.guild_settings(None) == GuildSettings()
        await records.set_guild_settings(GUILD, LOUD)
        assert records.guild_settings(GUILD) == LOUD
        assert records.guild_settings(GUILD + 1) == GuildSettings()
        assert Records(store).guild_settings(GUILD) == LOUD
        await records.forget_guild(GUILD)
        assert records.guild_settings(GUILD) == GuildSettings()
        assert store.guild_settings() == {}


async def test_of_two_changes_at_once_none_undoes_the_other(tmp_path: Path) -> None:
    with Store(tmp_path / "one") as store:
        records = Records(store)
        changed = await asyncio.gather(
            records.change_guild_settings(GUILD, lambda settings: replace(settings, private=True)),
            records.change_guild_settings(GUILD, lambda settings: replace(settings, language="fr")),
        )
        assert changed[1] == GuildSettings(private=True, language="fr")
        assert store.guild_settings() == {GUILD: changed[1]}


async def test_the_loop_goes_on_while_the_database_is_held(tmp_path: Path) -> None:
    path = tmp_path / "one"
    with Store(path) as store, closing(sqlite3.connect(path, isolation_level=None)) as other:
        records = Records(store)
        other.execute("BEGIN IMMEDIATE")
        setting = asyncio.create_task(records.set_guild_settings(GUILD, LOUD))
        done, _ = await asyncio.wait({setting}, timeout=0.2)
        assert not done
        assert records.guild_settings(GUILD) == GuildSettings(), "what is not on disk does not hold"
        other.execute("ROLLBACK")
        await setting
        assert records.guild_settings(GUILD) == LOUD


async def test_work_is_done_in_one_thread_that_is_not_the_loop_s() -> None:
    records = Records(Store(None))
    names = await asyncio.gather(*(records.do(lambda _: threading.current_thread().name) for _ in range(4)))
    assert set(names) == {"database_0"}


async def test_settings_that_can_not_be_read_are_the_defaults(tmp_path: Path) -> None:
    with Store(tmp_path / "one") as store:
        with closing(sqlite3.connect(tmp_path / "one")) as other:
            other.execute("DROP TABLE guilds")
        assert Records(store).guild_settings(GUILD) == GuildSettings()


async def test_the_settings_of_a_database_that_is_put_in_its_place_hold(tmp_path: Path) -> None:
    with Store(tmp_path / "two") as other:
        other.set_guild_settings(GUILD, LOUD)
    with Store(tmp_path / "one") as store:
        records = Records(store)
        (tmp_path / "two").rename(tmp_path / "one")
        await records.do(Store.remember, "key", "value")
        assert records.guild_settings(GUILD) == LOUD


async def test_what_was_known_of_guilds_holds_where_it_can_not_be_read_again(tmp_path: Path) -> None:
    path = tmp_path / "one"
    with Store(path) as store, closing(sqlite3.connect(path)) as other:
        records = Records(store)
        await records.set_guild_settings(GUILD, LOUD)
        other.execute("ALTER TABLE guilds RENAME TO away")
        with pytest.raises(sqlite3.Error):
            await records.read_again()
        assert records.guild_settings(GUILD) == LOUD
        other.execute("ALTER TABLE away RENAME TO guilds")
        await records.change_guild_settings(GUILD, lambda settings: replace(settings, language="fr"))
        assert store.guild_settings() == {GUILD: replace(LOUD, language="fr")}
