"""Reading lists, in a file and in PostgreSQL alike."""

import datetime as dt
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from glmbot.config import DatabaseAddress
from glmbot.core.corpus.passages import split_passages
from glmbot.core.model import Passage
from glmbot.core.research.reading_list import KEEP_DAYS, LIMIT, Entry, Way
from glmbot.storage import reading_lists
from glmbot.storage.database import Store
from glmbot.storage.reading_lists import Shelf
from glmbot.storage.seal import Seal
from glmbot.storage.shared_store import open_store
from support.articles import given_article

ADA, BEN = 234567890123456789, 345678901234567890
DAY = dt.date(2026, 3, 1)
SEAL = Seal([SecretStr("a key of the operator's")], "lists")
OTHER_SEAL = Seal([SecretStr("another key of the operator's")], "lists")
PASSAGES = split_passages(given_article())
SOURCES = ("Max Slater, UN Agencies Sign Agreement to Combat Human Trafficking (Nov. 1, 2011)",)
ONE, TWO, THREE = (Entry.of(passage, DAY, SOURCES) for passage in PASSAGES[:3])


def on(store: Store, work: Any, person: int = ADA, day: dt.date = DAY, seal: Seal = SEAL) -> Any:
    """What some work on a person's shelf gives."""
    return store.within(lambda connection, hashed: work(Shelf(connection, hashed, seal, person, day)))


def saved(store: Store, *entries: Entry, person: int = ADA, day: dt.date = DAY) -> list[str]:
    return [on(store, lambda shelf, entry=entry: shelf.save(entry), person, day) for entry in entries]


def listed(store: Store, person: int = ADA, seal: Seal = SEAL) -> list[Entry]:
    return [entry for _, entry in on(store, Shelf.all, person, seal=seal).entries]


def names(store: Store) -> list[str]:
    return [name for name, _ in on(store, Shelf.all).entries]


def test_passages_stay_in_the_order_in_which_they_were_saved(database: Path | DatabaseAddress) -> None:
    with open_store(database) as store:
        assert saved(store, TWO, ONE, THREE) == ["new"] * 3
        assert saved(store, ONE, person=BEN) == ["new"]
    with open_store(database) as store:
        assert listed(store) == [TWO, ONE, THREE]
        assert listed(store, BEN) == [ONE]
        assert listed(store, 3) == []


def test_a_passage_saved_twice_is_one_entry_with_its_note_in_its_place(store: Store) -> None:
    saved(store, ONE, TWO)
    assert on(store, lambda shelf: shelf.annotate(shelf.entry_id(ONE), "compare"))
    later = replace(ONE, saved=DAY + dt.timedelta(days=1))
    assert saved(store, later) == ["again"]
    assert listed(store) == [replace(later, note="compare"), TWO]


def test_entries_move_and_go(store: Store) -> None:
    saved(store, ONE, TWO, THREE)
    one, two, _ = names(store)
    for name, way, order in (
        (one, "down", [TWO, ONE, THREE]),
        (one, "down", [TWO, THREE, ONE]),
        (one, "down", [TWO, THREE, ONE]),
        (two, "up", [TWO, THREE, ONE]),
        (one, "top", [ONE, TWO, THREE]),
        (one, "bottom", [TWO, THREE, ONE]),
        (one, "up", [TWO, ONE, THREE]),
        ("0" * 24, "down", [TWO, ONE, THREE]),
    ):
        on(store, lambda shelf, name=name, way=way: shelf.move(name, way))
        assert listed(store) == order
    assert on(store, lambda shelf: shelf.remove(two))
    assert not on(store, lambda shelf: shelf.remove(two))
    assert not on(store, lambda shelf: shelf.remove(one), BEN)
    assert listed(store) == [ONE, THREE]


@pytest.mark.parametrize(("way", "order"), [("up", [THREE, ONE]), ("top", [THREE, ONE]), ("down", [ONE, THREE])])
def test_an_entry_moves_past_those_that_nobody_can_see(store: Store, way: Way, order: list[Entry]) -> None:
    saved(store, ONE)
    on(store, lambda shelf: shelf.save(TWO), seal=OTHER_SEAL)
    saved(store, THREE)
    on(store, lambda shelf: shelf.move(shelf.entry_id(THREE), way))
    assert listed(store) == order
    assert listed(store, seal=OTHER_SEAL) == [TWO]
    places = store.within(lambda connection, _: connection.execute("SELECT place FROM reading_list_entries"))
    assert len(set(places.fetchall())) == 3


def test_a_list_is_read_as_it_is_at_one_moment(database: Path | DatabaseAddress) -> None:
    """Another process changes the list between any two statements; what is read is the list before or after."""
    with open_store(database) as store, open_store(database) as other, ThreadPoolExecutor(1) as pool:
        saved(store, ONE, TWO, THREE)
        first, *_ = names(store)
        stop = threading.Event()

        def turn() -> None:
            while not stop.is_set():
                for way in ("bottom", "top"):
                    on(other, lambda shelf, way=way: shelf.move(first, way))

        turning = pool.submit(turn)
        seen = [listed(store) for _ in range(100)]
        stop.set()
        turning.result()
    assert all(order in ([ONE, TWO, THREE], [TWO, THREE, ONE]) for order in seen)


def test_a_note_is_put_replaced_and_taken_away(store: Store) -> None:
    saved(store, ONE)
    (name,) = names(store)
    for note in ("**first** @everyone\n\u202eback", "x" * 4000, ""):
        assert on(store, lambda shelf, note=note: shelf.annotate(name, note))
        assert listed(store) == [replace(ONE, note=note)]
    assert not on(store, lambda shelf: shelf.annotate(name, "mine"), BEN)
    assert not on(store, lambda shelf: shelf.annotate("0" * 24, "mine"))
    assert listed(store) == [ONE]


def test_a_full_list_takes_no_more_but_what_is_on_it(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_lists, "LIMIT", 2)
    assert saved(store, ONE, TWO, THREE, ONE) == ["new", "new", "full", "again"]
    assert listed(store) == [ONE, TWO]
    assert LIMIT == 500


def test_a_list_goes_ninety_days_after_its_last_use(store: Store) -> None:
    saved(store, ONE, TWO)
    saved(store, ONE, person=BEN)
    later = DAY + dt.timedelta(days=10)
    assert len(on(store, Shelf.all, ADA, later).entries) == 2
    assert store.within(reading_lists.purge, DAY + dt.timedelta(days=KEEP_DAYS)) == 0
    assert store.within(reading_lists.purge, DAY + dt.timedelta(days=KEEP_DAYS + 1)) == 1
    assert (listed(store, BEN), len(listed(store))) == ([], 2)
    assert store.within(reading_lists.purge, later + dt.timedelta(days=KEEP_DAYS)) == 0
    assert store.within(reading_lists.purge, later + dt.timedelta(days=KEEP_DAYS + 1)) == 2


def test_a_person_is_forgotten_with_the_whole_list_and_nobody_else(store: Store) -> None:
    saved(store, ONE, TWO)
    saved(store, ONE, person=BEN)
    assert store.forget(ADA).passages == 2
    assert store.forget(ADA).passages == 0
    assert (listed(store), listed(store, BEN)) == ([], [ONE])


def test_with_another_key_nothing_is_read_and_all_can_be_deleted(store: Store) -> None:
    saved(store, ONE, TWO)
    found = on(store, Shelf.all, seal=OTHER_SEAL)
    assert (found.entries, len(found.unreadable)) == ((), 2)
    assert on(store, lambda shelf: shelf.save(THREE), seal=OTHER_SEAL) == "new"
    assert on(store, lambda shelf: shelf.save(ONE), seal=OTHER_SEAL) == "again", "it can be read from now on"
    assert not on(store, lambda shelf: shelf.annotate(shelf.entry_id(TWO), "note"), seal=OTHER_SEAL)
    assert on(store, Shelf.remove_unreadable, seal=OTHER_SEAL) == 1
    assert listed(store, seal=OTHER_SEAL) == [ONE, THREE]
    both = Seal([SecretStr("a key of the operator's"), SecretStr("another key of the operator's")], "lists")
    assert listed(store, seal=both) == [ONE, THREE]


def test_what_is_sealed_opens_in_its_own_place_only(store: Store) -> None:
    saved(store, ONE, TWO)
    saved(store, ONE, person=BEN)
    store.within(_exchange_the_seals)
    assert len(listed(store)) + len(listed(store, BEN)) == 0


def _exchange_the_seals(connection: Any, _: Any) -> None:
    rows = connection.execute(
        "SELECT person, entry, sealed FROM reading_list_entries ORDER BY person, entry"
    ).fetchall()
    for (person, entry, _), (*_, sealed) in zip(rows, [*rows[1:], rows[0]], strict=True):
        put = "UPDATE reading_list_entries SET sealed = ? WHERE person = ? AND entry = ?"
        connection.execute(put, (sealed, person, entry))


def test_of_the_passage_the_note_and_the_person_nothing_is_on_the_disk(tmp_path: Path) -> None:
    with Store(tmp_path / "glmbot.sqlite3") as store:
        saved(store, replace(TWO, note="xylophone"))
        saved(store, ONE)
        on(store, lambda shelf: shelf.annotate(shelf.entry_id(ONE), "glockenspiel"))
        on(store, lambda shelf: shelf.move(shelf.entry_id(ONE), "top"))
        content = b"".join(one.read_bytes() for one in sorted(tmp_path.iterdir()))
    record = (TWO.article.title, TWO.article.article_id, TWO.key, TWO.passage_key, *TWO.article.authors, *SOURCES)
    shown = (TWO.quotation, ONE.quotation, *record, "xylophone", "glockenspiel", str(ADA))
    assert not any(one.encode(encoding) in content for one in shown for encoding in ("utf-8", "utf-16-le"))
    assert not any(part.encode() in content for one in (ONE, TWO) for part in one.quotation.split() if len(part) > 7)
    assert ADA.to_bytes(8, "big") not in content
    assert b"reading_list_entries" in content


def test_many_at_once_leave_each_passage_once(database: Path | DatabaseAddress) -> None:
    """Two processes are two stores on one database; each presses twice."""
    entries = [replace(ONE, key=f"{number:016x}") for number in range(8)]
    start = threading.Barrier(4)
    with open_store(database) as store, open_store(database) as other, ThreadPoolExecutor(4) as pool:

        def press(one: Store) -> list[str]:
            start.wait()
            return saved(one, *entries)

        outcomes = [outcome for made in pool.map(press, (store, other, store, other)) for outcome in made]
        assert sorted(outcomes) == ["again"] * 24 + ["new"] * 8
        assert sorted(entry.key for entry in listed(store)) == [entry.key for entry in entries]
        places = store.within(lambda connection, _: connection.execute("SELECT place FROM reading_list_entries"))
        assert len(set(places.fetchall())) == 8


def test_a_passage_keeps_its_text_however_long(store: Store) -> None:
    body = "word " * 40_000
    entry = Entry.of(Passage(replace(given_article(), body=body), (1,), PASSAGES[0].span), DAY)
    long = replace(entry, quotation=body)
    saved(store, long)
    assert listed(store) == [long]
