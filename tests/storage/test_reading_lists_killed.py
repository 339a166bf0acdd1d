"""A reading list under `kill -9`: a process that works on it without a pause is killed at any moment, many times."""

import datetime as dt
import multiprocessing
import os
import random
import signal
import sqlite3
import time
from contextlib import closing
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from glmbot.core.corpus.passages import split_passages
from glmbot.core.research.reading_list import Entry, moved
from glmbot.storage.database import Store
from glmbot.storage.reading_lists import Shelf
from glmbot.storage.seal import Seal
from support.articles import given_article

PERSON, DAY, KILLS, LONGEST_SECONDS = 234567890123456789, dt.date(2026, 3, 1), 40, 0.04
SEAL = Seal([SecretStr("a key of the operator's")], "lists")
FIRST = Entry.of(split_passages(given_article())[0], DAY, ["Slater (Nov. 1, 2011)"])
ENTRIES = {f"{number:016x}": replace(FIRST, key=f"{number:016x}") for number in range(6)}


def model(count: int) -> list[tuple[str, str]]:
    """The keys and notes of the list after so many steps, in order."""
    order, notes = list[str](), dict[str, str]()
    for step in range(count):
        kind, key = step_of(step)
        if kind == "save" and key not in order:
            order.append(key)
        elif kind == "remove" and key in order:
            order.remove(key)
            notes.pop(key, None)
        elif kind == "note" and key in order:
            notes[key] = f"note {step}"
        elif kind in {"up", "top"}:
            order = moved(order, key, kind)  # type: ignore[arg-type]
    return [(key, notes.get(key, "")) for key in order]


def step_of(step: int) -> tuple[str, str]:
    """What is done in a step, and to which entry: the same each time."""
    chance = random.Random(step)  # noqa: S311 - the same choices each time
    return chance.choice(["save", "save", "save", "note", "up", "top", "remove"]), chance.choice(list(ENTRIES))


def take(shelf: Shelf, step: int) -> None:
    kind, key = step_of(step)
    name = shelf.entry_id(ENTRIES[key])
    if kind == "save":
        shelf.save(ENTRIES[key])
    elif kind == "remove":
        shelf.remove(name)
    elif kind == "note":
        shelf.annotate(name, f"note {step}")
    else:
        shelf.move(name, kind)  # type: ignore[arg-type]


def on(store: Store, work: Any) -> Any:
    return store.within(lambda connection, hashed: work(Shelf(connection, hashed, SEAL, PERSON, DAY)))


def work_from(path: Path, first: int, told: Connection) -> None:
    """Take one step after the other until the end of this process, and tell each that is done."""
    with Store(path) as store:
        step = first
        while True:
            on(store, lambda shelf, step=step: take(shelf, step))
            step += 1
            told.send(step)


def test_after_each_kill_the_list_is_that_of_the_last_step_told_or_of_the_one_under_way(tmp_path: Path) -> None:
    path, done = tmp_path / "glmbot.sqlite3", 0
    chance = random.Random(20111206)  # noqa: S311 - the same moments each time
    processes = multiprocessing.get_context("forkserver")
    processes.set_forkserver_preload([__name__])
    for _ in range(KILLS):
        here, there = processes.Pipe(duplex=False)
        child = processes.Process(target=work_from, args=(path, done, there))
        child.start()
        there.close()
        last = here.recv()
        time.sleep(chance.uniform(0, LONGEST_SECONDS))
        assert child.pid is not None
        os.kill(child.pid, signal.SIGKILL)
        child.join()
        try:
            while True:
                last = here.recv()
        except (EOFError, OSError):  # the pipe ends, or a message in it
            here.close()
        with Store(path) as store:
            found = on(store, Shelf.all)
        listed = [(entry.key, entry.note) for _, entry in found.entries]
        assert found.unreadable == ()
        assert all(entry.quotation == FIRST.quotation and entry.rests_on for _, entry in found.entries)
        assert listed in (model(last), model(last + 1))
        done = last if listed == model(last) else last + 1
    assert done > KILLS
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        places = "SELECT COUNT(*), COUNT(DISTINCT place) FROM reading_list_entries"
        count, different = connection.execute(places).fetchone()
    assert count == different == len(model(done))
