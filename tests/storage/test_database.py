import datetime as dt
import os
import random
import sqlite3
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from glmbot.storage.database import GuildSettings, PassageVotes, Store, StoreError
from glmbot.storage.migrations import MIGRATIONS
from support.votes import put_vote, vote_of

ADA, BEN, MESSAGE, GUILD = 234567890123456789, 345678901234567890, 987654321098765432, 456789012345678901
DAY = dt.date(2026, 3, 1)
TABLES = (
    "arrivals digests gap_uses gap_words guilds people reading_list_entries reading_lists state votes watches".split()
)
PASSAGE, OTHER = "2014-03-03-ferry#p1", "2014-03-03-ferry#p2"
LOUD = GuildSettings(frozenset({5, 7}), threads=False, private=True, language="es", full_answers=True)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "new ?#ä" / "glmbot.sqlite3"


def raw(path: Path) -> bytes:
    """All that is on disk beside the lock."""
    return b"".join(one.read_bytes() for one in sorted(path.parent.iterdir()) if one.suffix != ".glmbot-lock")


def ask(path: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def test_what_is_remembered_outlives_the_process(path: Path) -> None:
    with Store(path) as store:
        assert store.recall("commands") is None
        store.remember("commands", "1")
        store.remember("commands", "2")
    with Store(path) as store:
        assert store.recall("commands") == "2"


def test_a_person_has_one_vote_on_an_answer() -> None:
    store = Store(None)
    for vote in (1, 1, -1):
        put_vote(store, MESSAGE, ADA, PASSAGE, vote, DAY)
    assert vote_of(store, MESSAGE, ADA) == -1
    assert store.votes() == [PassageVotes(PASSAGE, up=0, down=1)]
    assert vote_of(store, MESSAGE, BEN) == vote_of(store, MESSAGE + 1, ADA) == 0


def test_a_vote_can_be_taken_back() -> None:
    store = Store(None)
    put_vote(store, MESSAGE, ADA, PASSAGE, 0, DAY)
    put_vote(store, MESSAGE, ADA, PASSAGE, 1, DAY)
    put_vote(store, MESSAGE, ADA, PASSAGE, 0, DAY)
    assert vote_of(store, MESSAGE, ADA) == 0
    assert store.votes() == []


def test_votes_are_counted_by_passage_over_all_answers_most_first() -> None:
    store = Store(None)
    for message, person, passage, vote in (
        (1, ADA, OTHER, 1),
        (1, BEN, OTHER, -1),
        (2, ADA, OTHER, 1),
        (3, ADA, PASSAGE, -1),
        (4, ADA, "a#p1", 1),
    ):
        put_vote(store, message, person, passage, vote, DAY)
    assert store.votes() == [PassageVotes(OTHER, 2, 1), PassageVotes(PASSAGE, 0, 1), PassageVotes("a#p1", 1, 0)]


def test_a_person_is_forgotten_with_all_votes_and_nobody_else() -> None:
    store = Store(None)
    for message in range(5):
        put_vote(store, message, ADA, PASSAGE, 1, DAY)
        put_vote(store, message, BEN, PASSAGE, -1, DAY)
    assert store.forget(ADA).votes == 5
    assert store.votes() == [PassageVotes(PASSAGE, 0, 5)]
    assert store.forget(ADA).votes == 0


def test_votes_of_days_before_one_are_purged() -> None:
    store = Store(None)
    for message, day in enumerate(("2025-12-31", "2026-01-01", "2026-01-02")):
        put_vote(store, message, ADA, PASSAGE, 1, dt.date.fromisoformat(day))
    assert store.purge(dt.date(2026, 1, 1)) == 1
    assert store.purge(dt.date(2026, 1, 1)) == 0
    assert store.votes() == [PassageVotes(PASSAGE, 2, 0)]


def test_nobody_s_id_and_no_two_votes_of_one_person_can_be_read_from_the_file(path: Path) -> None:
    with Store(path) as store:
        for message in (MESSAGE, MESSAGE + 1):
            for person in (ADA, BEN):
                put_vote(store, message, person, PASSAGE, 1, DAY)
        open_bytes = raw(path)
    for content in (open_bytes, raw(path)):
        for number in (ADA, BEN, MESSAGE, MESSAGE + 1):
            shown = (str(number), f"{number:x}", f"{number:X}", f"{number:o}")
            written = [*(one.encode() for one in shown), struct.pack(">Q", number), struct.pack("<Q", number)]
            assert not any(one in content for one in written)
    rows = ask(path, "SELECT answer, voter FROM votes")
    assert len({voter for _, voter in rows}) == 4
    assert len({answer for answer, _ in rows}) == 2


def test_hashes_of_two_databases_can_not_be_compared(tmp_path: Path) -> None:
    found = []
    for name in ("one", "two"):
        with Store(tmp_path / name) as store:
            put_vote(store, MESSAGE, ADA, PASSAGE, 1, DAY)
        found += ask(tmp_path / name, "SELECT answer, voter FROM votes")
    assert len({value for row in found for value in row}) == 4


def test_votes_are_known_again_after_a_restart(path: Path) -> None:
    for _ in range(2):
        with Store(path) as store:
            put_vote(store, MESSAGE, ADA, PASSAGE, 1, DAY)
    with Store(path) as store:
        assert vote_of(store, MESSAGE, ADA) == 1
        assert store.votes() == [PassageVotes(PASSAGE, 1, 0)]
        assert store.forget(ADA).votes == 1


def test_a_guild_has_the_defaults_until_it_sets_something(path: Path) -> None:
    with Store(path) as store:
        assert store.guild_settings() == {}
        store.set_guild_settings(GUILD, LOUD)
    with Store(path) as store:
        assert store.guild_settings() == {GUILD: LOUD}
        store.set_guild_settings(GUILD, GuildSettings())
        assert store.guild_settings() == {GUILD: GuildSettings()}
        store.set_guild_settings(GUILD, LOUD)
        store.forget_guild(GUILD)
        assert store.guild_settings() == {}


@pytest.mark.parametrize("wanted", [True, False])
def test_how_a_person_wants_answers_outlives_the_process_and_is_forgotten(path: Path, *, wanted: bool) -> None:
    with Store(path) as store:
        assert store.wants_full().of(ADA) is None
        store.set_wants_full(ADA, wanted=not wanted)
        store.set_wants_full(ADA, wanted=wanted)
    with Store(path) as store:
        assert (store.wants_full().of(ADA), store.wants_full().of(BEN)) == (wanted, None)
        assert str(ADA).encode() not in raw(path)
        store.forget(BEN)
        assert store.wants_full().of(ADA) is wanted
        store.forget(ADA)
        assert store.wants_full().of(ADA) is None


def test_a_choice_can_be_taken_back() -> None:
    store = Store(None)
    store.set_wants_full(ADA, wanted=True)
    store.set_wants_full(ADA, wanted=None)
    assert store.wants_full().of(ADA) is None


def test_every_table_is_strict(path: Path) -> None:
    Store(path).close()
    tables = ask(path, "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite_%'")
    assert sorted(tables) == [(name, 1) for name in TABLES]
    with closing(sqlite3.connect(path)) as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute("INSERT INTO votes VALUES ('a', 'b', 'c', 2, 'd')")
    with closing(sqlite3.connect(path)) as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute("INSERT INTO guilds VALUES ('x', '[]', 1, 0, NULL, 0, NULL)")


def old_database(path: Path, version: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in MIGRATIONS[:version]:
            connection.execute(statement)
        connection.execute("INSERT INTO state VALUES ('commands', 'kept')")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(f"PRAGMA user_version = {version}")


@pytest.mark.parametrize("version", range(1, len(MIGRATIONS) + 1))
def test_a_database_of_an_older_version_keeps_what_it_has(path: Path, version: int) -> None:
    old_database(path, version)
    for _ in range(2):
        with Store(path) as store:
            assert store.recall("commands") == "kept"
            put_vote(store, MESSAGE, ADA, PASSAGE, 1, DAY)
            store.set_guild_settings(GUILD, LOUD)
    assert ask(path, "PRAGMA user_version") == [(len(MIGRATIONS),)]


def test_two_that_open_an_older_database_at_once_both_may(path: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        for number in range(10):
            one = path.with_name(f"{number}.sqlite3")
            old_database(one, 1)
            for store in pool.map(Store, [one] * 4):
                assert store.recall("commands") == "kept"
                store.close()


def newer(path: Path) -> None:
    old_database(path, len(MIGRATIONS))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")


def overwritten(path: Path, content: bytes) -> None:
    with Store(path) as store:
        for message in range(400):
            put_vote(store, message, ADA, PASSAGE, 1, DAY)
    size = path.stat().st_size
    with path.open("r+b") as stream:
        stream.seek(size // 2 // 4096 * 4096)
        stream.write(content * 4096)


def written(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (newer, "the database is of a newer glmbot"),
        (lambda path: overwritten(path, b"\x00"), "the database can't be used"),
        (lambda path: overwritten(path, b"\xff"), "the database can't be used"),
        (
            lambda path: written(path, b"this is no database at all, but a text of some length"),
            "file is not a database",
        ),
        (lambda path: written(path, b"SQLite format 3\x00" + b"\xff" * 200), "the database can't be used"),
        (lambda path: written(path, os.urandom(5000)), "file is not a database"),
        (lambda path: path.mkdir(parents=True), "the database can't be used"),
    ],
    ids=["newer", "zeroed page", "spoilt page", "text", "bad header", "noise", "folder"],
)
@pytest.mark.parametrize("exclusive", [False, True])
def test_what_can_not_be_used_is_refused_in_one_line_and_left_as_it_was(
    path: Path,
    spoil: "object",
    message: str,
    exclusive: bool,  # noqa: FBT001 - a column of the table
) -> None:
    assert callable(spoil)
    spoil(path)
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(StoreError, match=message) as caught:
        Store(path, exclusive=exclusive)
    assert str(caught.value).startswith(f"{path}: ")
    assert len(str(caught.value).splitlines()) == 1
    assert (path.read_bytes() if path.is_file() else b"") == before
    with pytest.raises(StoreError, match=message):
        Store(path, exclusive=exclusive)


def test_an_empty_file_becomes_a_database(path: Path) -> None:
    written(path, b"")
    with Store(path) as store:
        store.remember("commands", "1")
    assert ask(path, "PRAGMA user_version") == [(len(MIGRATIONS),)]


def test_a_folder_that_can_not_be_made_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for exclusive in (False, True):
        with pytest.raises(StoreError, match="GLMBOT_DATABASE") as caught:
            Store(tmp_path / "file" / "glmbot.sqlite3", exclusive=exclusive)
        assert "\n" not in str(caught.value)


def test_several_threads_may_use_a_store_at_once() -> None:
    store = Store(None)

    def work(person: int) -> None:
        for message in range(20):
            put_vote(store, message, person, PASSAGE, 1, DAY)
            assert vote_of(store, message, person) == 1

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(8)))
    assert store.votes() == [PassageVotes(PASSAGE, 160, 0)]


HOLDER = """
import sys
from pathlib import Path
from glmbot.storage.database import Store
store = Store(Path(sys.argv[1]), exclusive=True)
store.remember("holder", "was here")
print("open", flush=True)
sys.stdin.read()
"""


@contextmanager
def child(program: str, *arguments: object) -> Iterator["subprocess.Popen[str]"]:
    """A process of its own that runs a program; it is killed where it still runs at the end."""
    process = subprocess.Popen(
        [sys.executable, "-c", program, *map(str, arguments)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def test_closing_waits_for_a_change_and_later_ones_are_refused(path: Path) -> None:
    store = Store(path)
    refused = threading.Event()

    def write() -> None:
        try:
            while True:
                store.remember("key", "value")
        except sqlite3.ProgrammingError:
            refused.set()

    threads = [threading.Thread(target=write) for _ in range(4)]
    for one in threads:
        one.start()
    while store.recall("key") is None:
        time.sleep(0.001)
    store.close()
    for one in threads:
        one.join(timeout=30)
    assert refused.is_set()
    with Store(path) as again:
        assert again.recall("key") == "value"


def test_a_second_bot_is_refused_until_the_first_one_ends_however_it_ends(path: Path) -> None:
    with child(HOLDER, path) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "open\n"
        alias = path.with_name("alias.sqlite3")
        alias.symlink_to(path)
        for name in (path, alias):
            with pytest.raises(StoreError, match="another glmbot run uses this database") as caught:
                Store(name, exclusive=True)
            assert "\n" not in str(caught.value)
        with Store(path) as reader:
            assert reader.recall("holder") == "was here"
            assert reader.votes() == []
        holder.kill()
        holder.wait()
        with Store(path, exclusive=True) as next_one:
            assert next_one.recall("holder") == "was here"


def test_a_lock_is_freed_when_its_store_is_closed(path: Path) -> None:
    first = Store(path, exclusive=True)
    with pytest.raises(StoreError, match="another glmbot run"):
        Store(path, exclusive=True)
    first.close()
    first.close()
    Store(path, exclusive=True).close()


BUSY = """
import datetime as dt, itertools, sys
from pathlib import Path
from glmbot.storage.database import GuildSettings, Store
store = Store(Path(sys.argv[1]), exclusive=True)
for count in itertools.count(int(sys.argv[2])):
    store.toggle_vote(count, 7, "a#p1", 1 if count % 2 else -1, dt.date(2026, 1, 1))
    print("vote", count, flush=True)
    store.set_guild_settings(count % 5, GuildSettings(frozenset({count}), threads=False))
    print("set", count, flush=True)
    store.remember("count", str(count))
    print("kept", count, flush=True)
"""
ROUNDS = 20
SECONDS = 10.0


def killed_at(moment: float, path: Path, start: int, *, writing: bool) -> list[tuple[str, int]]:
    """What a process that changes the database confirmed before SIGKILL hit it: while it writes, or at any moment."""
    lines: list[str] = []
    with child(BUSY, path, start) as process:
        stdout = process.stdout
        assert stdout
        if writing:
            lines.append(stdout.readline())
        reader = threading.Thread(target=lambda: lines.extend(stdout))
        reader.start()
        time.sleep(moment)
        process.kill()
        process.wait()
        reader.join()
    whole = (line.split() for line in lines if line.endswith("\n"))
    return [(kind, int(count)) for kind, count in whole]


def test_whatever_was_confirmed_is_there_after_a_kill_at_any_moment(path: Path) -> None:
    moments = random.Random(0)  # noqa: S311 - no secret
    start, began = 0, time.monotonic()
    for number in range(ROUNDS):
        confirmed = killed_at(moments.uniform(0, 0.2), path, start, writing=number % 4 > 0)
        last = {kind: max(count for one, count in confirmed if one == kind) for kind, _ in confirmed}
        with Store(path, exclusive=True) as store:
            assert ask(path, "PRAGMA integrity_check") == [("ok",)]
            for kind, count in confirmed:
                if kind == "vote":
                    assert vote_of(store, count, 7) == (1 if count % 2 else -1)
                if kind == "set":
                    assert max(store.guild_settings()[count % 5].channels) >= count
            assert int(store.recall("count") or -1) >= last.get("kept", -1)
        start = last.get("vote", start) + 2
        if time.monotonic() - began > SECONDS:
            break
    assert start > 2
