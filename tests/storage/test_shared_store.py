"""What processes share in PostgreSQL."""

import datetime as dt
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import count
from typing import Any

import psycopg
import pytest
from pydantic import SecretStr

from glmbot.config import DatabaseAddress
from glmbot.core.research.watching import Wanted, mark_of
from glmbot.storage import digests, watches
from glmbot.storage.database import StoreError
from glmbot.storage.shared_store import SharedStore
from glmbot.storage.watches import Draft
from support import postgres

if reason := postgres.missing():
    pytest.skip(reason, allow_module_level=True)

DAY = dt.date(2026, 3, 1)
ADA, BEN, HERE, THERE = 234567890123456789, 345678901234567890, 1, 2


@pytest.fixture(scope="module")
def server() -> Iterator[postgres.Server]:
    with postgres.running() as server:
        yield server


@pytest.fixture
def address(server: postgres.Server) -> DatabaseAddress:
    return server.database()


@pytest.fixture
def pair(address: DatabaseAddress) -> Iterator[tuple[SharedStore, SharedStore]]:
    with SharedStore(address) as one, SharedStore(address) as other:
        yield one, other


def dump(address: DatabaseAddress) -> str:
    with psycopg.connect(address.url.get_secret_value()) as connection:
        tables = ("state", "votes", "people", "asked", "turns")
        return repr([connection.execute(f"SELECT * FROM glmbot.{table}").fetchall() for table in tables])  # noqa: S608


def test_several_processes_make_the_tables_once(address: DatabaseAddress) -> None:
    with ThreadPoolExecutor(4) as pool:
        stores = [*pool.map(SharedStore, [address] * 4)]
    stores[0].remember("key", "value")
    assert [store.recall("key") for store in stores] == ["value"] * 4
    for store in stores:
        store.close()


def test_a_lease_is_got_once_until_it_is_over(pair: tuple[SharedStore, SharedStore]) -> None:
    one, other = pair
    assert [one.lease("sync", 60), other.lease("sync", 60), other.lease("identify:0", 60)] == [True, False, True]
    assert [one.lease("soon over", 0), other.lease("soon over", 60)] == [True, True]


def test_a_lease_that_is_extended_counts_from_then(pair: tuple[SharedStore, SharedStore]) -> None:
    one, other = pair
    assert one.lease("identify:0", 0)
    one.extend("identify:0", 60)
    assert not other.lease("identify:0", 60)


def test_words_of_who_was_just_forgotten_are_not_counted(pair: tuple[SharedStore, SharedStore]) -> None:
    one, other = pair
    one.forget(ADA)
    other.note_gaps([("kayaks", ADA), ("kayaks", BEN)], DAY)
    uses = other.within(lambda connection, _: connection.execute("SELECT word FROM gap_uses").fetchall())
    assert len(uses) == 1


class Interrupted:
    """A transaction between whose statements another process works."""

    def __init__(self, connection: Any, meanwhile: Callable[[], object]) -> None:
        self._connection, self._meanwhile = connection, meanwhile

    def execute(self, query: str, values: Any = ()) -> Any:
        done = self._connection.execute(query, values)
        self._meanwhile()
        return done


def test_watches_that_come_and_go_while_digests_are_read_do_not_confuse_them(
    pair: tuple[SharedStore, SharedStore],
) -> None:
    one, other = pair
    now, numbers = dt.datetime(2026, 3, 1, tzinfo=dt.UTC), count(1)

    def make() -> str:
        draft = Draft(next(numbers), None, None, Wanted("Norland"), "once", "en", "", now)
        made = other.within(watches.add, lambda content, _: content, draft)
        assert made is not None
        other.within(digests.look, made, 1, [mark_of("a")], now)
        return made.watch_id

    first = make()
    (digest,) = one.within(lambda connection, hashed: digests.unsent(Interrupted(connection, make), hashed))
    assert digest.watch.watch_id == first

    def end() -> None:
        other.within(watches.end, first)

    found = one.within(
        lambda connection, hashed: digests.find_digest(Interrupted(connection, end), hashed, digest.digest_id)
    )
    assert found == digest


def test_a_shard_is_held_by_one_process(pair: tuple[SharedStore, SharedStore]) -> None:
    one, other = pair
    one.hold([0, 1])
    one.hold([1])
    other.hold([2])
    with pytest.raises(StoreError, match="shard 1 is held by another glmbot run.*GLMBOT_SHARD_IDS"):
        other.hold([1])
    one.close()
    for _ in range(100):  # the server frees them when it has noticed
        with suppress(StoreError):
            other.hold([0, 1])
            break
        time.sleep(0.05)
    other.hold([0, 1])


def test_a_person_may_ask_so_often_wherever_they_ask(pair: tuple[SharedStore, SharedStore]) -> None:
    one, other = pair
    assert [store.ask(ADA, 3, 60.0) for store in (one, other, one)] == [0, 0, 0]
    assert 0 < other.ask(ADA, 3, 60.0) <= 60
    assert other.ask(BEN, 3, 60.0) == 0
    assert one.ask(ADA, 3, 0.0) == 0, "what is older than the window does not count"


def test_questions_at_once_are_counted_one_by_one(address: DatabaseAddress) -> None:
    stores = [SharedStore(address) for _ in range(4)]
    barrier = threading.Barrier(4)

    def ask(store: SharedStore) -> int:
        barrier.wait()
        return sum(store.ask(ADA, 5, 60.0) == 0 for _ in range(5))

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(ask, stores)) == 5
    for store in stores:
        store.close()


def test_the_last_turn_in_a_place_is_there_for_all_processes(pair: tuple[SharedStore, SharedStore]) -> None:
    one, other = pair
    one.keep_turn(ADA, HERE, b"first")
    one.keep_turn(ADA, HERE, b"second")
    one.keep_turn(ADA, THERE, b"elsewhere")
    assert (other.turn(ADA, HERE, 600), other.turn(ADA, THERE, 600)) == (b"second", b"elsewhere")
    assert other.turn(BEN, HERE, 600) is other.turn(ADA, HERE, 0) is None


def test_a_person_is_forgotten_whole(pair: tuple[SharedStore, SharedStore]) -> None:
    one, other = pair
    for person in (ADA, BEN):
        one.keep_turn(person, HERE, b"sealed")
        one.ask(person, 9, 60.0)
    other.forget(ADA)
    assert (one.turn(ADA, HERE, 600), one.turn(BEN, HERE, 600)) == (None, b"sealed")
    assert one.ask(ADA, 1, 60.0) == 0
    assert one.ask(BEN, 1, 60.0) > 0


def test_what_is_over_is_deleted(pair: tuple[SharedStore, SharedStore]) -> None:
    one, _ = pair
    one.keep_turn(ADA, HERE, b"sealed")
    one.ask(ADA, 9, 60.0)
    one.expire(600, 60)
    assert one.turn(ADA, HERE, 600) == b"sealed"
    one.expire(0, 0)
    assert one.turn(ADA, HERE, 600) is None
    assert one.ask(ADA, 1, 60.0) == 0


def test_no_id_of_a_person_stands_in_the_database(
    pair: tuple[SharedStore, SharedStore], address: DatabaseAddress
) -> None:
    one, _ = pair
    one.keep_turn(ADA, HERE, b"sealed")
    one.ask(ADA, 9, 60.0)
    one.set_wants_full(ADA, wanted=True)
    found = dump(address)
    assert "sealed" in found
    assert str(ADA) not in found


def test_a_server_that_stops_and_starts_again_is_found_again(server: postgres.Server, address: DatabaseAddress) -> None:
    with SharedStore(address) as store:
        store.hold([7])
        store.remember("key", "before")
        server.stop("immediate")
        server.start()
        assert store.recall("key") == "before"
        store.remember("key", "after")
        with SharedStore(address) as other, pytest.raises(StoreError, match="shard 7 is held"):
            other.hold([7])
        assert store.recall("key") == "after"


def test_a_bot_waits_for_a_server_that_is_away_at_its_start(
    server: postgres.Server, address: DatabaseAddress, caplog: pytest.LogCaptureFixture
) -> None:
    server.stop("immediate")
    opened: list[SharedStore] = []
    starting = threading.Thread(target=lambda: opened.append(SharedStore(address, patiently=True)))
    starting.start()
    while "can't be used" not in caplog.text and starting.is_alive():
        starting.join(0.1)
    server.start()
    starting.join()
    with opened[0] as store:
        store.remember("key", "value")
    assert "secret-word" not in caplog.text


def test_what_is_under_way_when_the_server_goes_is_given_up_in_one_line(
    server: postgres.Server, address: DatabaseAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("glmbot.storage.postgres.PATIENCE_SECONDS", 0.0)
    with SharedStore(address) as store:
        server.stop("immediate")
        with pytest.raises(StoreError, match="can't be used .*; check GLMBOT_DATABASE") as raised:
            store.recall("key")
        server.start()
    assert "\n" not in str(raised.value)
    assert "secret-word" not in str(raised.value)


@pytest.mark.parametrize("url", ["postgresql://u:secret-word@127.0.0.1:1/x", "postgresql://u:secret-word@h:no-port/x"])
def test_a_server_that_is_not_there_is_told_without_its_password(url: str) -> None:
    with pytest.raises(StoreError, match="can't be used") as raised:
        SharedStore(DatabaseAddress(SecretStr(url)))
    assert "secret-word" not in str(raised.value)
    assert "secret-word" not in repr(DatabaseAddress(SecretStr(url)))
