"""A file that is held, deleted or replaced while it is open."""

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from glmbot.storage import database_file
from glmbot.storage.database_file import DatabaseFile, StoreError

TABLE = ("CREATE TABLE words (word TEXT NOT NULL) STRICT",)
WORDS = "SELECT word FROM words ORDER BY word"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "one.sqlite3"


@contextmanager
def held(path: Path) -> Iterator[None]:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("ROLLBACK")


def add(opened: DatabaseFile, word: str) -> None:
    with opened.changes() as connection:
        connection.execute("INSERT INTO words VALUES (?)", (word,))


def words(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [word for (word,) in connection.execute(WORDS)]


def test_a_change_waits_for_another_process_and_a_look_does_not(path: Path) -> None:
    opened = DatabaseFile(path, TABLE)
    add(opened, "one")
    with held(path):
        thread = threading.Thread(target=add, args=(opened, "two"))
        assert opened.rows(WORDS) == [("one",)]
        thread.start()
        thread.join(0.3)
        assert thread.is_alive()
    thread.join(30)
    assert words(path) == ["one", "two"]
    opened.close()


def test_closing_gives_up_a_change_that_waits(path: Path) -> None:
    opened, failed = DatabaseFile(path, TABLE), threading.Event()

    def try_to_add() -> None:
        try:
            add(opened, "two")
        except sqlite3.OperationalError:
            failed.set()

    with held(path):
        thread = threading.Thread(target=try_to_add)
        thread.start()
        thread.join(0.2)
        opened.close()
        thread.join(30)
    assert failed.is_set()
    assert words(path) == []


def test_a_change_that_waits_too_long_fails_and_the_next_succeeds(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database_file, "PATIENCE_SECONDS", 0.1)
    with closing(DatabaseFile(path, TABLE)) as opened:
        with held(path), pytest.raises(sqlite3.OperationalError, match="locked"):
            add(opened, "one")
        add(opened, "two")
    assert words(path) == ["two"]


def test_a_change_that_fails_leaves_nothing(path: Path) -> None:
    with closing(DatabaseFile(path, TABLE)) as opened:
        with pytest.raises(sqlite3.IntegrityError), opened.changes() as connection:
            connection.executemany("INSERT INTO words VALUES (?)", [("one",), (None,)])
        add(opened, "two")
    assert words(path) == ["two"]


@pytest.mark.parametrize("kept", [(), ("-wal",), ("-wal", "-shm")], ids=["all", "but the journal", "the file alone"])
def test_what_was_deleted_is_written_again_at_the_next_change(
    path: Path, kept: tuple[str, ...], caplog: pytest.LogCaptureFixture
) -> None:
    with closing(DatabaseFile(path, TABLE)) as opened:
        for round_ in range(3):
            add(opened, f"{round_} before")
            for ending in {"", "-wal", "-shm"} - set(kept):
                path.with_name(path.name + ending).unlink(missing_ok=True)
            add(opened, f"{round_} later")
            assert opened.rows(WORDS) == [(word,) for word in words(path)]
    assert len(words(path)) == 6
    assert caplog.text.count(f"{path}: the database was deleted") == 3
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_a_folder_that_is_deleted_is_made_again(path: Path) -> None:
    path = path.parent / "deep" / "folder" / path.name
    with closing(DatabaseFile(path, TABLE, exclusive=True)) as opened:
        add(opened, "one")
        for one in path.parent.iterdir():
            one.unlink()
        path.parent.rmdir()
        add(opened, "two")
    assert words(path) == ["one", "two"]


def test_another_file_in_its_place_is_read_from_then_on(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with closing(DatabaseFile(path, TABLE)) as opened:
        add(opened, "one")
        with closing(DatabaseFile(path.with_name("two.sqlite3"), TABLE)) as other:
            add(other, "two")
        path.with_name("two.sqlite3").rename(path)
        add(opened, "three")
        assert opened.rows(WORDS) == [("three",), ("two",)]
        assert opened.replacements == 1
    assert f"{path}: another database stands in its place" in caplog.text


def test_what_is_no_database_in_its_place_is_refused_and_left_as_it_is(path: Path) -> None:
    with closing(DatabaseFile(path, TABLE)) as opened:
        add(opened, "one")
        path.unlink()
        path.write_text("this is no database at all, but a text of some length")
        for _ in range(2):
            with pytest.raises((StoreError, sqlite3.Error)):
                add(opened, "two")
    assert path.read_text().startswith("this is no database")


def test_a_lock_on_a_deleted_file_is_taken_again_or_told(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with closing(DatabaseFile(path, TABLE, exclusive=True)) as opened:
        (lock,) = path.parent.glob("*.glmbot-lock")
        lock.unlink()
        add(opened, "one")
        assert "the database's lock was deleted; it is held anew" in caplog.text
        with pytest.raises(StoreError, match="another glmbot run uses this database"):
            DatabaseFile(path, TABLE, exclusive=True)
        lock.unlink()
        with (
            closing(DatabaseFile(path, TABLE, exclusive=True)),
            pytest.raises(StoreError, match="another glmbot run uses this database"),
        ):
            add(opened, "two")


def test_what_is_no_regular_file_is_refused_without_waiting(path: Path) -> None:
    os.mkfifo(path)
    with pytest.raises(StoreError, match="no regular file"):
        DatabaseFile(path, TABLE)
