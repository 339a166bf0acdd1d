import datetime as dt
import os
import sqlite3
import stat
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from glmbot.storage.backup import back_up, restore
from glmbot.storage.database import GuildSettings, PassageVotes, Store, StoreError
from glmbot.storage.migrations import MIGRATIONS
from support.votes import put_vote, vote_of

DAY = dt.date(2026, 1, 1)
FERRY = "2014-03-03-ferry#p1"


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "glmbot.sqlite3"
    with Store(path) as store:
        put_vote(store, 8, 1, FERRY, 1, DAY)
        store.set_guild_settings(5, GuildSettings(private=True))
    return path


def test_a_copy_holds_what_the_running_bot_has_confirmed(database: Path, tmp_path: Path) -> None:
    copy = tmp_path / "deep" / "copy.sqlite3"
    with Store(database, exclusive=True) as store:
        put_vote(store, 9, 2, FERRY, -1, DAY)
        assert back_up(database, copy) == copy.stat().st_size
        put_vote(store, 10, 3, FERRY, 1, DAY)
    with Store(copy) as copied:
        assert copied.votes() == [PassageVotes(FERRY, 1, 1)]
        assert vote_of(copied, 9, 2) == -1, "the key of the hashes is in it"
        assert copied.guild_settings()[5].private


def test_a_copy_is_one_file_for_its_owner_alone(database: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    with Store(database, exclusive=True):
        back_up(database, folder / "copy.sqlite3")
    assert [path.name for path in folder.iterdir()] == ["copy.sqlite3"]
    assert stat.S_IMODE((folder / "copy.sqlite3").stat().st_mode) == 0o600


def test_a_copy_that_is_taken_while_votes_come_in_is_of_one_moment(database: Path, tmp_path: Path) -> None:
    """Each person's two votes are written in one transaction: no copy holds one of the two."""
    copy, enough = tmp_path / "copy.sqlite3", threading.Event()

    def write() -> None:
        with closing(sqlite3.connect(database, isolation_level=None, timeout=30)) as connection:
            number = 0
            while not enough.is_set():
                connection.execute("BEGIN IMMEDIATE")
                for answer in ("first", "second"):
                    connection.execute(
                        "INSERT INTO votes (answer, voter, passage, vote, day) VALUES (?, ?, 'p', 1, '2026-01-01')",
                        (answer, str(number)),
                    )
                connection.execute("COMMIT")
                number += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for _ in range(20):
            back_up(database, copy)
            with closing(sqlite3.connect(copy)) as connection:
                counts = dict(connection.execute("SELECT answer, COUNT(*) FROM votes GROUP BY answer").fetchall())
            assert counts.get("first") == counts.get("second")
    finally:
        enough.set()
        writer.join()


@pytest.mark.parametrize("held", ["BEGIN IMMEDIATE", "BEGIN"])
def test_a_copy_waits_for_nobody(database: Path, tmp_path: Path, held: str) -> None:
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute(held)
        other.execute("SELECT * FROM votes").fetchall()
        back_up(database, tmp_path / "copy.sqlite3")


def test_what_is_no_copy_is_not_replaced(database: Path, tmp_path: Path) -> None:
    article = tmp_path / "article.md"
    article.write_text("precious")
    for to, says in ((article, "is no database"), (database, "is the database itself")):
        with pytest.raises(StoreError, match=says):
            back_up(database, to)
    assert article.read_text() == "precious"
    with pytest.raises(StoreError, match="no database to copy"):
        back_up(tmp_path / "none.sqlite3", tmp_path / "copy.sqlite3")


def test_a_folder_that_can_not_be_written_is_told_in_one_line(database: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="can't be copied") as caught:
        back_up(database, tmp_path / "file" / "copy.sqlite3")
    assert "\n" not in str(caught.value)


def test_a_damaged_database_makes_no_copy(database: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite3"
    back_up(database, copy)
    good, broken = copy.read_bytes(), bytearray(database.read_bytes())
    broken[4096:8192] = b"\xff" * 4096
    database.write_bytes(broken)
    with pytest.raises(StoreError):
        back_up(database, copy)
    assert copy.read_bytes() == good


def test_what_was_copied_is_put_back_and_what_was_there_is_kept(database: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite3"
    back_up(database, copy)
    for again, name in ((1, "glmbot.sqlite3.before-restore"), (2, "glmbot.sqlite3.before-restore-2")):
        with Store(database) as store:
            put_vote(store, 100, again, FERRY, -1, DAY)
        assert restore(copy, database) == tmp_path / name
        with Store(database) as store:
            assert store.votes() == [PassageVotes(FERRY, 1, 0)]
        with Store(tmp_path / name) as old:
            assert old.votes() == [PassageVotes(FERRY, 1, 1)]
    assert not list(tmp_path.glob(".glmbot-new-*"))


@pytest.mark.parametrize("at", range(1, 4))
def test_a_restore_that_is_killed_leaves_the_database_or_the_copy(database: Path, tmp_path: Path, at: int) -> None:
    copy = tmp_path / "copy.sqlite3"
    back_up(database, copy)
    with Store(database) as store:
        put_vote(store, 100, 1, FERRY, 1, DAY)
    before, after = [PassageVotes(FERRY, 2, 0)], [PassageVotes(FERRY, 1, 0)]
    killed = subprocess.run([sys.executable, "-c", KILLED, str(copy), str(database), str(at)], check=False)
    assert killed.returncode == 9
    assert database.exists()
    with Store(database) as store:
        assert store.votes() in (before, after)


KILLED = """
import os, sys
from pathlib import Path
from glmbot.storage.backup import restore

steps = 0

def audit(event, _):
    global steps
    if event in {"os.rename", "os.link"}:
        steps += 1
        if steps > int(sys.argv[3]):
            os._exit(9)

sys.addaudithook(audit)
restore(Path(sys.argv[1]), Path(sys.argv[2]))
os._exit(9)
"""
"""A restore that ends after so many files have got another name."""


def test_where_a_file_can_have_one_name_only_what_was_there_is_copied(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "copy.sqlite3"
    back_up(database, copy)
    with Store(database) as store:
        put_vote(store, 100, 1, FERRY, 1, DAY)

    def refused(*_: object) -> None:
        raise PermissionError("Operation not permitted")

    monkeypatch.setattr(os, "link", refused)
    kept = restore(copy, database)
    assert kept is not None
    with Store(kept) as old, Store(database) as new:
        assert [old.votes(), new.votes()] == [[PassageVotes(FERRY, 2, 0)], [PassageVotes(FERRY, 1, 0)]]


def test_a_damaged_database_is_replaced_with_its_log(database: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite3"
    back_up(database, copy)
    database.write_bytes(b"\xff" * 5000)
    database.with_name("glmbot.sqlite3-wal").write_bytes(b"\xee" * 5000)
    assert restore(copy, database) is not None
    with Store(database) as store:
        assert store.votes() == [PassageVotes(FERRY, 1, 0)]


def test_where_no_database_is_one_is_made_of_the_copy(database: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "new" / "glmbot.sqlite3"
    assert restore(database, elsewhere) is None
    with Store(elsewhere) as store:
        assert store.guild_settings()[5].private


def test_nothing_is_put_back_under_a_running_bot(database: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite3"
    back_up(database, copy)
    with Store(database, exclusive=True), pytest.raises(StoreError, match="another glmbot run"):
        restore(copy, database)


def test_what_is_no_copy_or_newer_is_not_put_back(database: Path, tmp_path: Path) -> None:
    text, newer, other = tmp_path / "text", tmp_path / "newer.sqlite3", tmp_path / "other.sqlite3"
    (tmp_path / "empty").touch()
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE barns (name)")
    text.write_bytes(b"no database, but long enough to be one" * 50)
    with sqlite3.connect(newer) as connection:
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    for backup, says in (
        (text, f"{text}: is no copy that glmbot backup made; name one"),
        (tmp_path / "empty", "is no copy that glmbot backup made; name one"),
        (other, "is no copy that glmbot backup made; name one"),
        (newer, "newer"),
        (tmp_path / "none", "no such"),
        (database, "itself"),
    ):
        with pytest.raises(StoreError, match=says):
            restore(backup, database)
    with Store(database) as store:
        assert store.votes() == [PassageVotes(FERRY, 1, 0)]
