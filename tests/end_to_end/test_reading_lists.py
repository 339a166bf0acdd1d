"""What people keep, under the running bot: killed while they save, its key changed, its database held."""

import asyncio
import datetime as dt
import os
import signal
import sqlite3
from collections.abc import Callable, Coroutine
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from glmbot.core.corpus.article_file import format_article
from glmbot.sim.interactions import Interaction
from glmbot.sim.process import Child
from glmbot.sim.server import LocalDiscord
from glmbot.sim.shapes import visible_text
from glmbot.storage.database import Store
from glmbot.storage.reading_lists import ReadingList, Shelf
from glmbot.storage.seal import Seal
from support.articles import make_article

Start = Callable[..., Coroutine[Any, Any, Child]]

ARTICLE = make_article().article_id
KILLS = 10
NEW_EACH_TIME = 3
KEY, OTHER_KEY = "a key of the operator's for these tests", "another key of the operator's for tests"
SLOW = 60.0
"""Seconds that are enough on a machine that has much else to do."""


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "glmbot.sqlite3"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """An article with a paragraph for each time that somebody saves."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    count = KILLS * NEW_EACH_TIME
    article = make_article("\n\n".join(f"Ferry {number} sails on its own day." for number in range(1, count + 1)))
    (folder / f"{article.article_id}.md").write_text(format_article(article), encoding="utf-8")
    return folder


async def started(local: LocalDiscord, start: Start, corpus: Path, key: str = KEY) -> Child:
    child = await start(wait=False, GLMBOT_CORPUS=str(corpus), GLMBOT_KEY=key)
    await local.ready(SLOW)
    await local.commands(SLOW)
    return child


async def text_of(use: Interaction) -> str:
    return visible_text((await use.response(within=SLOW)).body)


def list_of(local: LocalDiscord, database: Path, name: str) -> ReadingList:
    """What stands on a person's list in the file of a bot that does not run."""
    seal, person = Seal([SecretStr(KEY)], "lists"), int(local.who(name).id)
    with Store(database) as store:
        return store.within(lambda connection, hashed: _all(connection, hashed, seal, person))


def _all(connection: Any, hashed: Callable[[str], str], seal: Seal, person: int) -> ReadingList:
    return Shelf(connection, hashed, seal, person, dt.date(2000, 1, 1)).all()


def _answered(uses: list[Interaction], least: int) -> bool | None:
    return sum(use.original is not None for use in uses) >= least or None


async def killed(child: Child) -> None:
    assert child.pid is not None
    os.killpg(child.pid, signal.SIGKILL)
    async with asyncio.timeout(SLOW):
        while not child.ended:  # noqa: ASYNC110 - a process has no event to wait for
            await asyncio.sleep(0.01)


async def test_what_was_confirmed_survives_kills_and_nothing_is_doubled(
    local: LocalDiscord, start: Start, database: Path, corpus: Path
) -> None:
    child = await started(local, start, corpus)
    cards = []
    for number in range(1, KILLS * NEW_EACH_TIME + 1):
        use = await local.run("Ada", "#questions", "source", article=ARTICLE, paragraph=number)
        cards.append(await use.response(within=SLOW))
    confirmed: dict[str, set[int]] = {"Ada": set(), "Ben": set()}
    for round_ in range(KILLS):
        numbers = range(round_ * NEW_EACH_TIME + 1, (round_ + 1) * NEW_EACH_TIME + 1)
        # Each presses twice, as people do who are not sure.
        uses = [
            (name, number, await local.press(name, cards[number - 1], "Save"))
            for number in numbers
            for name in ("Ada", "Ben", "Ada", "Ben")
        ]
        await local.until(partial(_answered, [use for *_, use in uses], round_ + 1), within=SLOW)
        await killed(child)
        for name, number, use in uses:
            if use.original is not None and "eading list" in visible_text(use.original.body):
                confirmed[name].add(number)
        await child.start()
        await local.ready(SLOW)
    await child.stop()
    for name, told in confirmed.items():
        found = list_of(local, database, name)
        saved = [entry.paragraphs[0] for _, entry in found.entries]
        assert found.unreadable == ()
        assert len(saved) == len(set(saved))
        assert set(saved) >= told
    assert len(confirmed["Ada"] | confirmed["Ben"]) >= KILLS
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        places = "SELECT COUNT(*), COUNT(DISTINCT person || ':' || place) FROM reading_list_entries"
        count, different = connection.execute(places).fetchone()
        assert count == different


async def test_with_another_key_the_list_says_so_and_offers_to_delete_what_is_lost(
    local: LocalDiscord, start: Start, corpus: Path
) -> None:
    child = await started(local, start, corpus)
    cards = [
        await (await local.run("Ada", "#questions", "source", article=ARTICLE, paragraph=number)).response(within=SLOW)
        for number in (1, 2)
    ]
    assert "Saved" in await text_of(await local.press("Ada", cards[0], "Save"))
    await child.stop()
    child = await started(local, start, corpus, OTHER_KEY)
    lost = "1 passage was saved under another key of the operator’s and can’t be read any more."
    told = await (await local.run("Ada", "#questions", "reading-list")).response(within=SLOW)
    assert told.content == lost
    assert lost in await text_of(await local.run("Ada", "#questions", "export", format="ris"))
    assert "Saved" in await text_of(await local.press("Ada", cards[1], "Save"))
    both = await (await local.run("Ada", "#questions", "reading-list")).response(within=SLOW)
    assert lost in visible_text(both.body)
    assert "Ferry 2 sails" in visible_text(both.body)
    await local.press("Ada", both, "Delete what can’t be read")
    await local.until(lambda: lost not in visible_text(both.body) or None, within=SLOW)
    assert "Ferry 2 sails" in visible_text(both.body)
    assert "Traceback" not in child.tail(200)


async def test_while_another_process_holds_the_database_nothing_waits_and_what_is_saved_is_there(
    local: LocalDiscord, start: Start, database: Path, corpus: Path
) -> None:
    child = await started(local, start, corpus)
    card = await (await local.run("Ada", "#questions", "source", article=ARTICLE, paragraph=1)).response(within=SLOW)
    saved = await (await local.press("Ada", card, "Save")).response(within=SLOW)
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        pressed = await local.press("Ben", card, "Save")
        listed = await local.run("Ada", "#questions", "reading-list")
        assert "/ask" in await text_of(await local.run("Ben", "#questions", "help"))
        assert await pressed.acknowledgement(within=SLOW) == 5
        assert await listed.acknowledgement(within=SLOW) == 5
        assert "The database is busy" in await text_of(await local.press("Ada", saved, "Note"))
        connection.execute("ROLLBACK")
    assert "Saved to your reading list" in await text_of(pressed)
    assert "1 passage" in await text_of(listed)
    assert local.refusals == []
    assert "Traceback" not in child.tail(200)
